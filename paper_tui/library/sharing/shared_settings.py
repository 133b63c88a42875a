"""Settings that belong to a library, as a part of what is synchronised: rules, searches, what is followed.

Each rule, saved search and line is a subject of its own, and the later of two changes counts; so is the order
of rules (`rule_order`). Commands, keys and appearance stay on their device. A file that was edited by hand is
read as a change. What was in the file at the last synchronisation is kept, by which an entry that the user
removed is distinguished from one that could not be written yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from paper_tui.config import config_of
from paper_tui.files import read_json, replace_file
from paper_tui.library.history import SettingsFile
from paper_tui.library.setting_labels import label_of
from paper_tui.library.sharing.rule_order import ORDER, arranged, current_order, order_of
from paper_tui.library.sharing.shared_marks import milliseconds
from paper_tui.papers.text import clean_line
from paper_tui.store import SettingChange, Store, StoreError
from paper_tui.sync.events import Json
from paper_tui.sync.exchange import Applied, Update
from paper_tui.sync.replica import Replica

VALUE = "value"
"""The one field of such a subject."""
LONGEST = 2_000
"""Characters of a line, a name or a query."""
RULE = "rule"
TABLES = {"search": "searches", RULE: "rules", "follow": "follow", "more": "more", "less": "less"}
"""The table or list of the configuration file, by the type of subject."""


class SharedSettings:
    """The rules, saved searches and followed lines of a configuration file."""

    def __init__(self, store: Store, file: SettingsFile | None, replica: Replica, snapshot: Path) -> None:
        """Over a file, or nothing.

        Args:
            store: Where changes that came over are recorded.
            file: The configuration file.
            replica: What is known.
            snapshot: A file that keeps what was in the configuration file at the last synchronisation.
        """
        self._store = store
        self._file = file
        self._state, self._applied = replica.state, replica.applied
        self._snapshot = snapshot
        self._times: Mapping[tuple[str, ...], str] | None = None

    def owns(self, subject: str) -> bool:
        """Return whether a subject is such a setting."""
        return subject == ORDER or _path(subject) is not None

    def subjects(self) -> Iterator[tuple[str, Mapping[str, Json]]]:
        """The settings in the file; one that never came into it counts as it is elsewhere."""
        here = self._here()
        if here is None:
            return
        before = self._before() if here or self._is_there() else {}
        known = {subject: self._known(subject) for subject in self._state.subjects() if _path(subject)}
        for subject in dict.fromkeys((*here, *known)):
            value = here.get(subject)
            is_removed = value is None and subject in before
            if value is None and not is_removed:
                value = known.get(subject)
            if value is not None and _is_valid(subject, value):
                yield subject, {VALUE: value}
            elif value is not None and known.get(subject) is not None:  # being edited: not removed
                yield subject, {VALUE: known[subject]}
        order = self._order(here)
        if order:
            yield ORDER, {VALUE: order}

    def _order(self, here: Mapping[str, Json]) -> list[str]:
        """The order of rules to send; empty where there are too few to have one."""
        known, names = order_of(self._known(ORDER)), _rule_names(here)
        if known is None and len(names) < 2:
            return []
        applied = self._applied.get(ORDER, VALUE)
        return [*current_order(names, order_of(applied.value if applied else None) or (), known or ())]

    def _known(self, subject: str) -> Json:
        value = self._state.get(subject, VALUE)
        return value.value if value else None

    def _here(self) -> dict[str, Json] | None:
        """The values in the file by subject; None where there is no file to read."""
        values = self._file.values() if self._file else None
        return None if values is None else dict(_settings(values))

    def _is_there(self) -> bool:
        """Return whether there is a file: one that is gone removes nothing elsewhere."""
        return self._file is not None and self._file.changed() > 0

    def _before(self) -> Mapping[str, Json]:
        """The contents of the file at the last synchronisation."""
        with suppress(OSError):
            found = read_json(self._snapshot)
            if isinstance(found, dict):
                return found
        return {}

    def holds(self, subject: str, field: str, value: Json) -> bool:
        """Return whether the file can have such a setting."""
        is_valid = order_of(value) is not None if subject == ORDER else _is_valid(subject, value)
        return self._here() is not None and field == VALUE and is_valid

    def changed(self, subject: str) -> int:
        """The time of a setting's last change: by the history, else that of the file."""
        if self._times is None:
            self._times = self._store.setting_times()
        path = _path(subject) or (TABLES[RULE],)
        moment = self._times.get(path) or self._times.get(path[:1])
        if moment:
            return milliseconds(moment)
        return int(self._file.changed() * 1000) if self._file else 0

    def apply(self, updates: Sequence[Update]) -> Applied:  # noqa: ARG002 - compares with the file instead
        """Bring the file to what is known; undo passes over it, and what was replaced stays in the history.

        Raises:
            OSError: What is in the file now could not be noted.
        """
        here = self._here()
        if here is None or self._file is None:
            return Applied(0, 0)
        changes = [*self._changes(here)]
        try:
            written = self._file.apply(changes) if changes else ()
            for one in written:
                here[_subject(one.path)] = one.after
            moved = self._arrange(self._file)
        except StoreError as error:
            return Applied(0, 0, notes=(f"Settings of other devices wait: {error}",))
        now = {subject: value for subject, value in here.items() if value is not None}
        if now != self._before():
            replace_file(self._snapshot, json.dumps(now).encode())
        if written or moved:
            self._store.record_settings("", (*written, *moved))
        notes = tuple(map(_note, (*written, *moved)))
        return Applied(0, len(changes) - len(written), notes, len(written) + len(moved))

    def _arrange(self, file: SettingsFile) -> tuple[SettingChange, ...]:
        """Bring the rules into the order that is known; return the change.

        Raises:
            StoreError: The file cannot be written.
        """
        order, rules = order_of(self._known(ORDER)), (file.values() or {}).get(TABLES[RULE])
        if not order or not isinstance(rules, list):
            return ()
        by_name = {_name_of(each): each for each in rules}
        wanted = [by_name[name] for name in arranged(by_name, order)]
        if wanted == rules or len(by_name) != len(rules):
            return ()
        return file.apply([SettingChange((TABLES[RULE],), rules, wanted)])

    def _changes(self, here: Mapping[str, Json]) -> Iterator[SettingChange]:
        for subject in self._state.subjects():
            path = _path(subject)
            known, value = self._known(subject), here.get(subject)
            is_sound = all(each is None or _is_valid(subject, each) for each in (known, value))
            if path and known != value and is_sound:
                yield SettingChange(path, value, known)


def _path(subject: str) -> tuple[str, str] | None:
    """The place of a subject in the configuration file; None for other subjects."""
    kind, _, name = subject.partition(":")
    return (TABLES[kind], name) if kind in TABLES and name else None


def _subject(path: Sequence[str]) -> str:
    kind = next(kind for kind, table in TABLES.items() if table == path[0])
    return f"{kind}:{path[1]}"


def _settings(values: Mapping[str, Any]) -> Iterator[tuple[str, Json]]:
    """The settings in a file by subject, valid or not. Any: settings have many types."""
    for kind, table in TABLES.items():
        found = values.get(table)
        if isinstance(found, dict):
            for name, query in found.items():
                yield f"{kind}:{clean_line(name)}", query
        for each in found if isinstance(found, list) else ():
            if isinstance(each, dict):
                parts = {name: value for name, value in each.items() if name != "name"}
                yield f"{kind}:{_name_of(each)}", parts
            elif isinstance(each, str):
                yield f"{kind}:{each}", True


def _name_of(entry: Any) -> str:  # noqa: ANN401 - JSON of the configuration file
    return clean_line(str(entry.get("name", ""))) if isinstance(entry, dict) else ""


def _rule_names(here: Mapping[str, Json]) -> list[str]:
    return [subject.partition(":")[2] for subject in here if subject.startswith(f"{RULE}:")]


def _is_valid(subject: str, value: Json) -> bool:
    """Return whether the configuration would accept a setting."""
    path = _path(subject)
    if path is None or len(path[1]) > LONGEST or clean_line(path[1]) != path[1]:
        return False
    table, name = path
    if table == "searches":
        values: Json = {name: value}
        is_right = isinstance(value, str) and len(value) <= LONGEST and clean_line(value, LONGEST) == value
    elif table == "rules":
        values = [{**value, "name": name}] if isinstance(value, dict) else None
        is_right = values is not None and len(json.dumps(values)) <= 2 * LONGEST
    else:
        values, is_right = [name], value is True
    return is_right and not config_of({table: values}).problems


def _note(change: SettingChange) -> str:
    """A message on the received settings and those they replaced."""
    before = change.before.get("query") if isinstance(change.before, dict) else change.before
    was = f" (it was: {clean_line(before, 200)})" if isinstance(before, str) else ""
    return f"Another device {label_of([change])}{was}"

"""Changes to the configuration file that preserve its comments and order.

A change is a function of the TOML document; this module has those for settings, saved searches and rules. The
file is replaced atomically, as those of the library are. If it is a symbolic link, its target is replaced.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from shutil import copymode
from typing import TYPE_CHECKING, Any

from paper_tui.config import Config, Rule, parse_config
from paper_tui.config.parsing import LARGEST
from paper_tui.files import read_regular
from paper_tui.network import without_password
from paper_tui.papers.text import clean_line
from paper_tui.settings import SettingsError
from paper_tui.store.changes import SettingChange
from paper_tui.store.errors import StoreError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Change = Callable[["TOMLDocument"], None]
"""Modifies the document, which behaves as a dict of dicts and lists."""
LINES = ("follow", "more", "less")
"""Settings that are lists of lines, each of which is a setting of its own in a `SettingChange`."""
_ONE_AT_A_TIME = threading.Lock()


def change_config(path: Path, change: Change) -> Config:
    """Change the configuration file durably and return the new configuration.

    Args:
        path: The file; it is created with its folder if it is missing.
        change: The change to its document.

    Raises:
        SettingsError: The file is not TOML, or cannot be read or written; it is unchanged.
    """
    with _ONE_AT_A_TIME:
        target = path.resolve()
        text = _changed(_read(target), path, change)
        _write(target, text)
        return parse_config(text)


class ConfigFile:
    """The configuration file of a session, with the changes that undo takes back."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def change(self, change: Change) -> tuple[Config, tuple[SettingChange, ...]]:
        """Change the file as `change_config`; also return which values changed."""
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}

        def watched(document: TOMLDocument) -> None:
            before.update(_json_values(document))
            change(document)
            after.update(_json_values(document))

        config = change_config(self._path, watched)
        return config, tuple(_differences(before, after))

    def values(self) -> Mapping[str, Any] | None:
        """The contents of the file as JSON values; None if it cannot be read; empty if it is missing."""
        import tomlkit
        from tomlkit.exceptions import ParseError

        try:
            return _json_values(tomlkit.parse(_read(self._path.resolve())))
        except (SettingsError, ParseError, RecursionError):
            return None

    def changed(self) -> float:
        """The time of the file's last change, in seconds since 1970."""
        try:
            return self._path.stat().st_mtime
        except OSError:
            return 0.0

    def apply(self, changes: Sequence[SettingChange]) -> tuple[SettingChange, ...]:
        """Write the changes whose setting still has the value before; return those that were written.

        Raises:
            StoreError: The file cannot be read or written; nothing was changed.
        """
        written: list[SettingChange] = []

        def write(document: TOMLDocument) -> None:
            now = _json_values(document)
            for one in changes:
                if _value_at(now, one.path) == one.before:
                    _set_value(document, one.path, one.after)
                    written.append(one)

        try:
            change_config(self._path, write)
        except SettingsError as error:
            raise StoreError(str(error)) from error
        return tuple(written)


def _json_values(document: TOMLDocument) -> dict[str, Any]:
    """The document as JSON values; dates become text."""
    values: dict[str, Any] = json.loads(json.dumps(document.unwrap(), default=str))
    return values


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[SettingChange]:
    """Yield the settings that differ, entry by entry within tables, but none with a password."""
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if isinstance(old or new, dict) and isinstance(old or {}, dict) and isinstance(new or {}, dict):
            inner, other = old or {}, new or {}
            for key in dict.fromkeys((*inner, *other)):
                if inner.get(key) != other.get(key) and not _has_password((inner.get(key), other.get(key))):
                    yield SettingChange((name, key), inner.get(key), other.get(key))
        elif old != new and not _has_password((old, new)):
            yield SettingChange((name,), old, new)


def _has_password(values: object) -> bool:
    text = json.dumps(values)
    return without_password(text) != text


def _value_at(values: Any, path: Sequence[str]) -> Any:  # noqa: ANN401 - JSON
    for name in path:
        if isinstance(values, list):
            return entry_of(values, name)
        values = values.get(name) if isinstance(values, dict) else None
    return values


def entry_of(entries: Sequence[Any], name: str) -> Any:  # noqa: ANN401 - JSON
    """The entry of a list under a name: for tables the table, for lines True; None if there is none."""
    for each in entries:
        if isinstance(each, Mapping) and clean_line(str(each.get("name", ""))) == name:
            return {part: value for part, value in each.items() if part != "name"}
    return True if name in entries else None


def _set_value(document: TOMLDocument, path: Sequence[str], value: object) -> None:
    if len(path) == 1:
        (_arranged(value) if path[0] == "rules" else setting(path[0], value))(document)
        return
    if path[0] == "rules":
        (without_rule(path[1]) if value is None else _rule(path[1], value))(document)
        return
    if path[0] in LINES:
        _line(path[0], path[1], is_there=value is not None)(document)
        return
    entry(path[0], path[1], value)(document)


def read_config(path: Path) -> Config:
    """Read the configuration file.

    Raises:
        SettingsError: It cannot be read.
    """
    return parse_config(_read(path.resolve()))


def setting(name: str, value: object) -> Change:
    """Set a setting; None removes it from the file, which restores the default."""

    def change(document: TOMLDocument) -> None:
        if value is None:
            document.pop(name, None)
        else:
            document[name] = value

    return change


def entry(table: str, name: str, value: object) -> Change:
    """Set a name in a table, such as the query of a saved search, or a group; None removes the name."""

    def change(document: TOMLDocument) -> None:
        inner: Any = document.setdefault(table, {})
        if value is None:
            inner.pop(name, None)
        else:
            inner[name] = value
        if not inner and getattr(inner, "is_super_table", bool)():
            document.pop(table)  # such a table has no line of its own, and would be lost

    return change


def renamed(table: str, name: str, other: str) -> Change:
    """Rename an entry of a table in its place; an entry that has the other name is removed."""

    def change(document: TOMLDocument) -> None:
        inner: Any = document.get(table, {})
        kept = {other if key == name else key: value for key, value in inner.items() if key != other}
        inner.clear()
        inner.update(kept)

    return change


def rule(made: Rule) -> Change:
    """Add a rule, or replace the one with its name."""
    content = {name: value for name, value in asdict(made).items() if value and name != "name"}
    return _rule(made.name, content | ({"tags": list(made.tags)} if made.tags else {}))


def _rule(name: str, parts: Any) -> Change:  # noqa: ANN401 - a JSON object
    content = {"name": name, **parts}

    def change(document: TOMLDocument) -> None:
        rules: Any = document.get("rules")
        if not rules:
            document["rules"] = [content]
            return
        for place, each in enumerate(rules):
            if clean_line(str(each.get("name", ""))) == name:
                rules[place] = content
                return
        rules.append(content)

    return change


def _line(setting_name: str, line: str, *, is_there: bool) -> Change:
    """Add a line to a list of lines, or remove it."""

    def change(document: TOMLDocument) -> None:
        lines: Any = document.setdefault(setting_name, [])
        if is_there and line not in lines:
            lines.append(line)
        while not is_there and line in lines:
            lines.remove(line)

    return change


def _arranged(wanted: Any) -> Change:  # noqa: ANN401 - a JSON value
    """Set all rules; where only their order changes, they keep their comments."""

    def change(document: TOMLDocument) -> None:
        rules: Any = document.get("rules", [])
        left = [*rules]
        moved = [left.pop(left.index(each)) for each in wanted or () if each in left]
        if left or moved != wanted:
            setting("rules", wanted)(document)
            return
        rules.clear()
        rules.extend(moved)

    return change


def without_rule(name: str) -> Change:
    """Remove all rules with a name."""

    def change(document: TOMLDocument) -> None:
        rules: Any = document.get("rules", [])
        for place in reversed(range(len(rules))):
            if clean_line(str(rules[place].get("name", ""))) == name:
                del rules[place]
        if not rules:
            document.pop("rules", None)

    return change


def _read(path: Path) -> str:
    try:
        return read_regular(path, LARGEST).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{_shown(path)} is not UTF-8 text; nothing in it was changed") from error
    except OSError as error:
        raise SettingsError(f"cannot read {_shown(path)}: {error.strerror}; nothing was changed") from error


def _changed(text: str, path: Path, change: Change) -> str:
    """Apply a change to the text of a configuration."""
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        document = tomlkit.parse(text)
    except (ParseError, RecursionError) as error:
        raise SettingsError(
            f"{_shown(path)} is not valid TOML; nothing in it was changed: {clean_line(str(error))}. "
            "Correct it first; paper-tui config check names the line"
        ) from error
    change(document)
    changed = tomlkit.dumps(document)
    if _plain(changed) != document.unwrap():
        raise SettingsError(f"{_shown(path)} cannot be changed without loss; change it by hand")
    return changed


def _plain(text: str) -> dict[str, object] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _write(path: Path, text: str) -> None:
    from paper_tui.files import STALE, remove_drafts
    from paper_tui.store.files.atomic_files import Draft, UnconfirmedError, make_folder

    try:
        make_folder(path.parent)
        remove_drafts(path.parent, STALE, of=path.name)
        draft = Draft(path)
        try:
            draft.write(text.encode())
            draft.seal()
            if path.exists():
                copymode(path, draft.path)
            draft.commit()
        except BaseException:
            draft.discard()
            raise
    except UnconfirmedError as error:
        raise SettingsError(
            f"{_shown(path)} was changed, but the change may be lost in a power failure"
        ) from error
    except OSError as error:
        raise SettingsError(f"cannot write {_shown(path)}: {error.strerror}; nothing was changed") from error


def _shown(path: Path) -> str:
    return clean_line(str(path), limit=10_000)

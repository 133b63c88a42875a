"""The marks of a library as a part of what is synchronised: one subject a paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from time import time

from paper_tui.library.contents import Contents
from paper_tui.library.sharing.shared_papers import SharedPapers, is_key
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Change, Mark, Shelf
from paper_tui.store import Store
from paper_tui.sync.events import Json
from paper_tui.sync.exchange import Applied, Update
from paper_tui.sync.mark_fields import PAPER, RECORD, fields_of, is_held, mark_from_fields


class SharedMarks:
    """Bookmarks, states, tags, notes and highlights, under every key that a device knows a paper by."""

    def __init__(self, store: Store, contents: Contents, papers: SharedPapers) -> None:
        self._store = store
        self._contents = contents
        self.papers = papers
        self._compared: dict[str, Mark] = {}
        """The mark by subject as it was yielded last."""
        self._times: dict[PaperKey, int] = {}
        """Of the last change of marks, as far as the history was read."""
        self._history: Iterator[Change] | None = None
        """The rest of the history, newest first."""

    def owns(self, subject: str) -> bool:
        """Return whether a subject is a paper."""
        return subject.startswith(PAPER)

    def subjects(self) -> Iterator[tuple[str, Mapping[str, Json] | None]]:
        """The marks, and under which subjects others know them."""
        self._times, self._history = {}, None
        known = self.papers.subjects()
        for mark in self._contents.shelf:
            for subject in known.get(mark.key, ()) or (f"{PAPER}{mark.key}",):
                if self._compared.get(subject) is mark:
                    yield subject, None
                    continue
                self._compared[subject] = mark
                described = self.papers.described(mark.key, subject)
                yield subject, fields_of(mark) | ({RECORD: described} if described else {})

    def holds(self, subject: str, field: str, value: Json) -> bool:
        """Return whether a mark can have a field with such a value."""
        key = self.papers.key(subject)
        return is_key(key) and is_held(self._contents.shelf.get(key), field, value)

    def changed(self, subject: str) -> int:
        """The time of the last change of a paper's mark, by the history; else now."""
        key = self.papers.key(subject)
        if self._history is None:
            self._history = self._store.changes()
        while key not in self._times and (change := next(self._history, None)):
            for mark in (*change.before, *change.after):
                self._times.setdefault(mark.key, milliseconds(change.time))
        return self._times.get(key, int(time() * 1000))

    def apply(self, updates: Sequence[Update]) -> Applied:
        """Change marks as other devices did, in one step that undo passes over."""
        if not updates:
            return Applied(0, 0)
        self.papers.add(update.value for update in updates if update.field == RECORD)
        by_key: defaultdict[PaperKey, list[Update]] = defaultdict(list)
        for update in updates:
            key = self.papers.key(update.subject)
            if is_key(key):
                by_key[key].append(update)
        left = 0

        def edited(shelf: Shelf) -> Iterable[Mark]:
            nonlocal left
            left = 0
            for key, some in by_key.items():
                fields = fields_of(shelf.get(key))
                for update in some:
                    if fields.get(update.field) in update.expected or update.field == RECORD:
                        fields[update.field] = update.value
                    else:
                        left += 1
                held = {name: value for name, value in fields.items() if value is not None}
                yield mark_from_fields(key, held)

        change = self._store.change("", edited)
        return Applied(0 if change is None else len(change.after), left)


def milliseconds(moment: str) -> int:
    """An ISO time in milliseconds since 1970; 0 for none."""
    try:
        return int(datetime.fromisoformat(moment).timestamp() * 1000)
    except (ValueError, OverflowError):
        return 0

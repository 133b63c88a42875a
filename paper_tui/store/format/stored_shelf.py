"""The marks of a shelf's file: all in memory where they are few, else read one by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import EffectiveState, Mark, Shelf
from paper_tui.papers.stored_records import stored_mark
from paper_tui.store.format import checked_lines
from paper_tui.store.format.records_file import Generation

LAZY = 20_000
"""Marks from which on they stay on the disk: to parse 1,000,000 of 100 bytes takes 20 s and 1 GB."""
LOOKUP = 30
"""Lines that are read in the time of one lookup by key."""
_STATE = re.compile(rb'"state":"(\w{1,20})"')
_SEEN = b'"seen":"'
_BOOKMARKED = b'"bookmarked":"'


def shelf_of(records: Generation) -> Shelf:
    """The marks of a state of the shelf's file."""
    if len(records) >= LAZY:
        return Shelf(stored=LazyMarks(records))
    return Shelf(stored_mark(key, record) for key, record in records.everything().items())


class LazyMarks:
    """The marks of a state of the shelf's file, each parsed when it is asked for."""

    def __init__(self, records: Generation) -> None:
        self._records = records

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Mark]:
        return (stored_mark(key, record) for key, record in self._records.items_in_order())

    def get(self, key: PaperKey) -> Mark | None:
        """The mark of a paper, or None."""
        place = self._records.find(key)
        return None if place is None else stored_mark(*self._records.at(place))

    def among(self, keys: Collection[PaperKey]) -> Iterator[Mark]:
        """The marks of these papers: few are looked up, many are found in one pass."""
        if len(keys) * LOOKUP < len(self):
            marks = map(self.get, keys)
            yield from (mark for mark in marks if mark is not None)
            return
        wanted = frozenset(map(str, keys))
        for line in self._records.lines():
            if checked_lines.key_of(line) in wanted:
                yield stored_mark(*checked_lines.decode(line))

    def state_counts(self) -> Counter[EffectiveState]:
        """Marks per effective state, from the lines: quotes in a note are escaped in JSON."""
        counts: Counter[bytes] = Counter()
        for line in self._records.lines():
            state = _STATE.search(line)
            counts[state[1] if state else b"seen" if _SEEN in line else b"new"] += 1
        known = {state.value.encode(): state for state in EffectiveState}
        found: Counter[EffectiveState] = Counter()
        for name, count in counts.items():
            found[known.get(name, EffectiveState.NEW)] += count
        return found

    def bookmarks(self) -> Iterator[Mark]:
        """Those of the marks that are bookmarks."""
        marked = (line for line in self._records.lines() if _BOOKMARKED in line)
        marks = (stored_mark(*checked_lines.decode(line)) for line in marked)
        return (mark for mark in marks if mark.bookmarked)

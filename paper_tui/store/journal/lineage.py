"""The relation between the steps of a journal and those folded into a shelf's file.

Both files belong to one library, but a synchroniser may put the shelf of one machine beside the journal of
another. Steps are therefore known by their ids, and a line also by the check of the line before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from paper_tui.store.format.records_file import Generation
from paper_tui.store.format.records_writer import Origin
from paper_tui.store.journal.journal_file import Line

REMEMBERED = 4_096
"""Ids that a shelf's file keeps at least; more where the journal has more lines."""


@dataclass(frozen=True, slots=True)
class Folded:
    """The steps whose marks are in a shelf's file."""

    ids: tuple[str, ...] = ()
    """Oldest first; unknown in files of version 1."""
    last: str = ""
    """The check of the line that was the journal's last."""
    number: int = 0
    """The number of the newest step."""
    known: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def of(cls, records: Generation) -> Folded:
        """The steps in a state of the shelf's file."""
        ids, last = records.folded_steps
        return cls(ids, last, records.header.folded, frozenset(ids))

    def holds(self, line: Line) -> bool:
        """Return whether the step of a line is among them."""
        return line.id in self.known if self.ids else 0 < line.number <= self.number

    def with_lines(self, lines: Sequence[Line], number: int, also: Sequence[str] = ()) -> Folded:
        """These steps with those of all lines of the journal and, by their ids, some others."""
        named = {line.id: None for line in lines}
        ids = (*(name for name in self.ids if name not in named), *also, *named)
        kept = ids[-max(REMEMBERED, len(named)) :]
        last = lines[-1].check if lines else self.last
        return Folded(kept, last, number, frozenset(kept))

    @property
    def origin(self) -> Origin:
        """These steps as a records file states them."""
        return Origin(folded=self.number, steps=self.ids, last=self.last)


@dataclass(frozen=True, slots=True)
class Continuation:
    """The steps of a journal that a shelf's file does not hold yet."""

    lines: tuple[Line, ...]
    follows: bool
    """True if they were made after exactly those that the file holds, by the same copy of the library."""
    missing: int
    """Steps that were made before or between them, and are in neither file."""


def continuation(folded: Folded, lines: Sequence[Line]) -> Continuation:
    """The steps that a journal adds to a shelf's file."""
    fresh = tuple(line for line in lines if not folded.holds(line))
    if not fresh:
        return Continuation((), follows=True, missing=0)
    first = lines.index(fresh[0])
    contiguous = len(fresh) == len(lines) - first
    before = lines[first - 1] if first else None
    missing = 0
    if before is None or not _chained(before, fresh[0]):
        missing = 0 if _continues(folded, fresh[0]) else max(0, fresh[0].number - folded.number - 1)
    for one, other in zip(lines[first:], lines[first + 1 :], strict=False):
        if not _chained(one, other) and not folded.holds(other):
            missing += max(0, other.number - one.number - 1)
    follows = contiguous and not missing and _is_next(folded, before, fresh[0])
    return Continuation(fresh, follows, missing)


def _chained(line: Line, following: Line) -> bool:
    """Return whether one line was written directly after another."""
    if following.previous:
        return following.previous == line.check
    return following.number == line.number + 1


def _continues(folded: Folded, line: Line) -> bool:
    """Return whether a line was written directly after the last folded one."""
    return bool(folded.last) and line.previous == folded.last


def _is_next(folded: Folded, before: Line | None, line: Line) -> bool:
    """Return whether a line's step was made on top of exactly the folded steps."""
    if _continues(folded, line) or (before and folded.ids and before.id == folded.ids[-1]):
        return True
    return line.number == folded.number + 1

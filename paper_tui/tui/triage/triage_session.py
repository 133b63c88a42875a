"""One sitting of triage as a value: which papers are asked for, and what was decided so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from paper_tui.library import Listing
from paper_tui.papers.shelf import EffectiveState, Mark, Shelf, State

ROWS_A_MARK = 10
"""Rows whose marks are looked up in the time in which the row of a mark is found."""


class Decision(StrEnum):
    """What one does with a paper in triage, in the order in which a recap tells of it."""

    KEPT = "kept"
    LATER = "later"
    DONE = "done"
    HIDDEN = "hidden"
    SEEN = "seen"
    """Looked at, and not decided."""

    def marks(self, before: Mark) -> tuple[State, bool]:
        """State and bookmark of a paper once this was decided.

        Args:
            before: Its mark before the sitting: what is decided anew replaces what was decided, and
                leaves alone what was done before.
        """
        starred = bool(before.bookmarked) or self is Decision.KEPT
        return (before.state if self in (Decision.KEPT, Decision.SEEN) else State(self.value)), starred


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """One decision; no two are the same, even where they say the same of the same paper."""

    row: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Sitting:
    """The papers to decide, the one that is asked for now, and every step so far."""

    papers: tuple[int, ...]
    """As rows of the listing, in its order."""
    at: int = 0
    """The place of the paper that is shown; past the last one when all have been gone through."""
    steps: tuple[Step, ...] = ()
    """In the order in which they were made; the last one about a paper holds."""

    @property
    def current(self) -> int | None:
        """The paper that is shown; None when all have been gone through."""
        return self.papers[self.at] if self.at < len(self.papers) else None

    @property
    def decisions(self) -> Mapping[int, Decision]:
        """What holds of each paper that was decided or seen."""
        return {step.row: step.decision for step in self.steps}

    @property
    def left(self) -> int:
        """How many papers have not been dealt with."""
        return len(self.papers) - len(self.decisions)

    @property
    def groups(self) -> Mapping[Decision, tuple[int, ...]]:
        """The papers by what was decided, in the order of the sitting; no group is empty."""
        made = self.decisions
        grouped = {each: tuple(sorted(row for row in made if made[row] is each)) for each in Decision}
        return {decision: rows for decision, rows in grouped.items() if rows}

    def decided(self, decision: Decision) -> Sitting:
        """The sitting after a decision on the paper that is shown, with the next one shown."""
        if self.current is None:
            return self
        return replace(self, steps=(*self.steps, Step(self.current, decision)), at=self.at + 1)

    def moved(self, places: int) -> Sitting:
        """The sitting with another paper shown, as far as there are any."""
        return replace(self, at=max(0, min(self.at + places, len(self.papers))))

    def without(self, step: Step) -> Sitting:
        """The sitting as if a step had not been made, with its paper shown again."""
        kept = tuple(each for each in self.steps if each is not step)
        return replace(self, steps=kept, at=self.papers.index(step.row))

    def with_again(self, step: Step) -> Sitting:
        """The sitting with a step that could not be taken back after all, with its paper shown."""
        return replace(self, steps=(*self.steps, step), at=self.papers.index(step.row))


@dataclass(frozen=True, slots=True)
class Pace:
    """The minutes of a sitting."""

    limit: int = 0
    """How many there are; 0 when they are not counted."""
    spent: float = 0

    @property
    def is_over(self) -> bool:
        """Whether there was a limit and it has been reached."""
        return 0 < self.limit <= self.spent

    @property
    def left(self) -> str:
        """``8 min``, rounded up; empty when there is no limit or it has been reached."""
        return f"{ceil(self.limit - self.spent)} min" if self.limit > 0 and not self.is_over else ""

    @property
    def used(self) -> str:
        """``in 6 minutes``; what took less than one says nothing of it."""
        minutes = int(self.spent)
        return f" in {minutes:,} {'minute' if minutes == 1 else 'minutes'}" if minutes else ""


def begin(listing: Listing, shelf: Shelf) -> Sitting:
    """A sitting over the papers of a listing that nothing was decided on, in their order."""
    rows = range(len(listing))
    if len(rows) < len(shelf) * ROWS_A_MARK:
        return Sitting(tuple(row for row in rows if _is_open(shelf.get(listing.key(row)))))
    closed = {listing.row_of(mark.key) for mark in shelf if not _is_open(mark)}
    return Sitting(tuple(row for row in rows if row not in closed))


def _is_open(mark: Mark) -> bool:
    return mark.effective_state is EffectiveState.NEW and not mark.bookmarked

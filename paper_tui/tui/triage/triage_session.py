"""A triage session as a value: its papers and the decisions so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil
from random import Random

from paper_tui.library import Listing
from paper_tui.papers.shelf import EffectiveState, Mark, Shelf, State

ROWS_A_MARK = 10
"""RowGeometry whose marks are looked up in the time in which the row of a mark is found."""


class Decision(StrEnum):
    """A decision on a paper, in the order of the recap."""

    BOOKMARKED = "bookmarked"
    LATER = "later"
    DONE = "done"
    HIDDEN = "hidden"
    SEEN = "seen"
    """Skipped without a decision."""

    def marks(self, before: Mark) -> tuple[State, bool]:
        """Return state and bookmark of a paper after this decision.

        Args:
            before: Its mark before the session: a changed decision replaces the earlier one, and keeps
                what was done before the session.
        """
        starred = bool(before.bookmarked) or self is Decision.BOOKMARKED
        return (before.state if self in (Decision.BOOKMARKED, Decision.SEEN) else State(self.value)), starred


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """One decision; compared by identity, since a paper may get the same decision twice."""

    row: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class TriageSession:
    """The papers to decide on, the current one, and every step so far."""

    papers: tuple[int, ...]
    """As rows of the listing, in its order."""
    at: int = 0
    """Index of the current paper; past the last one at the end."""
    steps: tuple[Step, ...] = ()
    """In order of time; the last step on a paper counts."""
    surprises: frozenset[int] = frozenset()
    """Rows of papers from outside the reader's interest, in a session that is ordered by it."""
    origins: Mapping[int, str] = field(default_factory=dict)
    """By row what the reader follows that brought it, in words."""
    not_proposed: int = 0
    """New papers for which the time does not suffice."""

    @property
    def current(self) -> int | None:
        """The row of the current paper; None at the end."""
        return self.papers[self.at] if self.at < len(self.papers) else None

    @property
    def decisions(self) -> Mapping[int, Decision]:
        """The decision on each row that was decided or skipped."""
        return {step.row: step.decision for step in self.steps}

    @property
    def left(self) -> int:
        """Number of papers without a decision."""
        return len(self.papers) - len(self.decisions)

    @property
    def open_rows(self) -> tuple[int, ...]:
        """The rows without a decision, in the order of the session."""
        made = self.decisions
        return tuple(row for row in self.papers if row not in made)

    @property
    def groups(self) -> Mapping[Decision, tuple[int, ...]]:
        """The rows by decision, in the order of the session, without empty groups."""
        made = self.decisions
        grouped = {each: tuple(sorted(row for row in made if made[row] is each)) for each in Decision}
        return {decision: rows for decision, rows in grouped.items() if rows}

    def decided(self, decision: Decision) -> TriageSession:
        """Return the session after a decision on the current paper, at the next one."""
        if self.current is None:
            return self
        return replace(self, steps=(*self.steps, Step(self.current, decision)), at=self.at + 1)

    def moved(self, places: int) -> TriageSession:
        """Return the session at another paper, counted from the current one, within bounds."""
        return replace(self, at=max(0, min(self.at + places, len(self.papers))))

    def at_row(self, row: int) -> TriageSession:
        """Return the session at the paper of a row."""
        return replace(self, at=self.papers.index(row))

    def without(self, step: Step) -> TriageSession:
        """Return the session without a step, at its paper."""
        kept = tuple(each for each in self.steps if each is not step)
        return replace(self, steps=kept, at=self.papers.index(step.row))

    def with_again(self, step: Step, at: int) -> TriageSession:
        """Return the session with a step that was not undone after all, at the paper shown before."""
        return replace(self, steps=(*self.steps, step), at=at)


@dataclass(frozen=True, slots=True)
class Pace:
    """The time of a session, in minutes."""

    limit: int = 0
    """Time limit; 0 for none."""
    spent: float = 0

    @property
    def is_over(self) -> bool:
        """True if a limit was reached."""
        return 0 < self.limit <= self.spent

    @property
    def left(self) -> str:
        """Time left, as ``8 min``, rounded up; empty without a limit and once it is reached."""
        return f"{ceil(self.limit - self.spent)} min" if self.limit > 0 and not self.is_over else ""

    @property
    def used(self) -> str:
        """Time spent, as `` in 6 minutes``; empty below one minute."""
        minutes = int(self.spent)
        return f" in {minutes:,} {'minute' if minutes == 1 else 'minutes'}" if minutes else ""


def begin(listing: Listing, shelf: Shelf) -> TriageSession:
    """Return a session over the new papers of a listing, in their order."""
    rows = range(len(listing))
    if len(rows) < len(shelf) * ROWS_A_MARK:
        return TriageSession(tuple(row for row in rows if _is_open(shelf.get(listing.key(row)))))
    closed = {listing.row_of(mark.key) for mark in shelf if not _is_open(mark)}
    return TriageSession(tuple(row for row in rows if row not in closed))


def with_followed_first(session: TriageSession, listing: Listing) -> TriageSession:
    """Return a session with the papers that come from what the reader follows at its top."""
    if not listing.followed.lines:
        return session
    origins = {row: listing.origins(listing.key(row)) for row in session.papers}
    texts = {row: " · ".join(each.text for each in found) for row, found in origins.items() if found}
    order = sorted(session.papers, key=lambda row: row not in texts)
    return replace(session, papers=tuple(order), origins=texts)


def limited(session: TriageSession, most: int) -> TriageSession:
    """Return a session over its first papers."""
    rest = max(0, len(session.papers) - most)
    return replace(session, papers=session.papers[:most], not_proposed=rest)


def ordered_by(session: TriageSession, score: Callable[[int], float]) -> TriageSession:
    """Return a session with its papers by score, the highest first; equal ones keep their order."""
    return replace(session, papers=tuple(sorted(session.papers, key=score, reverse=True)))


def with_surprises(session: TriageSession, seed: int) -> TriageSession:
    """Return a session in the order of interest with every tenth paper from outside the interest.

    Args:
        session: Its papers are in the order of interest.
        seed: Decides which of the lower half come up; the same on one day.
    """
    from paper_tui.ranking.scoring import with_surprises as mixed

    lower = list(session.papers[len(session.papers) // 2 :])
    Random(seed).shuffle(lower)  # noqa: S311 - nothing secret
    order = mixed(session.papers, lower)
    return replace(
        session,
        papers=tuple(row for row, _ in order),
        surprises=frozenset(row for row, is_surprise in order if is_surprise),
    )


def _is_open(mark: Mark) -> bool:
    return mark.effective_state is EffectiveState.NEW and not mark.bookmarked

"""Writes the decisions of a triage session to the library, and undoes them."""

from __future__ import annotations

from paper_tui.library import Library, Listing
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Shelf
from paper_tui.store import StoreError
from paper_tui.tui.triage.triage_session import Decision, Step

VERBS = {
    Decision.BOOKMARKED: "bookmarked",
    Decision.LATER: "marked {} as later",
    Decision.DONE: "marked {} as done",
    Decision.HIDDEN: "hid",
    Decision.SEEN: "left undecided",
}
"""The name of each decision in history and undo."""
UNREADABLE = (
    "The record of this paper cannot be read and was not changed; repair it with paper-tui doctor --repair."
)


class TriageWriter:
    """Makes one durable change a step, on top of the marks from before the session."""

    def __init__(self, library: Library, listing: Listing) -> None:
        self._library = library
        self._listing = listing
        self._before: Shelf = library.shelf
        self._start = ""
        """Id of the change before the session."""
        self._reached: dict[Step, str] = {}
        """Id of the newest change after each step."""
        self._made: set[str] = set()
        """Ids of the changes that steps made; a step may change nothing."""

    def begin(self) -> None:
        """Remember the position in the history: earlier changes are not undone in triage."""
        self._start = self._newest()

    def paper(self, row: int) -> Paper | None:
        """Return a paper of the session; None when its record on disk is damaged."""
        try:
            return self._listing.paper(row)
        except StoreError:
            return None

    def write(self, step: Step) -> None:
        """Write a step to disk; nothing is reported, since the screen shows it.

        Raises:
            StoreError: It could not be written; nothing was changed.
        """
        paper = self.paper(step.row)
        if paper is None:
            raise StoreError(UNREADABLE)
        state, bookmarked = step.decision.marks(self._before.get(paper.key))
        mark = self._library.shelf.get(paper.key)
        if (state, bookmarked) == (mark.state, bool(mark.bookmarked)):
            self._library.marks.mark_seen(paper)
            self._reached[step] = self._newest()
            return
        change = self._library.marks.settle(paper, state, bookmarked=bookmarked, verb=VERBS[step.decision])
        self._reached[step] = change.id if change else self._newest()
        if change:
            self._made.add(change.id)

    def mark_seen(self, paper: Paper) -> None:
        """Write to disk that a paper was seen.

        Raises:
            StoreError: It could not be written; nothing was changed.
        """
        self._library.marks.mark_seen(paper)

    def undo(self, step: Step | None) -> str | None:
        """Undo what was changed last in this session: the step, or a tag or note since.

        Args:
            step: The last decision; None if there is none.

        Returns:
            What was undone instead of the step, or that there is nothing.

        Raises:
            StoreError: It could not be written; nothing was changed.
        """
        reached = self._start if step is None else self._reached.get(step)
        if reached is None:
            return None  # the step could not be written
        if self._newest() != reached:
            undone = self._library.history.undo()
            return undone.notice() if undone else None
        if step is None:
            return "Nothing has been decided yet."
        if reached in self._made:
            self._library.history.undo()
        del self._reached[step]
        return None

    def _newest(self) -> str:
        change = self._library.history.next_undo()
        return change.id if change else ""

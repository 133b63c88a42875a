"""Writes the decisions of a triage session to the library, and undoes them."""

from __future__ import annotations

from paper_tui.library import Library, Listing
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Shelf
from paper_tui.store import StoreError
from paper_tui.tui.triage.triage_session import Decision, Step

VERBS = {
    Decision.BOOKMARKED: "bookmarked",
    Decision.LATER: "marked later",
    Decision.DONE: "marked done",
    Decision.HIDDEN: "hid",
    Decision.SEEN: "left undecided",
}
"""What history and undo call a decision."""
UNREADABLE = (
    "The record of this paper cannot be read and was not changed; repair it with paper-tui doctor --repair."
)


class TriageWriter:
    """Makes one durable change a step, on top of the marks from before the session."""

    def __init__(self, library: Library, listing: Listing) -> None:
        self._library = library
        self._listing = listing
        self._before: Shelf = library.shelf
        self._changes: dict[Step, str] = {}
        """Id of the change that a step made; none for a step that changed nothing."""

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
            return
        change = self._library.marks.settle(paper, state, bookmarked=bookmarked, verb=VERBS[step.decision])
        if change:
            self._changes[step] = change.id

    def mark_seen(self, paper: Paper) -> None:
        """Write to disk that a paper was seen.

        Raises:
            StoreError: It could not be written; nothing was changed.
        """
        self._library.marks.mark_seen(paper)

    def undo(self, step: Step) -> str | None:
        """Undo what a step changed, if anything.

        Returns:
            What was undone instead, when something else was changed since.

        Raises:
            StoreError: It could not be written; nothing was changed.
        """
        if step not in self._changes:
            return None
        undone = self._library.history.undo()
        if undone is not None and undone.change.id != self._changes[step]:
            return undone.message
        del self._changes[step]
        return None

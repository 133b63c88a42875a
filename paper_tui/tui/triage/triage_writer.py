"""Writes the decisions of a sitting to the library, and takes them back."""

from __future__ import annotations

from paper_tui.library import Library, Listing
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Shelf
from paper_tui.store import StoreError
from paper_tui.tui.triage.triage_session import Decision, Step

VERBS = {
    Decision.KEPT: "kept",
    Decision.LATER: "marked later",
    Decision.DONE: "marked done",
    Decision.HIDDEN: "hid",
    Decision.SEEN: "left undecided",
}
"""What history and undo call a decision."""
GONE = "This paper cannot be read any more. Nothing was changed. To mend it: paper-tui doctor --repair."


class Deciding:
    """One step in, one durable change out, on top of what held before the sitting."""

    def __init__(self, library: Library, listing: Listing) -> None:
        self._library = library
        self._listing = listing
        self._before: Shelf = library.shelf
        self._changes: dict[Step, str] = {}
        """The change that a step made; nothing for one that found all as it was to be."""

    def paper(self, row: int) -> Paper | None:
        """A paper of the sitting; None when its record on the disk was damaged since."""
        try:
            return self._listing.paper(row)
        except StoreError:
            return None

    def write(self, step: Step) -> None:
        """Put a step on disk; there is nothing to tell then, since the screen shows it.

        Raises:
            StoreError: It could not be; nothing was changed.
        """
        paper = self.paper(step.row)
        if paper is None:
            raise StoreError(GONE)
        state, bookmarked = step.decision.marks(self._before.get(paper.key))
        mark = self._library.shelf.get(paper.key)
        if (state, bookmarked) == (mark.state, bool(mark.bookmarked)) and not self._library.is_starter:
            self._library.marks.mark_seen(paper)
            return
        change = self._library.marks.settle(paper, state, bookmarked=bookmarked, verb=VERBS[step.decision])
        if change:
            self._changes[step] = change.id

    def see(self, paper: Paper) -> None:
        """Put on disk that a paper was looked at.

        Raises:
            StoreError: It could not be; nothing was changed.
        """
        self._library.marks.mark_seen(paper)

    def take_back(self, step: Step) -> str | None:
        """Undo what a step changed, if it did.

        Returns:
            What was undone instead, when something else was done since.

        Raises:
            StoreError: It could not be; nothing was changed.
        """
        if step not in self._changes:
            return None
        undone = self._library.history.undo()
        if undone is not None and undone.change.id != self._changes[step]:
            return undone.message
        del self._changes[step]
        return None

"""Mark papers as seen after their text has been visible for a moment."""

from __future__ import annotations

from textual.timer import Timer

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import EffectiveState
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.paper_detail import PaperDetail


class SeenTracker:
    """Marks the current paper as seen once its text was visible for `seen_after` seconds."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context
        self._screen = context.screen
        self._timer: Timer | None = None
        self.just_seen: PaperKey | None = None
        """The current paper, if it became seen since the cursor came to it."""

    def start(self) -> None:
        """Follow the current paper."""
        self._screen.watch(self._screen, "paper", self._restart, init=False)

    def _restart(self, paper: Paper | None) -> None:
        """Restart the timer for another paper."""
        if self._timer:
            self._timer.stop()
            self._timer = None
        if paper is None or paper.key != self.just_seen:
            self.just_seen = None
        if paper and self._is_new(paper):
            self._timer = self._screen.set_timer(self._context.config.seen_after, self._mark_seen)

    def _mark_seen(self) -> None:
        """Mark the paper as seen, or wait again where its text was not visible."""
        paper, text = self._screen.paper, self._screen.query_one(PaperDetail)
        if paper is None or not self._is_new(paper):  # the timer may be of the paper before
            return
        if self._screen.is_current and self._context.app.app_focus and text.display and text.size.height:
            self.just_seen = paper.key
            self._context.edit(lambda: self._context.library.marks.mark_seen(paper))
        else:
            self._restart(paper)

    def _is_new(self, paper: Paper) -> bool:
        return self._screen.shelf.get(paper.key).effective_state is EffectiveState.NEW

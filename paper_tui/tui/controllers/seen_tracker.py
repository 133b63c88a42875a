"""What the reader has looked at: a paper counts as seen after a moment, not because the cursor passed."""

from __future__ import annotations

from textual import events, on
from textual.timer import Timer

from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import EffectiveState
from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.widgets.paper_detail import PaperDetail


class Attention(ReaderScreen):
    """Marks the current paper seen once its text has been in sight for as long as the settings say."""

    _looking: Timer | None = None

    @on(events.Mount)
    def _follow_eyes(self) -> None:
        self.watch(self, "paper", self._look_at, init=False)

    def _look_at(self, paper: Paper | None) -> None:
        """Begin to count the moment; another paper begins it anew."""
        if self._looking:
            self._looking.stop()
            self._looking = None
        if (
            paper
            and self.shelf.get(paper.key).effective_state is EffectiveState.NEW
            and not self.library.is_starter
        ):
            self._looking = self.set_timer(self.config.seen_after, self._has_looked)

    def _has_looked(self) -> None:
        """The moment is over; where the text was not to be seen, it begins again."""
        paper, text = self.paper, self.query_one(PaperDetail)
        if paper is None:
            return
        if self.is_current and self.app.app_focus and text.display and text.size.height:
            self.edit(lambda: self.library.marks.mark_seen(paper))
        else:
            self._look_at(paper)

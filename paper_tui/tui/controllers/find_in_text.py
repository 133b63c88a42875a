"""Find in the text of the paper shown."""

from __future__ import annotations

from collections.abc import Callable

from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.paper_detail import PaperDetail


class FindController:
    """Opens the find bar, steps through the matches and removes them."""

    def __init__(self, context: ReaderContext, show_text: Callable[[], None] | None = None) -> None:
        """Find in the screen's text; `show_text` makes it visible first."""
        self._screen = context.screen
        self._show_text = show_text

    def open(self) -> None:
        """Ask what to find."""
        if self._screen.paper is not None:
            if self._show_text:
                self._show_text()
            self._screen.query_one(PaperDetail).find()

    def step(self, matches: int) -> None:
        """Go to another match; ask what to find where nothing is."""
        text = self._screen.query_one(PaperDetail)
        if text.is_finding:
            text.step_match(matches)
        else:
            self.open()

    @property
    def is_open(self) -> bool:
        """True if something is looked for."""
        return self._screen.query_one(PaperDetail).is_finding

    def close(self) -> bool:
        """Close the find bar, and focus the text where the bar had the focus.

        Returns:
            Whether it was open.
        """
        text = self._screen.query_one(PaperDetail)
        if not text.is_finding:
            return False
        if text.has_focus_within:
            text.focus()
        text.stop_finding()
        return True

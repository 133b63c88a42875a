"""Finding something in the text of the paper that is shown, on any screen that shows one."""

from __future__ import annotations

from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.widgets.paper_detail import PaperDetail


class FindActions(ReaderScreen):
    """Asks what to find, goes from match to match, and puts them out again."""

    def action_find(self) -> None:
        """Ask what to find in the paper's text."""
        if self.paper is not None:
            self.query_one(PaperDetail).find()

    def action_find_next(self, matches: int) -> None:
        """Go to another match, or ask what to find where nothing is looked for."""
        text = self.query_one(PaperDetail)
        if text.is_finding:
            text.step_match(matches)
        else:
            self.action_find()

    def stop_finding(self) -> bool:
        """Put out what was found in the text, and give that the keys; whether there was anything."""
        text = self.query_one(PaperDetail)
        if not text.is_finding:
            return False
        if text.has_focus_within:
            text.focus()
        text.stop_finding()
        return True

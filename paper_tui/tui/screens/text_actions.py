"""Finding something in the text that one reads."""

from __future__ import annotations

from paper_tui.tui.panes.paper_detail import PaperDetail
from paper_tui.tui.screens.navigation import PaneNavigation
from paper_tui.tui.screens.searching import SearchActions


class TextActions(SearchActions, PaneNavigation):
    """Find in the paper's text, from wherever the keys are."""

    def action_find(self) -> None:
        """Ask what to find in the paper's text."""
        if self.paper is not None:
            self.show_pane("find")
            self.call_after_refresh(self.query_one(PaperDetail).find)

    def action_find_next(self, matches: int) -> None:
        """Go to another match, or ask what to find where nothing is looked for."""
        text = self.query_one(PaperDetail)
        if text.is_finding:
            text.step_match(matches)
        else:
            self.action_find()

    def action_search(self) -> None:
        """Type a search; while one reads, in the text."""
        if self.has_class("-reading"):
            self.action_find()
        else:
            super().action_search()

    def stop_finding(self) -> bool:
        """Put out what was found in the text; whether there was anything to put out."""
        text = self.query_one(PaperDetail)
        if not text.is_finding:
            return False
        if self.focused_pane == "find":
            self.action_go("paper")
        text.stop_finding()
        return True

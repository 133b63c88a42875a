"""Finding something in the text, from wherever the keys are on the main screen."""

from __future__ import annotations

from paper_tui.tui.controllers.find_in_text import FindActions
from paper_tui.tui.controllers.navigation import PaneNavigation
from paper_tui.tui.controllers.search_controller import SearchActions


class TextActions(FindActions, SearchActions, PaneNavigation):
    """Find in the paper's text; while one reads, with the key that searches as well."""

    def action_find(self) -> None:
        """Ask what to find in the paper's text."""
        if self.paper is not None:
            self.show_pane("find")
            super().action_find()

    def action_search(self) -> None:
        """Type a search; while one reads, in the text."""
        if self.has_class("-reading"):
            self.action_find()
        else:
            super().action_search()

"""Opening the citations of the target paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.state.context import ReaderContext


class CitationController:
    """Opens the page of citations.

    Args:
        context: Of the screen.
        search: Goes to papers, and searches again when some were added.
        open_url: Opens a URL in the browser.
    """

    def __init__(
        self, context: ReaderContext, search: SearchController, open_url: Callable[[str], None]
    ) -> None:
        self._context = context
        self._search = search
        self._open_url = open_url

    def open(self) -> None:
        """Show what the target paper cites and what cites it."""
        from paper_tui.tui.citations.citation_screen import CitationScreen

        paper, context = self._context.target, self._context
        if paper is None:
            return

        def changed() -> None:
            context.take_over_marks()
            self._search.search_again()

        text = partial(context.screen.call_later, context.screen.action_do, "paper.text")
        context.push(CitationScreen(context, paper, self._search.go_to, changed, self._open_url, text))

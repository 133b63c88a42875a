"""The current paper."""

from __future__ import annotations

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.tui.controllers.navigation import NavigationController
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.paper_list import PaperList


class CurrentPaper:
    """The only writer of the main screen's `paper`: it follows the cursor of the focused list."""

    def __init__(self, context: ReaderContext, navigation: NavigationController) -> None:
        self._context = context
        self._screen = context.screen
        self._navigation = navigation
        self._is_unlisted = False
        """True if the paper shown is in no list, and so does not follow a cursor."""

    def follow_list(self, paper: Paper | None) -> None:
        """Show the paper under the cursor of the list."""
        if not self._is_unlisted and self._navigation.focused_pane != "bookmarks":
            self._screen.paper = paper

    def follow_bookmarks(self, key: PaperKey) -> None:
        """Show the paper under the cursor of the bookmarks."""
        if self._navigation.focused_pane == "bookmarks":
            self._screen.paper = self._context.library.catalogue.get(key) or self._screen.paper

    def follow_focus(self) -> None:
        """Show the paper under the cursor of the list once that has the focus again."""
        if self._navigation.focused_pane == "papers":
            self._is_unlisted = False
            self._screen.paper = self._screen.query_one(PaperList).current

    def show_unlisted(self, key: PaperKey) -> None:
        """Show a paper that the list does not have, since it is hidden."""
        self._is_unlisted = True
        self._screen.paper = self._context.library.catalogue.get(key) or self._screen.paper
        self._navigation.go("paper")

    def step(self, rows: int) -> None:
        """Show another paper of the list without leaving the text."""
        papers = self._screen.query_one(PaperList)
        papers.cursor += rows
        self._screen.paper = papers.current

"""Moving between the panes, in the wide, medium and narrow layout."""

from __future__ import annotations

from collections.abc import Mapping

from textual.widget import Widget

from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.state.layout import shows_side
from paper_tui.tui.widgets.bookmark_pane import BookmarkPane
from paper_tui.tui.widgets.filter_pane import FilterPane
from paper_tui.tui.widgets.find_bar import FindInput
from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList
from paper_tui.tui.widgets.search_bar import SearchInput
from paper_tui.tui.widgets.server_pane import ServerPane
from paper_tui.tui.widgets.side_menu import SideMenu

PANES: dict[str, type[Widget]] = {
    "filters": FilterPane,
    "bookmarks": BookmarkPane,
    "papers": PaperList,
    "paper": PaperDetail,
    "server": ServerPane,
}
"""Focusable panes by name, in Tab order; those in the left column are hidden with it."""
INPUTS: dict[str, type[Widget]] = {"search": SearchInput, "find": FindInput}
"""Input lines, which take the focus as panes do."""
_UNCOVERED = {"-side": False, "-reading": False}
"""The classes of a screen on which nothing covers the list."""


class NavigationController:
    """Focuses panes and hides those for which the layout has no room."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context
        self._screen = context.screen

    @property
    def focused_pane(self) -> str:
        """The name of the focused pane or input line."""
        for name, kind in (PANES | INPUTS).items():
            if isinstance(self._screen.focused, kind):
                return name
        return "papers"

    def go(self, pane: str) -> None:
        """Show and focus a pane or input line."""
        self._go(pane, {})

    def read(self) -> None:
        """Show the paper's text in full width."""
        self._go("paper", {"-reading": True})

    def go_back(self) -> None:
        """Hide the left column where it covers the list, leave reading mode, and focus the list."""
        self._go("papers", _UNCOVERED)

    def _go(self, pane: str, classes: Mapping[str, bool]) -> None:
        at_side = {"-side": True, "-folded": False} if self._is_at_side(pane) else {}
        left = {"-reading": False} if pane != "paper" else {}
        self._show(pane, {**at_side, **left, **classes})
        shown = self._screen.query_one((PANES | INPUTS)[pane])
        if isinstance(shown, SideMenu):
            shown.start()
        self._screen.set_focus(shown)

    def step_pane(self, direction: int) -> None:
        """Focus the next visible pane, or with -1 the previous one."""
        seen = [name for name in PANES if self._is_visible(name)]
        at = seen.index(self.focused_pane) if self.focused_pane in seen else 0
        self.go(seen[(at + direction) % len(seen)])

    def toggle_side(self) -> None:
        """Show or hide the left column."""
        if shows_side(self._screen):
            self._screen.toggle_class("-folded")
            if self._screen.has_class("-folded"):
                self.go("papers")
        elif self._screen.has_class("-side"):
            self.hide_side()
        else:
            self.go("filters")

    def scroll_paper(self, half_pages: int) -> None:
        """Scroll the paper's text, whatever has the focus."""
        self._screen.query_one(PaperDetail).scroll_half_pages(half_pages)

    def show_pane(self, pane: str) -> None:
        """In the narrow layout, show only this pane."""
        self._show(pane, {})

    def _show(self, pane: str, classes: Mapping[str, bool]) -> None:
        """Change all classes of the screen at once: each change computes all styles, 4 ms."""
        side = self._screen.query_one("#side")
        side.set_class(self._is_at_side(pane), "-here", update=False)
        for each in side.children:
            each.set_class(isinstance(each, PANES.get(pane, ())), "-here", update=False)
        panes = {f"pane-{name}": name == pane for name in PANES | INPUTS}
        self._screen.update_classes({**panes, **classes})

    def hide_side(self) -> None:
        """Hide the left column where it covers the list, and leave reading mode."""
        if self._is_at_side(self.focused_pane):
            self.go_back()
        else:
            self._screen.update_classes(_UNCOVERED)

    def _is_visible(self, pane: str) -> bool:
        if pane == "server" and not self._screen.query_one(ServerPane).names:
            return False
        screen, has_bookmarks = self._screen, bool(self._screen.shelf.bookmarks)
        if screen.has_class("-narrow"):
            return pane != "bookmarks" or has_bookmarks
        side_hidden = not shows_side(screen) and not screen.has_class("-side")
        if self._is_at_side(pane) and (side_hidden or screen.has_class("-folded")):
            return False
        if pane == "bookmarks" and not has_bookmarks:
            return False
        return not screen.has_class("-reading") or pane == "paper"

    def _is_at_side(self, pane: str) -> bool:
        """Return whether a pane is in the left column."""
        side = self._screen.query_one("#side")
        return any(isinstance(each, PANES.get(pane, ())) for each in side.children)

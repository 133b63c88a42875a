"""How one moves between the panes of the main screen, wide, medium and narrow."""

from __future__ import annotations

from textual.widget import Widget

from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.widgets.bookmark_pane import BookmarkPane
from paper_tui.tui.widgets.filter_pane import FilterPane
from paper_tui.tui.widgets.find_bar import FindInput
from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList
from paper_tui.tui.widgets.search_bar import SearchInput
from paper_tui.tui.widgets.side_menu import SideMenu

PANES: dict[str, type[Widget]] = {
    "filters": FilterPane,
    "bookmarks": BookmarkPane,
    "papers": PaperList,
    "paper": PaperDetail,
}
"""What one can go to by name, in the order in which Tab goes; those in the left column fold away with it."""
TYPING: dict[str, type[Widget]] = {"search": SearchInput, "find": FindInput}
"""What one types into: it has the keys as a pane has them."""


class PaneNavigation(ReaderScreen):
    """Gives panes the keys, and folds away those for which there is no room."""

    @property
    def focused_pane(self) -> str:
        """The name of the pane that has the keys."""
        for name, kind in (PANES | TYPING).items():
            if isinstance(self.focused, kind):
                return name
        return "papers"

    def action_go(self, pane: str) -> None:
        """Show a pane and give it the keys."""
        if self._at_side(pane):
            self.add_class("-side").remove_class("-folded")
        if pane != "paper":
            self.remove_class("-reading")
        self.show_pane(pane)
        shown = self.query_one((PANES | TYPING)[pane])
        if isinstance(shown, SideMenu):
            shown.start()
        self.set_focus(shown)

    def action_next_pane(self) -> None:
        """Go to the next pane that can be seen."""
        self._step(1)

    def action_previous_pane(self) -> None:
        """Go to the previous pane that can be seen."""
        self._step(-1)

    def action_fold_filters(self) -> None:
        """Show the left column, or fold it away."""
        if self.has_class("-wide"):
            self.toggle_class("-folded")
            if self.has_class("-folded"):
                self.action_go("papers")
        elif self.has_class("-side"):
            self.fold_side()
        else:
            self.action_go("filters")

    def action_scroll_paper(self, pages: int) -> None:
        """Scroll the paper's text from wherever the keys are."""
        self.query_one(PaperDetail).scroll_half_pages(pages)

    def _step(self, direction: int) -> None:
        seen = [name for name in PANES if self._can_be_seen(name)]
        at = seen.index(self.focused_pane) if self.focused_pane in seen else 0
        self.action_go(seen[(at + direction) % len(seen)])

    def _can_be_seen(self, pane: str) -> bool:
        if self.has_class("-narrow"):
            return pane != "bookmarks" or bool(self.shelf.bookmarks)
        side_folded = not self.has_class("-wide") and not self.has_class("-side")
        if self._at_side(pane) and (side_folded or self.has_class("-folded")):
            return False
        if pane == "bookmarks" and not self.shelf.bookmarks:
            return False
        return not self.has_class("-reading") or pane == "paper"

    def show_pane(self, pane: str) -> None:
        """On a narrow screen, show only this pane."""
        for name in PANES | TYPING:
            self.set_class(name == pane, f"pane-{name}")
        side = self.query_one("#side")
        side.set_class(self._at_side(pane), "-here")
        for each in side.children:
            each.set_class(isinstance(each, PANES.get(pane, ())), "-here")

    def _at_side(self, pane: str) -> bool:
        """Whether a pane stands in the left column."""
        return any(isinstance(each, PANES.get(pane, ())) for each in self.query_one("#side").children)

    def fold_side(self) -> None:
        """Fold away the left column, and leave the reading of one paper."""
        self.remove_class("-side", "-reading")
        if self._at_side(self.focused_pane):
            self.action_go("papers")

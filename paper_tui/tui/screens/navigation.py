"""How one moves between the panes of the main screen, wide, medium and narrow."""

from __future__ import annotations

from textual.widget import Widget

from paper_tui.tui.panes.bookmark_pane import BookmarkPane
from paper_tui.tui.panes.filter_pane import FilterPane
from paper_tui.tui.panes.find_bar import FindInput
from paper_tui.tui.panes.paper_detail import PaperDetail
from paper_tui.tui.panes.paper_list import PaperList
from paper_tui.tui.panes.search_bar import SearchInput
from paper_tui.tui.screens.base import ReaderScreen

PANES: dict[str, type[Widget]] = {
    "filters": FilterPane,
    "bookmarks": BookmarkPane,
    "papers": PaperList,
    "paper": PaperDetail,
    "search": SearchInput,
    "find": FindInput,
}
TAB_ORDER = ("filters", "bookmarks", "papers", "paper")


class PaneNavigation(ReaderScreen):
    """Gives panes the keys, and folds away those for which there is no room."""

    @property
    def focused_pane(self) -> str:
        """The name of the pane that has the keys."""
        for name, kind in PANES.items():
            if isinstance(self.focused, kind):
                return name
        return "papers"

    def action_go(self, pane: str) -> None:
        """Show a pane and give it the keys."""
        if pane in ("filters", "bookmarks"):
            self.add_class("-side").remove_class("-folded")
        if pane != "paper":
            self.remove_class("-reading")
        self.show_pane(pane)
        self.call_after_refresh(self.query_one(PANES[pane]).focus)

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
        text = self.query_one(PaperDetail)
        text.scroll_relative(y=pages * max(text.size.height // 2, 1), animate=False)

    def _step(self, direction: int) -> None:
        seen = [name for name in TAB_ORDER if self._can_be_seen(name)]
        at = seen.index(self.focused_pane) if self.focused_pane in seen else 0
        self.action_go(seen[(at + direction) % len(seen)])

    def _can_be_seen(self, pane: str) -> bool:
        if self.has_class("-narrow"):
            return pane != "bookmarks" or bool(self.shelf.bookmarks)
        side_folded = not self.has_class("-wide") and not self.has_class("-side")
        if pane in ("filters", "bookmarks") and (side_folded or self.has_class("-folded")):
            return False
        if pane == "bookmarks" and not self.shelf.bookmarks:
            return False
        return not self.has_class("-reading") or pane == "paper"

    def show_pane(self, pane: str) -> None:
        """On a narrow screen, show only this pane."""
        for name in PANES:
            self.set_class(name == pane, f"pane-{name}")

    def fold_side(self) -> None:
        """Fold away the left column, and leave the reading of one paper."""
        self.remove_class("-side", "-reading")
        if self.focused_pane in ("filters", "bookmarks"):
            self.action_go("papers")

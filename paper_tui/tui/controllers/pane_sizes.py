"""How much room each pane has: changed with keys and mouse, kept when the terminal changes."""

from __future__ import annotations

from textual import events, on
from textual.reactive import var

from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList
from paper_tui.tui.widgets.splitter import Panes, bounded_share, bounded_side

SIDE_STEP, SHARE_STEP = 2, 0.05


class PaneSizes(ReaderScreen):
    """Widens and narrows panes; None stands for what the style sheet gives them."""

    side_width: var[int | None] = var(None)
    """Of the column of filters and bookmarks, in cells."""
    list_share: var[float | None] = var(None)
    """Of the list in what it shares with the paper's text, from 0 to 1."""

    def validate_side_width(self, width: int | None) -> int | None:
        """A width with which every pane can be read."""
        return None if width is None else bounded_side(width, self.size.width or width * 3)

    def validate_list_share(self, share: float | None) -> float | None:
        """A share with which both can be read."""
        return None if share is None else bounded_share(share)

    def watch_side_width(self) -> None:
        """Give the column its width."""
        self._give_room()

    def watch_list_share(self) -> None:
        """Give list and text their room."""
        self._give_room()

    def action_widen_list(self, steps: int) -> None:
        """Give the list more of what it shares with the text, or less."""
        rows, text = self.query_one(PaperList).outer_size, self.query_one(PaperDetail).outer_size
        if self.has_class("-wide"):
            now = rows.width / max(rows.width + text.width, 1)
        else:
            now = rows.height / max(rows.height + text.height, 1)
        self.list_share = (now if self.list_share is None else self.list_share) + steps * SHARE_STEP

    def action_widen_side(self, steps: int) -> None:
        """Give the left column more room, or less."""
        self.side_width = self.query_one("#side").outer_size.width + steps * SIDE_STEP

    @on(Panes.SideDragged)
    def _follow_side(self, event: Panes.SideDragged) -> None:
        self.side_width = event.width

    @on(Panes.ListDragged)
    def _follow_list(self, event: Panes.ListDragged) -> None:
        self.list_share = event.share

    @on(events.Resize)
    def _follow_terminal(self) -> None:
        self.call_after_refresh(self._give_room)

    def _give_room(self) -> None:
        """Set what differs from the style sheet, in the direction in which the panes stand now."""
        if not self.is_mounted:
            return
        side, rows, text = self.query_one("#side"), self.query_one(PaperList), self.query_one(PaperDetail)
        for pane in (side, rows, text):
            pane.styles.clear_rule("width")
            pane.styles.clear_rule("height")
        if self.side_width is not None and not self.has_class("-narrow"):
            side.styles.width = bounded_side(self.side_width, self.size.width)
        if self.list_share is None:
            return
        for pane, share in ((rows, self.list_share), (text, 1 - self.list_share)):
            if self.has_class("-wide"):
                pane.styles.width = f"{share:.3f}fr"
            elif self.has_class("-medium"):
                pane.styles.height = f"{share:.3f}fr"

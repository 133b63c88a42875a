"""Sizes of the panes, changed with keys and mouse, kept over changes of the terminal's size."""

from __future__ import annotations

from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.state.layout import is_three_columns
from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList
from paper_tui.tui.widgets.splitter import Splitter, bounded_share, bounded_side

SIDE_STEP, SHARE_STEP = 2, 0.05


class PaneSizes:
    """Owns the sizes that differ from the style sheet; None keeps the style sheet's."""

    def __init__(self, context: ReaderContext) -> None:
        self._screen = context.screen
        self.side_width: int | None = None
        """Width of the left column, in cells."""
        self.list_share: float | None = None
        """Share of the list in the room of list and text, from 0 to 1."""

    def set_side_width(self, width: int | None) -> None:
        """Set the width of the left column, within readable bounds."""
        self.side_width = None if width is None else bounded_side(width, self._screen.size.width or width * 3)
        self.apply()

    def set_list_share(self, share: float | None) -> None:
        """Set the share of the list, within readable bounds."""
        self.list_share = None if share is None else bounded_share(share)
        self.apply()

    def widen_list(self, steps: int) -> None:
        """Widen or, with fewer than 0 steps, narrow the list; in the medium layout its height changes."""
        rows = self._screen.query_one(PaperList).outer_size
        text = self._screen.query_one(PaperDetail).outer_size
        if is_three_columns(self._screen):
            now = rows.width / max(rows.width + text.width, 1)
        else:
            now = rows.height / max(rows.height + text.height, 1)
        self.set_list_share((now if self.list_share is None else self.list_share) + steps * SHARE_STEP)

    def widen_side(self, steps: int) -> None:
        """Widen or, with fewer than 0 steps, narrow the left column."""
        self.set_side_width(self._screen.query_one("#side").outer_size.width + steps * SIDE_STEP)

    def apply(self) -> None:
        """Set the styles of the panes for the layout that holds now."""
        screen = self._screen
        if not screen.is_mounted:
            return
        side, rows, text = (screen.query_one(pane) for pane in ("#side", PaperList, PaperDetail))
        for pane in (side, rows, text):
            pane.styles.clear_rule("width")
            pane.styles.clear_rule("height")
        panes = screen.query_one(Splitter)
        for rule in ("grid_rows", "grid_columns"):
            panes.styles.clear_rule(rule)
        if screen.has_class("-narrow"):
            return
        if self.side_width is not None:
            width = bounded_side(self.side_width, screen.size.width)
            side.styles.width = width
            panes.styles.grid_columns = f"{width + 1} 1fr"
        if self.list_share is not None:
            self._apply_share(self.list_share)

    def _apply_share(self, share: float) -> None:
        screen = self._screen
        rows, text = screen.query_one(PaperList), screen.query_one(PaperDetail)
        first, second = f"{share:.3f}fr", f"{1 - share:.3f}fr"
        if is_three_columns(screen):
            rows.styles.width, text.styles.width = first, second
        elif screen.has_class("-wide"):
            screen.query_one(Splitter).styles.grid_rows = f"{first} {second}"
        else:
            rows.styles.height, text.styles.height = first, second

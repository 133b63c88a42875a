"""The container of the panes, whose borders can be dragged."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList

NARROWEST_SIDE, LEAST_SHARE, GREATEST_SHARE = 16, 0.2, 0.8


class Splitter(Horizontal):
    """Reports where borders are dragged; the screen sets the sizes."""

    @dataclass
    class SideDragged(Message):
        """The left column is dragged to this width, in cells."""

        width: int

    @dataclass
    class ListDragged(Message):
        """The list is dragged to this share of the room of list and text, from 0 to 1."""

        share: float

    def __init__(self) -> None:
        super().__init__(id="panes")
        self._dragged = ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start dragging a border."""
        self._dragged = self._border_at(event.screen_x, event.screen_y)
        if self._dragged:
            event.stop()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Report the position of the dragged border."""
        if self._dragged == "side":
            self.post_message(self.SideDragged(event.screen_x - self.region.x))
        elif self._dragged:
            rows, text = self._list.region, self._text.region
            is_column = self._dragged == "column"
            start, end = (rows.x, text.right) if is_column else (rows.y, text.bottom)
            at = event.screen_x if is_column else event.screen_y
            self.post_message(self.ListDragged((at - start) / max(end - start, 1)))

    def on_mouse_up(self) -> None:
        """Stop dragging."""
        if self._dragged:
            self._dragged = ""
            self.release_mouse()

    @property
    def _list(self) -> Widget:
        return self.query_one(PaperList)

    @property
    def _text(self) -> Widget:
        return self.query_one(PaperDetail)

    def _border_at(self, x: int, y: int) -> str:
        """Return the border at a position: ``row`` above the text, ``column`` before it, or ``side``."""
        rows, text, side = self._list, self._text, self.query_one("#side")
        if side.display and x == side.region.right and side.region.y <= y < side.region.bottom:
            return "side"
        if not (rows.display and text.display):
            return ""
        if text.region.y > rows.region.y:
            return "row" if y == text.region.y else ""
        return "column" if x == text.region.x - 1 else ""


def bounded_share(share: float) -> float:
    """Return a share that leaves both list and text readable."""
    return min(max(share, LEAST_SHARE), GREATEST_SHARE)


def bounded_side(width: int, whole: int) -> int:
    """Return a readable width of the left column that leaves two thirds of the whole to the other panes."""
    return max(min(width, whole // 3), NARROWEST_SIDE)

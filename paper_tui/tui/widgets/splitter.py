"""What holds the panes side by side, with borders that can be dragged."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList

NARROWEST_SIDE, LEAST_SHARE, GREATEST_SHARE = 16, 0.2, 0.8


class Panes(Horizontal):
    """Says where the reader drags the borders; what becomes of that is the screen's."""

    @dataclass
    class SideDragged(Message):
        """The left column is wanted this wide."""

        width: int

    @dataclass
    class ListDragged(Message):
        """The list is wanted as so much of what it shares with the paper's text."""

        share: float

    def __init__(self) -> None:
        super().__init__(id="panes")
        self._dragged = ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a border."""
        self._dragged = self._border_at(event.screen_x, event.screen_y)
        if self._dragged:
            event.stop()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse while a border is held."""
        if self._dragged == "side":
            self.post_message(self.SideDragged(event.screen_x - self.region.x))
        elif self._dragged:
            rows, text = self._list.region, self._text.region
            along_x = self._dragged == "list across"
            start, end = (rows.x, text.right) if along_x else (rows.y, text.bottom)
            at = event.screen_x if along_x else event.screen_y
            self.post_message(self.ListDragged((at - start) / max(end - start, 1)))

    def on_mouse_up(self) -> None:
        """Let go."""
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
        """The border at a place of the screen: the free column before a pane, or the line above the text."""
        rows, text = self._list, self._text
        if not (rows.display and text.display):
            return ""
        if rows.region.x == text.region.x:
            return "list down" if y == text.region.y else ""
        if x == text.region.x - 1:
            return "list across"
        return "side" if 0 < rows.region.x == x + 1 else ""


def bounded_share(share: float) -> float:
    """A share that leaves both the list and the text readable."""
    return min(max(share, LEAST_SHARE), GREATEST_SHARE)


def bounded_side(width: int, whole: int) -> int:
    """A width of the left column that leaves it readable, and two thirds of the whole to the other panes."""
    return max(min(width, whole // 3), NARROWEST_SIDE)

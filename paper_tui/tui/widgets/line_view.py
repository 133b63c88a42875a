"""A pane of lines, of which only those in sight are drawn, and only a few a picture when all change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from textual import events, on
from textual.color import TRANSPARENT
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from paper_tui.tui.system.paint_scheduler import Turns, later_on
from paper_tui.tui.widgets.scroll_bar import LightScrollBar


class LinesPane(ScrollView, inherit_bindings=False):
    """Scrolls through lines that `render_line` draws.

    Textual lays out the whole screen when the number of lines changes, and draws the whole pane in one
    picture; while one types, that would keep a key waiting. Here a pane always has the room for its scroll
    bar, so that no layout is needed, and the whole of it is drawn a few lines a picture, from the top.
    """

    DEFAULT_CSS = "LinesPane { overflow: hidden scroll; }"
    RANK = 0
    """When it is this pane's turn to draw: the lower, the sooner."""
    BAND = 10
    """Lines that are drawn in one picture when all lines change."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    _waits = False
    """Whether what is to be drawn waits for this pane's turn."""

    def __init__(self, turns: Turns | None = None) -> None:
        super().__init__()
        self._turns = turns or Turns(later_on(self))
        self.is_drawn = True
        """Whether the pane was in a picture since the last lines."""
        self._undrawn = 0
        """The first line that is still to be drawn, counted from the top of the pane."""

    @on(events.Mount)
    def _lighten_scroll_bar(self) -> None:
        self.vertical_scrollbar.__class__ = LightScrollBar  # Textual makes it, and asks nobody of which class

    def make_room(self, lines: int) -> None:
        """Have so many lines to scroll through."""
        self.virtual_size = Size(0, lines)
        self.vertical_scrollbar.window_virtual_size = lines
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    @contextmanager
    def at_leisure(self) -> Iterator[None]:
        """Draw what changes herein when it is this pane's turn, where it scrolls too."""
        self._waits = True
        try:
            yield
        finally:
            self._waits = False
        self.refresh()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw some lines anew at once, or all of them a few a picture."""
        at_once = (regions and not self._waits) or not self._has_the_screen
        if layout or recompose or at_once:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        if repaint and not self._waits:
            self._undrawn = 0
            self._turns.ask(self, self._draw_band, self.RANK)
        return self

    def _draw_band(self) -> bool:
        """Draw the next lines."""
        if not (self._has_the_screen and self.region):
            super().refresh()
            return False
        (width, height), (top, _, _, left) = self.outer_size, self.gutter
        first, self._undrawn = self._undrawn, min(self._undrawn + self.BAND, height)
        self.refresh(Region(-left, first - top, width, self._undrawn - first))
        self.is_drawn = False
        return self._undrawn < height

    @property
    def is_there(self) -> bool:
        """Whether the pane stands on a screen that goes on."""
        return self.is_mounted and self.is_attached and self.screen.is_running

    @property
    def _has_the_screen(self) -> bool:
        """Whether nothing stands above the pane, so that what it draws is a picture."""
        return self.is_there and self.screen.is_active

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what a picture needs."""
        self.is_drawn = True
        return super().render_lines(crop)

    def style_of(self, look: str) -> Style:
        """The style of a line that looks like one of the component classes; empty for one like all."""
        if not look:
            return self.visual_style
        styles = self.get_component_styles(look)
        text = styles.text_style
        drawn = Style(
            background=styles.background if styles.has_rule("background") else TRANSPARENT,
            foreground=styles.color if styles.has_rule("color") else TRANSPARENT,
            bold=text.bold,
            underline=text.underline,
            reverse=text.reverse,
        )  # put together here, since Textual's get_visual_style leaves out ground and reverse video
        return self.visual_style + drawn

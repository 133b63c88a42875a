"""A scroll bar that costs next to nothing in a picture."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class LightScrollBar(ScrollBar):
    """Looks and behaves as Textual's upright one, but is drawn only when it looks different.

    Textual draws each line of it as it draws a line of text, a millisecond a bar; and a picture of the
    whole screen has a bar for every pane.
    """

    _drawn: tuple[object, list[Strip]] = (None, [])
    """What was drawn last: everything it depends on, and the lines."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the bar that a picture needs."""
        bar, ground = self.render(), self.visual_style.rich_style
        if not isinstance(bar, ScrollBarRender) or not isinstance(bar.style, Style):
            return super().render_lines(crop)
        filters = tuple(self.get_line_filters())
        looks = (
            *(bar.style, ground, self.size, filters),
            *(bar.virtual_size, bar.window_size, bar.position),
        )
        if self._drawn[0] != looks:
            strips = _strips(bar, bar.style, ground, self.size)
            for each in filters:
                strips = [strip.apply_filter(each, self.background_colors[1]) for strip in strips]
            self._drawn = looks, strips
        return [strip.crop(crop.x, crop.right) for strip in self._drawn[1][crop.y : crop.bottom]]


def _strips(bar: ScrollBarRender, look: Style, ground: Style, room: Size) -> list[Strip]:
    segments = bar.render_bar(
        size=room.height,
        virtual_size=bar.virtual_size,
        window_size=bar.window_size,
        position=bar.position,
        thickness=room.width,
        back_color=look.bgcolor or Color.default(),
        bar_color=look.color or Color.default(),
    ).segments
    return [Strip([segment], room.width) for segment in Segment.apply_style(segments, ground)]

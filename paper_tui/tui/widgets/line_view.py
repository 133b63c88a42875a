"""A scrolling pane of lines, of which only the visible ones are rendered."""

from __future__ import annotations

from textual.color import TRANSPARENT
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.style import Style


class LineView(ScrollView, inherit_bindings=False):
    """Scrolls through lines that `render_line` renders.

    The pane always has the room for its scroll bar, so that a change of the number of lines needs no layout
    of the whole screen.
    """

    DEFAULT_CSS = "LineView { overflow: hidden scroll; }"

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    def set_line_count(self, lines: int) -> None:
        """Set the number of lines to scroll through."""
        self.virtual_size = Size(0, lines)
        self.vertical_scrollbar.window_virtual_size = lines
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def style_of(self, component: str) -> Style:
        """Return the style of a component class on this pane; for an empty name the pane's own."""
        if not component:
            return self.visual_style
        styles = self.get_component_styles(component)
        text = styles.text_style
        own = Style(
            background=styles.background if styles.has_rule("background") else TRANSPARENT,
            foreground=styles.color if styles.has_rule("color") else TRANSPARENT,
            bold=text.bold,
            underline=text.underline,
            reverse=text.reverse,
        )  # put together here, since Textual's get_visual_style leaves out background and reverse video
        return self.visual_style + own

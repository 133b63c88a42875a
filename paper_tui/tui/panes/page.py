"""A text to scroll with the keys that move through lists too."""

from __future__ import annotations

from textual.containers import VerticalScroll

from paper_tui.tui import keys


class Page(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Scrolls by lines, half pages and pages, at once."""

    BINDINGS = keys.bindings(keys.MOVING)

    def action_cursor_down(self) -> None:
        """Scroll down a line."""
        self.scroll_relative(y=1, animate=False)

    def action_cursor_up(self) -> None:
        """Scroll up a line."""
        self.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """Scroll down a page."""
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll up a page."""
        self.scroll_page_up(animate=False)

    def action_first(self) -> None:
        """Go to the beginning."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Go to the end."""
        self.scroll_end(animate=False)

    def action_half_page_down(self) -> None:
        """Scroll down half a page."""
        self.scroll_relative(y=self.size.height // 2, animate=False)

    def action_half_page_up(self) -> None:
        """Scroll up half a page."""
        self.scroll_relative(y=-(self.size.height // 2), animate=False)

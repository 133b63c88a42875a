"""A page that scrolls with the keys of the list."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widget import Widget

from paper_tui.keys import table
from paper_tui.tui.system.bindings import bindings


class ScrollPage(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Scrolls by lines, half pages and pages, without animation."""

    BINDINGS = bindings(table.MOVING)

    @property
    def scrolled(self) -> Widget:
        """The widget that the keys scroll."""
        return self

    def action_cursor_down(self) -> None:
        """Scroll down a line."""
        self.scrolled.scroll_relative(y=1, animate=False)

    def action_cursor_up(self) -> None:
        """Scroll up a line."""
        self.scrolled.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """Scroll down a page."""
        self.scrolled.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll up a page."""
        self.scrolled.scroll_page_up(animate=False)

    def action_first(self) -> None:
        """Go to the beginning."""
        self.scrolled.scroll_home(animate=False)

    def action_last(self) -> None:
        """Go to the end."""
        self.scrolled.scroll_end(animate=False)

    def action_half_page_down(self) -> None:
        """Scroll down half a page."""
        self.scroll_half_pages(1)

    def action_half_page_up(self) -> None:
        """Scroll up half a page."""
        self.scroll_half_pages(-1)

    def scroll_half_pages(self, pages: int) -> None:
        """Scroll down by half pages; a negative number scrolls up."""
        self.scrolled.scroll_relative(y=pages * max(self.scrolled.size.height // 2, 1), animate=False)

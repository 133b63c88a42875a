"""The paper that is current, to read."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from paper_tui.library import Listing
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Shelf
from paper_tui.tui import keys, paint


class PaperDetail(VerticalScroll, can_focus=True):
    """Title, facts, abstract and note of one paper, with what matched lit."""

    BINDINGS = keys.bindings(keys.MOVING)
    BORDER_TITLE = " Paper "

    paper: var[Paper | None] = var(None)
    listing: var[Listing | None] = var(None)
    shelf: var[Shelf] = var(Shelf)
    today: var[date] = var(date.today)
    raw: var[bool] = var(False)
    """Whether TeX is shown as the source wrote it."""
    labels: var[str] = var("")
    """The keys that open the links, while those are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._left_at = 0.0
        """Where the text was before its links were asked for."""

    def compose(self) -> ComposeResult:
        """One text, as wide as one reads comfortably."""
        yield Static(markup=False)

    def watch_paper(self, before: Paper | None, paper: Paper | None) -> None:
        """Show another paper from its beginning."""
        if (before and before.key) != (paper and paper.key):
            self.scroll_home(animate=False)
        self._show()

    def watch_listing(self) -> None:
        """Light what the new query matched."""
        self._show()

    def watch_shelf(self) -> None:
        """Show the marks as they are now."""
        self._show()

    def watch_raw(self) -> None:
        """Show the other form of the text."""
        self._show()

    def watch_labels(self, labels: str) -> None:
        """Show the links with their keys, or go back to where one was."""
        self._show()
        if labels:
            self._left_at = self.scroll_y
            self.scroll_end(animate=False)
        elif self.is_mounted:
            self.scroll_to(y=self._left_at, animate=False)

    def has_room_for(self, content: Content) -> bool:
        """Whether one can see all of a text here at once."""
        width = self.query_one(Static).size.width
        return self.display and width > 0 and len(content.wrap(width)) <= self.size.height

    def action_cursor_down(self) -> None:
        """Scroll down a line."""
        self.scroll_relative(y=1, animate=False)

    def action_cursor_up(self) -> None:
        """Scroll up a line."""
        self.scroll_relative(y=-1, animate=False)

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

    def _show(self) -> None:
        if not self.is_mounted:
            return
        text = self.query_one(Static)
        if self.paper is None:
            text.update("")
            return
        lit = self.listing.results.lit if self.listing else paint.nothing_lit
        shown = paint.as_written(self.paper) if self.raw else self.paper
        mark = self.shelf.get(self.paper.key)
        text.update(paint.detail(shown, mark, lit, today=self.today, labels=self.labels))

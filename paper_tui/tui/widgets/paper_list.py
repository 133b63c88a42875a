"""The list of papers."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.message import Message

from paper_tui.keys import table
from paper_tui.library import Listing
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.store import StoreError
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.widgets.paper_rows import PaperRows


class PaperList(PaperRows, inherit_bindings=False):
    """The rows of a listing with a cursor, moved by keys and mouse."""

    BINDINGS = bindings(table.MOVING)
    BORDER_TITLE = " Papers "

    @dataclass
    class Highlighted(Message):
        """Another paper became the current one, or None when there are no rows."""

        paper: Paper | None

        def can_replace(self, message: Message) -> bool:
            """Keep only the last of a burst."""
            return isinstance(message, PaperList.Highlighted)

    @dataclass
    class Chosen(Message):
        """Read the current paper."""

        paper: Paper

    class ChoicePicked(Message):
        """A choice below the notice was clicked."""

    @property
    def current(self) -> Paper | None:
        """The paper under the cursor."""
        rows = self.rows.count
        return self.paper_at(min(self.cursor, rows - 1)) if rows else None

    def go_to(self, key: PaperKey) -> bool:
        """Make a paper current; return False when it is not listed."""
        row = self.listing.row_of(key) if self.listing else None
        if row is not None:
            self.cursor = row
        return row is not None

    def watch_listing(self, before: Listing | None, listing: Listing | None) -> None:
        """Show other rows; the current paper stays current where it is among them."""
        self.border_title = self.BORDER_TITLE if listing is None else f" Papers {len(listing):,} "
        self.lay_out()
        self.set_reactive(PaperList.cursor, self._row_after(before, listing))
        self._keep_cursor_in_sight()
        self.post_message(self.Highlighted(self.current))

    def watch_config(self) -> None:
        """Apply the density."""
        self.lay_out()
        self._keep_cursor_in_sight()

    def watch_divider(self) -> None:
        """Show or remove the divider."""
        self.lay_out()
        self._keep_cursor_in_sight()

    def validate_cursor(self, cursor: int) -> int:
        """Return a row that exists, or without rows a choice."""
        return max(0, min(cursor, (self.rows.count or len(self.choices)) - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Move the cursor bar, and report the current paper."""
        if not self.rows.count:
            self.refresh()
            return
        self.refresh_row(before)
        self.refresh_row(cursor)
        self._keep_cursor_in_sight()
        self.post_message(self.Highlighted(self.current))

    def action_cursor_down(self) -> None:
        """Move down a row."""
        self.cursor += 1

    def action_cursor_up(self) -> None:
        """Move up a row."""
        self.cursor -= 1

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = self.rows.count or len(self.choices)

    def action_page_down(self) -> None:
        """Move down a page."""
        self.cursor += self.rows.page(self.scrollable_content_region.height)

    def action_page_up(self) -> None:
        """Move up a page."""
        self.cursor -= self.rows.page(self.scrollable_content_region.height)

    def action_half_page_down(self) -> None:
        """Move down half a page."""
        self.cursor += self._half_page()

    def action_half_page_up(self) -> None:
        """Move up half a page."""
        self.cursor -= self._half_page()

    def _half_page(self) -> int:
        return max(self.scrollable_content_region.height // self.rows.height // 2, 1)

    @on(events.Focus)
    @on(events.Blur)
    def _draw_bar_anew(self) -> None:
        self.refresh_row(self.cursor)

    @on(events.Resize)
    def _follow_cursor(self) -> None:
        self._keep_cursor_in_sight()

    @on(events.Click)
    def _go_to_clicked(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        choice = self.choice_at(offset.y) if offset else None
        if choice is not None:
            self.cursor = choice
            self.post_message(self.ChoicePicked())
        place = self.rows.at(offset.y + round(self.scroll_offset.y)) if offset else None
        if place is None:
            return
        self.cursor = place[0]
        if event.chain == 2 and self.current:
            self.post_message(self.Chosen(self.current))

    def _row_after(self, before: Listing | None, listing: Listing | None) -> int:
        """Return the row of the cursor in another listing.

        A new question starts at its best answer; the same question, asked again after something changed,
        keeps the current paper, or the row when that paper is gone.
        """
        if not before or not listing or not len(before) or before.results.scope != listing.results.scope:
            return 0
        try:
            row = listing.row_of(before.key(min(self.cursor, len(before) - 1)))
        except StoreError:
            row = None
        return min(self.cursor, max(len(listing) - 1, 0)) if row is None else row

    def _keep_cursor_in_sight(self) -> None:
        height = self.scrollable_content_region.height
        top = round(self.scroll_offset.y)
        if height > 0:
            wanted = self.rows.scrolled(self.cursor, top, height)
            if wanted != top:
                self.scroll_to(y=wanted, animate=False, immediate=True)

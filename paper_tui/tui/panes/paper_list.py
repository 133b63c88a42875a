"""The list of papers: only the rows that can be seen are ever drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual import events, on
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from paper_tui.library import Listing
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.store import StoreError
from paper_tui.tui import keys, paint

CACHED_ROWS = 512
SAMPLED_FOR_VOTES = 50


class PaperList(ScrollView, can_focus=True):
    """Rows of a listing with one of them current.

    A row costs something only while it is in sight: it is drawn by `render_line` and kept in a small
    cache, so that a million rows cost what forty do.
    """

    ALLOW_SELECT = False
    BINDINGS = keys.bindings(keys.MOVING)
    COMPONENT_CLASSES = {"paper-list--cursor", "paper-list--cursor-away"}
    BORDER_TITLE = " Papers "

    listing: var[Listing | None] = var(None)
    shelf: var[Shelf] = var(Shelf)
    today: var[date] = var(date.today)
    selected: var[frozenset[PaperKey]] = var(frozenset())
    notice: reactive[Content] = reactive(Content(""))
    """What stands in place of rows while there are none."""
    cursor: var[int] = var(0)

    @dataclass
    class Highlighted(Message):
        """Another paper became the current one, or None when there are no rows."""

        paper: Paper | None

        def can_replace(self, message: Message) -> bool:
            """Only the last of a burst matters."""
            return isinstance(message, PaperList.Highlighted)

    @dataclass
    class Chosen(Message):
        """The reader wants to read the current paper."""

        paper: Paper

    def __init__(self) -> None:
        super().__init__()
        self._strips: LRUCache[tuple[int, int, str], Strip] = LRUCache(CACHED_ROWS)
        self._with_votes = False

    @property
    def current(self) -> Paper | None:
        """The paper under the cursor."""
        if self.listing is None or not len(self.listing):
            return None
        return self._paper(min(self.cursor, len(self.listing) - 1))

    def go_to(self, key: PaperKey) -> bool:
        """Make a paper the current one; False when it is not in the list."""
        row = self.listing.row_of(key) if self.listing else None
        if row is not None:
            self.cursor = row
        return row is not None

    def watch_listing(self, before: Listing | None, listing: Listing | None) -> None:
        """Show other rows; the current paper stays current where it is among them."""
        self._strips.clear()
        rows = len(listing) if listing else 0
        self.virtual_size = Size(0, rows)
        self._with_votes = self._any_votes(rows)
        self.set_reactive(PaperList.cursor, self._row_after(before, listing))
        self._keep_cursor_in_sight()
        self.refresh()
        self.post_message(self.Highlighted(self.current))

    def watch_shelf(self) -> None:
        """Draw the marks anew."""
        self._strips.clear()
        self.refresh()

    def watch_selected(self) -> None:
        """Draw the signs of selection anew."""
        self._strips.clear()
        self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        """A row that exists."""
        rows = len(self.listing) if self.listing else 0
        return max(0, min(cursor, rows - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Move the bar, and say which paper is current now."""
        self.refresh_line(before)
        self.refresh_line(cursor)
        self._keep_cursor_in_sight()
        self.post_message(self.Highlighted(self.current))

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        width = self.scrollable_content_region.width
        row = y + round(self.scroll_offset.y)
        if self.listing is None or not len(self.listing):
            return self._notice_line(y, width)
        if row >= len(self.listing):
            return Strip.blank(width, self.visual_style.rich_style)
        look = self._look(row)
        key = (row, width, look)
        if key not in self._strips:
            self._strips[key] = self._drawn(row, width, self._row_style(look))
        return self._strips[key]

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._strips.clear()
        super().notify_style_update()

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
        self.cursor = self.virtual_size.height

    def action_page_down(self) -> None:
        """Move down a page."""
        self.cursor += max(self.scrollable_content_region.height - 1, 1)

    def action_page_up(self) -> None:
        """Move up a page."""
        self.cursor -= max(self.scrollable_content_region.height - 1, 1)

    def action_half_page_down(self) -> None:
        """Move down half a page."""
        self.cursor += max(self.scrollable_content_region.height // 2, 1)

    def action_half_page_up(self) -> None:
        """Move up half a page."""
        self.cursor -= max(self.scrollable_content_region.height // 2, 1)

    @on(events.Focus)
    @on(events.Blur)
    def _draw_bar_anew(self) -> None:
        self.refresh_line(self.cursor)

    @on(events.Resize)
    def _follow_cursor(self) -> None:
        self._keep_cursor_in_sight()

    @on(events.Click)
    def _go_to_clicked(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self.listing is None:
            return
        row = offset.y + round(self.scroll_offset.y)
        if row >= len(self.listing):
            return
        self.cursor = row
        if event.chain == 2 and self.current:
            self.post_message(self.Chosen(self.current))

    def _row_after(self, before: Listing | None, listing: Listing | None) -> int:
        """Where the cursor belongs in another listing.

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
        if height <= 0:
            return
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)

    def _look(self, row: int) -> str:
        if row != self.cursor:
            return ""
        return "paper-list--cursor" if self.has_focus else "paper-list--cursor-away"

    def _row_style(self, look: str) -> Style:
        if not look:
            return self.visual_style
        styles = self.get_component_styles(look)
        text = styles.text_style
        drawn = Style(
            styles.background, bold=text.bold, underline=text.underline, reverse=text.reverse
        )  # put together here, since Textual's get_visual_style leaves out ground and reverse video
        return self.visual_style + drawn

    def _drawn(self, row: int, width: int, style: Style) -> Strip:
        if self.listing is None:
            return Strip.blank(width)
        paper = self._paper(row)
        if paper is None:
            content = Content.styled("this record cannot be read: paper-tui doctor --repair", "$error")
            return Visual.to_strips(self, Content(" ") + content, width, 1, style, pad=True)[0]
        content = paint.row(
            paper,
            self.shelf.get(paper.key),
            width - 1,
            self.listing.results.lit,
            today=self.today,
            votes=self._with_votes,
        )
        strips = Visual.to_strips(
            self, self._bar(row, paper.key) + content, width, 1, style, pad=True, apply_selection=False
        )
        return strips[0].adjust_cell_length(width, style.rich_style)

    def _any_votes(self, rows: int) -> bool:
        """Whether votes deserve a column: whether any of the first papers has some."""
        first = (self._paper(row) for row in range(min(rows, SAMPLED_FOR_VOTES)))
        return any(paper.votes is not None for paper in first if paper)

    def _paper(self, row: int) -> Paper | None:
        """The paper of a row, or None when its record on the disk was damaged since."""
        try:
            return self.listing.paper(row) if self.listing else None
        except StoreError:
            return None

    def _bar(self, row: int, key: PaperKey) -> Content:
        """What stands before a row: a sign on a selected one, a bar on the current one."""
        if key in self.selected:
            return Content.styled("◆", "$warning")
        return Content.styled("▌", "$accent") if row == self.cursor and self.has_focus else Content(" ")

    def _notice_line(self, y: int, width: int) -> Strip:
        """A line of the notice, a little below the top."""
        style = self.visual_style
        if not self.notice.plain or y < 1:
            return Strip.blank(width, style.rich_style)
        inset = 2
        strips = Visual.to_strips(self, self.notice, max(width - 2 * inset, 1), None, style, pad=True)
        if y - 1 >= len(strips):
            return Strip.blank(width, style.rich_style)
        left = Strip.blank(inset, style.rich_style)
        return Strip.join([left, strips[y - 1]]).adjust_cell_length(width, style.rich_style)

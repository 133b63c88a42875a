"""How the list of papers is drawn: only the rows that can be seen ever are."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from paper_tui.config import Config
from paper_tui.library import Listing
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.search import Sort
from paper_tui.store import StoreError
from paper_tui.tui import paint
from paper_tui.tui.glyphs import CURRENT, SELECTED
from paper_tui.tui.panes.rows import Rows

CACHED_ROWS = 512
FRAME = 0.003
"""Seconds of one picture that rows which were not drawn before may take; the others follow in the next."""
SAMPLED_FOR_VOTES = 50
HEIGHTS = {"compact": 1, "comfortable": 2}
"""Lines a row, by density."""


class PaperRows(ScrollView, can_focus=True):
    """Draws the rows of a listing, one of them current.

    A row costs something only while it is in sight: it is drawn by `render_line` and kept in a small
    cache, so that a million rows cost what forty do.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"paper-list--cursor", "paper-list--cursor-away"}

    listing: var[Listing | None] = var(None)
    shelf: var[Shelf] = var(Shelf)
    today: var[date] = var(date.today)
    selected: var[frozenset[PaperKey]] = var(frozenset())
    config: var[Config] = var(Config)
    divider: var[int | None] = var(None)
    """The row before which a line is drawn; None for none."""
    divider_label: var[str] = var("")
    """What that line says."""
    notice: reactive[Content] = reactive(Content(""))
    """What stands in place of rows while there are none."""
    cursor: var[int] = var(0)

    def __init__(self) -> None:
        super().__init__()
        self._strips: LRUCache[tuple[int, int, str], list[Strip]] = LRUCache(CACHED_ROWS)
        self._with_votes = False
        self._shown: dict[int, Strip] = {}
        """What each line showed last."""
        self._late: set[int] = set()
        """Lines that had no time in this picture."""
        self._spent = 0.0
        """Seconds that rows have taken in this picture."""

    @property
    def rows(self) -> Rows:
        """Where the rows are."""
        return Rows.divided(
            len(self.listing) if self.listing else 0, HEIGHTS[self.config.density], self.divider
        )

    def lay_out(self) -> None:
        """Make room for the rows there are now, and draw them anew."""
        self.virtual_size = Size(0, self.rows.lines)
        self._with_votes = self._any_votes()
        self.redraw()

    def redraw(self) -> None:
        """Forget what was drawn, and draw it anew."""
        self._strips.clear()
        self.refresh()

    def watch_shelf(self) -> None:
        """Draw the marks anew."""
        self.redraw()

    def watch_selected(self) -> None:
        """Draw the signs of selection anew."""
        self.redraw()

    def watch_divider_label(self) -> None:
        """Draw the divider anew."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._strips.clear()
        super().notify_style_update()

    def refresh_row(self, row: int) -> None:
        """Draw one row anew."""
        self.refresh_lines(self.rows.top(row), self.rows.height)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is in sight; rows for which there is no time come in the next picture.

        So the reader hears keys in between, which a whole list of new rows would keep waiting.
        """
        self._spent = 0.0
        strips = super().render_lines(crop)
        if self._late:
            self.call_after_refresh(self._draw_late)
        return strips

    def _draw_late(self) -> None:
        """Draw the lines that had no time."""
        late, self._late = self._late, set()
        if late:
            first = min(late)
            self.refresh(Region(0, first, self.size.width, max(late) - first + 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight; where there is no time, what it showed before."""
        width = self.scrollable_content_region.width
        strip = self._line(y, width)
        if strip is None:
            self._late.add(y)
        else:
            self._shown[y] = strip
        return self._shown[y]

    def _line(self, y: int, width: int) -> Strip | None:
        """One line; None where it would take a row that there is no time to draw."""
        rows = self.rows
        if not rows.count:
            return self._notice_line(y, width)
        line = y + round(self.scroll_offset.y)
        if rows.is_divider(line):
            return self._strips_of(paint.divider(self.divider_label, width), width, self.visual_style)[0]
        place = rows.at(line)
        if place is None:
            return Strip.blank(width, self.visual_style.rich_style)
        row, part = place
        look = self._look(row)
        key = (row, width, look)
        if key not in self._strips:
            if self._spent > FRAME and self._can_wait(y, width):
                return None
            began = time.perf_counter()
            self._strips[key] = self._drawn(row, width, self._row_style(look))
            self._spent += time.perf_counter() - began
        return self._strips[key][part]

    def _can_wait(self, y: int, width: int) -> bool:
        """Whether a line has something to show meanwhile."""
        before = self._shown.get(y)
        return before is not None and before.cell_length == width

    def paper_at(self, row: int) -> Paper | None:
        """The paper of a row, or None when its record on the disk was damaged since."""
        try:
            return self.listing.paper(row) if self.listing else None
        except StoreError:
            return None

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

    def _drawn(self, row: int, width: int, style: Style) -> list[Strip]:
        """The lines of a row."""
        paper = self.paper_at(row)
        if paper is None or self.listing is None:
            content = Content.styled("this record cannot be read: paper-tui doctor --repair", "$error")
            lines = [Content(" ") + content, *[Content("")] * (self.rows.height - 1)]
        else:
            mark, lit = self.shelf.get(paper.key), self.listing.results.lit
            votes = self._counted(width - 1)
            first = paint.row(paper, mark, width - 1, lit, today=self.today, votes=votes)
            lines = [self._bar(row, paper.key) + first]
            if self.rows.height > 1:
                second = paint.second_line(paper, mark, width - 1, lit).stylize("not bold")
                lines.append(self._bar(row) + second)
        return [self._strips_of(line, width, style)[0] for line in lines]

    def _strips_of(self, content: Content, width: int, style: Style, height: int | None = 1) -> list[Strip]:
        strips = Visual.to_strips(self, content, width, height, style, pad=True, apply_selection=False)
        return [strip.adjust_cell_length(width, style.rich_style) for strip in strips]

    def _any_votes(self) -> bool:
        """Whether votes deserve a column: whether any of the first papers has some."""
        first = (self.paper_at(row) for row in range(min(self.rows.count, SAMPLED_FOR_VOTES)))
        return any(paper.votes is not None for paper in first if paper)

    def _counted(self, width: int) -> Callable[[Paper], str] | None:
        """What the column of votes says where it has room; it needs less of it where they are the order."""
        sort = self.listing.results.scope.sort if self.listing else Sort.RELEVANCE
        room = paint.ROOM_FOR_DATE if sort in (Sort.VOTES, Sort.GAIN) else paint.ROOM_FOR_VOTES
        if not self._with_votes or width < room:
            return None
        return paint.gained_votes if sort is Sort.GAIN else paint.total_votes

    def _bar(self, row: int, key: PaperKey | None = None) -> Content:
        """What stands before a line: a sign on a selected row, a bar on the current one."""
        if key in self.selected:
            return Content.styled(SELECTED, "$warning")
        if row == self.cursor:
            return Content.styled(CURRENT, "$accent" if self.has_focus else "$faint")
        return Content(" ")

    def _notice_line(self, y: int, width: int) -> Strip:
        """A line of the notice, a little below the top."""
        style = self.visual_style
        if not self.notice.plain or y < 1:
            return Strip.blank(width, style.rich_style)
        inset = 2
        strips = self._strips_of(self.notice, max(width - 2 * inset, 1), style, None)
        if y - 1 >= len(strips):
            return Strip.blank(width, style.rich_style)
        left = Strip.blank(inset, style.rich_style)
        return Strip.join([left, strips[y - 1]]).adjust_cell_length(width, style.rich_style)

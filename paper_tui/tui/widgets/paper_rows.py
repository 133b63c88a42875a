"""How the list of papers is drawn: only the rows that can be seen ever are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from textual.cache import LRUCache
from textual.content import Content
from textual.reactive import reactive, var
from textual.strip import Strip
from textual.style import Style

from paper_tui.config import Config
from paper_tui.glyphs import CURRENT, SELECTED
from paper_tui.library import Listing
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.search import Sort
from paper_tui.store import StoreError
from paper_tui.tui.render import paper_renderer
from paper_tui.tui.render.strips import strip_of
from paper_tui.tui.system.paint_scheduler import Turns
from paper_tui.tui.widgets.line_view import LinesPane
from paper_tui.tui.widgets.row_geometry import Rows

CACHED_ROWS = 512
SAMPLED_FOR_VOTES = 50
HEIGHTS = {"compact": 1, "comfortable": 2}
"""Lines a row, by density."""


class PaperRows(LinesPane, can_focus=True):
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

    def __init__(self, turns: Turns | None = None) -> None:
        super().__init__(turns)
        self._strips: LRUCache[tuple[int, int, str], list[Strip]] = LRUCache(CACHED_ROWS)
        self._with_votes = False

    @property
    def rows(self) -> Rows:
        """Where the rows are."""
        return Rows.divided(
            len(self.listing) if self.listing else 0, HEIGHTS[self.config.density], self.divider
        )

    def lay_out(self) -> None:
        """Make room for the rows there are now, and draw them anew."""
        self.make_room(self.rows.lines)
        self._with_votes = self._any_votes()
        self.redraw()

    def redraw(self) -> None:
        """Forget what was drawn, and draw it anew."""
        self._strips.clear()
        self.refresh()

    def watch_shelf(self, before: Shelf, shelf: Shelf) -> None:
        """Draw the rows in sight anew whose marks changed."""
        self._strips.clear()
        for row in self._in_sight():
            key = self.listing.key(row) if self.listing else None
            if key and before.get(key) != shelf.get(key):
                self.refresh_row(row)

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

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        rows, width = self.rows, self.scrollable_content_region.width
        if not rows.count:
            return self._notice_line(y, width)
        line = y + round(self.scroll_offset.y)
        if rows.is_divider(line):
            return strip_of(paper_renderer.divider(self.divider_label, width), width, self.visual_style)
        place = rows.at(line)
        if place is None:
            return Strip.blank(width, self.visual_style.rich_style)
        row, part = place
        look = self._look(row)
        key = (row, width, look)
        if key not in self._strips:
            self._strips[key] = self._drawn(row, width, self.style_of(look))
        return self._strips[key][part]

    def _in_sight(self) -> Iterator[int]:
        """The rows that can be seen."""
        top, height = round(self.scroll_offset.y), self.scrollable_content_region.height
        places = filter(None, map(self.rows.at, range(top, top + height)))
        return iter(dict.fromkeys(row for row, _ in places))

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

    def _drawn(self, row: int, width: int, style: Style) -> list[Strip]:
        """The lines of a row."""
        paper = self.paper_at(row)
        if paper is None or self.listing is None:
            content = Content.styled("this record cannot be read: paper-tui doctor --repair", "$error")
            lines = [Content(" ") + content, *[Content("")] * (self.rows.height - 1)]
        else:
            mark, lit = self.shelf.get(paper.key), self.listing.results.match_spans
            votes = self._counted(width - 1)
            first = paper_renderer.row(paper, mark, width - 1, lit, today=self.today, votes=votes)
            lines = [self._bar(row, paper.key) + first]
            if self.rows.height > 1:
                second = paper_renderer.second_line(paper, mark, width - 1, lit).stylize("not bold")
                lines.append(self._bar(row) + second)
        return [strip_of(line, width, style) for line in lines]

    def _any_votes(self) -> bool:
        """Whether votes deserve a column: whether any of the first papers has some."""
        first = (self.paper_at(row) for row in range(min(self.rows.count, SAMPLED_FOR_VOTES)))
        return any(paper.votes is not None for paper in first if paper)

    def _counted(self, width: int) -> Callable[[Paper], str] | None:
        """What the column of votes says where it has room; it needs less of it where they are the order."""
        sort = self.listing.results.scope.sort if self.listing else Sort.RELEVANCE
        room = (
            paper_renderer.ROOM_FOR_DATE if sort in (Sort.VOTES, Sort.GAIN) else paper_renderer.ROOM_FOR_VOTES
        )
        if not self._with_votes or width < room:
            return None
        return paper_renderer.gained_votes if sort is Sort.GAIN else paper_renderer.total_votes

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
        lines = self.notice.wrap(max(width - 2 * inset, 1))
        line = lines[y - 1] if y <= len(lines) else Content("")
        return strip_of(Content(" " * inset) + line, width, style)

"""Rendering of the list of papers: only the visible rows are ever rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from textual.cache import LRUCache
from textual.content import Content
from textual.reactive import reactive, var
from textual.strip import Strip
from textual.style import Style

from paper_tui.config import Config
from paper_tui.glyphs import CURRENT, SELECTED, TEXT
from paper_tui.library import Listing
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.search import Sort
from paper_tui.store import StoreError
from paper_tui.tui.render import row_renderer
from paper_tui.tui.render.row_renderer import Columns
from paper_tui.tui.render.strips import strip_of
from paper_tui.tui.widgets.line_view import LineView
from paper_tui.tui.widgets.row_geometry import RowGeometry

CACHED_ROWS = 512
SAMPLED_ROWS = 40
"""Rows by which the columns are chosen; the search has parsed them already, unless the screen is lower."""
NOTICE_INSET = 2
ROW_HEIGHTS = {"compact": 1, "comfortable": 2}
"""Lines a row, by density."""


class PaperRows(LineView, can_focus=True):
    """Renders the rows of a listing, one of them current.

    A row costs something only while it is visible: `render_line` renders it and keeps it in a small cache,
    so that a million rows cost what forty do.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"paper-list--cursor", "paper-list--cursor-away"}

    listing: var[Listing | None] = var(None)
    shelf: var[Shelf] = var(Shelf)
    today: var[date] = var(date.today)
    selected: var[frozenset[PaperKey]] = var(frozenset())
    config: var[Config] = var(Config)
    divider: var[int | None] = var(None)
    """The row before which a dividing line is drawn; None for none."""
    divider_label: var[str] = var("")
    notice: reactive[Content] = reactive(Content(""))
    """Text in place of rows if there are none."""
    choices: reactive[tuple[str, ...]] = reactive(())
    """Lines below the notice that can be chosen, while there are no rows."""
    cursor: var[int] = var(0)

    def __init__(self) -> None:
        super().__init__()
        self._strips: LRUCache[tuple[int, int, str], list[Strip]] = LRUCache(CACHED_ROWS)
        self._has_votes = False
        self._has_dates = True

    @property
    def rows(self) -> RowGeometry:
        """Positions of the rows."""
        count = len(self.listing) if self.listing else 0
        return RowGeometry.divided(count, ROW_HEIGHTS[self.config.density], self.divider)

    def lay_out(self) -> None:
        """Take over the number of rows and their columns, and render them again."""
        self.set_line_count(self.rows.lines)
        sample = self._sample()
        self._has_votes = any(paper.votes is not None for paper in sample)
        self._has_dates = row_renderer.dates_differ(sample, self.today)
        self.redraw()

    def redraw(self) -> None:
        """Discard the cache and render again."""
        self._strips.clear()
        self.refresh()

    def watch_shelf(self, before: Shelf, shelf: Shelf) -> None:
        """Render the visible rows whose marks changed."""
        self._strips.clear()
        for row in self.visible_rows():
            key = self.listing.key(row) if self.listing else None
            if key and before.get(key) != shelf.get(key):
                self.refresh_row(row)

    def watch_selected(self) -> None:
        """Render the signs of selection again."""
        self.redraw()

    def watch_divider_label(self) -> None:
        """Render the divider again."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Discard what was rendered in other colours."""
        self._strips.clear()
        super().notify_style_update()

    def refresh_row(self, row: int) -> None:
        """Render one row again."""
        self.refresh_lines(self.rows.top(row), self.rows.height)

    def row_changed(self, row: int) -> None:
        """Render a row again, of which more is known now."""
        self._strips.clear()
        self.refresh_row(row)

    def render_line(self, y: int) -> Strip:
        """Render one visible line."""
        rows, width = self.rows, self.scrollable_content_region.width
        if not rows.count:
            return self._notice_line(y, width)
        line = y + round(self.scroll_offset.y)
        if rows.is_divider(line):
            return strip_of(row_renderer.divider(self.divider_label, width), width, self.visual_style)
        place = rows.at(line)
        if place is None:
            return Strip.blank(width, self.visual_style.rich_style)
        row, part = place
        component = self._component(row)
        key = (row, width, component)
        if key not in self._strips:
            self._strips[key] = self._render_row(row, width, self.style_of(component))
        return self._strips[key][part]

    def paper_at(self, row: int) -> Paper | None:
        """Return the paper of a row, or None when its record on disk is damaged."""
        try:
            return self.listing.paper(row) if self.listing else None
        except StoreError:
            return None

    def visible_rows(self) -> Iterator[int]:
        """Iterate over the rows in sight."""
        top, height = round(self.scroll_offset.y), self.scrollable_content_region.height
        places = filter(None, map(self.rows.at, range(top, top + height)))
        return iter(dict.fromkeys(row for row, _ in places))

    def _sample(self) -> list[Paper]:
        papers = (self.paper_at(row) for row in range(min(self.rows.count, SAMPLED_ROWS)))
        return [paper for paper in papers if paper]

    def _component(self, row: int) -> str:
        if row != self.cursor:
            return ""
        return "paper-list--cursor" if self.has_focus else "paper-list--cursor-away"

    def _render_row(self, row: int, width: int, style: Style) -> list[Strip]:
        paper, height = self.paper_at(row), self.rows.height
        if paper is None or self.listing is None:
            problem = Content.styled("this record cannot be read: paper-tui doctor --repair", "$error")
            lines = [Content(" ") + problem, *[Content("")] * (height - 1)]
        else:
            mark, matches = self.shelf.get(paper.key), self.listing.results.match_spans
            columns = Columns(self._votes_column(width - 1), self._has_dates, self._reason(row), self.today)
            found = self._found_in_text(row, width)
            lines = row_renderer.row(paper, mark, width - 1, matches, columns, lines=height, found=found)
            keys = (paper.key, None)
            lines = [self._bar(row, key) + line for key, line in zip(keys, lines, strict=False)]
        return [strip_of(line, width, style) for line in lines]

    def _found_in_text(self, row: int, width: int) -> Content | None:
        """Return the passage of the full text by which a row's paper was found; None for another reason."""
        if self.listing is None or not self.listing.is_in_text(row):
            return None
        passage = self.listing.passage(row)
        if passage is None:
            return Content.styled(f"{TEXT} in its text", "$muted")
        share = 1 if self.rows.height > 1 else row_renderer.SHARE_OF_PASSAGE
        room = round((width - row_renderer.SIGNS_COLUMN) * share)
        return row_renderer.passage(passage.sentence, passage.lit, room)

    def _votes_column(self, width: int) -> Callable[[Paper], str] | None:
        """Return the text of the votes column where it has room; sorting by votes claims it sooner."""
        sort = self.listing.results.scope.sort if self.listing else Sort.RELEVANCE
        gains = self.listing.gains if self.listing else None
        is_order = gains is not None or sort is Sort.VOTES
        room = row_renderer.ROOM_FOR_DATE if is_order else row_renderer.ROOM_FOR_VOTES
        if not self._has_votes or width < room:
            return None
        return partial(row_renderer.gained_votes, gains) if gains else row_renderer.total_votes

    def _reason(self, row: int) -> str | None:
        """Return the strongest reason for the place of a row; None in an order without reasons."""
        if self.listing is None or self.listing.ranker is None:
            return None
        return next((f"{each.share:.0%} {each.name}" for each in self.listing.reasons(row)), "")

    def _bar(self, row: int, key: PaperKey | None) -> Content:
        """Return the first cell of a line: a sign on a selected row, a bar on the current one."""
        if key in self.selected:
            return Content.styled(SELECTED, "$warning")
        if row == self.cursor:
            return Content.styled(CURRENT, "$accent" if self.has_focus else "$faint")
        return Content(" ")

    def _notice_line(self, y: int, width: int) -> Strip:
        """Return a line of the notice, which starts a line below the top."""
        style = self.visual_style
        lines = self._notice_lines(width)
        choice = self.choice_at(y)
        if choice is not None:
            line = self._bar(choice, None) + Content(" ") + Content(self.choices[choice])
            return strip_of(line, width, self.style_of(self._component(choice)))
        line = lines[y - 1] if 1 <= y <= len(lines) else Content("")
        return strip_of(Content(" " * NOTICE_INSET) + line, width, style)

    def choice_at(self, y: int) -> int | None:
        """Return the choice on a visible line, while there are no rows."""
        if self.rows.count or not self.choices:
            return None
        choice = y - len(self._notice_lines(self.scrollable_content_region.width)) - 1
        return choice if 0 <= choice < len(self.choices) else None

    def _notice_lines(self, width: int) -> list[Content]:
        return list(self.notice.wrap(max(width - 2 * NOTICE_INSET, 1))) if self.notice.plain else []

"""Columns of a page: which lines stand in which, and in which order they are read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from statistics import quantiles

from paper_tui.pdf.model import Line, Page

COLUMN_SHARE = {2: 0.3, 3: 0.2}
"""Share of the lines in each of so many columns from which on a page has them."""
_OVERHANG = 0.02
"""Share of the page's width by which a line of a column may reach beyond it."""


def ordered(page: Page, lines: list[Line]) -> list[Line]:
    """Lines in reading order: those of columns column by column, between what spans several."""
    bounds = _bounds(page, lines)
    count = len(bounds) - 1
    if count == 1:
        return lines
    found: list[Line] = []
    columns: list[list[Line]] = [[] for _ in range(count)]
    beside = _Beside(bounds, page, lines)
    for line in sorted(lines, key=lambda each: -each.top):
        at = _column(line, bounds, page)
        if at is not None and (any(columns) or beside.has(line) or not _is_centred(line, page)):
            columns[at].append(line)
        else:
            found += [*(each for column in columns for each in column), line]
            columns = [[] for _ in range(count)]
    return [*found, *(each for column in columns for each in column)]


class _Beside:
    """The lines of the outer columns, beside which a line is one of a column, not a short one above all."""

    def __init__(self, bounds: Sequence[float], page: Page, lines: Sequence[Line]) -> None:
        outer = (0, len(bounds) - 2)
        self._tops = sorted(line.top for line in lines if _column(line, bounds, page) in outer)

    def has(self, line: Line) -> bool:
        """Return whether one of them is at the height of a line."""
        at = bisect_right(self._tops, line.bottom)
        return at < len(self._tops) and self._tops[at] < line.top + line.size / 2


def _is_centred(line: Line, page: Page) -> bool:
    return line.left < page.width / 2 < line.right


def column_of(line: Line, page: Page, lines: Sequence[Line]) -> tuple[float, float]:
    """The left and right edge of the column of a line; those of the page for a line that spans several."""
    bounds = _bounds(page, lines)
    at = _column(line, bounds, page)
    return (0.0, page.width) if at is None else (bounds[at], bounds[at + 1])


def _bounds(page: Page, lines: Sequence[Line]) -> tuple[float, ...]:
    """The edges of the columns of a page, from left to right, those of the page included."""
    whole = (0.0, page.width)
    if len(lines) < 2:
        return whole
    first, *_ = quantiles((line.left for line in lines), n=20)
    *_, last = quantiles((line.right for line in lines), n=20)
    thirds = (0.0, first + (last - first) / 3, first + (last - first) * 2 / 3, page.width)
    for bounds in (thirds, (0.0, page.width / 2, page.width)):
        if _are_columns(bounds, page, lines):
            return bounds
    return whole


def _are_columns(bounds: tuple[float, ...], page: Page, lines: Sequence[Line]) -> bool:
    """Return whether lines stand in columns of these edges."""
    found = [_column(line, bounds, page) for line in lines]
    count = len(bounds) - 1
    return min(map(found.count, range(count))) >= COLUMN_SHARE[count] * len(lines)


def _column(line: Line, bounds: Sequence[float], page: Page) -> int | None:
    """The number of the column that a line stands in; None for a line that spans several."""
    over = _OVERHANG * page.width
    for at in range(len(bounds) - 1):
        if line.left > bounds[at] - over and line.right < bounds[at + 1] + over:
            return at
    return None

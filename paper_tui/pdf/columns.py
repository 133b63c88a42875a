"""Columns of a page: which lines are in which, and the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence

from paper_tui.pdf.model import Line, Page

COLUMN_SHARE = 0.3
"""Share of the lines on each side from which on a page has two columns."""
_OVERHANG = 0.02
"""Share of the page's width by which a line of a column may reach over the middle."""


def are_two(page: Page, lines: Sequence[Line]) -> bool:
    """Return whether the lines of a page are in two columns."""
    left = sum(_is_left(line, page) for line in lines)
    right = sum(_is_right(line, page) for line in lines)
    return min(left, right) >= COLUMN_SHARE * len(lines)


def ordered(page: Page, lines: list[Line]) -> list[Line]:
    """Lines in reading order: those of two columns column by column, between what spans both."""
    if not are_two(page, lines):
        return lines
    found: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    for line in sorted(lines, key=lambda each: -each.top):
        if _is_left(line, page):
            columns[0].append(line)
        elif _is_right(line, page):
            columns[1].append(line)
        else:
            found += [*columns[0], *columns[1], line]
            columns = ([], [])
    return [*found, *columns[0], *columns[1]]


def column_of(line: Line, page: Page, lines: Sequence[Line]) -> tuple[float, float]:
    """The left and right edge of the column of a line; those of the page for a line that spans both."""
    if are_two(page, lines):
        if _is_left(line, page):
            return 0.0, page.width / 2
        if _is_right(line, page):
            return page.width / 2, page.width
    return 0.0, page.width


def _is_left(line: Line, page: Page) -> bool:
    return line.right < page.width * (0.5 + _OVERHANG)


def _is_right(line: Line, page: Page) -> bool:
    return line.left > page.width * (0.5 - _OVERHANG)

"""Numbers that stand beside the lines of a text, as in manuscripts for review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from paper_tui.pdf.model import Line, Page

FEWEST = 8
"""Numbers in a column on one page, each larger than the one above it."""
MARGIN = 0.12
"""Share of the page's width in which a number at the left is one in any case."""
_ALIGNED = 3.0
"""Points by which the right ends of such numbers differ at the most."""


def line_number_edges(pages: Sequence[Page]) -> tuple[float, ...]:
    """The right edges of the columns of line numbers on some pages."""
    return tuple(sorted({edge for page in pages for edge in _edges(page)}))


def is_line_number(line: Line, page: Page, edges: Sequence[float]) -> bool:
    """Return whether a line is the number of another one."""
    if not _is_number(line):
        return False
    return line.right < page.width * MARGIN or any(abs(line.right - edge) <= _ALIGNED for edge in edges)


def _edges(page: Page) -> Iterator[float]:
    for column in _aligned(sorted(filter(_is_number, page.lines), key=lambda line: line.right)):
        lines = sorted(column, key=lambda line: -line.top)
        values = [int(line.text) for line in lines]
        if len(values) >= FEWEST and all(upper < lower for upper, lower in pairwise(values)):
            yield lines[0].right


def _aligned(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines in the order of their right ends, parted where these differ."""
    columns: list[list[Line]] = []
    for line in lines:
        if columns and line.right - columns[-1][-1].right <= _ALIGNED:
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _is_number(line: Line) -> bool:
    return line.text.isdecimal() and len(line.text) <= 4

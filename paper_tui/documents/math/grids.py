"""Matrices, cases and aligned equations: cells in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paper_tui.documents.math.box import EMPTY, Box, beside, blank, stack, text_box, widened
from paper_tui.documents.math.nodes import Grid, Kind, Node, Row, Symbol

_EQUATION_GAP = 4
"""Cells between two equations that are side by side."""


def cells(node: Grid) -> Iterator[list[Node]]:
    """The cells of each row as they are spaced."""
    for row in node.rows:
        yield [_right_half(cell, at, node) for at, cell in enumerate(row)]


def lay_out(node: Grid, rows: Sequence[Sequence[Box]]) -> Box:
    """Lay out a grid whose cells are laid out; its baseline is its middle."""
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return EMPTY
    widths = [max((row[at].width for row in rows if at < len(row)), default=0) for at in range(columns)]
    aligns, lines = _columns(node.columns, columns)
    drawn = [_row(row, widths, aligns, lines, node) for row in rows]
    parts = _with_room(drawn)
    height = sum(part.height for part in parts)
    if len(drawn) == 1:
        return drawn[0]
    return stack(parts, (height - 1) // 2 if node.gap else height // 2, align="l")


def _right_half(cell: Node, at: int, node: Grid) -> Node:
    """The cell as it is spaced: in the right half of an equation a relation has room before it."""
    if node.gap or at % 2 == 0 or not isinstance(cell, Row) or not cell.items:
        return cell
    return Row((Symbol("", Kind.ORDINARY), *cell.items))


def _columns(specification: str, count: int) -> tuple[str, list[bool]]:
    """The alignment of each column, and whether a line is before it."""
    letters, lines, line = "", [], False
    for char in specification:
        if char == "|":
            line = True
        else:
            letters += char
            lines.append(line)
            line = False
    repeated = (letters * (count // max(len(letters), 1) + 1))[:count] if len(letters) < count else letters
    return repeated, [*lines, *[False] * (count - len(lines))]


def _row(row: Sequence[Box], widths: list[int], aligns: str, lines: list[bool], node: Grid) -> Box:
    boxes: list[Box] = []
    for at, width in enumerate(widths):
        if at:
            boxes.append(blank(node.gap or (_EQUATION_GAP if at % 2 == 0 else 0)))
        if lines[at]:
            boxes.append(text_box("│ "))
        cell = row[at] if at < len(row) else EMPTY
        boxes.append(widened(cell, width, aligns[at]))
    return beside(boxes)


def _with_room(rows: list[Box]) -> list[Box]:
    """The rows with an empty one between two of which one is tall."""
    parts: list[Box] = []
    for at, row in enumerate(rows):
        if at and (row.height > 1 or rows[at - 1].height > 1):
            parts.append(blank(row.width))
        parts.append(row)
    return parts

"""A formula as lines of text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from paper_tui.documents.math.box import Box, beside, blank, stack
from paper_tui.documents.math.layout import Style, lay_out, spaced
from paper_tui.documents.math.nodes import Kind, Node, Row, UnsupportedTexError
from paper_tui.documents.math.parser import parse
from paper_tui.documents.math.tokens import without_line_breaks
from paper_tui.papers.tex_render import UnreadableTexError, render_math

LONGEST_IN_TWO_DIMENSIONS = 4_000
LONGEST_IN_UNICODE = 10_000
TALLEST = 60
_CONTINUED = 4
"""Cells by which the further lines of a broken formula are indented."""
_BREAKABLE = (Kind.RELATION, Kind.BINARY)


@dataclass(frozen=True, slots=True)
class Formula:
    """A displayed formula.

    Args:
        rows: The picture, all rows padded to `width`; of one line of Unicode the line, to be wrapped.
        width: Cells.
        baseline: The row beside which the number of the equation is.
        is_drawn: Whether the rows are a picture, in two dimensions.
    """

    rows: tuple[str, ...]
    width: int
    baseline: int
    is_drawn: bool
    relation: int | None = None
    """The cell of its first relation, at which equations below each other are aligned."""


@lru_cache(maxsize=2048)
def display(tex: str, width: int) -> Formula:
    """Draw a formula in at most `width` cells, broken before a relation or an operator where it is too wide.

    Args:
        tex: TeX without its delimiters, from anywhere.
        width: Cells there are.
    """
    box = _boxed(tex)
    if box is not None and box[1].width > width:
        broken = _broken(box[0], width)
        box = (box[0], broken) if broken is not None else None
    if box is None or box[1].height > TALLEST:
        line = in_line(tex)
        return Formula((line,), len(line), 0, is_drawn=False)
    drawn = box[1]
    return Formula(drawn.rows, drawn.width, drawn.baseline, True, _relation(box[0]))


@lru_cache(maxsize=8192)
def in_line(tex: str) -> str:
    """The formula as one line of Unicode; as the TeX itself where that cannot be read or is very long."""
    flat = without_line_breaks(tex)
    if len(flat) > LONGEST_IN_UNICODE:
        return flat
    try:
        return " ".join(render_math(flat).split())
    except UnreadableTexError:
        return flat


@lru_cache(maxsize=1024)
def _boxed(tex: str) -> tuple[Node, Box] | None:
    """The syntax tree and its layout; None where it has none."""
    if len(tex) > LONGEST_IN_TWO_DIMENSIONS:
        return None
    try:
        node = parse(tex)
        return node, lay_out(node)
    except UnsupportedTexError:
        return None


def _relation(node: Node) -> int | None:
    """The cell at which the first relation of a row begins."""
    passed = 0
    for box, kind in spaced(_unwrapped(node).items, Style.DISPLAY):
        if kind is Kind.RELATION:
            return passed
        passed += box.width
    return None


def _unwrapped(node: Node) -> Row:
    """The row that a formula is, out of groups that hold nothing else."""
    while isinstance(node, Row) and len(node.items) == 1:
        node = node.items[0]
    return node if isinstance(node, Row) else Row((node,))


def _broken(node: Node, width: int) -> Box | None:
    """The formula over several lines; None where a piece is still too wide."""
    lines: list[list[Box]] = [[]]
    for piece in _pieces(_unwrapped(node)):
        used = sum(box.width for box in lines[-1])
        if lines[-1] and used + piece.width > width:
            lines.append([blank(_CONTINUED)])
        lines[-1].append(piece)
    boxes = [beside(line) for line in lines]
    if any(box.width > width for box in boxes):
        return None
    return _stacked(boxes)


def _pieces(row: Row) -> list[Box]:
    """The boxes of a row, divided where a line may be broken."""
    pieces: list[list[Box]] = [[]]
    for box, kind in spaced(row.items, Style.DISPLAY):
        if kind in _BREAKABLE and pieces[-1]:
            pieces.append([])
        pieces[-1].append(box)
    return [beside(piece) for piece in pieces]


def _stacked(boxes: list[Box]) -> Box:
    parts: list[Box] = []
    for at, box in enumerate(boxes):
        if at and (box.height > 1 or boxes[at - 1].height > 1):
            parts.append(blank(box.width))
        parts.append(box)
    return stack(parts, boxes[0].baseline, align="l")

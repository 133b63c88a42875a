"""Syntax trees to boxes, as TeX would set them as far as whole cells allow."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from paper_tui.documents.math import decorations, grids, scripts
from paper_tui.documents.math.box import EMPTY, Box, beside, blank, column, stack, text_box
from paper_tui.documents.math.delimiters import tall
from paper_tui.documents.math.nodes import (
    Accent,
    Arrow,
    Brace,
    Fence,
    Fraction,
    Frame,
    Grid,
    Kind,
    Node,
    Operator,
    Phantom,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
)
from paper_tui.documents.math.spacing import kinds_of, room_between
from paper_tui.papers.tex_letters import bracketed

BAR = "─"
INTEGRAL = "∫"
TALL_INTEGRAL = column(["⌠", "⎮", "⌡"], 1)


class Style(Enum):
    """The size of a formula: displayed, within a line or another formula, raised or lowered."""

    DISPLAY = "display"
    TEXT = "text"
    SCRIPT = "script"

    @property
    def inner(self) -> Style:
        """The style of a part, such as a numerator."""
        return Style.TEXT if self is Style.DISPLAY else self


def lay_out(node: Node, style: Style = Style.DISPLAY) -> Box:
    """Lay out a node."""
    match node:
        case Symbol(text):
            return text_box(text)
        case Row(items):
            return beside([box for box, _ in spaced(items, style)])
        case Space(cells):
            return blank(cells)
        case Operator(body):
            return lay_out(body, style)
        case Scripts():
            return _scripts(node, style)
        case Fence():
            return _fence(node, style)
        case Grid():
            return _grid(node, style)
        case _:
            return _construct(node, style)


def _construct(node: Fraction | Root | Accent | Brace | Arrow | Frame | Phantom, style: Style) -> Box:
    match node:
        case Fraction():
            return _fraction(node, style)
        case Root(body, index):
            raised = lay_out(index, Style.SCRIPT) if index is not None else None
            return decorations.root(lay_out(body, style.inner), raised, is_single=_is_single(body))
        case Accent(name, body):
            return decorations.accent(name, lay_out(body, style))
        case Brace(body, over):
            return decorations.brace(lay_out(body, style), over=over)
        case Arrow(head, above, below):
            lower = lay_out(below, Style.SCRIPT) if below is not None else None
            return decorations.arrow(head, lay_out(above, Style.SCRIPT), lower)
        case Frame(body):
            return decorations.frame(lay_out(body, style))
        case Phantom(body):
            return blank(lay_out(body, style).width)


def spaced(items: Sequence[Node], style: Style) -> list[tuple[Box, Kind]]:
    """The boxes of a row's items and of the room between them, each with its class."""
    found: list[tuple[Box, Kind]] = []
    before: Kind | None = None
    for item, kind, box in zip(items, kinds_of(items), _boxes(items, style), strict=True):
        if isinstance(item, Space):
            found.append((box, Kind.ORDINARY))
            before = before if not box.width else None
            continue
        if before is not None and room_between(before, kind, script=style is Style.SCRIPT):
            found.append((blank(1), Kind.ORDINARY))
        found.append((box, kind))
        before = kind
    return found


def _boxes(items: Sequence[Node], style: Style) -> list[Box]:
    """The boxes of a row's items; in a displayed row of several lines, integrals are tall."""
    boxes = [lay_out(item, style) for item in items]
    if style is not Style.DISPLAY or max((box.height for box in boxes), default=0) < TALL_INTEGRAL.height:
        return boxes
    return [_tall_integral(item, box) for item, box in zip(items, boxes, strict=True)]


def _tall_integral(node: Node, box: Box) -> Box:
    """An integral sign of three rows with its scripts at the corners; the box of any other node."""
    match node:
        case Symbol(text) if text == INTEGRAL:
            return TALL_INTEGRAL
        case Scripts(base=Symbol(text)) if text == INTEGRAL:
            return _scripts(node, Style.DISPLAY, TALL_INTEGRAL)
        case _:
            return box


def _is_single(node: Node) -> bool:
    """Return whether a node is one atom, which holds together without a bar or brackets."""
    if isinstance(node, Row):
        return len(node.items) == 1 and _is_single(node.items[0])
    if isinstance(node, Scripts):
        return _is_single(node.base)
    return isinstance(node, Symbol) and len(node.text) <= 2


def _fraction(node: Fraction, style: Style) -> Box:
    over, under = lay_out(node.over, style.inner), lay_out(node.under, style.inner)
    if node.bar and (node.small or style is Style.SCRIPT) and over.height == under.height == 1:
        return text_box(f"{bracketed(over.rows[0])}/{bracketed(under.rows[0])}")
    if not node.bar:
        return stack([over, blank(max(over.width, under.width)), under], over.height)
    width = max(over.width, under.width)
    if over.height > 1 or under.height > 1:
        width += 2
    return stack([over, text_box(BAR * width), under], over.height)


def _scripts(node: Scripts, style: Style, base: Box | None = None) -> Box:
    above = lay_out(node.above, Style.SCRIPT) if node.above is not None else None
    below = lay_out(node.below, Style.SCRIPT) if node.below is not None else None
    base = base or lay_out(node.base, style)
    return scripts.lay_out(node, base, above, below, displayed=style is Style.DISPLAY)


def _grid(node: Grid, style: Style) -> Box:
    inner = style if node.gap == 0 else style.inner
    return grids.lay_out(node, [[lay_out(cell, inner) for cell in row] for row in grids.cells(node)])


def _fence(node: Fence, style: Style) -> Box:
    parts = [lay_out(part, style) for part in node.parts]
    above = max(box.baseline for box in parts)
    below = max(box.height - box.baseline for box in parts)
    height = above + below
    if height == 2 and any(delimiter and delimiter in "{}" for delimiter in node.delimiters):
        above, height = 1, 3
    boxes: list[Box] = []
    for at, delimiter in enumerate(node.delimiters):
        boxes.append(tall(delimiter, height, above) if delimiter else EMPTY)
        if at < len(parts):
            boxes.append(parts[at])
    return beside(boxes)

"""Blocks to lines of a width."""

from __future__ import annotations

from itertools import chain, islice, repeat

from rich.cells import cell_len

from paper_tui.documents.layout.equations import lay_out_equation
from paper_tui.documents.layout.frames import Margin, margin
from paper_tui.documents.layout.line import Fill, Line, Slice
from paper_tui.documents.layout.pictures import NO_ROOMS, PictureRooms, all_drawn, picture
from paper_tui.documents.layout.tables import lay_out_table
from paper_tui.documents.layout.text import StyledText
from paper_tui.documents.layout.texts import PreparedBlock
from paper_tui.documents.layout.wrapping import wrap
from paper_tui.documents.model import Block, Code, Equation, Figure, Reference, Table

_LONGEST_LABEL = 6
_HANGING = 4
_RESTRICTED = 12
"""The minimum width of a text in cells, however deep its nesting."""


def lay_out_block(
    block: Block, before: Block | None, prepared: PreparedBlock, width: int, rooms: PictureRooms = NO_ROOMS
) -> list[Line]:
    """Lay out a block.

    Args:
        block: The block.
        before: The block before it, which may share frames with it.
        prepared: Its texts.
        width: Cells of a line.
        rooms: The pictures that are drawn.
    """
    left = margin(block, before, width)
    room = max(width - left.width, _RESTRICTED)
    lines = _content(block, prepared, room, rooms)
    shown = _with_margin(lines, left)
    return [*_term(block.index, left, width), *shown] if left.term else shown


def _term(block: int, left: Margin, width: int) -> list[Line]:
    """The lines of the term of a description."""
    room = max(width - sum(cell_len(fill.text) for fill in left.before_term), 2)
    stretches = wrap(left.term, room)
    return [
        Line(block, 0, (*left.before_term, Fill(left.term[start:end], "term"))) for start, end in stretches
    ]


def _with_margin(lines: list[Line], left: Margin) -> list[Line]:
    if not left.rest:
        return lines
    leads = chain([left.first], repeat(left.rest))
    return [line._replace(pieces=(*lead, *line.pieces)) for line, lead in zip(lines, leads, strict=False)]


def _content(block: Block, prepared: PreparedBlock, width: int, rooms: PictureRooms) -> list[Line]:
    content = block.content
    match content:
        case Equation(lines):
            return lay_out_equation(lines, block.index, width)
        case Table():
            table = lay_out_table(prepared.cells, block.index, width)
            return [*paragraph(prepared.main, block.index, width, is_optional=True), *table]
        case Code():
            return _code(content, prepared, block.index, width)
        case Figure():
            return _figure(content, prepared, block.index, width, rooms)
        case Reference(label):
            return _hanging(prepared.main, label, block.index, width)
        case _:
            return paragraph(prepared.main, block.index, width)


def paragraph(
    text: StyledText,
    block: int,
    width: int,
    *,
    indent: int = 0,
    rest: int | None = None,
    is_optional: bool = False,
) -> list[Line]:
    """Wrap a text.

    Args:
        text: The text.
        block: The index of its block.
        width: Cells of a line, with its indentation.
        indent: Cells before the first line.
        rest: Cells before the other lines; as before the first one where it is not given.
        is_optional: Whether an empty text takes no line.
    """
    if is_optional and not text.text:
        return []
    rest = indent if rest is None else rest
    lines: list[Line] = []
    lead = indent
    for start, end in wrap(text.text, max(width - rest, 2), first=width - indent):
        piece = Slice(text, start, end)
        pieces = (Fill(" " * lead), piece) if lead else (piece,)
        lines.append(Line(block, text.offset_of(start), pieces))
        lead = rest
    return lines


def _hanging(text: StyledText, label: str, block: int, width: int) -> list[Line]:
    """A reference: its further lines are indented as far as its label, if that is short."""
    cells = cell_len(label) + 1 if label else 0
    rest = cells if 0 < cells <= _LONGEST_LABEL + 1 else _HANGING
    return paragraph(text, block, width, rest=min(rest, width // 3))


def _code(content: Code, prepared: PreparedBlock, block: int, width: int) -> list[Line]:
    """Lines of code as they are indented; those too long continue below, further in."""
    numbers = max((cell_len(line.number) for line in content.lines), default=0)
    lines = paragraph(prepared.main, block, width, is_optional=True)
    if lines:
        lines.append(Line(block, 0, (Fill("─" * width, "rule"),), is_text=False))
    for line, text in zip(content.lines, prepared.lines, strict=True):
        indent = numbers - cell_len(line.number)
        own = len(line.number) + 1 if line.number else 0
        depth = len(text.text) - own - len(text.text[own:].lstrip(" "))
        rest = min(numbers + (1 if numbers else 0) + depth + 2, width // 2)
        lines += paragraph(text, block, width, indent=indent, rest=rest)
    return lines


def _figure(
    content: Figure, prepared: PreparedBlock, block: int, width: int, rooms: PictureRooms
) -> list[Line]:
    """Pictures, the captions of the panels, and the caption of the whole."""
    images = iter(enumerate(image for panel in content.panels for image in panel.images))
    panels = [list(islice(images, len(panel.images))) for panel in content.panels]
    lines = all_drawn([image for panel in panels for image in panel], block, width, rooms)
    is_drawn = bool(lines)
    for shown, text in zip(panels, prepared.lines, strict=True):
        if not is_drawn:
            lines += [line for image in shown for line in picture(image, block, width, rooms)]
        lines += paragraph(text, block, width, indent=2, is_optional=True)
    return [*lines, *paragraph(prepared.main, block, width, is_optional=True)]

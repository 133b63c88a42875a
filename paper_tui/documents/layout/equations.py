"""Displayed equations: pictures in the middle, numbers at the right."""

from __future__ import annotations

from rich.cells import cell_len

from paper_tui.documents.layout.line import Fill, Line, Slice
from paper_tui.documents.layout.text import Span, StyledText
from paper_tui.documents.layout.wrapping import wrap
from paper_tui.documents.math import Formula, display
from paper_tui.documents.model import EquationLine

_ROOM = 2
"""Cells between a formula and its number."""
_INDENT = 4
"""Cells before a formula that is one long line."""


def lay_out_equation(lines: tuple[EquationLine, ...], block: int, width: int) -> list[Line]:
    """Lay out the lines of an equation: aligned at their left edges, the widest in the middle."""
    numbers = [cell_len(line.number) for line in lines]
    formulas = [
        display(line.tex, max(width - (number + _ROOM if number else 0), 8))
        for line, number in zip(lines, numbers, strict=True)
    ]
    indents = _indents(formulas, width - max(numbers) - _ROOM)
    drawn = [
        formula.width + indent for formula, indent in zip(formulas, indents, strict=True) if formula.is_drawn
    ]
    left = _left(max(drawn, default=0), width, max(numbers))
    found: list[Line] = []
    offset = 0
    for at, (line, formula, indent) in enumerate(zip(lines, formulas, indents, strict=True)):
        if at and (len(formula.rows) > 1 or len(formulas[at - 1].rows) > 1):
            found.append(Line(block, offset, is_text=False))
        lay_out = _drawn if formula.is_drawn else _in_lines
        found.extend(lay_out(formula, line, block, offset, width, left + indent))
        offset += len(line.tex) + (len(line.number) + 1 if line.number else 0) + 1
    return found


def _indents(formulas: list[Formula], width: int) -> list[int]:
    """The cells before each formula with which their relations stand below each other, if that fits."""
    places = [formula.relation for formula in formulas if formula.relation is not None]
    furthest = max(places, default=0)
    indents = [furthest - (furthest if at is None else at) for at in (each.relation for each in formulas)]
    fits = all(formula.width + indent <= width for formula, indent in zip(formulas, indents, strict=True))
    return indents if fits and len(places) > 1 else [0] * len(formulas)


def _left(widest: int, width: int, number: int) -> int:
    right = number + _ROOM if number else 0
    return max(min((width - widest) // 2, width - right - widest), 0)


def _drawn(
    formula: Formula, line: EquationLine, block: int, offset: int, width: int, left: int
) -> list[Line]:
    """The rows of a picture, with the number on its line of text."""
    rows: list[Line] = []
    for at, row in enumerate(formula.rows):
        pieces: list[Slice | Fill] = [Fill(" " * left), _picture_row(row, line.tex, offset)]
        if at == formula.baseline and line.number:
            room = width - left - formula.width - cell_len(line.number)
            pieces += [Fill(" " * max(room, 1)), _number(line, offset)]
        rows.append(Line(block, offset, tuple(pieces)))
    return rows


def _in_lines(
    formula: Formula, line: EquationLine, block: int, offset: int, width: int, _left: int
) -> list[Line]:
    """A formula without a picture: one line of Unicode, wrapped."""
    number = cell_len(line.number)
    room = max(width - _INDENT - (number + _ROOM if number else 0), 8)
    text = _picture(formula.rows[0], line.tex, offset)
    stretches = list(wrap(text.text, room))
    rows: list[Line] = []
    for at, (start, end) in enumerate(stretches):
        pieces: list[Slice | Fill] = [Fill(" " * _INDENT), Slice(text, start, end)]
        if at == len(stretches) - 1 and line.number:
            used = _INDENT + cell_len(text.text[start:end])
            pieces += [Fill(" " * max(width - used - number, 1)), _number(line, offset)]
        rows.append(Line(block, offset, tuple(pieces)))
    return rows


def _picture(shown: str, tex: str, offset: int) -> StyledText:
    """Shown text that stands for the whole of a formula."""
    from paper_tui.documents.layout.text import TextBuilder
    from paper_tui.documents.model import Math

    builder = TextBuilder(offset)
    builder.add(tex, "math", shown=shown, part=Math(tex))
    return builder.build()


def _picture_row(row: str, tex: str, offset: int) -> Slice:
    text = _picture(row, tex, offset)
    return Slice(text, 0, len(row))


def _number(line: EquationLine, offset: int) -> Slice:
    at = offset + len(line.tex) + 1
    text = StyledText(
        line.number,
        (Span(0, len(line.number), "equation-number", None, at),),
        (),
        at,
    )
    return Slice(text, 0, len(line.number))

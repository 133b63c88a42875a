"""Displayed equations: pictures in the middle, numbers at the right."""

from __future__ import annotations

from rich.cells import cell_len

from paper_tui.documents.layout.line import Fill, Line, Slice
from paper_tui.documents.layout.text import Span, StyledText, TextBuilder
from paper_tui.documents.layout.wrapping import wrap
from paper_tui.documents.math import Formula, display
from paper_tui.documents.model import EquationLine, Math

_ROOM = 2
"""Cells between a formula and its number."""
_NARROWEST = 8
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
    """The cells before each formula that align their relations, if that fits."""
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
    rows = [
        Line(block, offset, (Fill(" " * left), _picture_row(row, line.tex, offset))) for row in formula.rows
    ]
    return _numbered(rows, formula.baseline, left + formula.width, line, width)


def _in_lines(
    formula: Formula, line: EquationLine, block: int, offset: int, width: int, _left: int
) -> list[Line]:
    """A formula without a picture: one line of Unicode, wrapped."""
    indent = min(_INDENT, width // 8)
    number = cell_len(line.number)
    beside = width - indent - (number + _ROOM if number else 0)
    room = beside if beside >= _NARROWEST else width - indent
    text = _picture(formula.rows[0], line.tex, offset)
    stretches = list(wrap(text.text, max(room, 2)))
    rows = [Line(block, offset, (Fill(" " * indent), Slice(text, start, end))) for start, end in stretches]
    used = indent + cell_len(text.text[slice(*stretches[-1])])
    return _numbered(rows, len(rows) - 1, used, line, width)


def _numbered(rows: list[Line], at: int, used: int, line: EquationLine, width: int) -> list[Line]:
    """The rows with the number at the right of one of them; below them where there is no room."""
    if not line.number:
        return rows
    row = rows[at]
    number, room = _number(line, row.offset), width - cell_len(line.number)
    if room > used:
        rows[at] = row._replace(pieces=(*row.pieces, Fill(" " * (room - used)), number))
        return rows
    return [*rows, row._replace(pieces=(Fill(" " * max(room, 0)), number))]


def _picture(shown: str, tex: str, offset: int) -> StyledText:
    """Shown text that represents the whole of a formula."""
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

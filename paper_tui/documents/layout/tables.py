"""Tables in columns: natural widths where they fit, else wrapped cells, else wider than the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from paper_tui.documents.layout.line import Fill, Line, Slice
from paper_tui.documents.layout.text import SOFT_HYPHEN, StyledText
from paper_tui.documents.layout.texts import PreparedCell
from paper_tui.documents.layout.wrapping import wrap

GAP = 2
NARROWEST = 6
WIDEST_CELL = 40
BAND = 120
"""The maximum number of columns side by side, so that a line costs little however wide a table is."""
MOST_SPAN = 100
MOST_COLUMNS = 12_000
"""Beyond these, cells that reach down are no longer heeded; their text is shown all the same."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell at its first column, covering some."""

    column: int
    columns: int
    prepared: PreparedCell

    def moved(self, columns: int) -> _Placed:
        """The cell so many columns further left."""
        return _Placed(self.column - columns, self.columns, self.prepared) if columns else self


def lay_out_table(rows: Sequence[Sequence[PreparedCell]], block: int, width: int) -> list[Line]:
    """Lay out the rows of a table, with rules above, below and under its head.

    A table of very many columns is laid out in bands of some, one below the other.
    """
    placed = _place(rows)
    count = max((cell.column + 1 for row in placed for cell in row), default=0)
    if count <= BAND:
        return _band(placed, block, width)
    bands: list[list[list[_Placed]]] = [[[] for _ in placed] for _ in range(-(-count // BAND))]
    for at, row in enumerate(placed):
        for cell in row:
            band = cell.column // BAND
            bands[band][at].append(cell.moved(band * BAND))
    return [line for cells in bands for line in _band(cells, block, width)]


def _band(placed: list[list[_Placed]], block: int, width: int) -> list[Line]:
    count = max((cell.column + cell.columns for row in placed for cell in row), default=0)
    if not count:
        return []
    widths = _fit(placed, count, width)
    total = sum(widths) + GAP * (count - 1)
    is_wide = total > width
    rule = Line(block, 0, (Fill("─" * total, "rule"),), is_wide, is_text=False)
    lines = [rule]
    heads = [_is_head(row) for row in placed]
    tall = [_is_tall(row, widths) for row in placed]
    for at, row in enumerate(placed):
        if at and heads[at - 1] and not heads[at]:
            lines.append(rule)
        elif at and (tall[at - 1] or tall[at]):
            lines.append(Line(block, 0, (), is_wide, is_text=False))
        lines.extend(_row(row, widths, block, is_wide=is_wide))
    return [*lines, rule]


def _is_head(row: list[_Placed]) -> bool:
    """Return whether a row belongs to the head, where an empty cell is often no header by itself."""
    said = [cell.prepared.cell.header for cell in row if cell.prepared.text.text.strip()]
    return bool(said) and all(said)


def _place(rows: Sequence[Sequence[PreparedCell]]) -> list[list[_Placed]]:
    """Give each cell its column, right of those that reach down from above."""
    taken: dict[int, int] = {}
    placed: list[list[_Placed]] = []
    for row in rows:
        column = 0
        cells: list[_Placed] = []
        reaching: dict[int, int] = {}
        for prepared in row:
            while column in taken:
                column += 1
            if column > MOST_COLUMNS:
                taken.clear()
                column = len(cells)
            columns = min(max(prepared.cell.columns, 1), MOST_SPAN)
            cells.append(_Placed(column, columns, prepared))
            if prepared.cell.rows > 1 and column <= MOST_COLUMNS:
                reaching.update(dict.fromkeys(range(column, column + columns), prepared.cell.rows))
            column += columns
        placed.append(cells)
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        taken |= {at: left - 1 for at, left in reaching.items()}
    return placed


def _natural(text: StyledText) -> int:
    shown = text.text.replace(SOFT_HYPHEN, "")
    return max(map(cell_len, shown.split("\n")))


def _fit(placed: list[list[_Placed]], count: int, width: int) -> list[int]:
    """The width of each column: natural ones, the widest made narrower while the table is too wide."""
    natural = [1] * count
    for row in placed:
        for cell in row:
            if cell.columns == 1:
                natural[cell.column] = max(natural[cell.column], _natural(cell.prepared.text))
    widths = _narrowed(natural, width - GAP * (count - 1))
    for row in placed:
        for cell in row:
            if cell.columns > 1:
                _widen(widths, cell, width)
    return widths


def _narrowed(natural: list[int], room: int) -> list[int]:
    """Columns cut to one limit, the largest with which all fit; never below the widest that is reasonable."""
    if sum(natural) <= room:
        return natural
    low, high = NARROWEST, max(natural)
    while low < high:
        limit = (low + high + 1) // 2
        if sum(min(column, limit) for column in natural) <= room:
            low = limit
        else:
            high = limit - 1
    limit = low if sum(min(column, low) for column in natural) <= room else WIDEST_CELL
    return [min(column, limit) for column in natural]


def _widen(widths: list[int], cell: _Placed, width: int) -> None:
    """Make room in the last of its columns for a cell over several, as far as the page is wide."""
    columns = range(cell.column, cell.column + cell.columns)
    have = sum(widths[at] for at in columns) + GAP * (cell.columns - 1)
    total = sum(widths) + GAP * (len(widths) - 1)
    missing = min(_natural(cell.prepared.text), WIDEST_CELL) - have
    if missing > 0:
        widths[columns[-1]] += missing if total + missing <= width else max(min(missing, width - total), 0)


def _span(widths: list[int], cell: _Placed) -> int:
    return sum(widths[cell.column : cell.column + cell.columns]) + GAP * (cell.columns - 1)


def _is_tall(row: list[_Placed], widths: list[int]) -> bool:
    """Return whether a row takes several lines, so that empty ones have to separate it."""
    return any(_natural(cell.prepared.text) > _span(widths, cell) for cell in row)


def _row(row: list[_Placed], widths: list[int], block: int, *, is_wide: bool) -> list[Line]:
    """The lines of a row; an empty one for a row without cells."""
    wrapped = [list(wrap(cell.prepared.text.text, _span(widths, cell))) for cell in row]
    prose = [
        len(each) > cell.prepared.text.text.count("\n") + 1 for cell, each in zip(row, wrapped, strict=True)
    ]
    height = max(map(len, wrapped), default=0)
    starts = _starts(widths)
    lines: list[Line] = []
    for at in range(height):
        pieces: list[Slice | Fill] = []
        used, offset = 0, -1
        for cell, stretches, is_prose in zip(row, wrapped, prose, strict=True):
            if at >= len(stretches) or stretches[at][0] == stretches[at][1]:
                continue
            text, (start, end) = cell.prepared.text, stretches[at]
            cells = _cells(text, start, end)
            left = starts[cell.column] + (0 if is_prose else _indent(cell, _span(widths, cell) - cells))
            pieces += [Fill(" " * (left - used)), Slice(text, start, end)]
            used = left + cells
            offset = text.offset_of(start) if offset < 0 else offset
        lines.append(Line(block, max(offset, 0), tuple(pieces), is_wide, is_text=offset >= 0))
    return lines


def _starts(widths: list[int]) -> list[int]:
    starts, at = [], 0
    for width in widths:
        starts.append(at)
        at += width + GAP
    return starts


def _indent(cell: _Placed, room: int) -> int:
    align = cell.prepared.cell.align
    return 0 if align == "left" else max(room, 0) // (2 if align == "center" else 1)


def _cells(text: StyledText, start: int, end: int) -> int:
    shown = text.text[start:end]
    broken = shown.endswith(SOFT_HYPHEN)
    return cell_len(shown.replace(SOFT_HYPHEN, "")) + broken

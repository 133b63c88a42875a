"""The lines of a text that are in sight, and their parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from paper_tui.documents.layout.line import Line, PictureRow, offset_at, segments
from paper_tui.documents.layout.typesetter import Layout
from paper_tui.documents.model import Part, Position


class PartInSight(NamedTuple):
    """A part of the text that leads somewhere, and the first line in sight that shows it."""

    block: int
    offset: int
    line: int
    part: Part


class PictureInSight(NamedTuple):
    """A picture that is drawn in the text, and which of its rows are in sight."""

    row: PictureRow
    """The first one."""
    first: int
    end: int
    """The row after the last one."""
    line: int
    """The line of the first one, from the first line in sight."""
    cell: int
    """Its column, from the left edge of the text."""


class Place(NamedTuple):
    """A cell of the text."""

    position: Position
    """The character there; beside the text the nearest one."""
    line: int
    cell: int


@dataclass(frozen=True, slots=True)
class Sight:
    """A window on a layout."""

    layout: Layout
    top: int
    """The number of the first line in sight."""
    height: int

    @property
    def lines(self) -> list[tuple[int, Line]]:
        """The lines in sight with their numbers."""
        end = min(self.top + self.height, len(self.layout.lines))
        return [(at, self.layout.lines[at]) for at in range(self.top, end)]

    @property
    def parts(self) -> list[PartInSight]:
        """The parts in sight that are links or have a target, from top to bottom, each once."""
        found: dict[tuple[int, int], PartInSight] = {}
        for number, line in self.lines:
            for segment in segments(line):
                if segment.part is not None and (line.block, segment.offset) not in found:
                    here = PartInSight(line.block, segment.offset, number, segment.part)
                    found[line.block, segment.offset] = here
        return list(found.values())

    @property
    def pictures(self) -> list[PictureInSight]:
        """The pictures of which a row is in sight, from top to bottom."""
        found: dict[tuple[int, int], PictureInSight] = {}
        for number, line in self.lines:
            if not any(isinstance(piece, PictureRow) for piece in line.pieces):
                continue
            cell = 0
            for segment in segments(line):
                row = segment.picture
                if row is not None:
                    here = PictureInSight(row, row.row, row.row + 1, number - self.top, cell)
                    first = found.get((line.block, row.offset), here)
                    found[line.block, row.offset] = first._replace(end=row.row + 1)
                cell += cell_len(segment.text)
        return list(found.values())

    def has_block(self, position: Position) -> bool:
        """Return whether the block of a position is laid out."""
        return self.layout.first_block <= position.block < self.layout.end_block

    def has(self, position: Position) -> bool:
        """Return whether the line of a position is in sight."""
        if not self.has_block(position):
            return False
        return self.top <= self.layout.line_of(position) < self.top + self.height

    def step(self, position: Position, lines: int) -> Position:
        """The position so many lines with text below a position, or above."""
        shown = self.layout.lines
        at = self.layout.line_of(position)
        column = position.offset - shown[at].offset
        step = 1 if lines > 0 else -1
        left = abs(lines)
        while left and 0 <= at + step < len(shown):
            at += step
            left -= shown[at].is_text
        line = shown[at]
        return Position(line.block, line.offset + max(column, 0)) if line.is_text else position

    def place(self, row: int, cell: int, sideways: int) -> Place | None:
        """The place of a cell of the window; None below the text.

        Args:
            row: From the first line in sight.
            cell: From the left edge of the text.
            sideways: Cells by which wide lines are moved to the left.
        """
        number = self.top + row
        if not 0 <= number < len(self.layout.lines):
            return None
        line = self.layout.lines[number]
        cell += sideways if line.is_wide else 0
        return Place(Position(line.block, offset_at(line, cell)), number, cell)

    def part_at(self, place: Place) -> PartInSight | None:
        """The part that leads somewhere at a place, if there is one."""
        line, passed = self.layout.lines[place.line], 0
        for segment in segments(line):
            passed += cell_len(segment.text)
            if passed > place.cell:
                shown = segment.part
                return PartInSight(line.block, segment.offset, place.line, shown) if shown else None
        return None

    @property
    def widest(self) -> int:
        """Cells of the widest line in sight that may be wider than the page; 0 if there is none."""
        wide = [line for _, line in self.lines if line.is_wide]
        return max((sum(cell_len(segment.text) for segment in segments(line)) for line in wide), default=0)

"""Where the rows of the list are: which lines a row takes, and which row a line shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class RowGeometry:
    """RowGeometry of equal height below each other, with one line more, the divider, before one of them.

    Everything is computed, nothing is kept for each row, so that a million rows cost what forty do.
    """

    count: int = 0
    height: int = 1
    """Lines a row."""
    divider: int | None = None
    """The row before which the divider stands; None for none."""

    @classmethod
    def divided(cls, count: int, height: int, divider: int | None) -> Self:
        """RowGeometry with a divider where it divides something: between the first row and the last."""
        return cls(count, height, divider if divider is not None and 0 < divider < count else None)

    @property
    def lines(self) -> int:
        """How many lines all of it takes."""
        return self.count * self.height + (self.divider is not None)

    def top(self, row: int) -> int:
        """The first line of a row."""
        return row * self.height + (self.divider is not None and row >= self.divider)

    def at(self, line: int) -> tuple[int, int] | None:
        """The row that a line shows, and which of its lines that is; None for the divider and the end."""
        if line < 0 or self.is_divider(line):
            return None
        before = self.divider is not None and line >= self.top(self.divider)
        row, part = divmod(line - before, self.height)
        return (row, part) if row < self.count else None

    def is_divider(self, line: int) -> bool:
        """Whether a line is the divider."""
        return self.divider is not None and line == self.divider * self.height

    def scrolled(self, row: int, top: int, height: int) -> int:
        """The line that has to be the first in sight so that a row is in sight, moving as little as possible.

        Args:
            row: The row to see, with the divider before it where one is.
            top: The line that is the first in sight now.
            height: How many lines are in sight.
        """
        first, last = self.top(row) - (row == self.divider), self.top(row) + self.height - 1
        return min(first, max(top, last - height + 1))

    def page(self, height: int) -> int:
        """How many rows a page of some lines moves, so that one that was seen stays in sight."""
        return max(height // self.height - 1, 1)

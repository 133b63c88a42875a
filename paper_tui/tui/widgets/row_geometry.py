"""Positions of the rows of the list: from rows to lines and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class RowGeometry:
    """Rows of equal height below each other, with a one-line divider before one of them.

    Everything is computed, nothing is kept for each row, so that a million rows cost what forty do.
    """

    count: int = 0
    height: int = 1
    """Lines a row."""
    divider: int | None = None
    """The row after the divider; None without one."""

    @classmethod
    def divided(cls, count: int, height: int, divider: int | None) -> Self:
        """Return the geometry, with the divider only where it is between two rows."""
        return cls(count, height, divider if divider is not None and 0 < divider < count else None)

    @property
    def lines(self) -> int:
        """Number of lines."""
        return self.count * self.height + (self.divider is not None)

    def top(self, row: int) -> int:
        """The first line of a row."""
        return row * self.height + (self.divider is not None and row >= self.divider)

    def at(self, line: int) -> tuple[int, int] | None:
        """Return the row at a line and the line within it; None for the divider and past the end."""
        if line < 0 or self.is_divider(line):
            return None
        before = self.divider is not None and line >= self.top(self.divider)
        row, part = divmod(line - before, self.height)
        return (row, part) if row < self.count else None

    def is_divider(self, line: int) -> bool:
        """Return whether a line is the divider."""
        return self.divider is not None and line == self.divider * self.height

    def scrolled(self, row: int, top: int, height: int) -> int:
        """Return the top line that makes a row visible with the least scrolling.

        Args:
            row: The row to see, with the divider before it where one is.
            top: The line that is the first in sight now.
            height: How many lines are in sight.
        """
        first, last = self.top(row) - (row == self.divider), self.top(row) + self.height - 1
        return min(first, max(top, last - height + 1))

    def page(self, height: int) -> int:
        """Return the rows of a page, one less than fit, so that one stays visible."""
        return max(height // self.height - 1, 1)

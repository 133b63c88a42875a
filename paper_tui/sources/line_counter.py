"""The line of a text that a position is on."""

from __future__ import annotations


class LineCounter:
    """Counts lines forward only, so that a long text is walked over once."""

    def __init__(self, text: str) -> None:
        self._text, self._position, self._line = text, 0, 1

    def at(self, position: int) -> int:
        """The line of a position, from 1; no position may be before an earlier one."""
        self._line += self._text.count("\n", self._position, position)
        self._position = position
        return self._line

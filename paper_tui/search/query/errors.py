"""Errors of the query language."""

from __future__ import annotations


class QueryError(Exception):
    """An invalid query: where it breaks and what was expected."""

    def __init__(
        self,
        problem: str,
        text: str,
        position: int,
        expected: str,
        *,
        unfinished: bool = False,
        corrections: tuple[str, ...] = (),
    ) -> None:
        super().__init__(f"{problem}; expected {expected}")
        self.text = text
        self.position = position
        """Offset of the character at which it breaks, from 0."""
        self.expected = expected
        """The syntax expected there."""
        self.unfinished = unfinished
        """True if more typing at its end may make it valid."""
        self.corrections = corrections
        """The whole text with the misspelt name replaced by known ones, the likeliest first."""

    def pointer(self) -> str:
        """Return the query with a caret under the offset, on two lines."""
        return f"{' '.join(self.text.split(chr(10)))}\n{' ' * self.position}^"

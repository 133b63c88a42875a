"""What can stop a search."""

from __future__ import annotations


class QueryError(Exception):
    """A text that is no query: where it breaks and what would have been understood."""

    def __init__(
        self, problem: str, text: str, position: int, expected: str, *, unfinished: bool = False
    ) -> None:
        super().__init__(f"{problem}; expected {expected}")
        self.text = text
        self.position = position
        """Of the character at which it breaks, from 0."""
        self.expected = expected
        """What would have been understood there."""
        self.unfinished = unfinished
        """Whether it is a query once more is typed at its end."""

    def pointer(self) -> str:
        """The query with a caret under the place, on two lines."""
        return f"{' '.join(self.text.split(chr(10)))}\n{' ' * self.position}^"

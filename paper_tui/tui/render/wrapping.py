"""From character offsets to lines of a text, as Textual wraps it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from textual.content import Content


def line_starts(text: str, width: int) -> tuple[int, ...]:
    """Return the offset at which each line begins, wrapped to a width in cells."""
    starts: list[int] = []
    begun = 0
    for paragraph in text.split("\n"):
        starts += (begun + place for place in _wrapped(paragraph, width))
        begun += len(paragraph) + 1
    return tuple(starts)


def line_of(place: int, starts: tuple[int, ...]) -> int:
    """Return the line, from 0, of a character offset."""
    return max(bisect_right(starts, place) - 1, 0)


def _wrapped(paragraph: str, width: int) -> Iterator[int]:
    """Yield the offset of each line of a paragraph; spaces at breaks belong to no line."""
    after = 0
    for line in Content(paragraph).wrap(max(width, 1)):
        start = max(paragraph.find(line.plain, after), after)
        yield start
        after = start + len(line.plain)

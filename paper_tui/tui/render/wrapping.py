"""Which line of a wrapped text a character stands in, as Textual wraps it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from textual.content import Content


def line_starts(text: str, width: int) -> tuple[int, ...]:
    """Where each line of a text begins, as places in the text, once it is wrapped to a width in cells."""
    starts: list[int] = []
    begun = 0
    for paragraph in text.split("\n"):
        starts += (begun + place for place in _wrapped(paragraph, width))
        begun += len(paragraph) + 1
    return tuple(starts)


def line_of(place: int, starts: tuple[int, ...]) -> int:
    """The line, from 0, in which a place of the text stands."""
    return max(bisect_right(starts, place) - 1, 0)


def _wrapped(paragraph: str, width: int) -> Iterator[int]:
    """Where the lines of a paragraph begin: each is found after the last, for the space between goes."""
    after = 0
    for line in Content(paragraph).wrap(max(width, 1)):
        start = max(paragraph.find(line.plain, after), after)
        yield start
        after = start + len(line.plain)

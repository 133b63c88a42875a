"""Text to lines of a width in cells: broken at spaces, at hyphens and between wide letters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size

from paper_tui.documents.layout.text import SOFT_HYPHEN

_DASHES = "-–—/"


def wrap(text: str, width: int, *, first: int | None = None) -> Iterator[tuple[int, int]]:
    r"""The stretches of a text that fill lines, without the spaces at which it is broken.

    A forced line break is ``\n``. A word wider than a line is broken where the line is full. An empty text
    is one empty line.

    Args:
        text: What to wrap.
        width: Cells of a line, at least 2.
        first: Cells of the first line, where it has fewer.
    """
    width = max(width, 2)
    room = width if first is None else max(first, 2)
    narrow = is_narrow(text)
    reach = _narrow_reach(len(text)) if narrow else _wide_reach(text)
    start = 0
    while True:
        forced = text.find("\n", start)
        end = len(text) if forced < 0 else forced
        while (full := reach(start, room)) < end:
            wide = 0 if narrow else _wide_break(text, start, full)
            stop = _break_before(text, start, full, reach(start, room - 1), wide)
            yield start, _without_trailing(text, start, stop)
            start = _after_spaces(text, stop, end)
            room = width
        yield start, _without_trailing(text, start, end)
        room = width
        if forced < 0:
            return
        start = forced + 1


def is_narrow(text: str) -> bool:
    """Return whether every character takes one cell, so that cells need not be counted."""
    return text.isascii() or (cell_len(text) == len(text) and SOFT_HYPHEN not in text and _is_single(text))


def _is_single(text: str) -> bool:
    """Return whether no character takes two cells or none; sums alone could hide one of each."""
    return all(get_character_cell_size(char) == 1 for char in set(text) if char > "\u02ff" or char < " ")


def widths(text: str) -> list[int]:
    """The cells before each character, and in all."""
    cells = (0 if char == SOFT_HYPHEN else get_character_cell_size(char) for char in text)
    return list(accumulate(cells, initial=0))


def _narrow_reach(length: int) -> Callable[[int, int], int]:
    return lambda start, room: min(start + room, length)


def _wide_reach(text: str) -> Callable[[int, int], int]:
    """The end of the longest line from a start, never within a letter and its combining marks."""
    cells = widths(text)

    def reach(start: int, room: int) -> int:
        full = bisect_right(cells, cells[start] + room) - 1
        while (
            start < full < len(text) and text[full - 1] == SOFT_HYPHEN and cells[full] == cells[start] + room
        ):
            full -= 1  # there is no room for the hyphen
        return max(full, min(start + 1, len(text)))

    return reach


def _break_before(text: str, start: int, full: int, room_for_hyphen: int, wide: int) -> int:
    """The index to break a full line at: the last opportunity, else where it is full.

    Args:
        text: What is wrapped.
        start: Where the line begins.
        full: Where it is full.
        room_for_hyphen: Where it would be full with one cell less.
        wide: The last opportunity beside a wide letter, or 0.
    """
    if text[full] == " ":
        return full
    best = text.rfind(" ", start, full) + 1
    for dash in _DASHES:
        at = text.rfind(dash, max(start, best), full)
        if at > best and text[at - 1].isalnum() and text[at + 1].isalpha():
            best = max(best, at + 1)
    soft = text.rfind(SOFT_HYPHEN, max(start, best), min(full, room_for_hyphen + 1))
    best = max(best, soft + 1, wide)
    return best if best > start and text[start:best].strip() else full


def _wide_break(text: str, start: int, full: int) -> int:
    """The last place beside a wide letter, between which a line may be broken."""
    for at in range(full, max(start, full - 24), -1):
        if text[at].isascii() and text[at - 1].isascii():
            continue
        if get_character_cell_size(text[at]) == 2 or get_character_cell_size(text[at - 1]) == 2:
            return at if text[at] not in "，。、；：！？）」』】》" else at - 1
    return 0


def _after_spaces(text: str, place: int, end: int) -> int:
    while place < end and text[place] == " ":
        place += 1
    return place


def _without_trailing(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end

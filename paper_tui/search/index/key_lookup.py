"""Finds papers by their keys in the index, which holds these close together.

To halve a catalogue touches a page of its file at each step, twenty for each key: with thousands of marks
most of a large file is read before the first answer.
"""

from __future__ import annotations

from bisect import bisect_left

from paper_tui.papers.paper import PaperKey


class Keys:
    """The places of papers by key; capitals count as small letters, as in the index."""

    def __init__(self, lines: memoryview, starts: memoryview) -> None:
        """Over lines in order of keys, each of which begins with one.

        Args:
            lines: The bytes of all lines, each with one for its end.
            starts: Where each begins and where the last one ends, four bytes each.
        """
        self._lines = lines
        self._starts = starts.cast("B").cast("I")

    def place(self, key: PaperKey) -> int | None:
        """The place of a paper; None where it is not found, as one may not be where keys have capitals."""
        wanted, size = key.lower().encode(), len(self._starts) - 1
        place = bisect_left(range(size), wanted, key=self._key)
        return place if place < size and self._key(place) == wanted else None

    def _key(self, place: int) -> bytes:
        line = bytes(self._lines[self._starts[place] : self._starts[place + 1] - 1])
        return line.partition(b" ")[0]

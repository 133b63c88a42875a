"""Find papers by key in the index, where keys are stored close together.

A binary search in the catalogue itself touches some twenty pages of its file per key: with thousands of
marks that reads most of a large file before the first answer.
"""

from __future__ import annotations

from bisect import bisect_left

from paper_tui.papers.paper import PaperKey


class KeyLookup:
    """Positions of papers by key, case-folded as in the index."""

    def __init__(self, lines: memoryview, starts: memoryview) -> None:
        """Read from sorted lines that start with the key.

        Args:
            lines: The bytes of all lines, each with one for its end.
            starts: Where each begins and where the last one ends, four bytes each.
        """
        self._lines = lines
        self._starts = starts.cast("B").cast("I")

    def place(self, key: PaperKey) -> int | None:
        """Return the position of a paper; None if it is not found."""
        wanted, size = key.lower().encode(), len(self._starts) - 1
        place = bisect_left(range(size), wanted, key=self._key)
        return place if place < size and self._key(place) == wanted else None

    def _key(self, place: int) -> bytes:
        line = bytes(self._lines[self._starts[place] : self._starts[place + 1] - 1])
        return line.partition(b" ")[0]

"""Many short texts in one blob, a line each, searched as one."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.engine.lru_cache import Memory

Numbers = NDArray[np.int64]
Codes = NDArray[np.uint64]
_STEP = 262_144
"""Bytes that are scanned at once."""
_AT_ONCE = 3
"""Letters that are looked for everywhere; few places have as many in common with a text and not all."""
_FEW = 8_000
"""Lines up to which looking at each is faster than a scan of all."""
_REMEMBERED = 16
_LONGEST = 8
"""Bytes that one number holds."""


class Lines:
    """Lines by number, from 0; each ends with one byte that no text has."""

    def __init__(self, text: NDArray[np.uint8], starts: NDArray[np.uint32] | NDArray[np.int64]) -> None:
        """Over arrays that are not copied before a line is asked for.

        Args:
            text: The bytes of all lines.
            starts: Where each begins, and where the last one ends.
        """
        self._text = text
        self._starts = starts
        self._held: Memory[Numbers] = Memory(_REMEMBERED)
        self._of_length: Memory[tuple[Numbers, Codes]] = Memory(_REMEMBERED)

    def spelled(self, numbers: Numbers, most: int | None = None) -> list[bytes]:
        """These lines, without their ends, or of each so many bytes at most."""
        text, begins, ends = self._bytes, self._starts[numbers], self._starts[numbers + 1] - 1
        if most is not None:
            ends = np.minimum(ends, begins + most)
        bounds = zip(begins.tolist(), ends.tolist(), strict=True)
        return [text[begin:end] for begin, end in bounds]

    def holding(self, wanted: str, cancel: CancelToken) -> Numbers:
        """The lines that hold a text."""
        return self._held.get(wanted, lambda: self._found(wanted, cancel))

    def _found(self, wanted: str, cancel: CancelToken) -> Numbers:
        """The lines that hold a text; of those that hold all but its last letter, where they are known."""
        wider, needle = self._held.known(wanted[:-1]), wanted.encode()
        if wider is not None and len(wider) <= _FEW:
            return wider[[needle in line for line in self.spelled(wider)]]
        return self.at(self._places(needle, cancel))

    def being(self, wanted: str) -> Numbers:
        """The lines that are a text as a whole; none for one of more than eight bytes."""
        line = wanted.encode()
        if len(line) > _LONGEST:
            return np.empty(0, np.int64)
        numbers, codes = self._of_length.get(len(line), lambda: self._with_length(len(line)))
        return numbers.take(np.flatnonzero(codes == int.from_bytes(line, "little")))

    def at(self, places: Numbers) -> Numbers:
        """The lines that stand at these places of the blob, each once; the places are in order."""
        numbers = np.searchsorted(self._starts, places.astype(self._starts.dtype), side="right") - 1
        return numbers[np.flatnonzero(np.diff(numbers, prepend=-1))]

    def _with_length(self, length: int) -> tuple[Numbers, Codes]:
        """The lines of so many bytes, and each line as one number."""
        numbers = np.flatnonzero(np.diff(self._starts) == length + 1)
        begins = self._starts.take(numbers).astype(np.int64)
        codes = np.zeros(len(numbers), np.uint64)
        for place in range(length):
            codes |= self._text.take(begins + place).astype(np.uint64) << np.uint64(8 * place)
        return numbers, codes

    @cached_property
    def _bytes(self) -> bytes:
        return self._text.tobytes()

    def _places(self, needle: bytes, cancel: CancelToken) -> Numbers:
        """Where a text begins, in order: by its first letters all at once, by the others where those are.

        In steps that stay near the processor, and between which others may run.
        """
        found = [np.empty(0, np.int64)]
        for begin in range(0, len(self._text) - len(needle) + 1, _STEP):
            cancel.check()
            part = self._text[begin : begin + _STEP + len(needle) - 1]
            size = len(part) - len(needle) + 1
            same = part[:size] == needle[0]
            for place, byte in enumerate(needle[1:_AT_ONCE], 1):
                same &= part[place : place + size] == byte
            at = np.flatnonzero(same)
            for place, byte in enumerate(needle[_AT_ONCE:], _AT_ONCE):
                at = at[part[at + place] == byte]
            found.append(at + begin)
        return np.concatenate(found)

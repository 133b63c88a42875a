"""Many short strings in one byte array, searched as one."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.lru_cache import LruCache
from paper_tui.search.index.types import Numbers

Codes = NDArray[np.uint64]
_STEP = 262_144
"""Bytes per step of a scan."""
_AT_ONCE = 3
"""Leading bytes compared at every position; the others only where these match."""
_FEW = 8_000
"""Strings up to which looking at each is faster than a scan."""
_REMEMBERED = 16
_LONGEST = 8
"""Bytes of an int64."""


class StringTable:
    """Strings by number, from 0; each ends with a byte that no string contains."""

    def __init__(self, text: NDArray[np.uint8], starts: NDArray[np.uint32] | NDArray[np.int64]) -> None:
        """Wrap arrays without copying them.

        Args:
            text: The bytes of all lines.
            starts: Where each begins, and where the last one ends.
        """
        self._text = text
        self._starts = starts
        self._held: LruCache[Numbers] = LruCache(_REMEMBERED)
        self._of_length: LruCache[tuple[Numbers, Codes]] = LruCache(_REMEMBERED)

    def spelled(self, numbers: Numbers, most: int | None = None) -> list[bytes]:
        """Return these strings, or at most the first `most` bytes of each."""
        text, begins, ends = self._bytes, self._starts[numbers], self._starts[numbers + 1] - 1
        if most is not None:
            ends = np.minimum(ends, begins + most)
        bounds = zip(begins.tolist(), ends.tolist(), strict=True)
        return [text[begin:end] for begin, end in bounds]

    def holding(self, wanted: str, cancel: CancelToken) -> Numbers:
        """Return the strings that contain a text; cached, since each keystroke narrows the last answer."""
        return self._held.get(wanted, lambda: self._found(wanted, cancel))

    def _found(self, wanted: str, cancel: CancelToken) -> Numbers:
        """Search the strings that contain all but the last letter, where these are cached."""
        wider, needle = self._held.peek(wanted[:-1]), wanted.encode()
        if wider is not None and len(wider) <= _FEW:
            return wider[[needle in line for line in self.spelled(wider)]]
        return self.at(self._places(needle, cancel))

    def being(self, wanted: str) -> Numbers:
        """Return the strings equal to a text of up to eight bytes."""
        line = wanted.encode()
        if len(line) > _LONGEST:
            return np.empty(0, np.int64)
        numbers, codes = self._of_length.get(len(line), lambda: self._with_length(len(line)))
        return numbers.take(np.flatnonzero(codes == int.from_bytes(line, "little")))

    def at(self, places: Numbers) -> Numbers:
        """Return the strings at these byte offsets, each once."""
        numbers = np.searchsorted(self._starts, places.astype(self._starts.dtype), side="right") - 1
        return numbers[np.flatnonzero(np.diff(numbers, prepend=-1))]

    def _with_length(self, length: int) -> tuple[Numbers, Codes]:
        """Return the strings of a length, and each string as one number."""
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
        """Return the offsets of a text, scanning in steps that fit the processor's cache."""
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

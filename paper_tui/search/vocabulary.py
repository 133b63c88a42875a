"""The library's own words in order, and which of them a typed word can mean.

The words stand in one blob, parted by line ends, in the order of their bytes: the words with a common
beginning are a range, those that hold a text are found by one scan, and of those that are nearly the same
only the ones with nearly the same letters are shown to rapidfuzz, which judges.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
_SCAN = 262_144
_VOWELS = frozenset("aeiou")


def typo_budget(word: str) -> int:
    """How many letters of a word may be wrong, missing, added or swapped."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


@dataclass(frozen=True, slots=True)
class Near:
    """Words that are nearly the typed one."""

    one: Ids
    """With one letter off."""
    two: Ids
    """With two letters off."""


class Vocabulary:
    """Words by number: 0 is the first in the order of their UTF-8 bytes."""

    def __init__(
        self, blob: NDArray[np.uint8], starts: NDArray[np.uint32], letters: NDArray[np.uint32]
    ) -> None:
        """Over arrays from `vocabulary_arrays`; nothing is copied."""
        self._blob = blob
        self._bytes = blob.data
        self._starts = starts
        self._letters = letters

    def __len__(self) -> int:
        return len(self._letters)

    def __getitem__(self, number: int) -> str:
        return self.spelled(number).decode()

    def spelled(self, number: int) -> bytes:
        """The bytes of a word."""
        return bytes(self._bytes[int(self._starts[number]) : int(self._starts[number + 1]) - 1])

    def find(self, word: str) -> int | None:
        """The number of a word, or None."""
        wanted = word.encode()
        place = self._left(wanted)
        return place if place < len(self) and self.spelled(place) == wanted else None

    def beginning(self, text: str) -> tuple[int, int]:
        """The range of words that begin with a text."""
        wanted = text.encode()
        return self._left(wanted), self._left(wanted + b"\xff")

    def _left(self, wanted: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.spelled(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def holding(self, text: str, check: Callable[[], None]) -> Ids:
        """The words that hold a text anywhere."""
        return self._matching(re.compile(re.escape(text.encode())), 0, len(self), check)

    def shortened(self, text: str, check: Callable[[], None]) -> Ids:
        """The words that a text without vowels shortens, as ``attn`` does ``attention``."""
        if len(text) < 4 or not text.isascii() or not text.isalpha() or _VOWELS & set(text[1:]):
            return np.empty(0, np.int64)
        low, high = self.beginning(text[0])
        pattern = "\n" + text[0] + "".join(f"[aeiou]*{letter}" for letter in text[1:])
        return self._matching(re.compile(pattern.encode()), low, high, check)

    def _matching(self, pattern: re.Pattern[bytes], low: int, high: int, check: Callable[[], None]) -> Ids:
        """The words between two in which a pattern begins; scanned in steps, so that others may run."""
        found: list[int] = []
        while low < high:
            check()
            limit = int(self._starts[low]) + _SCAN
            step = min(high, max(low + 1, int(np.searchsorted(self._starts, limit))))
            begin = max(0, int(self._starts[low]) - 1)
            text = bytes(self._bytes[begin : int(self._starts[step])])
            found.extend(begin + match.start() for match in pattern.finditer(text))
            low = step
        places = np.array(found, np.int64)
        places += bytes(self._bytes[:1]) != b"" and pattern.pattern.startswith(b"\n")
        return np.unique(np.searchsorted(self._starts, places.astype(np.uint32), side="right") - 1)

    @cached_property
    def _lengths(self) -> NDArray[np.uint8]:
        return np.diff(self._starts).astype(np.uint8) - 1

    def near(self, word: str, budget: int, check: Callable[[], None], *, begun: bool = True) -> Near:
        """The words that are a typed word, or begin with it, but for a few letters.

        Distances are optimal string alignment, so that two swapped letters count as one slip.
        """
        wanted = np.uint32(letters_of(word))
        length = len(word.encode())
        fits = np.bitwise_count(self._letters & wanted) >= int(wanted).bit_count() - budget
        fits &= self._lengths >= max(1, length - budget)
        if not begun:
            fits &= self._lengths <= length + budget
        check()
        numbers = np.flatnonzero(fits)
        distances = np.full(len(numbers), budget + 1, np.uint8)
        for begin in range(0, len(numbers), 4096):
            check()
            some = [self[number] for number in numbers[begin : begin + 4096].tolist()]
            distances[begin : begin + 4096] = _distances(word, some, budget, begun=begun)
        return Near(numbers[distances == 1], numbers[(distances == 2) & (budget > 1)])


def _distances(word: str, others: list[str], budget: int, *, begun: bool) -> NDArray[np.uint8]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    cuts = [len(word) + extra for extra in range(-budget, budget + 1)] if begun else []
    best = np.full(len(others), budget + 1, np.uint8)
    for cut in [*cuts, None]:
        shown = [other[:cut] for other in others] if cut else others
        judged = cdist([word], shown, scorer=OSA.distance, score_cutoff=budget, dtype=np.uint8)
        np.minimum(best, judged[0], out=best)
    return best


def letters_of(word: str) -> int:
    """The letters of a word as bits: 26 for a to z, one for digits, one for all others."""
    bits = 0
    for byte in word.encode():
        bits |= 1 << int(_BIT[byte])
    return bits


def _bits() -> NDArray[np.uint8]:
    bits = np.full(256, 27, np.uint8)
    bits[ord("a") : ord("z") + 1] = np.arange(26)
    bits[ord("0") : ord("9") + 1] = 26
    return bits


_BIT = _bits()


def vocabulary_arrays(words: list[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.uint32], NDArray[np.uint32]]:
    """The blob, the starts and the letters of words that are in order."""
    blob = np.frombuffer(b"".join(word + b"\n" for word in words), np.uint8)
    starts = np.zeros(len(words) + 1, np.uint32)
    np.cumsum([len(word) + 1 for word in words], out=starts[1:])
    values = np.uint32(1) << _BIT[blob].astype(np.uint32)
    values[blob == 10] = 0
    letters = np.bitwise_or.reduceat(values, starts[:-1].astype(np.int64)) if words else values
    return blob, starts, letters.astype(np.uint32)

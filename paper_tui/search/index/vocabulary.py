"""The sorted terms of a library, and fuzzy matching against them.

Terms are stored in one byte array, separated by line ends and sorted by their bytes: terms with a common
prefix are a range, and substrings are found by one scan. Candidates for a misspelt word are those with
nearly the same set of letters; rapidfuzz judges them, once per group of terms with the same prefix.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.string_table import StringTable

Ids = NDArray[np.int64]
HEADS = (3, 5, 7, 9, 12, 64)
"""Prefix lengths in bytes for which letter sets are stored; the last means the whole term."""
MOST_SHARED = 64
"""Longest shared prefix that is stored, in bytes."""
_SCAN = 262_144
_JUDGED = 4_096
_VOWELS = frozenset("aeiou")


SHORT = 4
"""Longest word of which a prefix may only lack a letter or have two swapped.

One other letter takes a word of four to far too many prefixes: ``tora`` to ``tra``, ``nerf`` to ``perf``.
"""


FUNCTION_WORDS = (
    "all and any are but can for has had her his how its may not one our per the two use via was who why"
)
"""Words of three letters that nearly every abstract has: ``hash`` is not a misspelt ``has``."""


def typo_budget(word: str) -> int:
    """Return how many letters of a word may be wrong, missing, added or swapped."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


@dataclass(frozen=True, slots=True)
class Near:
    """Terms similar to a typed word."""

    one: Ids
    """Edit distance 1."""
    two: Ids
    """Edit distance 2, or a prefix within the budget."""


class Vocabulary:
    """Terms by id; ids follow the order of their UTF-8 bytes."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Wrap arrays from `vocabulary_arrays` without copying them."""
        blob, starts, letters = arrays["blob"], arrays["word_starts"], arrays["letters"]
        self._shared: NDArray[np.uint8] = arrays["shared"]
        self._heads = dict(zip(HEADS, letters.reshape(len(HEADS), -1), strict=True))
        self._bytes = blob.data
        self._starts: NDArray[np.uint32] = starts
        self._lines = StringTable(blob, starts)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return self.spelled(number).decode("utf-8", "replace")

    def spelled(self, number: int) -> bytes:
        """Return the bytes of a term."""
        return bytes(self._bytes[int(self._starts[number]) : int(self._starts[number + 1]) - 1])

    def find(self, word: str) -> int | None:
        """Return the id of a term, or None."""
        wanted = word.encode()
        place = self._left(wanted)
        return place if place < len(self) and self.spelled(place) == wanted else None

    def beginning(self, text: str) -> tuple[int, int]:
        """Return the range of terms that start with a text."""
        wanted = text.encode()
        return self._left(wanted), self._left(wanted + b"\xff")

    def _left(self, wanted: bytes) -> int:
        return bisect_left(range(len(self)), wanted, key=self.spelled)

    def holding(self, text: str, cancel: CancelToken) -> Ids:
        """Return the terms that contain a text."""
        return self._lines.holding(text, cancel)

    def shortened(self, text: str, cancel: CancelToken) -> Ids:
        """Return the terms that a text without vowels abbreviates, as ``attn`` does ``attention``."""
        if len(text) < 4 or not text.isascii() or not text.isalpha() or _VOWELS & set(text[1:]):
            return np.empty(0, np.int64)
        low, high = self.beginning(text[0])
        pattern = "\n" + text[0] + "".join(f"[aeiou]*{letter}" for letter in text[1:])
        return self._matching(re.compile(pattern.encode()), low, high, cancel)

    def _matching(self, pattern: re.Pattern[bytes], low: int, high: int, cancel: CancelToken) -> Ids:
        """Match a pattern at the start of the terms of a range, scanned in steps."""
        found: list[int] = []
        while low < high:
            cancel.check()
            limit = int(self._starts[low]) + _SCAN
            step = min(high, max(low + 1, int(np.searchsorted(self._starts, limit))))
            begin = max(0, int(self._starts[low]) - 1)
            text = bytes(self._bytes[begin : int(self._starts[step])])
            found.extend(begin + match.start() for match in pattern.finditer(text))
            low = step
        places = np.array(found, np.int64)
        places += bytes(self._bytes[:1]) != b"" and pattern.pattern.startswith(b"\n")
        return self._lines.at(places)

    @cached_property
    def _lengths(self) -> NDArray[np.uint8]:
        return np.diff(self._starts).astype(np.uint8) - 1

    @cached_property
    def _function_words(self) -> Ids:
        found = (self.find(word) for word in FUNCTION_WORDS.split())
        return np.array([number for number in found if number is not None], np.int64)

    def near(self, word: str, budget: int, cancel: CancelToken, *, begun: bool = True) -> Near:
        """Return the terms within a few edits of a word, or with a prefix that is; equal ones excluded.

        Distances are optimal string alignment, so that two swapped letters count as one slip. A beginning
        within the budget differs in length by at most as much, so the beginning that is as long as the typed
        word is within twice the budget: only words that pass this are looked at closely. Prefixes of short
        words are restricted, see `SHORT`.
        """
        length = len(word.encode())
        slack = budget if word.isascii() else 4 * budget
        fits = self._lengths >= max(1, length - slack)
        if not begun:
            fits &= self._lengths <= length + slack
        fits &= self._similar(word, length, slack)
        cancel.check()
        slips = partial(self._slips, word.encode(), cancel)
        numbers = np.flatnonzero(fits)
        if len(word) == SHORT:
            numbers = np.setdiff1d(numbers, self._function_words, assume_unique=True)
        cut = slips(numbers, [length], 2 * budget)
        numbers, cut = numbers[cut <= 2 * budget], cut[cut <= 2 * budget]
        whole = slips(numbers, [length + budget], budget)
        whole[self._lengths.take(numbers) > length + budget] = budget + 1
        near = (whole > 1) & (whole <= budget)
        if begun and len(word) > SHORT:
            near |= (whole > 1) & (cut > 0) & (cut <= budget)
            others = np.flatnonzero((whole > budget) & (cut > budget))
            cuts = [length + extra for extra in range(-budget, budget + 1) if extra]
            near[others] = slips(numbers[others], cuts, budget) <= budget
        elif begun:
            is_swapped = (cut == 1) & self._has_letters(numbers, word.encode())
            lacks_letter = (cut > 0) & (slips(numbers, [length + 1], 1) == 1)
            near |= (whole > 1) & (is_swapped | lacks_letter)
        return Near(numbers[whole == 1], numbers[near])

    def _has_letters(self, numbers: Ids, word: bytes) -> NDArray[np.bool_]:
        """Return whether terms start with the letters of a word in any order."""
        letters = sorted(word)
        heads = self._lines.spelled(numbers, len(word))
        return np.array([sorted(head) == letters for head in heads], np.bool_)

    def _slips(
        self, word: bytes, cancel: CancelToken, numbers: Ids, cuts: list[int], most: int
    ) -> NDArray[np.uint8]:
        """Return the edit distance of a word to the prefixes of some terms; above `most` counts as one more.

        Of several prefix lengths the best counts. Equal prefixes are judged once.
        """
        longest = max(cuts)
        groups = self._beginning_alike(longest).take(numbers)
        is_first = np.diff(groups, prepend=-1) > 0
        heads = self._lines.spelled(numbers[is_first], longest)
        slips = [np.empty(0, np.uint8)]
        for at in range(0, len(heads), _JUDGED):
            cancel.check()
            some = heads[at : at + _JUDGED]
            shown = (some if cut == longest else [head[:cut] for head in some] for cut in cuts)
            slips.append(np.minimum.reduce([_judged(word, each, most) for each in shown]))
        return np.concatenate(slips).take(np.cumsum(is_first) - 1)

    def _beginning_alike(self, length: int) -> NDArray[np.int32]:
        """Number the terms so that those with the same first `length` bytes share a number."""
        return np.cumsum(self._shared < length, dtype=np.int32)

    def _similar(self, word: str, length: int, slack: int) -> NDArray[np.bool_]:
        """Mask the terms whose prefix has nearly the letters of a word.

        Of the word at most so many letters may be missing from as long a beginning and some more; and of
        a beginning that is shorter than the word, at most so many may be missing from the word.
        """
        wanted = letters_of(word)
        longer = next((head for head in HEADS if head >= length + slack), HEADS[-1])
        fits: NDArray[np.bool_] = (
            np.bitwise_count(self._heads[longer] & np.uint32(wanted)) >= wanted.bit_count() - slack
        )
        shorter = [head for head in HEADS if head <= length - slack]
        if shorter:
            foreign = self._heads[shorter[-1]] & np.uint32(~wanted & 0xFFFFFFFF)
            fits &= np.bitwise_count(foreign) <= slack
        return fits


def _judged(word: bytes, others: list[bytes], cutoff: int) -> NDArray[np.uint8]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    if not others:
        return np.empty(0, np.uint8)
    judged: NDArray[np.uint8] = cdist(
        [word], others, scorer=OSA.distance, score_cutoff=cutoff, dtype=np.uint8
    )[0]
    return judged


def letters_of(word: str) -> int:
    """Return the letters of a word as a bit set: 26 for a to z, one for digits, one for all others."""
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


def vocabulary_arrays(words: list[bytes]) -> dict[str, NDArray[Any]]:
    """Return the arrays of sorted terms."""
    blob = np.frombuffer(b"".join(word + b"\n" for word in words), np.uint8)
    starts = np.append(0, np.flatnonzero(blob == ord("\n")) + 1).astype(np.uint32)
    values = np.uint32(1) << _BIT[blob].astype(np.uint32)
    values[blob == ord("\n")] = 0
    places = np.arange(len(blob)) - np.repeat(starts[:-1].astype(np.int64), np.diff(starts))
    heads = [np.where(places < head, values, 0) for head in HEADS]
    begins = starts[:-1].astype(np.int64)
    letters = [np.bitwise_or.reduceat(head, begins) if words else head for head in heads]
    return {
        "blob": blob,
        "word_starts": starts,
        "letters": np.concatenate(letters).astype(np.uint32),
        "shared": _shared(blob, begins),
    }


def _shared(blob: NDArray[np.uint8], begins: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return how many bytes each term shares with the one before, up to `MOST_SHARED`."""
    shared = np.zeros(len(begins), np.uint8)
    alike = np.arange(1, len(begins))
    for length in range(1, MOST_SHARED + 1):
        place = length - 1
        alike = alike[blob[begins[alike] + place] == blob[begins[alike - 1] + place]]
        shared[alike] = length
    return shared

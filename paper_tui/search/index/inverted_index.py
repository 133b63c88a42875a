"""Which papers have which words: postings in flat arrays, and what is too common to gather kept ready.

For each word of the vocabulary, its papers stand together, each with a byte that says in which fields.
Words with a common beginning are neighbours, so their papers are one slice. A beginning of up to seven
letters that more than half as many postings as papers share is kept as one byte a paper; a text of up to
three letters that occurs inside so many words, as one bit a paper. That bounds what one keystroke costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.vocabulary import Ids, Vocabulary

Grades = NDArray[np.uint8]
_STEP = 65_536
"""Papers or postings worked on at a time, so few that what is worked out of them stays near the processor."""
_MANY = 1_000
"""Papers from which on it pays to take a word's postings by themselves, as a slice."""
BEGUN = 7
"""Bytes of the longest beginning that is kept ready; they fit in one number."""
SHORT = 3
"""Bytes of the longest text inside words that is kept ready."""

DTYPES: Mapping[str, Any] = {
    "blob": np.uint8,
    "word_starts": np.uint32,
    "letters": np.uint32,
    "shared": np.uint8,
    "posting_starts": np.int64,
    "papers": np.uint32,
    "fields": np.uint8,
    "beginnings": np.int64,
    "beginning_fields": np.uint8,
    "insides": np.uint32,
    "inside_papers": np.uint8,
}
"""The type of each array, Any since numpy has no type for types in a mapping."""


class Terms:
    """An inverted index over arrays from `build.TermsBuilder`; nothing is copied."""

    def __init__(self, size: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.size = size
        """Papers."""
        self.vocabulary = Vocabulary(arrays)
        self._starts: NDArray[np.int64] = arrays["posting_starts"]
        self._papers: NDArray[np.uint32] = arrays["papers"]
        self._fields: NDArray[np.uint8] = arrays["fields"]
        self._beginnings = {int(code): row for row, code in enumerate(arrays["beginnings"].tolist())}
        self._beginning_fields = arrays["beginning_fields"].reshape(len(self._beginnings), size)
        self._insides = {int(code): row for row, code in enumerate(arrays["insides"].tolist())}
        self._inside_papers = arrays["inside_papers"].reshape(len(self._insides), (size + 7) // 8)

    def count(self, number: int) -> int:
        """How many papers have a word."""
        return int(self._starts[number + 1] - self._starts[number])

    def counts(self, numbers: Ids) -> Ids:
        """How many papers have each of these words."""
        return self._starts[numbers + 1] - self._starts[numbers]

    def raise_word(self, grades: Grades, number: int, table: Grades, cancel: CancelToken) -> None:
        """Raise the grades of the papers that have a word to what the table says for its fields."""
        self._raise_slice(grades, int(self._starts[number]), int(self._starts[number + 1]), table, cancel)

    def raise_beginning(self, grades: Grades, text: str, table: Grades, cancel: CancelToken) -> None:
        """Raise the grades of the papers that have a word with this beginning."""
        row = self._beginnings.get(code_of(text.encode()))
        if row is None:
            low, high = self.vocabulary.beginning(text)
            self._raise_slice(grades, int(self._starts[low]), int(self._starts[high]), table, cancel)
        else:
            fields = self._beginning_fields[row]
            for begin in range(0, self.size, _STEP):
                part = grades[begin : begin + _STEP]
                np.maximum(part, table.take(fields[begin : begin + _STEP]), out=part)

    def raise_inside(
        self, grades: Grades, text: str, table: Grades, anywhere: bool, cancel: CancelToken
    ) -> None:
        """Raise the grades of the papers that have a word which holds a text after its beginning.

        Where the text is too common to gather and any field will do, every such paper gets the lowest
        grade of the table.
        """
        row = self._insides.get(code_of(text.encode()))
        if row is None or not anywhere:
            numbers, (low, high) = self.vocabulary.holding(text, cancel), self.vocabulary.beginning(text)
            self.raise_words(grades, numbers[(numbers < low) | (numbers >= high)], table, cancel)
        else:
            lowest = table[table > 0].min()
            bits = np.unpackbits(self._inside_papers[row], count=self.size)
            np.maximum(grades, bits * lowest, out=grades)

    def raise_words(self, grades: Grades, numbers: Ids, table: Grades, cancel: CancelToken) -> None:
        """Raise the grades of the papers that have any of these words."""
        many = self.counts(numbers) > _MANY
        for number in numbers[many].tolist():
            self.raise_word(grades, number, table, cancel)
        for places in postings(self._starts, numbers[~many]):
            cancel.check()
            np.maximum.at(grades, self._papers[places], table.take(self._fields[places]))

    def _raise_slice(self, grades: Grades, low: int, high: int, table: Grades, cancel: CancelToken) -> None:
        for begin in range(low, high, _STEP):
            cancel.check()
            part = slice(begin, min(high, begin + _STEP))
            np.maximum.at(grades, self._papers[part], table.take(self._fields[part]))


def postings(starts: NDArray[np.int64], words: Ids) -> Iterator[NDArray[np.int64]]:
    """Where the postings of these words stand, in steps of bounded size."""
    counts = starts[words + 1] - starts[words]
    ends = np.cumsum(counts)
    low = 0
    while low < len(words):
        before = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, before + _STEP, side="right")))
        some = counts[low:high]
        shifts = starts[words[low:high]] - (ends[low:high] - some - before)
        yield np.repeat(shifts, some) + np.arange(int(some.sum()))
        low = high


def code_of(text: bytes) -> int:
    """A number for a text of up to `BEGUN` bytes; 0, which is none, for a longer one."""
    return int.from_bytes(text, "big") if len(text) <= BEGUN else 0

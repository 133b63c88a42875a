"""Texts on their way into the index: taken apart once for each way a unit is written, then as arrays.

A paper has some 150 units, but few that have not been seen before. So each is read once and numbered, a
text is taken in as the numbers of its units, and what the units stand for is put in their place by numpy,
for many papers at once.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.text.tokenizer import read_unit, units

_ENOUGH = 400_000
_MOST_REMEMBERED = 400_000

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The words of some texts."""

    papers: Numbers
    """The paper of each text."""
    fields: Numbers
    """The field of each text."""
    lengths: Numbers
    """How many pieces each text has."""
    pieces: Numbers
    """The pieces of all texts in order, as numbers of words."""
    spellings: Numbers
    """The other words that the texts are found by."""
    spelled: Numbers
    """The text of each of the spellings."""


class Texts:
    """Collects texts and numbers their words in order of appearance."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        """The number of each word."""
        self._units = _Units(self.numbers)
        self._written = array("I")
        self._runs = array("I")

    def add(self, paper: int, field: int, text: str) -> None:
        """Take in a text of a paper."""
        found = units(text)
        self._written.extend(map(self._units.__getitem__, found))
        self._runs.extend((paper, field, len(found)))

    @property
    def enough(self) -> bool:
        """Whether it is time to `take` what has been collected."""
        return len(self._written) > _ENOUGH

    def take(self) -> Chunk:
        """The texts added since the last time."""
        papers, fields, counts = np.array(self._runs, np.int64).reshape(-1, 3).T
        written = np.array(self._written, np.int64)
        texts = np.repeat(np.arange(len(counts)), counts)
        pieces, of_pieces = self._units.pieces.of(written)
        spellings, of_spellings = self._units.spellings.of(written)
        lengths = np.bincount(texts[of_pieces], minlength=len(counts))
        self._written, self._runs = array("I"), array("I")
        if len(self._units) > _MOST_REMEMBERED:
            self._units = _Units(self.numbers)
        return Chunk(papers, fields, lengths, pieces, spellings, texts[of_spellings])


class _Units(dict[str, int]):
    """The number of each unit as it is written; one that has not been seen yet is read."""

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers
        self.pieces = _Lists()
        self.spellings = _Lists()

    def __missing__(self, written: str) -> int:
        unit, numbers = read_unit(written), self._numbers
        self.pieces.append([numbers.setdefault(word, len(numbers)) for word in unit.pieces])
        self.spellings.append([numbers.setdefault(word, len(numbers)) for word in unit.spellings])
        self[written] = number = len(self)
        return number


class _Lists:
    """Short lists of numbers, one after the other."""

    def __init__(self) -> None:
        self._items = array("I")
        self._starts = array("I", [0])

    def append(self, items: list[int]) -> None:
        self._items.extend(items)
        self._starts.append(len(self._items))

    def of(self, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """The lists of these numbers joined, and for each item from which of the numbers it comes."""
        starts = np.array(self._starts, np.int64)
        begins, counts = starts[wanted], starts[wanted + 1] - starts[wanted]
        origins = np.repeat(np.arange(len(wanted)), counts)
        shifts = begins - (np.cumsum(counts) - counts)
        return np.array(self._items, np.int64)[shifts[origins] + np.arange(len(origins))], origins

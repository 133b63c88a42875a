"""Tokenize texts into arrays of term ids, batch by batch.

A paper has some 150 units, but few that have not been seen before. So each is read once and numbered, a
text is taken in as the numbers of its units, and numpy replaces them by what the units represent,
for many papers at once.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np

from paper_tui.search.index.types import Numbers
from paper_tui.search.text.tokenizer import read_unit, units

_ENOUGH = 400_000
_MOST_REMEMBERED = 400_000


@dataclass(frozen=True, slots=True)
class TokenBatch:
    """The terms of some texts."""

    papers: Numbers
    """Paper number per text."""
    fields: Numbers
    """Field per text."""
    lengths: Numbers
    """Number of words per text."""
    pieces: Numbers
    """The words of all texts in order, as term ids."""
    spellings: Numbers
    """Term ids of other spellings of the words."""
    spelled: Numbers
    """Text number per spelling."""


class TokenCollector:
    """Collects texts and numbers their terms in order of appearance."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        """Id of each term."""
        self._units = _UnitNumbers(self.numbers)
        self._written = array("I")
        self._runs = array("I")

    def add(self, paper: int, field: int, text: str) -> None:
        """Add a text of a paper."""
        found = units(text)
        self._written.extend(map(self._units.__getitem__, found))
        self._runs.extend((paper, field, len(found)))

    @property
    def enough(self) -> bool:
        """True if the batch is full."""
        return len(self._written) > _ENOUGH

    def take(self) -> TokenBatch:
        """Return the texts added since the last call."""
        papers, fields, counts = np.array(self._runs, np.int64).reshape(-1, 3).T
        written = np.array(self._written, np.int64)
        texts = np.repeat(np.arange(len(counts)), counts)
        pieces, of_pieces = self._units.pieces.of(written)
        spellings, of_spellings = self._units.spellings.of(written)
        lengths = np.bincount(texts[of_pieces], minlength=len(counts))
        self._written, self._runs = array("I"), array("I")
        if len(self._units) > _MOST_REMEMBERED:
            self._units = _UnitNumbers(self.numbers)
        return TokenBatch(papers, fields, lengths, pieces, spellings, texts[of_spellings])


class _UnitNumbers(dict[str, int]):
    """The number of each unit as written; a new one is tokenized on first access."""

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers
        self.pieces = _NumberLists()
        self.spellings = _NumberLists()

    def __missing__(self, written: str) -> int:
        unit, numbers = read_unit(written), self._numbers
        self.pieces.append([numbers.setdefault(word, len(numbers)) for word in unit.pieces])
        self.spellings.append([numbers.setdefault(word, len(numbers)) for word in unit.spellings])
        self[written] = number = len(self)
        return number


class _NumberLists:
    """Short lists of numbers in one array."""

    def __init__(self) -> None:
        self._items = array("I")
        self._starts = array("I", [0])

    def append(self, items: list[int]) -> None:
        self._items.extend(items)
        self._starts.append(len(self._items))

    def of(self, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """Concatenate the lists of these numbers; also return the origin of each item."""
        starts = np.array(self._starts, np.int64)
        begins, counts = starts[wanted], starts[wanted + 1] - starts[wanted]
        origins = np.repeat(np.arange(len(wanted)), counts)
        shifts = begins - (np.cumsum(counts) - counts)
        return np.array(self._items, np.int64)[shifts[origins] + np.arange(len(origins))], origins

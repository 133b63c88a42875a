"""The arrays of `terms.Terms` made of those of the papers before and of the fresh ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.index_delta import Numbers, Splice
from paper_tui.search.index.postings_builder import Arrays, Rows, kept_ready
from paper_tui.search.index.string_table import Lines
from paper_tui.search.index.vocabulary import vocabulary_arrays

STEP = 500_000
"""Postings that are worked on at once."""
Table = NDArray[np.uint32]
"""For each word by its number so far its number of now."""


@dataclass(frozen=True, slots=True)
class _Postings:
    """The postings of some papers, in order of words and, for a word, of papers."""

    starts: Numbers
    papers: NDArray[np.uint32]
    fields: NDArray[np.uint8]
    places: Numbers
    """For each paper its place of now."""
    kept: NDArray[np.bool_] | None
    """Which papers count, where not all do."""

    def counts(self, cancel: CancelToken) -> Numbers:
        """How many papers have each word."""
        if self.kept is None:
            return np.diff(self.starts)
        counts = np.zeros(len(self.starts) - 1, np.int64)
        for low, high in _ranges(self.starts):
            cancel.check()
            held = np.append(0, np.cumsum(self.kept.take(self._papers(low, high))))
            counts[low:high] = np.diff(held[self.starts[low : high + 1] - self.starts[low]])
        return counts

    def of(self, low: int, high: int, table: Table) -> tuple[Numbers, NDArray[np.uint8]]:
        """The postings of a range of words: word and paper of now as one number, and the fields."""
        papers = self._papers(low, high)
        words = np.repeat(table[low:high].astype(np.int64), np.diff(self.starts[low : high + 1]))
        pairs = words << 32 | self.places.take(papers)
        fields = self.fields[self.starts[low] : self.starts[high]]
        if self.kept is None:
            return pairs, fields
        held = self.kept.take(papers)
        return pairs[held], fields[held]

    def _papers(self, low: int, high: int) -> NDArray[np.uint32]:
        return self.papers[self.starts[low] : self.starts[high]]


class _SplicedRows(Rows):
    """What was kept ready of the papers before is taken from there."""

    def __init__(
        self,
        arrays: Arrays,
        before: Mapping[str, NDArray[Any]],
        fresh: Rows,
        splice: Splice,
        table: Table,
        cancel: CancelToken,
    ) -> None:
        """Over the postings of all papers, and what became of the words of the fresh ones."""
        super().__init__(arrays, len(splice.source), cancel)
        self._fresh, self._splice, self._table = fresh, splice, table
        self._size_before = len(splice.kept)
        self._begun = _by_code(before["beginnings"], before["beginning_fields"])
        self._holding = _by_code(before["insides"], before["inside_papers"])

    def begun(self, code: int, low: int, high: int) -> NDArray[np.uint8]:
        known = self._begun.get(code)
        if known is None:
            return super().begun(code, low, high)
        bounds = np.searchsorted(self._table, (low, high)).tolist()
        return self._splice.values(known, self._fresh.begun(code, *bounds))

    def holding(self, code: int, words: NDArray[np.int64]) -> NDArray[np.uint8]:
        known = self._holding.get(code)
        if known is None:
            return super().holding(code, words)
        mine = np.flatnonzero(np.isin(self._table, words))
        row = np.unpackbits(known, count=self._size_before)
        return self._splice.values(row, self._fresh.holding(code, mine))


def _by_code(codes: NDArray[Any], rows: NDArray[np.uint8]) -> dict[int, NDArray[np.uint8]]:
    return dict(zip(codes.tolist(), rows.reshape(len(codes), -1), strict=True)) if len(codes) else {}


def spliced(
    before: Mapping[str, NDArray[Any]], fresh: Arrays, splice: Splice, cancel: CancelToken
) -> tuple[Arrays, tuple[Table, Table]]:
    """The arrays of `Terms`, and what the words of before and those of the fresh papers became."""
    kept = None if splice.kept.all() else splice.kept
    old = _Postings(before["posting_starts"], before["papers"], before["fields"], splice.moved, kept)
    new = _Postings(fresh["posting_starts"], fresh["papers"], fresh["fields"], splice.fresh, None)
    counts = old.counts(cancel), new.counts(cancel)
    words = _words(before), _words(fresh)
    lasting = counts[0] > 0, counts[1] > 0
    ordered = sorted({*compress(words[0], lasting[0]), *words[1]})
    cancel.check()
    numbers = {word: number for number, word in enumerate(ordered)}
    tables = _table(words[0], lasting[0], numbers), _table(words[1], lasting[1], numbers)
    arrays = vocabulary_arrays(ordered)
    cancel.check()
    totals = np.zeros(len(ordered) + 1, np.int64)
    for table, count, lasts in zip(tables, counts, lasting, strict=True):
        totals[table[lasts] + 1] += count[lasts]
    arrays["posting_starts"] = np.cumsum(totals)
    arrays |= _merged(old, new, tables, int(totals.sum()), cancel)
    rows = _SplicedRows(arrays, before, Rows(fresh, len(splice.fresh), cancel), splice, tables[1], cancel)
    return arrays | kept_ready(arrays, rows, cancel), tables


def _words(arrays: Mapping[str, NDArray[Any]]) -> list[bytes]:
    starts = arrays["word_starts"]
    return Lines(arrays["blob"], starts).spelled(np.arange(len(starts) - 1))


def _table(words: list[bytes], lasting: NDArray[np.bool_], numbers: dict[bytes, int]) -> Table:
    """For each word its number of now; for one that is gone, that of the next one."""
    table = np.full(len(words), len(numbers), np.uint32)
    table[lasting] = [numbers[word] for word in compress(words, lasting)]
    return np.minimum.accumulate(table[::-1])[::-1]


def _merged(
    old: _Postings, new: _Postings, tables: tuple[Table, Table], size: int, cancel: CancelToken
) -> Arrays:
    """The postings of both, in order."""
    papers, fields, done = np.empty(size, np.uint32), np.empty(size, np.uint8), 0
    for ranges in _aligned(old.starts, tables):
        cancel.check()
        pairs, some = old.of(*ranges[0], tables[0])
        more, others = new.of(*ranges[1], tables[1])
        at = np.searchsorted(pairs, more)
        part = slice(done, done + len(pairs) + len(more))
        papers[part] = np.insert(pairs, at, more) & 0xFFFFFFFF
        fields[part] = np.insert(some, at, others)
        done = part.stop
    return {"papers": papers, "fields": fields}


def _aligned(
    starts: Numbers, tables: tuple[Table, Table]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Ranges of words of before, and the ranges of fresh words that stand up to where those end."""
    done, (old, new) = 0, tables
    for low, high in _ranges(starts) or [(0, 0)]:
        reached = int(np.searchsorted(new, old[high])) if high < len(old) else len(new)
        yield (low, high), (done, reached)
        done = reached


def _ranges(starts: Numbers) -> list[tuple[int, int]]:
    """The words in ranges with some `STEP` postings each."""
    ranges, low, many = [], 0, len(starts) - 1
    while low < many:
        high = max(low + 1, int(np.searchsorted(starts, starts[low] + STEP, side="right")) - 1)
        ranges.append((low, high))
        low = high
    return ranges

"""Merge the postings of an earlier index with those of fresh papers.

Building the whole index takes 2.6 s of processor time at 20,000 papers and 10 s at 100,000, on top of
reading every paper; merging 100 changed papers takes 0.5 s and 2 s. Completing or fetching a few papers
changes the catalogue, and new papers are searched only once their index is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.index_delta import CatalogueDelta
from paper_tui.search.index.postings_builder import precomputed
from paper_tui.search.index.string_table import StringTable
from paper_tui.search.index.types import Arrays, Numbers
from paper_tui.search.index.vocabulary import vocabulary_arrays

STEP = 500_000
"""Postings per step; cancellation is checked between steps."""
Table = NDArray[np.uint32]
"""Map from old term ids to new term ids."""


@dataclass(frozen=True, slots=True)
class _Postings:
    """Postings sorted by term, then by paper."""

    starts: Numbers
    papers: NDArray[np.uint32]
    fields: NDArray[np.uint8]
    places: Numbers
    """New position of each paper."""
    kept: NDArray[np.bool_] | None
    """Papers to keep; None for all."""

    def counts(self, cancel: CancelToken) -> Numbers:
        """Count the papers of each term."""
        if self.kept is None:
            return np.diff(self.starts)
        counts = np.zeros(len(self.starts) - 1, np.int64)
        for low, high in _ranges(self.starts):
            cancel.check()
            held = np.append(0, np.cumsum(self.kept.take(self._papers(low, high))))
            counts[low:high] = np.diff(held[self.starts[low : high + 1] - self.starts[low]])
        return counts

    def of(self, low: int, high: int, table: Table) -> tuple[Numbers, NDArray[np.uint8]]:
        """Return the postings of a range of terms: new term and paper in one number, and the fields."""
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


def merged(
    before: Mapping[str, NDArray[Any]], fresh: Arrays, delta: CatalogueDelta, cancel: CancelToken
) -> tuple[Arrays, tuple[Table, Table]]:
    """Merge the arrays of `InvertedIndex`; also return the term id maps of old and new terms."""
    kept = None if delta.kept.all() else delta.kept
    old = _Postings(before["posting_starts"], before["papers"], before["fields"], delta.moved, kept)
    new = _Postings(fresh["posting_starts"], fresh["papers"], fresh["fields"], delta.fresh, None)
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
    return arrays | precomputed(arrays, len(delta.source), cancel), tables


def _words(arrays: Mapping[str, NDArray[Any]]) -> list[bytes]:
    starts = arrays["word_starts"]
    return StringTable(arrays["blob"], starts).spelled(np.arange(len(starts) - 1))


def _table(words: list[bytes], lasting: NDArray[np.bool_], numbers: dict[bytes, int]) -> Table:
    """Map term ids to new ones; a term that is gone to the next one."""
    table = np.full(len(words), len(numbers), np.uint32)
    table[lasting] = [numbers[word] for word in compress(words, lasting)]
    return np.minimum.accumulate(table[::-1])[::-1]


def _merged(
    old: _Postings, new: _Postings, tables: tuple[Table, Table], size: int, cancel: CancelToken
) -> Arrays:
    """Merge two sorted lists of postings."""
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
    """Pair ranges of old terms with the new terms up to the end of each range."""
    done, (old, new) = 0, tables
    for low, high in _ranges(starts) or [(0, 0)]:
        reached = int(np.searchsorted(new, old[high])) if high < len(old) else len(new)
        yield (low, high), (done, reached)
        done = reached


def _ranges(starts: Numbers) -> list[tuple[int, int]]:
    """Split terms into ranges of about `STEP` postings."""
    ranges, low, many = [], 0, len(starts) - 1
    while low < many:
        high = max(low + 1, int(np.searchsorted(starts, starts[low] + STEP, side="right")) - 1)
        ranges.append((low, high))
        low = high
    return ranges

"""Makes the arrays of `terms.Terms` from texts, a few hundred papers at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.inverted_index import BEGUN, SHORT, postings
from paper_tui.search.index.token_batches import Chunk
from paper_tui.search.index.vocabulary import vocabulary_arrays

_BLOCK = 20_000
_STEP = 500_000
"""Postings taken at once, since numpy lets no other thread run meanwhile."""
_BREAK = ord("\n")
COMMON = 0.5
"""Postings a paper from which on a short text is kept ready."""

Arrays = dict[str, NDArray[Any]]


class TermsBuilder:
    """Collects the words of chunks of texts; `arrays` puts them in order."""

    def __init__(self) -> None:
        self._chunks: list[tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]] = []

    def add(self, chunk: Chunk) -> None:
        """Turn words into postings: each word of a paper once, with its fields."""
        texts = np.concatenate([np.repeat(np.arange(len(chunk.lengths)), chunk.lengths), chunk.spelled])
        if not len(texts):
            return
        base = int(chunk.papers.min())
        places = ((chunk.papers - base) << 8 | chunk.fields)[texts]
        found = np.concatenate([chunk.pieces, chunk.spellings]) << 32 | places
        found.sort()
        pairs = found >> 8
        first = np.flatnonzero(np.diff(pairs, prepend=-1))
        masks = np.bitwise_or.reduceat((found & 0xFF).astype(np.uint8), first)
        kept = pairs[first]
        papers = (kept & 0xFFFFFF).astype(np.uint32) + np.uint32(base)
        self._chunks.append(((kept >> 24).astype(np.uint32), papers, masks))

    def arrays(
        self, numbers: Mapping[str, int], size: int, cancel: CancelToken
    ) -> tuple[Arrays, NDArray[np.uint32]]:
        """The arrays of `Terms` for so many papers, and for each word by its number so far its place."""
        ordered = _in_order(numbers, cancel)
        places = np.empty(len(ordered), np.uint32)
        for begin in range(0, len(ordered), _BLOCK):
            cancel.check()
            some = [numbers[word] for word in ordered[begin : begin + _BLOCK]]
            places[some] = np.arange(begin, begin + len(some), dtype=np.uint32)
        arrays = vocabulary_arrays([word.encode() for word in ordered])
        cancel.check()
        starts, papers, fields = self._place(places, cancel)
        arrays |= {"posting_starts": starts, "papers": papers, "fields": fields}
        return arrays | kept_ready(arrays, Rows(arrays, size, cancel), cancel), places

    def _place(self, places: NDArray[np.uint32], cancel: CancelToken) -> tuple[NDArray[Any], ...]:
        """Put the postings of all chunks in the order of words and, within a word, of arrival."""
        counts = np.zeros(len(places), np.int64)
        for words, _, _ in self._chunks:
            counts += np.bincount(places[words], minlength=len(places))
        starts = np.zeros(len(places) + 1, np.int64)
        np.cumsum(counts, out=starts[1:])
        papers, fields = np.empty(starts[-1], np.uint32), np.empty(starts[-1], np.uint8)
        free = starts[:-1].copy()
        while self._chunks:
            cancel.check()
            words, some, masks = self._chunks.pop(0)
            runs = np.flatnonzero(np.diff(words, prepend=np.uint32(0xFFFFFFFF)))
            lengths = np.diff(runs, append=len(words))
            final = places[words[runs]]
            target = np.repeat(free[final] - runs, lengths) + np.arange(len(words))
            papers[target], fields[target] = some, masks
            free[final] += lengths
        return starts, papers, fields


def _in_order(words: Iterable[str], cancel: CancelToken) -> list[str]:
    """Sorted in parts, so that no step is long."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        parts[word[:2]].append(word)
    ordered: list[str] = []
    for beginning in sorted(parts):
        cancel.check()
        ordered += sorted(parts[beginning])
    return ordered


class Rows:
    """What each of some papers has of a text that is too common to gather at each key."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], size: int, cancel: CancelToken) -> None:
        """From the postings of so many papers."""
        self.size = size
        self._starts, self._papers, self._fields = (
            arrays["posting_starts"],
            arrays["papers"],
            arrays["fields"],
        )
        self._cancel = cancel

    def begun(self, code: int, low: int, high: int) -> NDArray[np.uint8]:  # noqa: ARG002 - others need it
        """The fields in which each paper has one of a range of words, those of a beginning with a code."""
        row = np.zeros(self.size, np.uint8)
        first, last = int(self._starts[low]), int(self._starts[high])
        for start in range(first, last, _STEP):
            self._cancel.check()
            part = slice(start, min(start + _STEP, last))
            np.bitwise_or.at(row, self._papers[part], self._fields[part])
        return row

    def holding(self, code: int, words: NDArray[np.int64]) -> NDArray[np.uint8]:  # noqa: ARG002 - as above
        """1 for each paper that has one of these words, those with a text of a code inside."""
        row = np.zeros(self.size, np.uint8)
        for places in postings(self._starts, words):
            self._cancel.check()
            row[self._papers[places]] = 1
        return row


def kept_ready(arrays: Arrays, rows: Rows, cancel: CancelToken) -> Arrays:
    """What is too common to gather at each key."""
    beginnings, fields = _common_beginnings(arrays, rows, cancel)
    insides, papers = _common_insides(arrays, rows, cancel)
    return {
        "beginnings": beginnings,
        "beginning_fields": fields,
        "insides": insides,
        "inside_papers": papers,
    }


def _common_beginnings(arrays: Arrays, rows: Rows, cancel: CancelToken) -> tuple[NDArray[Any], NDArray[Any]]:
    """The short beginnings that are kept ready, and the fields of each paper that have them."""
    blob, word_starts, starts = (
        arrays["blob"],
        arrays["word_starts"][:-1].astype(np.int64),
        arrays["posting_starts"],
    )
    lengths = np.diff(arrays["word_starts"]).astype(np.int64) - 1
    codes, found_in = [], []
    prefixes = np.zeros(len(lengths), np.int64)
    for length in range(1, BEGUN + 1):
        cancel.check()
        fits = lengths >= length
        if not fits.any():
            break
        prefixes[fits] = prefixes[fits] << 8 | blob[word_starts[fits] + length - 1]
        found, first, words = np.unique(prefixes[fits], return_index=True, return_counts=True)
        low = np.flatnonzero(fits)[first]
        for code, begin, count in zip(found.tolist(), low.tolist(), words.tolist(), strict=True):
            if starts[begin + count] - starts[begin] > COMMON * rows.size:
                cancel.check()
                codes.append(code)
                found_in.append(rows.begun(code, begin, begin + count))
    return np.array(codes, np.int64), np.concatenate([np.empty(0, np.uint8), *found_in])


def _common_insides(arrays: Arrays, rows: Rows, cancel: CancelToken) -> tuple[NDArray[Any], NDArray[Any]]:
    """The short texts inside words that are kept ready, and a bit for each paper that has them."""
    counts = np.diff(arrays["posting_starts"])
    codes, found_in = [], []
    for found, words in _texts_inside(arrays["blob"], arrays["word_starts"], cancel):
        ends = np.append(np.flatnonzero(np.diff(found)) + 1, len(found))
        begins = np.append(0, ends[:-1])
        totals = np.add.reduceat(counts[words], begins) if len(found) else begins[:0]
        for place in np.flatnonzero(totals > COMMON * rows.size).tolist():
            cancel.check()
            code = int(found[begins[place]])
            codes.append(code)
            found_in.append(np.packbits(rows.holding(code, words[begins[place] : ends[place]])))
    return np.array(codes, np.uint32), np.concatenate([np.empty(0, np.uint8), *found_in])


def _texts_inside(
    blob: NDArray[np.uint8], word_starts: NDArray[np.uint32], cancel: CancelToken
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """For each length, the codes of all texts in words, in order, each once with each word that has it."""
    words = np.repeat(np.arange(len(word_starts) - 1), np.diff(word_starts))
    codes = np.zeros(len(blob), np.int64)
    for length in range(1, SHORT + 1):
        cancel.check()
        shifted = np.full(len(blob), _BREAK, np.int64)
        shifted[: len(blob) - length + 1] = blob[length - 1 :]
        broken = (codes < 0) | (shifted == _BREAK)
        codes = np.where(broken, -1, codes << 8 | shifted)
        whole = np.flatnonzero(~broken)
        pairs = np.sort(codes[whole] << 32 | words[whole])
        pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
        yield pairs >> 32, pairs & 0xFFFFFFFF

"""Build the arrays of `InvertedIndex` from batches of texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.inverted_index import BEGUN, SHORT, postings
from paper_tui.search.index.token_batches import TokenBatch
from paper_tui.search.index.types import Arrays
from paper_tui.search.index.vocabulary import vocabulary_arrays

_BLOCK = 20_000
_STEP = 500_000
"""Postings per numpy call, which holds the interpreter lock."""
_BREAK = ord("\n")
COMMON = 0.5
"""Postings per paper from which on a prefix or substring is precomputed."""


class PostingsBuilder:
    """Collects the terms of batches of texts; `arrays` sorts them."""

    def __init__(self) -> None:
        self._chunks: list[tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]] = []

    def add(self, batch: TokenBatch) -> None:
        """Turn words into postings: one per term and paper, with its fields."""
        texts = np.concatenate([np.repeat(np.arange(len(batch.lengths)), batch.lengths), batch.spelled])
        if not len(texts):
            return
        base = int(batch.papers.min())
        places = ((batch.papers - base) << 8 | batch.fields)[texts]
        found = np.concatenate([batch.pieces, batch.spellings]) << 32 | places
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
        """Return the arrays of `InvertedIndex`, and the map from old term ids to sorted term ids."""
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
        return arrays | precomputed(arrays, size, cancel), places

    def _place(self, places: NDArray[np.uint32], cancel: CancelToken) -> tuple[NDArray[Any], ...]:
        """Order the postings of all batches by term, then by paper."""
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
    """Sort in parts, so that no step is long."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        parts[word[:2]].append(word)
    ordered: list[str] = []
    for beginning in sorted(parts):
        cancel.check()
        ordered += sorted(parts[beginning])
    return ordered


def precomputed(arrays: Arrays, size: int, cancel: CancelToken) -> Arrays:
    """Precompute the papers of common prefixes and substrings."""
    beginnings, fields = _common_beginnings(arrays, size, cancel)
    insides, papers = _common_insides(arrays, size, cancel)
    return {
        "beginnings": beginnings,
        "beginning_fields": fields,
        "insides": insides,
        "inside_papers": papers,
    }


def _common_beginnings(arrays: Arrays, size: int, cancel: CancelToken) -> tuple[NDArray[Any], NDArray[Any]]:
    """Find common prefixes, and the fields in which each paper has them."""
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
            if starts[begin + count] - starts[begin] > COMMON * size:
                cancel.check()
                codes.append(code)
                row = np.zeros(size, np.uint8)
                for part in _steps(int(starts[begin]), int(starts[begin + count])):
                    cancel.check()
                    np.bitwise_or.at(row, arrays["papers"][part], arrays["fields"][part])
                found_in.append(row)
    return np.array(codes, np.int64), np.concatenate([np.empty(0, np.uint8), *found_in])


def _common_insides(arrays: Arrays, size: int, cancel: CancelToken) -> tuple[NDArray[Any], NDArray[Any]]:
    """Find common substrings, and a bit for each paper that has them."""
    counts = np.diff(arrays["posting_starts"])
    codes, found_in = [], []
    for found, words in _texts_inside(arrays["blob"], arrays["word_starts"], cancel):
        ends = np.append(np.flatnonzero(np.diff(found)) + 1, len(found))
        begins = np.append(0, ends[:-1])
        totals = np.add.reduceat(counts[words], begins) if len(found) else begins[:0]
        for place in np.flatnonzero(totals > COMMON * size).tolist():
            cancel.check()
            code = int(found[begins[place]])
            codes.append(code)
            row = np.zeros(size, np.uint8)
            for places in postings(arrays["posting_starts"], words[begins[place] : ends[place]]):
                cancel.check()
                row[arrays["papers"][places]] = 1
            found_in.append(np.packbits(row))
    return np.array(codes, np.uint32), np.concatenate([np.empty(0, np.uint8), *found_in])


def _texts_inside(
    blob: NDArray[np.uint8], word_starts: NDArray[np.uint32], cancel: CancelToken
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield, for each length, the codes of all substrings, sorted, once per term that contains it."""
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


def _steps(first: int, last: int) -> Iterator[slice]:
    """Split a range into slices, since numpy holds the interpreter lock during each call."""
    for start in range(first, last, _STEP):
        yield slice(start, min(start + _STEP, last))

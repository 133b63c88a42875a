"""Term positions: the words of each paper in order, for phrases and for the first word of titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.index_delta import CatalogueDelta
from paper_tui.search.index.token_batches import TokenBatch
from paper_tui.search.text.fields import Field

STREAM_FIELDS = {
    "title": Field.TITLE,
    "authors": Field.AUTHOR,
    "labels": Field.KEYWORD | Field.VENUE,
    "abstract": Field.ABSTRACT,
}
"""The fields of each stream."""

END = 0xFFFFFFFF
"""Separator between texts that a phrase does not cross."""
_STEP = 500_000

DTYPES: Mapping[str, Any] = {
    **{f"{name}_stream": np.uint32 for name in STREAM_FIELDS},
    **{f"{name}_starts": np.int64 for name in STREAM_FIELDS},
}
"""Dtype of each array; Any, since numpy has no type for a dtype in a mapping."""

Range = tuple[int, int]
"""A half-open range of term ids."""


class Positions:
    """Finds phrases; nothing is copied."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._streams = {name: (arrays[f"{name}_stream"], arrays[f"{name}_starts"]) for name in STREAM_FIELDS}

    @cached_property
    def leading(self) -> NDArray[np.uint32]:
        """Term id of the first word of each title; `END` where it has none."""
        stream, starts = self._streams["title"]
        first: NDArray[np.uint32] = stream[starts[:-1]]
        return first

    def with_phrase(
        self, name: str, phrase: Sequence[Range], papers: NDArray[np.int64], cancel: CancelToken
    ) -> NDArray[np.int64]:
        """Return the papers in whose stream the words of a phrase are adjacent."""
        stream, starts = self._streams[name]
        found = [np.empty(0, np.int64)]
        for some in _steps(papers, starts):
            cancel.check()
            lengths = starts[some + 1] - starts[some]
            ends = np.cumsum(lengths)
            words = stream[np.repeat(starts[some] - (ends - lengths), lengths) + np.arange(int(ends[-1]))]
            places = np.arange(len(words))
            for place, (low, high) in enumerate(phrase):
                after = places + place
                after = after[after < len(words)]
                here = words[after]
                places = after[(here >= low) & (here < high)] - place
            found.append(some[np.searchsorted(ends, np.unique(places), side="right")])
        return np.unique(np.concatenate(found))


def _steps(papers: NDArray[np.int64], starts: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Split papers into parts of bounded text length."""
    ends = np.cumsum(starts[papers + 1] - starts[papers])
    low = 0
    while low < len(papers):
        before = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, before + _STEP, side="right")))
        yield papers[low:high]
        low = high


class PositionsBuilder:
    """Collects the words of each paper from batches of texts."""

    def __init__(self) -> None:
        self._parts: dict[str, list[NDArray[np.uint32]]] = {name: [] for name in STREAM_FIELDS}
        self._lengths: dict[str, list[tuple[int, NDArray[np.int64]]]] = {name: [] for name in STREAM_FIELDS}

    def add(self, batch: TokenBatch) -> None:
        """Add texts; adjacent words of one text can form a phrase."""
        lengths = batch.lengths + 1
        texts = np.repeat(np.arange(len(lengths)), lengths)
        words = np.full(len(texts), END, np.uint32)
        inner = np.repeat(np.arange(len(lengths)), batch.lengths)
        words[np.arange(len(batch.pieces)) + inner] = batch.pieces
        base = int(batch.papers[0]) if len(batch.papers) else 0
        for name, held in STREAM_FIELDS.items():
            mine = batch.fields & int(held) > 0
            self._parts[name].append(words[np.flatnonzero(mine[texts])])
            counts = np.bincount(batch.papers[mine] - base, lengths[mine])
            self._lengths[name].append((base, counts.astype(np.int64)))

    def arrays(self, places: NDArray[np.uint32], size: int, cancel: CancelToken) -> dict[str, NDArray[Any]]:
        """Return the arrays of `Positions`; `places` maps old term ids to sorted ones."""
        arrays: dict[str, NDArray[Any]] = {}
        for name in STREAM_FIELDS:
            words = np.concatenate([np.empty(0, np.uint32), *self._parts.pop(name)])
            for begin in range(0, len(words), _STEP):
                cancel.check()
                part = words[begin : begin + _STEP]
                real = part != END
                part[real] = places[part[real]]
            arrays[f"{name}_stream"] = words
            starts = np.zeros(size + 1, np.int64)
            for base, lengths in self._lengths.pop(name):
                starts[base + 1 : base + 1 + len(lengths)] += lengths
            arrays[f"{name}_starts"] = np.cumsum(starts)
        return arrays


def merged(
    before: Mapping[str, NDArray[Any]],
    fresh: Mapping[str, NDArray[Any]],
    delta: CatalogueDelta,
    tables: tuple[NDArray[np.uint32], NDArray[np.uint32]],
    cancel: CancelToken,
) -> dict[str, NDArray[Any]]:
    """Merge the positions of the earlier index with those of the fresh papers.

    Args:
        before: The arrays of the papers before.
        fresh: Those of the fresh papers.
        delta: How the papers of now follow from both.
        tables: What each word's number in the one and in the other became.
        cancel: Checked often.
    """
    of_before, of_fresh = (np.append(table, np.uint32(END)) for table in tables)
    arrays: dict[str, NDArray[Any]] = {}
    for name in STREAM_FIELDS:
        old, new = ((each[f"{name}_stream"], each[f"{name}_starts"]) for each in (before, fresh))
        starts, done = delta.starts(old[1], new[1]), 0
        words = np.empty(int(starts[-1]), np.uint32)
        for stood, part in delta.parts(old, new):
            table = of_before if stood else of_fresh
            for begin in range(0, len(part), _STEP):
                cancel.check()
                some = part[begin : begin + _STEP]
                words[done : done + len(some)] = table.take(np.minimum(some, len(table) - 1))
                done += len(some)
        arrays |= {f"{name}_stream": words, f"{name}_starts": starts}
    return arrays


def initials(arrays: Mapping[str, NDArray[Any]]) -> NDArray[np.uint8]:
    """Return the first byte of each title word, and a line end after each title."""
    words = arrays["title_stream"]
    letters = np.append(arrays["blob"][arrays["word_starts"][:-1]], np.uint8(ord("\n")))
    found: NDArray[np.uint8] = letters[np.minimum(words, len(letters) - 1)]
    return found

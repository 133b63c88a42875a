"""The words of each paper in their order, for phrases."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.fields import Field

STREAMS = {
    "title": Field.TITLE,
    "authors": Field.AUTHOR,
    "labels": Field.KEYWORD | Field.VENUE,
    "abstract": Field.ABSTRACT,
}
"""The fields that each stream holds."""

END = 0xFFFFFFFF
"""Stands where no phrase goes on: between authors, and after each paper."""
_STEP = 500_000

DTYPES: Mapping[str, Any] = {
    **{f"{name}_stream": np.uint32 for name in STREAMS},
    **{f"{name}_starts": np.int64 for name in STREAMS},
}
"""The type of each array, Any since numpy has no type for types in a mapping."""

Range = tuple[int, int]
"""Numbers of words, the last not included."""


class Streams:
    """Finds words that follow each other; nothing is copied."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._streams = {name: (arrays[f"{name}_stream"], arrays[f"{name}_starts"]) for name in STREAMS}

    @cached_property
    def leading(self) -> NDArray[np.uint32]:
        """The first word of each paper's title by number; `END` where it has none."""
        stream, starts = self._streams["title"]
        first: NDArray[np.uint32] = stream[starts[:-1]]
        return first

    def with_phrase(
        self, name: str, phrase: Sequence[Range], papers: NDArray[np.int64], check: Callable[[], None]
    ) -> NDArray[np.int64]:
        """Those of the papers in whose stream the words of a phrase follow each other."""
        stream, starts = self._streams[name]
        found = [np.empty(0, np.int64)]
        for some in _steps(papers, starts):
            check()
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
    """The papers in parts of bounded length."""
    ends = np.cumsum(starts[papers + 1] - starts[papers])
    low = 0
    while low < len(papers):
        before = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, before + _STEP, side="right")))
        yield papers[low:high]
        low = high


class StreamsBuilder:
    """Collects the words of each paper, as numbered by `build.TermsBuilder`."""

    def __init__(self) -> None:
        self._words = {name: array("I") for name in STREAMS}
        self._starts = {name: array("q", [0]) for name in STREAMS}

    def add(self, name: str, words: Sequence[int]) -> None:
        """Take in words of the current paper that follow each other."""
        self._words[name].extend(words)
        self._words[name].append(END)

    def end_paper(self) -> None:
        """Go on to the next paper."""
        for name, starts in self._starts.items():
            starts.append(len(self._words[name]))

    def arrays(self, places: NDArray[np.uint32], check: Callable[[], None]) -> dict[str, NDArray[Any]]:
        """The arrays of `Streams`; `places` says what each word's number became."""
        arrays: dict[str, NDArray[Any]] = {}
        for name in STREAMS:
            words = np.frombuffer(self._words.pop(name), np.uint32).copy()
            for begin in range(0, len(words), _STEP):
                check()
                part = words[begin : begin + _STEP]
                real = part != END
                part[real] = places[part[real]]
            arrays[f"{name}_stream"] = words
            arrays[f"{name}_starts"] = np.array(self._starts[name], np.int64)
        return arrays

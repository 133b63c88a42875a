"""Results in order, of which no more is sorted than is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

HEAD = 4_096
"""Of more results than a few times this many, about this many are sorted at once."""

Ranked = tuple[NDArray[np.uint32], NDArray[np.uint16]]


class Ordinals(Sequence[int]):
    """Places in the catalogue, best first; a million cost no list.

    A reader looks at the first screens. The others are put in order once one of them is asked for.
    """

    def __init__(
        self, papers: NDArray[np.uint32], scores: NDArray[np.uint16], *, by_score: bool = False
    ) -> None:
        """Of papers in order, or in the order in which those with the same score are to stand."""
        self._papers = papers
        self._scores = scores
        self._by_score = by_score
        self._first = _first(papers, scores) if by_score else (papers, scores)

    def __len__(self) -> int:
        return len(self._papers)

    @overload
    def __getitem__(self, position: int) -> int: ...
    @overload
    def __getitem__(self, position: slice) -> Ordinals: ...
    def __getitem__(self, position: int | slice) -> int | Ordinals:
        if isinstance(position, slice):
            return self._part(*position.indices(len(self)))
        place = range(len(self))[position]
        return int(self._upto(place + 1)[0][place])

    def _part(self, start: int, stop: int, step: int) -> Ordinals:
        papers, scores = self._upto(stop if step > 0 else len(self))
        places = np.arange(start, stop, step)
        return Ordinals(papers[places], scores[places])

    def __iter__(self) -> Iterator[int]:
        for begin in range(0, len(self), HEAD):
            papers, _ = self._upto(begin + HEAD)
            yield from papers[begin : begin + HEAD].tolist()

    def score(self, position: int) -> int:
        """The score of the paper at a position."""
        return int(self._upto(position + 1)[1][position])

    def position_of(self, ordinal: int) -> int | None:
        """Where a paper stands, or None."""
        found = np.flatnonzero(self._papers == ordinal)
        if not len(found) or not self._by_score:
            return int(found[0]) if len(found) else None
        score = self._scores[found[0]]
        before = np.count_nonzero(self._scores[: found[0]] == score)
        return int(before + np.count_nonzero(self._scores > score))

    def _upto(self, count: int) -> Ranked:
        """The papers and their scores in order, at least so many of them if there are."""
        if min(count, len(self)) > len(self._first[0]):
            self._first = _sorted(self._papers, self._scores)
        return self._first


def _sorted(papers: NDArray[np.uint32], scores: NDArray[np.uint16]) -> Ranked:
    order = np.argsort(~scores, kind="stable")
    return papers.take(order), scores.take(order)


def _first(papers: NDArray[np.uint32], scores: NDArray[np.uint16]) -> Ranked:
    """The best papers in order, all that have at least the score which about `HEAD` of them reach."""
    step = len(papers) // HEAD
    if step < 4:
        return _sorted(papers, scores)
    sample = np.sort(scores[::step])
    best = np.flatnonzero(scores >= sample[-2 - HEAD // step])
    return _sorted(papers.take(best), scores.take(best))

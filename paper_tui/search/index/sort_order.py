"""Ordered results, sorted only as far as they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.index.types import Mask

MANY = 8
"""Papers per result up to which scanning all papers beats sorting the results."""
HEAD = 4_096
"""Results sorted at once when there are very many."""
SAMPLED = 8
"""Papers per `HEAD` result from which on a sample of the scores finds the threshold."""
AT_ONCE = 32_768
"""Papers per step, so that intermediate arrays fit the processor's cache."""

Ranked = tuple[NDArray[np.uint32], NDArray[np.uint16]]


class SortOrder:
    """A permutation of all papers."""

    def __init__(self, papers: NDArray[np.uint32]) -> None:
        self._papers = papers

    @cached_property
    def places(self) -> NDArray[np.uint32]:
        """Rank of each paper."""
        places = np.empty(len(self._papers), np.uint32)
        places[self._papers] = np.arange(len(self._papers), dtype=np.uint32)
        return places

    def of(self, mask: Mask) -> NDArray[np.uint32]:
        """Order the papers of a mask: few by sorting, many by filtering the permutation."""
        if mask.all():
            return self._papers
        if np.count_nonzero(mask) * MANY < len(mask):
            return self._papers.take(np.sort(self.places.take(np.flatnonzero(mask))))
        found = [part.take(np.flatnonzero(mask.take(part))) for part in parts(self._papers)]
        return np.concatenate([self._papers[:0], *found]).astype(np.uint32)


def parts(papers: NDArray[np.uint32] | NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """Split papers into parts, as index arrays."""
    for begin in range(0, len(papers), AT_ONCE):
        yield papers[begin : begin + AT_ONCE].astype(np.intp, copy=False)


class Ordinals(Sequence[int]):
    """Positions in the catalogue, best first, as an array."""

    def __init__(self, papers: NDArray[np.uint32], scores: NDArray[np.uint16]) -> None:
        self._first = papers, scores

    @classmethod
    def by_score(cls, papers: NDArray[np.uint32], scores: NDArray[np.uint16]) -> Ordinals:
        """Sort papers by score; papers of equal score keep their order."""
        return cls(*_sorted(papers, scores))

    def __len__(self) -> int:
        return len(self._first[0])

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
        """Return the score of the paper at a position."""
        return int(self._upto(position + 1)[1][position])

    def position_of(self, ordinal: int) -> int | None:
        """Return the position of a paper, or None."""
        found = np.flatnonzero(self._first[0] == ordinal)
        return int(found[0]) if len(found) else None

    def _upto(self, count: int) -> Ranked:  # noqa: ARG002 - here all are in order
        """Return sorted papers and scores, at least `count` of them if there are."""
        return self._first


class LazyByScore(Ordinals):
    """Very many papers by score, sorted on demand.

    A reader looks at the first screens. The others are put in order once one of them is asked for.
    """

    def __init__(self, scores: NDArray[np.uint16], order: SortOrder) -> None:
        """Sort all papers with a score.

        Args:
            scores: Of each paper; 0 for one that is not among the results.
            order: The order of those with the same score.
        """
        self._scores = scores
        self._order = order
        self._size = int(np.count_nonzero(scores))
        super().__init__(*self._from(self._reached()))

    def __len__(self) -> int:
        return self._size

    def position_of(self, ordinal: int) -> int | None:
        """Return the position of a paper, or None."""
        score = self._scores[ordinal] if ordinal < len(self._scores) else 0
        if not score:
            return None
        places = self._order.places
        same = places.take(np.flatnonzero(self._scores == score))
        return int(np.count_nonzero(self._scores > score) + np.count_nonzero(same < places[ordinal]))

    def _upto(self, count: int) -> Ranked:
        if min(count, len(self)) > len(self._first[0]):
            self._first = self._from(1)
        return self._first

    def _from(self, least: int) -> Ranked:
        """Return the papers with at least a score, sorted."""
        papers = self._order.of(self._scores >= least)
        return _sorted(papers, self._scores.take(papers))

    def _reached(self) -> int:
        """Estimate the score that about `HEAD` papers reach, from a sample."""
        step = len(self._scores) // HEAD
        return max(int(np.sort(self._scores[::step])[-2 - HEAD // step]), 1) if step >= SAMPLED else 1


def _sorted(papers: NDArray[np.uint32], scores: NDArray[np.uint16]) -> Ranked:
    order = np.argsort(~scores, kind="stable")
    return papers.take(order), scores.take(order)

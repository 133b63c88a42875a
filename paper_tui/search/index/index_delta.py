"""How a catalogue follows from the one before: which papers stayed, and which are new or different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_Number = TypeVar("_Number", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Splice:
    """Places in the catalogue of now by places in that of before, and among the fresh papers."""

    kept: Mask
    """Which papers of before are there and the same."""
    moved: Numbers
    """For each paper of before where it stands now; for one that is gone, where the next one does."""
    fresh: Numbers
    """Where the papers stand that are new or different, in order."""
    source: Numbers
    """For each paper of now its place among those of before, or that among the fresh ones behind them."""

    @classmethod
    def between(cls, before: NDArray[np.uint32], now: NDArray[np.uint32]) -> Splice | None:
        """What became of the papers with these checks; None where that cannot be told.

        Both are in order of keys, so the papers that stayed stand in the same order. Two papers with the
        same check, of which one is gone, are not told apart.
        """
        kept, known = np.isin(before, now), np.isin(now, before)
        if not np.array_equal(before[kept], now[known]):
            return None
        stay = np.flatnonzero(known)
        moved = np.append(stay, len(now))[np.cumsum(kept) - kept]
        fresh = np.flatnonzero(~known)
        source = np.empty(len(now), np.int64)
        source[stay] = np.flatnonzero(kept)
        source[fresh] = len(before) + np.arange(len(fresh))
        return cls(kept, moved, fresh, source)

    def values(self, before: NDArray[_Number], fresh: NDArray[_Number]) -> NDArray[_Number]:
        """One value a paper."""
        return np.concatenate([before, fresh]).take(self.source)

    def rows(self, before: NDArray[_Number], fresh: NDArray[_Number], width: int) -> NDArray[_Number]:
        """So many values a paper, one after the other."""
        return np.concatenate([before, fresh]).reshape(-1, width).take(self.source, axis=0).ravel()

    def starts(self, before: NDArray[Any], fresh: NDArray[Any]) -> Numbers:
        """Where the values of each paper begin, and where the last ones end, of some number a paper."""
        lengths = self.values(np.diff(before).astype(np.int64), np.diff(fresh).astype(np.int64))
        return np.append(0, np.cumsum(lengths))

    def parts(
        self, before: tuple[NDArray[_Number], NDArray[Any]], fresh: tuple[NDArray[_Number], NDArray[Any]]
    ) -> Iterator[tuple[bool, NDArray[_Number]]]:
        """Values of some number a paper, in parts, each with whether it is of the papers of before.

        Args:
            before: The values and where those of each paper begin.
            fresh: The same of the fresh papers.
        """
        many = len(self.kept)
        for first, last in self._runs():
            stood = first < many
            values, starts = before if stood else fresh
            shift = 0 if stood else many
            yield stood, values[int(starts[first - shift]) : int(starts[last - shift])]

    def _runs(self) -> Iterator[tuple[int, int]]:
        """The papers of now as ranges of `source`."""
        breaks = np.flatnonzero((np.diff(self.source) != 1) | (self.source[1:] == len(self.kept))) + 1
        bounds = [0, *breaks.tolist(), len(self.source)] if len(self.source) else [0]
        for begin, end in pairwise(bounds):
            first = int(self.source[begin])
            yield first, first + end - begin

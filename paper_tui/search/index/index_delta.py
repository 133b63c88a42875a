"""Differences between two catalogues: papers that stayed, papers that are new or changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.index.types import Mask, Numbers

_Number = TypeVar("_Number", bound=np.generic)


@dataclass(frozen=True, slots=True)
class CatalogueDelta:
    """Positions in the new catalogue by position in the old one and among the fresh papers."""

    kept: Mask
    """Old papers that are still there, unchanged."""
    moved: Numbers
    """New position of each old paper; for a removed one, the position of the next."""
    fresh: Numbers
    """Positions of the new or changed papers, ascending."""
    source: Numbers
    """For each new position its old position, or ``len(kept)`` plus the position among the fresh papers."""

    @classmethod
    def between(cls, before: NDArray[np.uint32], now: NDArray[np.uint32]) -> CatalogueDelta | None:
        """Compare two catalogues by checksum; None where papers cannot be distinguished.

        Both are in order of keys, so the remaining papers are in the same order. Two papers with the
        same check, of which one is gone, are not distinguished.
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
        """Merge arrays of one value per paper."""
        return np.concatenate([before, fresh]).take(self.source)

    def rows(self, before: NDArray[_Number], fresh: NDArray[_Number], width: int) -> NDArray[_Number]:
        """Merge arrays of `width` values per paper."""
        return np.concatenate([before, fresh]).reshape(-1, width).take(self.source, axis=0).ravel()

    def starts(self, before: NDArray[Any], fresh: NDArray[Any]) -> Numbers:
        """Merge offsets of arrays with a variable number of values per paper."""
        lengths = self.values(np.diff(before).astype(np.int64), np.diff(fresh).astype(np.int64))
        return np.append(0, np.cumsum(lengths))

    def parts(
        self, before: tuple[NDArray[_Number], NDArray[Any]], fresh: tuple[NDArray[_Number], NDArray[Any]]
    ) -> Iterator[tuple[bool, NDArray[_Number]]]:
        """Yield values of variable length per paper in parts, each with whether it is old.

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
        """Split `source` into runs of consecutive positions."""
        breaks = np.flatnonzero((np.diff(self.source) != 1) | (self.source[1:] == len(self.kept))) + 1
        bounds = [0, *breaks.tolist(), len(self.source)] if len(self.source) else [0]
        for begin, end in pairwise(bounds):
            first = int(self.source[begin])
            yield first, first + end - begin

"""Feature counts of all papers as flat arrays, built once and extended when papers come in."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.ranking.features import BUCKETS, counted

Floats = NDArray[np.float32]
MOST_COUNTED = 255
_SHORTEST = 1e-6
"""Squared length of a vector that shares nothing with any other."""


@dataclass(frozen=True)
class Vectors:
    """Papers by row; the features of row ``i`` are ``buckets[starts[i]:starts[i + 1]]``."""

    keys: Sequence[PaperKey]
    starts: NDArray[np.int64]
    """One more than there are rows."""
    buckets: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    """How often each feature occurs in its paper, up to 255."""

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def rows(self) -> Mapping[PaperKey, int]:
        """The row of each paper."""
        return {key: row for row, key in enumerate(self.keys)}

    @cached_property
    def weights(self) -> Floats:
        """TF-IDF weight of each feature of each paper, by row.

        Vectors have length 1 without the features that no other paper has: leaving these out of the length
        ranks better (MAP .463 and .456 over 200 papers), but one can ask for more of them by name.
        """
        rarity = np.log((len(self) + 1) / (self._frequency + 1)).astype(np.float32)
        weights: Floats = _DAMPED[self.counts] * rarity[self.buckets]
        shared = weights * self._is_shared[self.buckets]
        lengths = np.sqrt(np.maximum(self.sums(shared * shared), _SHORTEST))
        normalized: Floats = np.divide(weights, np.repeat(lengths, np.diff(self.starts)), dtype=np.float32)
        return normalized

    @cached_property
    def _frequency(self) -> NDArray[np.int64]:
        """How many papers have each feature, by bucket."""
        return np.bincount(self.buckets, minlength=BUCKETS)

    @property
    def _is_shared(self) -> NDArray[np.bool_]:
        """Whether more than one paper has a feature, by bucket."""
        return self._frequency > 1

    @cached_property
    def average(self) -> Floats:
        """The mean of all vectors, by bucket, of features that more than one paper has."""
        total = np.bincount(self.buckets, self.weights, BUCKETS) * self._is_shared
        return (total / max(1, len(self))).astype(np.float32)

    def sums(self, values: Floats) -> Floats:
        """Sum a value of every feature by paper."""
        sums = np.zeros(len(self), np.float32)
        filled = np.diff(self.starts) > 0
        if filled.any():
            sums[filled] = np.add.reduceat(values, self.starts[:-1][filled])
        return sums

    def row(self, number: int) -> tuple[NDArray[np.uint32], Floats]:
        """The buckets of one paper and their weights."""
        part = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.buckets[part], self.weights[part]

    def without(self, gone: frozenset[PaperKey]) -> Vectors:
        """The vectors of all papers but some."""
        keep = np.fromiter((key not in gone for key in self.keys), bool, len(self))
        sizes = np.diff(self.starts)
        stays = np.repeat(keep, sizes)
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes[keep])))
        keys = [key for key, kept in zip(self.keys, keep, strict=True) if kept]
        return Vectors(keys, starts, self.buckets[stays], self.counts[stays])

    def extended(self, more: Vectors) -> Vectors:
        """These vectors and others behind them."""
        return Vectors(
            [*self.keys, *more.keys],
            np.concatenate((self.starts, more.starts[1:] + self.starts[-1])),
            np.concatenate((self.buckets, more.buckets)),
            np.concatenate((self.counts, more.counts)),
        )


class VectorsBuilder:
    """Collects papers one by one (0.15 ms each)."""

    def __init__(self) -> None:
        self._keys: list[PaperKey] = []
        self._starts = array("q", [0])
        self._buckets = array("I")
        self._counts = array("B")

    def add(self, paper: Paper) -> None:
        """Append a paper as the next row."""
        counts = counted(paper)
        self._keys.append(paper.key)
        self._buckets.extend(counts.keys())
        self._counts.extend(min(count, MOST_COUNTED) for count in counts.values())
        self._starts.append(len(self._buckets))

    def built(self) -> Vectors:
        """The vectors of the papers so far."""
        return Vectors(
            tuple(self._keys),
            np.array(self._starts, np.int64),
            np.array(self._buckets, np.uint32),
            np.array(self._counts, np.uint8),
        )


_DAMPED: Floats = np.concatenate((np.zeros(1), 1 + np.log(np.arange(1, MOST_COUNTED + 1)))).astype(np.float32)
"""The weight of a count: 1 + ln(count)."""

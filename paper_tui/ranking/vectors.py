"""Feature counts of all papers as flat arrays, built once and extended when papers are added."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.ranking.features import BUCKETS, counted

Floats = NDArray[np.float32]
MOST_COUNTED = 255
MOST_AVERAGED = 5_000
"""Papers, evenly spaced, whose mean approximates that of all."""
ROWS_AT_ONCE = 5_000
"""Papers that are computed together: asking the system for much memory takes longer than the computation."""
_SHORTEST = 1e-6
"""Squared length of a vector that shares nothing with any other."""

_DAMPED: Floats = np.concatenate((np.zeros(1), 1 + np.log(np.arange(1, MOST_COUNTED + 1)))).astype(np.float32)
"""The weight of a count: 1 + ln(count)."""
_KINDS = {"starts": np.int64, "buckets": np.uint32, "counts": np.uint8}


@dataclass(frozen=True)
class Vectors:
    """Papers by row; the features of row ``i`` are ``buckets[starts[i]:starts[i + 1]]``."""

    starts: NDArray[np.int64]
    """One more than there are rows."""
    buckets: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    """The count of each feature in its paper, up to 255."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    @classmethod
    def of_buffers(cls, buffers: Mapping[str, memoryview]) -> Vectors | None:
        """Vectors as `buffers` wrote them; None where they cannot be right."""
        try:
            starts, buckets, counts = (np.frombuffer(buffers[name], kind) for name, kind in _KINDS.items())
        except (KeyError, ValueError):
            return None
        grows = len(starts) > 0 and starts[0] == 0 and bool((np.diff(starts) >= 0).all())
        fits = grows and int(starts[-1]) == len(buckets) == len(counts)
        sound = fits and int(buckets.max(initial=0)) < BUCKETS
        return cls(starts, buckets, counts) if sound else None

    def buffers(self) -> dict[str, bytes]:
        """The arrays as bytes, by name."""
        return {name: getattr(self, name).tobytes() for name in _KINDS}

    @cached_property
    def weights(self) -> Floats:
        """TF-IDF weight of each feature of each paper, by row.

        Vectors have length 1 without the features that no other paper has: leaving these out of the length
        ranks better (MAP .463 and .456 over 200 papers), but one can ask for more of them by name.
        """
        rarity = np.log((len(self) + 1) / (self._frequency + 1)).astype(np.float32)
        rarity = np.where(self.is_shared, rarity, -rarity)  # one look-up for both
        weights = np.empty(len(self.buckets), np.float32)
        for _, starts, part in self._stretches():
            signed: Floats = _DAMPED[self.counts[part]] * rarity[self.buckets[part]]
            lengths = np.sqrt(np.maximum(_sums(np.square(np.maximum(signed, 0)), starts), _SHORTEST))
            weights[part] = np.abs(signed) / np.repeat(lengths, np.diff(starts))
        return weights

    @cached_property
    def _frequency(self) -> NDArray[np.int64]:
        """The number of papers with each feature, by bucket."""
        found = np.zeros(BUCKETS, np.int64)
        for _, _, part in self._stretches():
            found += np.bincount(self.buckets[part], minlength=BUCKETS)
        return found

    @property
    def is_shared(self) -> NDArray[np.bool_]:
        """True if more than one paper has a feature, by bucket."""
        return self._frequency > 1

    @cached_property
    def average(self) -> Floats:
        """The mean of the vectors, by bucket, of features that more than one paper has.

        Of more than `MOST_AVERAGED` papers, that many are a sample of all: it takes 200 ms for 100,000.
        """
        rows = np.linspace(0, len(self) - 1, min(len(self), MOST_AVERAGED)).astype(np.int64)
        places = self._places(rows)
        total = np.bincount(self.buckets[places], self.weights[places], BUCKETS) * self.is_shared
        return (total / max(1, len(rows))).astype(np.float32)

    def products(self, wanted: Floats) -> Floats:
        """The dot product of each paper, by row, with a vector that has a value for every bucket."""
        found = np.empty(len(self), np.float32)
        for rows, starts, part in self._stretches():
            found[rows] = _sums(wanted[self.buckets[part]] * self.weights[part], starts)
        return found

    def _stretches(self) -> Iterator[tuple[slice, NDArray[np.int64], slice]]:
        """Yield some papers at a time: their rows, where the features of each start, and all of these."""
        for first in range(0, len(self), ROWS_AT_ONCE):
            starts = self.starts[first : first + ROWS_AT_ONCE + 1]
            yield slice(first, first + len(starts) - 1), starts, slice(int(starts[0]), int(starts[-1]))

    def row(self, number: int) -> tuple[NDArray[np.uint32], Floats]:
        """The buckets of one paper and their weights."""
        part = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.buckets[part], self.weights[part]

    def taken(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of some rows, in that order."""
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.diff(self.starts)[rows])))
        places = self._places(rows)
        return Vectors(starts, self.buckets[places], self.counts[places])

    def _places(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The places of all features of some rows, one row after the other."""
        sizes = np.diff(self.starts)[rows]
        before = np.cumsum(sizes) - sizes
        return np.repeat(self.starts[:-1][rows] - before, sizes) + np.arange(sizes.sum())

    def extended(self, more: Vectors) -> Vectors:
        """These vectors and others behind them."""
        return Vectors(
            np.concatenate((self.starts, more.starts[1:] + self.starts[-1])),
            np.concatenate((self.buckets, more.buckets)),
            np.concatenate((self.counts, more.counts)),
        )


def _sums(values: Floats, starts: NDArray[np.int64]) -> Floats:
    """Sum values by row; ``starts`` says where each begins, and where the last ends."""
    sums = np.zeros(len(starts) - 1, np.float32)
    filled = np.diff(starts) > 0
    if filled.any():
        sums[filled] = np.add.reduceat(values, starts[:-1][filled] - starts[0])
    return sums


class VectorsBuilder:
    """Collects papers one by one (0.15 ms each)."""

    def __init__(self) -> None:
        self._starts = array("q", [0])
        self._buckets = array("I")
        self._counts = array("B")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, paper: Paper) -> None:
        """Append a paper as the next row."""
        counts = counted(paper)
        self._buckets.extend(counts.keys())
        self._counts.extend(min(count, MOST_COUNTED) for count in counts.values())
        self._starts.append(len(self._buckets))

    def built(self) -> Vectors:
        """The vectors of the papers so far."""
        return Vectors(
            np.array(self._starts, np.int64),
            np.array(self._buckets, np.uint32),
            np.array(self._counts, np.uint8),
        )


def renewed(
    papers: Sequence[Paper],
    checks: Sequence[int],
    before: Mapping[str, memoryview] | None,
    cancel: CancelToken,
) -> tuple[Vectors, bytes]:
    """Make the vectors of papers, taking over those of papers that are the same as before.

    Args:
        papers: All papers.
        checks: For each a number that changes with the paper.
        before: Buffers of earlier vectors, with the `checks` of their papers.
        cancel: Checked at every paper.

    Returns:
        The vectors, and the checks for the next time.

    Raises:
        Cancelled: The caller cancelled.
    """
    old = (Vectors.of_buffers(before) if before else None) or VectorsBuilder().built()
    known = np.frombuffer(before["checks"], np.uint32) if before and len(old) else np.empty(0, np.uint32)
    rows = {int(check): row for row, check in enumerate(known[: len(old)])}
    builder, taken = VectorsBuilder(), np.empty(len(papers), np.int64)
    for place, check in enumerate(checks):
        row = rows.get(check)
        if row is None:
            cancel.check()
            row = len(old) + len(builder)
            builder.add(papers[place])
        taken[place] = row
    return old.extended(builder.built()).taken(taken), np.array(checks, np.uint32).tobytes()

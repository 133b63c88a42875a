"""What results can be narrowed by, and how many papers each choice would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.engine.mark_overlay import STANDINGS
from paper_tui.search.index.columns import UNKNOWN
from paper_tui.search.index.sort_order import AT_ONCE

if TYPE_CHECKING:
    from paper_tui.search.engine.filters import Mask
    from paper_tui.search.engine.mark_overlay import Marks
    from paper_tui.search.index.columns import Columns
    from paper_tui.search.index.editions import Editions

NAMES = ("state", "tag", "year", "source", "edition", "category")
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice."""

    value: str
    count: int
    """How many papers it would give under everything else that is chosen."""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A property to narrow results by."""

    name: str
    values: tuple[FacetValue, ...]


class Facets:
    """The choices made, as masks, and the counts of all choices."""

    def __init__(
        self,
        chosen: Iterable[tuple[str, str]],
        columns: Columns,
        editions: Editions,
        marks: Marks,
        standings: NDArray[np.uint8],
    ) -> None:
        self._columns = columns
        self._editions = editions
        self._marks = marks
        self._standings = standings
        self._chosen: dict[str, set[str]] = {}
        for name, value in chosen:
            self._chosen.setdefault(name, set()).add(value)
        self._masks = {name: self._mask(name, values) for name, values in self._chosen.items()}

    @property
    def edition(self) -> NDArray[np.uint32] | None:
        """The papers of the chosen edition in its order; None unless one is chosen."""
        return self._editions.papers_of(self._chosen.get("edition", frozenset()))

    def narrowed(self, mask: Mask, *, hidden: bool, without: str = "") -> Mask:
        """The papers of a mask that fit the choices of every facet but one.

        Hidden ones are among them where `hidden` says so or a state is chosen, or would be.
        """
        if without != "state" and "state" not in self._masks:
            mask = self.unchosen(mask, hidden=hidden)
        for name, fits in self._masks.items():
            if name != without:
                mask = mask & fits
        return mask

    def unchosen(self, mask: Mask, *, hidden: bool) -> Mask:
        """The papers of a mask as they are shown without any choice."""
        return mask if hidden or self._marks.shown is None else mask & self._marks.shown

    def _mask(self, name: str, values: set[str]) -> Mask:
        if name == "state":
            return np.isin(self._standings, [place for place, one in enumerate(STANDINGS) if one in values])
        if name == "tag":
            return self._marks.having(lambda mark: not values.isdisjoint(mark.tags))
        if name == "edition":
            return self._editions.having(values.__contains__, len(self._columns))
        if name not in self._columns.labels:
            return np.zeros(len(self._columns), np.bool_)
        labels = self._columns.labels[name]
        wanted = np.array([label in values for label in labels.names] or [False])
        fits = np.zeros(max(1, len(self._columns.strata)), np.bool_)
        fits[labels.stratum[wanted[labels.label]]] = True
        mask: Mask = fits[self._columns.stratum]
        return mask

    def counted(self, mask: Mask, *, hidden: bool) -> tuple[Facet, ...]:
        """Every facet of the papers that match the query."""
        shared = self.narrowed(mask, hidden=hidden)
        per_stratum = self._strata(shared)
        facets = []
        for name in NAMES:
            own = name in self._masks or name == "state"
            others = self.narrowed(mask, hidden=hidden, without=name) if own else shared
            counts: Iterator[tuple[str, int]]
            if name in self._columns.labels:
                strata = self._strata(others) if own else per_stratum
                counts = self._labels(name, strata)
            else:
                counts = self._marked(name, others)
            facets.append(self._facet(name, counts))
        return tuple(facets)

    def _facet(self, name: str, counts: Iterable[tuple[str, int]]) -> Facet:
        chosen = self._chosen.get(name, set())
        listed = [FacetValue(value, count, value in chosen) for value, count in counts]
        missing = sorted(chosen - {value.value for value in listed})
        return Facet(name, (*listed, *(FacetValue(value, 0, True) for value in missing)))

    def _strata(self, mask: Mask) -> Counts:
        if np.count_nonzero(mask) * 2 > len(mask):
            return self._columns.all_strata - self._few_strata(~mask)
        return self._few_strata(mask)

    def _few_strata(self, mask: Mask) -> Counts:
        strata, size = self._columns.stratum, len(self._columns.strata)
        counts = np.zeros(size, np.int64)
        for begin in range(0, len(mask), AT_ONCE):
            hits = np.flatnonzero(mask[begin : begin + AT_ONCE])
            counts += np.bincount(strata[begin : begin + AT_ONCE].take(hits), minlength=size)
        return counts

    def _labels(self, name: str, strata: Counts) -> Iterator[tuple[str, int]]:
        labels = self._columns.labels[name]
        totals = np.bincount(labels.label, strata[labels.stratum], len(labels.names)).tolist()
        counts = [(label, int(total)) for label, total in zip(labels.names, totals, strict=True) if total]
        if name == "year":
            return iter(sorted(counts, key=lambda pair: (pair[0] != UNKNOWN, pair[0]), reverse=True))
        return iter(sorted(counts, key=lambda pair: (-pair[1], pair[0])))

    def _marked(self, name: str, mask: Mask) -> Iterator[tuple[str, int]]:
        if name == "state":
            marked = self._marks.papers[mask[self._marks.papers]]
            counts = np.bincount(self._standings[marked], minlength=len(STANDINGS)).tolist()
            counts[0] += int(np.count_nonzero(mask)) - len(marked)
            return ((one.value, count) for one, count in zip(STANDINGS, counts, strict=True))
        if name == "edition":
            return self._editions.counted(mask, self._chosen.get(name, ()))
        totals = {tag: int(mask[papers].sum()) for tag, papers in self._marks.words.tagged.items()}
        return iter(sorted(((t, n) for t, n in totals.items() if n), key=lambda pair: (-pair[1], pair[0])))

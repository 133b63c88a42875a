"""Facets: properties to filter results by, with the count of each value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.engine.mark_overlay import EFFECTIVE_STATES
from paper_tui.search.index.columns import UNKNOWN
from paper_tui.search.index.sort_order import AT_ONCE
from paper_tui.search.index.types import Mask

if TYPE_CHECKING:
    from paper_tui.search.engine.mark_overlay import MarkOverlay
    from paper_tui.search.index.columns import Columns
    from paper_tui.search.index.editions import Editions

NAMES = ("state", "tag", "follow", "by", "year", "source", "edition", "category")
Counts = NDArray[np.int64]
FacetGroups = Mapping[str, Mapping[str, Collection[int]]]
"""Papers by facet and value, as positions in the catalogue: ``by`` member and by ``follow``."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet."""

    value: str
    count: int
    """The number of papers it would list under all other chosen facets."""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A property to filter results by."""

    name: str
    values: tuple[FacetValue, ...]


class Facets:
    """Masks of the chosen values, and counts of all values."""

    def __init__(
        self,
        chosen: Iterable[tuple[str, str]],
        columns: Columns,
        editions: Editions,
        marks: MarkOverlay,
        states: NDArray[np.uint8],
        groups: FacetGroups,
    ) -> None:
        """Compute the masks of the chosen values.

        Args:
            chosen: Pairs of facet and value.
            columns: What the index holds of each paper.
            editions: The days of the sources.
            marks: What the reader did, by paper.
            states: The effective state of each paper.
            groups: The papers of facets that the index does not hold.
        """
        self._groups = {
            facet: {value: np.fromiter(papers, np.intp, len(papers)) for value, papers in values.items()}
            for facet, values in groups.items()
        }
        self._columns = columns
        self._editions = editions
        self._marks = marks
        self._states = states
        self._chosen: dict[str, set[str]] = {}
        for name, value in chosen:
            self._chosen.setdefault(name, set()).add(value)
        self._masks = {name: self._mask(name, values) for name, values in self._chosen.items()}

    @property
    def edition(self) -> NDArray[np.uint32] | None:
        """Papers of the chosen edition in its order; None unless one is chosen."""
        return self._editions.papers_of(self._chosen.get("edition", frozenset()))

    def narrowed(self, mask: Mask, *, hidden: bool, without: str = "") -> Mask:
        """Filter a mask by the chosen values of every facet except `without`.

        Hidden ones are among them where `hidden` says so or a state is chosen, or would be.
        """
        if without != "state" and "state" not in self._masks:
            mask = self.unchosen(mask, hidden=hidden)
        for name, fits in self._masks.items():
            if name != without:
                mask = mask & fits
        return mask

    def unchosen(self, mask: Mask, *, hidden: bool) -> Mask:
        """Filter a mask as if nothing were chosen: without hidden papers."""
        return mask if hidden or self._marks.shown is None else mask & self._marks.shown

    def _mask(self, name: str, values: set[str]) -> Mask:
        if name == "state":
            return np.isin(
                self._states, [place for place, one in enumerate(EFFECTIVE_STATES) if one in values]
            )
        if name == "tag":
            return self._marks.having(lambda mark: not values.isdisjoint(mark.tags))
        if name == "edition":
            return self._editions.having(values.__contains__, len(self._columns))
        if name not in self._columns.labels:
            chosen = np.zeros(len(self._columns), np.bool_)
            groups = self._groups.get(name, {})
            for value in values & groups.keys():
                chosen[groups[value]] = True
            return chosen
        labels = self._columns.labels[name]
        wanted = np.array([label in values for label in labels.names] or [False])
        fits = np.zeros(max(1, len(self._columns.label_sets)), np.bool_)
        fits[labels.label_set[wanted[labels.label]]] = True
        return fits[self._columns.label_set]

    def known_values(self, name: str) -> list[str]:
        """List the values of a field that papers have, the most frequent first."""
        if name == "state":
            return [state.value for state in EFFECTIVE_STATES]
        everything = np.ones(len(self._columns), np.bool_)
        if name in self._columns.labels:
            counts = list(self._labels(name, self._columns.label_set_counts))
        else:
            counts = list(self._marked(name, everything))
        ordered = sorted(counts, key=lambda pair: -pair[1])
        return [value for value, count in ordered if count and value != UNKNOWN]

    def counted(self, mask: Mask, *, hidden: bool) -> tuple[Facet, ...]:
        """Count the values of every facet among the papers that match the query."""
        shared = self.narrowed(mask, hidden=hidden)
        per_label_set = self._label_sets(shared)
        facets = []
        for name in NAMES:
            own = name in self._masks or name == "state"
            others = self.narrowed(mask, hidden=hidden, without=name) if own else shared
            counts: Iterator[tuple[str, int]]
            if name in self._columns.labels:
                label_sets = self._label_sets(others) if own else per_label_set
                counts = self._labels(name, label_sets)
            else:
                counts = self._marked(name, others)
            facets.append(self._facet(name, counts))
        return tuple(facets)

    def _facet(self, name: str, counts: Iterable[tuple[str, int]]) -> Facet:
        chosen = self._chosen.get(name, set())
        listed = [FacetValue(value, count, value in chosen) for value, count in counts]
        missing = sorted(chosen - {value.value for value in listed})
        return Facet(name, (*listed, *(FacetValue(value, 0, True) for value in missing)))

    def _label_sets(self, mask: Mask) -> Counts:
        if np.count_nonzero(mask) * 2 > len(mask):
            return self._columns.label_set_counts - self._few_label_sets(~mask)
        return self._few_label_sets(mask)

    def _few_label_sets(self, mask: Mask) -> Counts:
        label_sets, size = self._columns.label_set, len(self._columns.label_sets)
        counts = np.zeros(size, np.int64)
        for begin in range(0, len(mask), AT_ONCE):
            hits = np.flatnonzero(mask[begin : begin + AT_ONCE])
            counts += np.bincount(label_sets[begin : begin + AT_ONCE].take(hits), minlength=size)
        return counts

    def _labels(self, name: str, label_sets: Counts) -> Iterator[tuple[str, int]]:
        labels = self._columns.labels[name]
        totals = np.bincount(labels.label, label_sets[labels.label_set], len(labels.names)).tolist()
        counts = [(label, int(total)) for label, total in zip(labels.names, totals, strict=True) if total]
        if name == "year":
            return iter(sorted(counts, key=lambda pair: (pair[0] != UNKNOWN, pair[0]), reverse=True))
        return iter(sorted(counts, key=lambda pair: (-pair[1], pair[0])))

    def _marked(self, name: str, mask: Mask) -> Iterator[tuple[str, int]]:
        if name == "state":
            marked = self._marks.papers[mask[self._marks.papers]]
            counts = np.bincount(self._marks.states[marked], minlength=len(EFFECTIVE_STATES)).tolist()
            counts[0] += int(np.count_nonzero(mask)) - len(marked)
            return ((one.value, count) for one, count in zip(EFFECTIVE_STATES, counts, strict=True))
        if name == "edition":
            return self._editions.counted(mask, self._chosen.get(name, ()))
        if name in ("by", "follow"):
            totals = {value: int(mask[papers].sum()) for value, papers in self._groups.get(name, {}).items()}
            return iter(sorted((value, count) for value, count in totals.items() if count))
        totals = {tag: int(mask[papers].sum()) for tag, papers in self._marks.words.tagged.items()}
        return iter(sorted(((t, n) for t, n in totals.items() if n), key=lambda pair: (-pair[1], pair[0])))

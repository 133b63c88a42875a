"""The papers of each edition, in the order of the edition."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.edition import edition_name
from paper_tui.papers.paper import Paper
from paper_tui.search.index.index_delta import CatalogueDelta
from paper_tui.search.index.types import Mask

DTYPES: Mapping[str, Any] = {
    "editions": np.uint8,
    "edition_starts": np.uint32,
    "edition_papers": np.uint32,
    "edition_ranks": np.uint32,
}
"""Dtype of each array; Any, since numpy has no type for a dtype in a mapping."""
_Edition = tuple[str, str]
"""Source and day."""
MOST_COUNTED = 50
"""Editions that a facet lists; older ones are found with ``edition:``."""
UNRANKED = 0xFFFF_FFFF


class Editions:
    """The editions, newest first, each with its papers as a range of one array."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.days: tuple[tuple[str, str], ...] = tuple(
            (source, day) for source, day in json.loads(arrays["editions"].tobytes())
        )
        """Source and day of each."""
        self.names = tuple(edition_name(source, day) for source, day in self.days)
        self._starts: NDArray[np.uint32] = arrays["edition_starts"]
        self._papers: NDArray[np.uint32] = arrays["edition_papers"]

    @property
    def totals(self) -> list[int]:
        """Papers per edition."""
        return [int(total) for total in np.diff(self._starts)]

    def counts(self, mask: Mask) -> NDArray[np.int64]:
        """Count the papers of a mask in each edition."""
        if not self.names:
            return np.empty(0, np.int64)
        held = mask.take(self._papers).astype(np.int64)
        counts: NDArray[np.int64] = np.add.reduceat(held, self._starts[:-1])
        return counts

    def counted(self, mask: Mask, chosen: Collection[str]) -> Iterator[tuple[str, int]]:
        """Count the papers of a mask in the newest editions and the chosen ones."""
        counts = self.counts(mask)
        listed = {*np.flatnonzero(counts)[:MOST_COUNTED].tolist()}
        listed |= {self.names.index(name) for name in chosen if name in self.names}
        return ((self.names[number], int(counts[number])) for number in sorted(listed))

    def papers_of(self, names: Collection[str]) -> NDArray[np.uint32] | None:
        """Return the papers of the one edition named, in its order; None unless exactly one is named."""
        numbers = [self.names.index(name) for name in names if name in self.names]
        return self._part(numbers[0]) if len(names) == len(numbers) == 1 else None

    def _part(self, number: int) -> NDArray[np.uint32]:
        return self._papers[self._starts[number] : self._starts[number + 1]]

    def having(self, fits: Callable[[str], bool], size: int) -> Mask:
        """Mask the papers of the editions whose name or day fits."""
        mask = np.zeros(size, np.bool_)
        for number, (name, (_, day)) in enumerate(zip(self.names, self.days, strict=True)):
            if fits(name) or fits(day):
                mask[self._part(number)] = True
        return mask


class EditionsBuilder:
    """Collects the editions of papers in the order of the catalogue."""

    def __init__(self) -> None:
        self._papers = 0
        self._held: dict[_Edition, tuple[array[int], array[int]]] = {}
        """Paper numbers and ranks per edition."""

    def add(self, paper: Paper) -> None:
        """Add the next paper; of several sightings in one edition the last rank counts."""
        stood = {(seen.source, seen.edition): seen.rank for seen in paper.sightings if seen.edition}
        for edition, rank in stood.items():
            numbers, ranks = self._held.setdefault(edition, (array("I"), array("I")))
            numbers.append(self._papers)
            ranks.append(UNRANKED if rank is None else min(max(rank, 0), UNRANKED))
        self._papers += 1

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays of `Editions`."""
        held = {
            edition: np.array([numbers, ranks], np.uint32) for edition, (numbers, ranks) in self._held.items()
        }
        return _arranged(held)


def _arranged(held: Mapping[_Edition, NDArray[np.uint32]]) -> dict[str, NDArray[Any]]:
    """Return the arrays of `Editions` from the paper numbers and ranks of each edition."""
    ordered = sorted(held, key=lambda edition: edition[0])
    ordered.sort(key=lambda edition: edition[1], reverse=True)
    ranked = [held[edition][:, np.lexsort(held[edition])] for edition in ordered]
    papers, ranks = np.concatenate([np.empty((2, 0), np.uint32), *ranked], axis=1)
    return {
        "editions": np.frombuffer(json.dumps(ordered).encode(), np.uint8),
        "edition_starts": np.cumsum([0, *(part.shape[1] for part in ranked)]).astype(np.uint32),
        "edition_papers": papers,
        "edition_ranks": ranks,
    }


def merged(
    before: Mapping[str, NDArray[Any]], fresh: Mapping[str, NDArray[Any]], delta: CatalogueDelta
) -> dict[str, NDArray[Any]]:
    """Merge the editions of the earlier index with those of the fresh papers."""
    held: dict[_Edition, NDArray[np.uint32]] = {}
    for edition, papers in _by_edition(before):
        kept = papers[:, delta.kept[papers[0]]]
        held[edition] = np.stack([delta.moved[kept[0]].astype(np.uint32), kept[1]])
    for edition, papers in _by_edition(fresh):
        more = np.stack([delta.fresh[papers[0]].astype(np.uint32), papers[1]])
        held[edition] = np.concatenate([held[edition], more], axis=1) if edition in held else more
    return _arranged({edition: papers for edition, papers in held.items() if papers.shape[1]})


def _by_edition(arrays: Mapping[str, NDArray[Any]]) -> Iterator[tuple[_Edition, NDArray[np.uint32]]]:
    """Map each edition to the numbers and ranks of its papers."""
    starts = arrays["edition_starts"].tolist()
    papers = np.stack([arrays["edition_papers"], arrays["edition_ranks"]])
    editions = json.loads(arrays["editions"].tobytes())
    for (source, day), (begin, end) in zip(editions, pairwise(starts), strict=True):
        yield (source, day), papers[:, begin:end]

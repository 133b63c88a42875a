"""The order of results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.fields import GRADES, WORTH, Field
from paper_tui.search.query import Sort

if TYPE_CHECKING:
    from paper_tui.search.columns import Columns
    from paper_tui.search.evaluate import Leaf, Mask

_WORTH = np.array(WORTH, np.float32)
_IN_TITLE = np.zeros(len(WORTH), np.bool_)
_IN_TITLE[[grade for (_, field), grade in GRADES.items() if field is Field.TITLE]] = True
WHOLE_TITLE = 0.15
"""What a title that has no word but the asked for adds to the worth of its words."""
STEPS = 65_535
"""Scores are told apart to this fineness, which lets them be sorted by counting."""


class Ordinals(Sequence[int]):
    """Places in the catalogue, best first, over an array: a million cost no list."""

    def __init__(self, array: NDArray[np.uint32]) -> None:
        self.array = array

    def __len__(self) -> int:
        return len(self.array)

    @overload
    def __getitem__(self, position: int) -> int: ...
    @overload
    def __getitem__(self, position: slice) -> Ordinals: ...
    def __getitem__(self, position: int | slice) -> int | Ordinals:
        if isinstance(position, slice):
            return Ordinals(self.array[position])
        return int(self.array[position])

    def position(self, ordinal: int) -> int | None:
        """Where a paper stands, or None."""
        found = np.flatnonzero(self.array == ordinal)
        return int(found[0]) if len(found) else None

    def __iter__(self) -> Iterator[int]:
        for begin in range(0, len(self.array), 4096):
            yield from self.array[begin : begin + 4096].tolist()


def ranked(
    mask: Mask, leaves: Sequence[Leaf], columns: Columns, sort: Sort
) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """The papers of a mask in order, and the score of each in `STEPS`."""
    by_score = sort is Sort.RELEVANCE and bool(leaves)
    order = columns.orders[Sort.NEWEST if sort is Sort.RELEVANCE else sort]
    hits = order if mask.all() else order[mask[order]]
    scores = scored(hits, leaves, columns)
    if by_score:
        best = np.argsort(STEPS - scores, kind="stable")
        hits, scores = hits[best], scores[best]
    return hits, scores


def scored(hits: NDArray[np.uint32], leaves: Sequence[Leaf], columns: Columns) -> NDArray[np.uint16]:
    """How well these papers have the words asked for: each by its grade, rarer words more."""
    if not leaves:
        return np.zeros(len(hits), np.uint16)
    total = np.zeros(len(hits), np.float32)
    in_title = np.zeros(len(hits), np.float32)
    whole = 0.0
    for leaf in leaves:
        grades = leaf.found.grades[hits]
        weight = float(np.log1p(len(columns) / (1 + leaf.found.papers)))
        whole += weight
        total += _WORTH[grades] * np.float32(weight)
        in_title += _IN_TITLE[grades]
    covered = in_title / np.maximum(columns.title_words[hits], np.maximum(in_title, 1))
    total *= (1 + WHOLE_TITLE * covered) * np.float32(STEPS / (whole * (1 + WHOLE_TITLE) or 1))
    return np.minimum(total, STEPS).astype(np.uint16)

"""The order of results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.fields import GRADES, WORTH, Field, Level
from paper_tui.search.query import Sort

if TYPE_CHECKING:
    from paper_tui.search.columns import Columns
    from paper_tui.search.conditions import Mask
    from paper_tui.search.evaluate import Leaf
    from paper_tui.search.streams import Streams

_WORTH = np.array(WORTH, np.float32)
_IN_TITLE = np.zeros(len(WORTH), np.uint16)
_IN_TITLE[
    [grade for (level, field), grade in GRADES.items() if field is Field.TITLE and level >= Level.PREFIX]
] = 1
WHOLE_TITLE = 0.15
"""What a title that has no word but the asked for adds, as a share of the worth of all words."""
MOST_TITLE_WORDS = 250
"""More words of a query than these add nothing for the title."""
LEADING = 0.15
"""What a title that begins with a word adds, as a share of the worth of that word."""
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

    def position_of(self, ordinal: int) -> int | None:
        """Where a paper stands, or None."""
        found = np.flatnonzero(self.array == ordinal)
        return int(found[0]) if len(found) else None

    def __iter__(self) -> Iterator[int]:
        for begin in range(0, len(self.array), 4096):
            yield from self.array[begin : begin + 4096].tolist()


def ranked(
    mask: Mask, leaves: Sequence[Leaf], columns: Columns, streams: Streams, sort: Sort
) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """The papers of a mask in order, and the score of each in `STEPS`."""
    by_score = sort is Sort.RELEVANCE and bool(leaves)
    order = columns.orders[Sort.NEWEST if sort is Sort.RELEVANCE else sort]
    hits = order.take(np.flatnonzero(mask.take(order)))
    scores = scored(hits, leaves, columns, streams)
    if by_score:
        best = np.argsort(STEPS - scores, kind="stable")
        hits, scores = hits[best], scores[best]
    return hits, scores


def scored(
    hits: NDArray[np.uint32], leaves: Sequence[Leaf], columns: Columns, streams: Streams
) -> NDArray[np.uint16]:
    """How well these papers have the words asked for: each by its grade, rarer words more."""
    total = np.zeros(len(hits), np.uint16)
    if not leaves or not len(hits):
        return total
    in_title = np.zeros(len(hits), np.uint16)
    weights = [float(np.log1p(len(columns) / (1 + leaf.found.papers))) for leaf in leaves]
    share = STEPS / ((1 + WHOLE_TITLE + LEADING) * sum(weights))
    first = streams.leading.take(hits)
    for leaf, weight in zip(leaves, weights, strict=True):
        grades = leaf.found.grades.take(hits)
        total += (_WORTH * (weight * share)).astype(np.uint16).take(grades)
        in_title += _IN_TITLE.take(grades)
        total += leads(first, leaf) * np.uint16(LEADING * weight * share)
    bonus = _bonuses(len(leaves), share * sum(weights))
    np.minimum(in_title, MOST_TITLE_WORDS, out=in_title)
    total += bonus.take(in_title * np.uint16(256) + columns.title_words.take(hits))
    return total


def leads(first: NDArray[np.uint32], leaf: Leaf) -> NDArray[np.bool_]:
    """Which titles begin with the word asked for, going by the numbers of their first words."""
    near = leaf.found.near_numbers
    leading = np.isin(first, near) if len(near) else np.zeros(len(first), np.bool_)
    for low, high in leaf.found.leads:
        leading |= (first >= low) & (first < high)
    return leading


def _bonuses(words: int, whole: float) -> NDArray[np.uint16]:
    """What the title adds, by 256 times the words found in it plus the words that it has."""
    found = np.arange(min(words, MOST_TITLE_WORDS) + 1)[:, np.newaxis]
    covered = found / np.maximum(np.arange(256), np.maximum(found, 1))
    return (covered * (found / words) * WHOLE_TITLE * whole).astype(np.uint16).ravel()

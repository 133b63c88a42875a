"""The order of results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.fields import GRADES, WORTH, Field, Level
from paper_tui.search.order import Ordinals
from paper_tui.search.query import Sort

if TYPE_CHECKING:
    from paper_tui.search.columns import Columns
    from paper_tui.search.conditions import Mask
    from paper_tui.search.evaluate import Leaf
    from paper_tui.search.streams import Streams

_WORTH = np.array(WORTH, np.float32)
_IN_TITLE = np.zeros(len(WORTH), np.uint32)
_IN_TITLE[
    [grade for (level, field), grade in GRADES.items() if field is Field.TITLE and level >= Level.PREFIX]
] = 1
WHOLE_TITLE = 0.15
"""What a title that has no word but the asked for adds, as a share of the worth of all words."""
MOST_TITLE_WORDS = 250
"""More words of a query than these add nothing for the title."""
LEADING = 0.15
"""What a title that begins with a word adds, as a share of the worth of that word."""
_MANY = 8
"""Papers for each result up to which it takes longer to sort the results than to go through all papers."""
STEPS = 65_535
"""Scores are told apart to this fineness, which lets them be sorted by counting."""
_AT_ONCE = 32_768
_TITLE_SHIFT = np.uint32(16)
"""Where the number of words in the title stands, above the score, so that both are summed at once."""


def ranked(
    mask: Mask,
    leaves: Sequence[Leaf],
    columns: Columns,
    streams: Streams,
    sort: Sort,
    edition: NDArray[np.uint32] | None = None,
) -> Ordinals:
    """The papers of a mask in order, with the score of each in `STEPS`.

    Where all of them are of one edition, the newest come as they stood in it: some stood in a newer one too.
    """
    by_score = sort is Sort.RELEVANCE and bool(leaves)
    sort = Sort.NEWEST if sort is Sort.RELEVANCE else sort
    if edition is not None and sort is Sort.NEWEST:
        hits = edition[mask.take(edition)]
    else:
        hits = _in_order(mask, columns, sort)
    return Ordinals(hits, scored(hits, leaves, columns, streams), by_score=by_score)


def _in_order(mask: Mask, columns: Columns, sort: Sort) -> NDArray[np.uint32]:
    """The papers of a mask in an order: few are sorted, for many the order of all is gone through."""
    order = columns.orders[sort]
    if mask.all():
        return order
    if np.count_nonzero(mask) * _MANY < len(mask):
        return order.take(np.sort(columns.place_in(sort).take(np.flatnonzero(mask))))
    found = [part.take(np.flatnonzero(mask.take(part))) for part in _parts(order)]
    return np.concatenate([order[:0], *found]).astype(np.uint32)


def _parts(papers: NDArray[np.uint32]) -> Iterator[NDArray[np.intp]]:
    """So few at a time that what is worked out of them stays near the processor, as numbers it indexes by."""
    for begin in range(0, len(papers), _AT_ONCE):
        yield papers[begin : begin + _AT_ONCE].astype(np.intp)


def scored(
    hits: NDArray[np.uint32], leaves: Sequence[Leaf], columns: Columns, streams: Streams
) -> NDArray[np.uint16]:
    """How well these papers have the words asked for: each by its grade, rarer words more."""
    if not leaves or not len(hits):
        return np.zeros(len(hits), np.uint16)
    weights = [float(np.log1p(len(columns) / (1 + leaf.found.papers))) for leaf in leaves]
    share = STEPS / ((1 + WHOLE_TITLE + LEADING) * sum(weights))
    tables = [_IN_TITLE << _TITLE_SHIFT | (_WORTH * (weight * share)).astype(np.uint32) for weight in weights]
    leading = [np.uint32(LEADING * weight * share) for weight in weights]
    bonuses = _bonuses(len(leaves), share * sum(weights))
    if len(leaves) == 1:
        return _scored_for_one(hits, leaves[0], tables[0], leading[0], bonuses, columns, streams)
    scores = []
    for part in _parts(hits):
        both, first = np.zeros(len(part), np.uint32), streams.leading.take(part)
        for leaf, table, lead in zip(leaves, tables, leading, strict=True):
            both += table.take(leaf.found.grades.take(part))
            both += leads(first, leaf) * lead
        found = both >> _TITLE_SHIFT
        if len(leaves) > MOST_TITLE_WORDS:
            np.minimum(found, MOST_TITLE_WORDS, out=found)
        bonus = bonuses.take(found << 8 | columns.title_words.take(part))
        scores.append(both.astype(np.uint16) + bonus)
    return np.concatenate(scores)


def _scored_for_one(
    hits: NDArray[np.uint32],
    leaf: Leaf,
    table: NDArray[np.uint32],
    lead: np.uint32,
    bonuses: NDArray[np.uint16],
    columns: Columns,
    streams: Streams,
) -> NDArray[np.uint16]:
    """As `scored`: of one word, which very many papers may have, grade and title tell it at once."""
    words = np.arange(256, dtype=np.uint32)
    of_grade = table[:, np.newaxis]
    whole = (of_grade.astype(np.uint16) + bonuses.take(of_grade >> _TITLE_SHIFT << 8 | words)).ravel()
    scores = []
    for part in _parts(hits):
        row = leaf.found.grades.take(part).astype(np.uint16)
        row <<= 8
        row |= columns.title_words.take(part)
        score = whole.take(row)
        score += leads(streams.leading.take(part), leaf) * np.uint16(lead)
        scores.append(score)
    return np.concatenate(scores)


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

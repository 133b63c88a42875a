"""The order of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.index.sort_order import AT_ONCE, MANY, BestFirst, Order, Ordinals, parts
from paper_tui.search.query.query import Sort
from paper_tui.search.text.fields import GRADES, WORTH, Field, Level

if TYPE_CHECKING:
    from paper_tui.search.engine.evaluator import Leaf
    from paper_tui.search.engine.filters import Mask
    from paper_tui.search.index.columns import Columns
    from paper_tui.search.index.positions import Streams

_Number = TypeVar("_Number", bound=np.generic)
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
STEPS = 65_535
"""Scores are told apart to this fineness, which lets them be sorted by counting."""
_TITLE_SHIFT = np.uint32(16)
"""Where the number of words in the title stands, above the score, so that both are summed at once."""

Papers = slice | NDArray[np.intp]
"""Some papers, by number."""


def ranked(
    mask: Mask,
    leaves: Sequence[Leaf],
    columns: Columns,
    streams: Streams,
    sort: Sort,
    edition: NDArray[np.uint32] | None = None,
    preferred: Order | None = None,
) -> Ordinals:
    """The papers of a mask in order, with the score of each in `STEPS`.

    Where all of them are of one edition, the newest come as they stood in it: some stood in a newer one too.
    `preferred` is the order for `Sort.FOR_YOU`.
    """
    by_score = sort is Sort.RELEVANCE and bool(leaves)
    if preferred is None or sort is not Sort.FOR_YOU:
        sort = Sort.NEWEST if sort in (Sort.RELEVANCE, Sort.FOR_YOU) else sort
        order = columns.orders[sort]
    else:
        order = preferred
    scorer = Scorer(leaves, columns, streams)
    if edition is not None and sort is Sort.NEWEST:
        hits = edition[mask.take(edition)]
    elif by_score and np.count_nonzero(mask) * MANY >= len(mask):
        return BestFirst(scorer.within(mask), order)
    else:
        hits = order.of(mask)
    ordinals = Ordinals.by_score if by_score else Ordinals
    return ordinals(hits, scorer.of(hits))


class Scorer:
    """How well papers have the words asked for: each by its grade, rarer words more."""

    def __init__(self, leaves: Sequence[Leaf], columns: Columns, streams: Streams) -> None:
        weights = [float(np.log1p(len(columns) / (1 + leaf.found.papers))) for leaf in leaves]
        whole = sum(weights)
        share = STEPS / ((1 + WHOLE_TITLE + LEADING) * whole) if whole else 0.0
        self._columns = columns
        self._streams = streams
        self._bonuses = _bonuses(len(leaves), share * whole)
        self._words = [_Word(leaf, weight * share) for leaf, weight in zip(leaves, weights, strict=True)]

    def of(self, papers: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """The score of each of these papers."""
        return self._scored(len(papers), parts(papers))

    def within(self, mask: Mask) -> NDArray[np.uint16]:
        """The score of each paper of the catalogue: at least 1 within a mask, 0 outside."""
        size = len(mask)
        if np.count_nonzero(mask) * 2 > size:
            whole = (slice(begin, begin + AT_ONCE) for begin in range(0, size, AT_ONCE))
            return np.maximum(self._scored(size, whole), 1) * mask
        scores, hits = np.zeros(size, np.uint16), np.flatnonzero(mask)
        scores[hits] = np.maximum(self._scored(len(hits), parts(hits)), 1)
        return scores

    def _scored(self, size: int, papers: Iterable[Papers]) -> NDArray[np.uint16]:
        if not self._words or not size:
            return np.zeros(size, np.uint16)
        score = self._for_one() if len(self._words) == 1 else self._for_several
        return np.concatenate([score(some) for some in papers])

    def _for_several(self, papers: Papers) -> NDArray[np.uint16]:
        titles, first = _of(self._columns.title_words, papers), _of(self._streams.leading, papers)
        both = np.zeros(len(titles), np.uint32)
        for word in self._words:
            both += word.table.take(_of(word.grades, papers))
            both += word.leads(first) * word.lead
        found = both >> _TITLE_SHIFT
        if len(self._words) > MOST_TITLE_WORDS:
            np.minimum(found, MOST_TITLE_WORDS, out=found)
        return both.astype(np.uint16) + self._bonuses.take(found << 8 | titles)

    def _for_one(self) -> Callable[[Papers], NDArray[np.uint16]]:
        """As for several: of one word, which very many papers may have, grade and title tell it at once."""
        word, titles = self._words[0], np.arange(256, dtype=np.uint32)
        of_grade = word.table[:, np.newaxis]
        bonuses = self._bonuses.take(of_grade >> _TITLE_SHIFT << 8 | titles)
        whole = (of_grade.astype(np.uint16) + bonuses).ravel()

        def score(papers: Papers) -> NDArray[np.uint16]:
            row = _of(word.grades, papers).astype(np.uint16)
            row <<= 8
            row |= _of(self._columns.title_words, papers)
            scores = whole.take(row)
            scores += word.leads(_of(self._streams.leading, papers)) * np.uint16(word.lead)
            return scores

        return score


class _Word:
    """What a word adds to the score of a paper."""

    def __init__(self, leaf: Leaf, worth: float) -> None:
        self.grades = leaf.found.grades
        self.table = _IN_TITLE << _TITLE_SHIFT | (_WORTH * worth).astype(np.uint32)
        """For each grade the score, and above it whether the word stands in the title."""
        self.lead = np.uint32(LEADING * worth)
        """What is added where the title begins with the word."""
        self._ranges = leaf.found.leads
        near = leaf.found.near_numbers
        self._near = np.zeros(int(near.max(initial=-1)) + 2, np.bool_)
        self._near[near] = True

    def leads(self, first: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Which titles begin with the word, going by the numbers of their first words."""
        leading = np.zeros(len(first), np.bool_)
        if len(self._near) > 1:
            leading |= self._near.take(first, mode="clip")
        for low, high in self._ranges:
            leading |= (first >= low) & (first < high)
        return leading


def _of(values: NDArray[_Number], papers: Papers) -> NDArray[_Number]:
    return values[papers] if isinstance(papers, slice) else values.take(papers)


def _bonuses(words: int, whole: float) -> NDArray[np.uint16]:
    """What the title adds, by 256 times the words found in it plus the words that it has."""
    found = np.arange(min(words, MOST_TITLE_WORDS) + 1)[:, np.newaxis]
    covered = found / np.maximum(np.arange(256), np.maximum(found, 1))
    return (covered * (found / max(words, 1)) * WHOLE_TITLE * whole).astype(np.uint16).ravel()

"""Ranking of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from paper_tui.search.index.sort_order import AT_ONCE, MANY, LazyByScore, Ordinals, SortOrder, parts
from paper_tui.search.index.types import Mask
from paper_tui.search.query.query import BY_READER, Sort
from paper_tui.search.text.fields import GRADES, WORTH, Field, Level

if TYPE_CHECKING:
    from paper_tui.search.engine.evaluator import TermMatch
    from paper_tui.search.index.columns import Columns
    from paper_tui.search.index.positions import Positions

_Number = TypeVar("_Number", bound=np.generic)
_WORTH = np.array(WORTH, np.float32)
_IN_TITLE = np.zeros(len(WORTH), np.uint32)
_IN_TITLE[
    [grade for (level, field), grade in GRADES.items() if field is Field.TITLE and level >= Level.PREFIX]
] = 1
WHOLE_TITLE = 0.15
"""Bonus of a title fully covered by the query, as a share of the total weight."""
MOST_TITLE_WORDS = 250
"""Query terms above this number add no title bonus."""
LEADING = 0.15
"""Bonus of a title that starts with the term, as a share of its weight."""
STEPS = 65_535
"""Resolution of scores; 16 bits allow counting sort."""
_TITLE_SHIFT = np.uint32(16)
"""Bit offset of the matched title words above the score, so that both are summed at once."""

Papers = slice | NDArray[np.intp]
"""Papers by position."""


def ranked(
    mask: Mask,
    term_matches: Sequence[TermMatch],
    columns: Columns,
    streams: Positions,
    sort: Sort,
    edition: NDArray[np.uint32] | None = None,
    preferred: SortOrder | None = None,
) -> Ordinals:
    """Rank the papers of a mask, with the score of each in `STEPS`.

    Where all of them are of one edition, the newest come in its order: some were in a newer one too.
    `preferred` is the order for those of `BY_READER`; without one, papers are sorted by relevance.
    """
    if sort in BY_READER and preferred is None:
        sort = Sort.RELEVANCE
    by_score = sort is Sort.RELEVANCE and bool(term_matches)
    if preferred is None or sort not in BY_READER:
        sort = Sort.NEWEST if sort is Sort.RELEVANCE else sort
        order = columns.orders[sort]
    else:
        order = preferred
    scorer = Scorer(term_matches, columns, streams)
    if edition is not None and sort is Sort.NEWEST:
        hits = edition[mask.take(edition)]
    elif by_score and np.count_nonzero(mask) * MANY >= len(mask):
        return LazyByScore(scorer.within(mask), order)
    else:
        hits = order.of(mask)
    ordinals = Ordinals.by_score if by_score else Ordinals
    return ordinals(hits, scorer.of(hits))


class Scorer:
    """Scores papers: each term by its grade, rare terms more."""

    def __init__(self, term_matches: Sequence[TermMatch], columns: Columns, streams: Positions) -> None:
        weights = [
            float(np.log1p(len(columns) / (1 + term_match.found.papers))) for term_match in term_matches
        ]
        whole = sum(weights)
        share = STEPS / ((1 + WHOLE_TITLE + LEADING) * whole) if whole else 0.0
        self._columns = columns
        self._streams = streams
        self._bonuses = _bonuses(len(term_matches), share * whole)
        self._words = [
            _Word(term_match, weight * share)
            for term_match, weight in zip(term_matches, weights, strict=True)
        ]

    def of(self, papers: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """Score these papers."""
        return self._scored(len(papers), parts(papers))

    def within(self, mask: Mask) -> NDArray[np.uint16]:
        """Score every paper of the catalogue: at least 1 within the mask, 0 outside."""
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
            both += word.title_prefixes(first) * word.lead
        found = both >> _TITLE_SHIFT
        if len(self._words) > MOST_TITLE_WORDS:
            np.minimum(found, MOST_TITLE_WORDS, out=found)
        return both.astype(np.uint16) + self._bonuses.take(found << 8 | titles)

    def _for_one(self) -> Callable[[Papers], NDArray[np.uint16]]:
        """Score one term by table: grade and title length determine the score."""
        word, titles = self._words[0], np.arange(256, dtype=np.uint32)
        of_grade = word.table[:, np.newaxis]
        bonuses = self._bonuses.take(of_grade >> _TITLE_SHIFT << 8 | titles)
        whole = (of_grade.astype(np.uint16) + bonuses).ravel()

        def score(papers: Papers) -> NDArray[np.uint16]:
            row = _of(word.grades, papers).astype(np.uint16)
            row <<= 8
            row |= _of(self._columns.title_words, papers)
            scores = whole.take(row)
            scores += word.title_prefixes(_of(self._streams.leading, papers)) * np.uint16(word.lead)
            return scores

        return score


class _Word:
    """Contribution of one term to the score."""

    def __init__(self, term_match: TermMatch, worth: float) -> None:
        self.grades = term_match.found.grades
        self.table = _IN_TITLE << _TITLE_SHIFT | (_WORTH * worth).astype(np.uint32)
        """Score per grade, and above it whether the word is in the title."""
        self.lead = np.uint32(LEADING * worth)
        """Added where the title starts with the term."""
        self._ranges = term_match.found.title_prefixes
        near = term_match.found.similar_ids
        self._near = np.zeros(int(near.max(initial=-1)) + 2, np.bool_)
        self._near[near] = True

    def title_prefixes(self, first: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Return whether titles start with the term, given the term id of their first word."""
        leading = np.zeros(len(first), np.bool_)
        if len(self._near) > 1:
            leading |= self._near.take(first, mode="clip")
        for low, high in self._ranges:
            leading |= (first >= low) & (first < high)
        return leading


def _of(values: NDArray[_Number], papers: Papers) -> NDArray[_Number]:
    return values[papers] if isinstance(papers, slice) else values.take(papers)


def _bonuses(words: int, whole: float) -> NDArray[np.uint16]:
    """Return the title bonus, by 256 times the matched words plus the words of the title."""
    found = np.arange(min(words, MOST_TITLE_WORDS) + 1)[:, np.newaxis]
    covered = found / np.maximum(np.arange(256), np.maximum(found, 1))
    return (covered * (found / max(words, 1)) * WHOLE_TITLE * whole).astype(np.uint16).ravel()

"""Score papers by an interest, and order them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.ranking.interest import Interest, RowOf, Signals
from paper_tui.ranking.reasons import MOST_COMPARED, Compared, Reason, explain
from paper_tui.ranking.vectors import Floats, Vectors

KeyT = TypeVar("KeyT")
CITES = 0.5
"""The weight of citing many chosen papers, beside 1 for the mean score of the chosen ones."""


class Ranker:
    """The scores of all papers for one reader, as one immutable snapshot."""

    def __init__(
        self,
        vectors: Vectors,
        signals: Signals,
        row_of: RowOf,
        citing: Mapping[PaperKey, int] | None = None,
    ) -> None:
        """Score all papers.

        Args:
            vectors: Those of all papers.
            signals: What the reader did.
            row_of: Finds the row of a paper.
            citing: The number of chosen papers that a paper cites, of those that cite any.
        """
        self.vectors = vectors
        self.signals = signals
        self.interest = Interest(vectors, signals, row_of)
        self._row_of = row_of
        self.scores: Floats = vectors.products(self.interest.weights)
        """By row; higher is nearer to the interest."""
        self._citing = citing or {}
        self._bonus = self._add_bonus()
        chosen = sorted(self.interest.chosen, key=self.interest.chosen.__getitem__, reverse=True)
        self._chosen = chosen[:MOST_COMPARED]

    def _add_bonus(self) -> float:
        """Raise the scores of papers that cite chosen ones; return the most that a paper gains by it."""
        chosen = [*self.interest.chosen]
        bonus = CITES * max(0.0, float(self.scores[chosen].mean())) if chosen else 0.0
        for key, count in self._citing.items():
            row = self._row_of(key)
            if row is not None:
                self.scores[row] += bonus * _share_of(count)
        return bonus

    @cached_property
    def _compared(self) -> Compared:
        """The numbers of the chosen papers that have a feature, by bucket."""
        found: dict[int, list[int]] = {}
        for number, row in enumerate(self._chosen):
            for feature in self.vectors.row(row)[0].tolist():
                found.setdefault(feature, []).append(number)
        return found

    def score(self, key: PaperKey) -> float:
        """The score of a paper; 0 for one without a vector."""
        row = self._row_of(key)
        return 0.0 if row is None else float(self.scores[row])

    def order(self, keys: Sequence[PaperKey]) -> list[PaperKey]:
        """Sort papers by score, the best first; equal ones keep their order."""
        scores = np.fromiter(map(self.score, keys), float, len(keys))
        return [keys[place] for place in np.argsort(-scores, kind="stable")]

    def best(self, papers: Sequence[Paper], most: int, without: Collection[PaperKey]) -> list[Paper]:
        """The papers with the highest scores above 0, given in the order of the vectors."""
        rows = np.argsort(-self.scores, kind="stable")[: most + len(without)].tolist()
        found = (papers[row] for row in rows if self.scores[row] > 0)
        return [paper for paper in found if paper.key not in without][:most]

    def reasons(self, paper: Paper) -> tuple[Reason, ...]:
        """Explain the rank of a paper, the strongest reason first."""
        row = self._row_of(paper.key)
        if row is None:
            return ()
        buckets, weights = self.vectors.row(row)
        parts = self.interest.weights[buckets] * weights
        cited = self._citing.get(paper.key, 0)
        cites = (cited, self._bonus * _share_of(cited))
        return explain(paper, dict(zip(buckets.tolist(), parts.tolist(), strict=True)), self._compared, cites)


def _share_of(count: int) -> float:
    """The share of the bonus for this number of cited papers, from 0 to 1."""
    return 1.0 - 0.5**count


def with_surprises(best: Sequence[KeyT], others: Sequence[KeyT], every: int = 10) -> list[tuple[KeyT, bool]]:
    """Put one paper from outside the interest into every ten; True marks those.

    Args:
        best: Papers in order of score.
        others: Candidates from outside, best candidate first; papers that are placed already are skipped.
        every: Length of the stretch that gets one.
    """
    order: list[tuple[KeyT, bool]] = []
    outside = set(others[: len(best) // every])
    queue = [paper for paper in others if paper in outside]
    for paper in (paper for paper in best if paper not in outside):
        if queue and len(order) % every == every - 1:
            order.append((queue.pop(0), True))
        order.append((paper, False))
    return [*order, *((paper, True) for paper in queue)]

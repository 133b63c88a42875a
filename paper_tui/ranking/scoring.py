"""Score papers by an interest, and order them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.ranking.interest import Interest, Signals
from paper_tui.ranking.reasons import MOST_COMPARED, Reason, explain
from paper_tui.ranking.vectors import Floats, Vectors

KeyT = TypeVar("KeyT")


class Ranker:
    """The scores of all papers for one reader, as one immutable snapshot."""

    def __init__(self, vectors: Vectors, signals: Signals) -> None:
        self.vectors = vectors
        self.signals = signals
        self.interest = Interest(vectors, signals)
        self.scores: Floats = vectors.sums(self.interest.weights[vectors.buckets] * vectors.weights)
        """By row; higher is nearer to the interest."""
        chosen = sorted(self.interest.chosen, key=self.interest.chosen.__getitem__, reverse=True)
        self._compared = [vectors.row(row)[0] for row in chosen[:MOST_COMPARED]]

    def score(self, key: PaperKey) -> float:
        """The score of a paper; 0 for one without a vector."""
        row = self.vectors.rows.get(key)
        return 0.0 if row is None else float(self.scores[row])

    def order(self, keys: Sequence[PaperKey]) -> list[PaperKey]:
        """Sort papers by score, the best first; equal ones keep their order."""
        rows = self.vectors.rows
        scores = np.fromiter(
            (self.scores[rows[key]] if key in rows else 0.0 for key in keys), float, len(keys)
        )
        return [keys[place] for place in np.argsort(-scores, kind="stable")]

    def reasons(self, paper: Paper) -> tuple[Reason, ...]:
        """Say why a paper stands where it does, the strongest reason first."""
        row = self.vectors.rows.get(paper.key)
        if row is None:
            return ()
        buckets, weights = self.vectors.row(row)
        parts = self.interest.weights[buckets] * weights
        return explain(paper, dict(zip(buckets.tolist(), parts.tolist(), strict=True)), self._compared)


def similar(vectors: Vectors, papers: Mapping[PaperKey, float]) -> Ranker:
    """Rank all papers by likeness to some, each with its weight."""
    return Ranker(vectors, Signals(papers))


def with_surprises(best: Sequence[KeyT], others: Sequence[KeyT], every: int = 10) -> list[tuple[KeyT, bool]]:
    """Put one paper from outside the interest into every ten; True marks those.

    Args:
        best: Papers in order of score.
        others: Candidates from outside, best candidate first; papers that are placed already are passed over.
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

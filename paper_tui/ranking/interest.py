"""Signals of interest from the reader's marks, and the profile computed from them by Rocchio's method."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import EffectiveState, Mark, State
from paper_tui.ranking.features import BUCKETS, author_feature, bucket, category_feature, text_features
from paper_tui.ranking.vectors import Floats, Vectors

ENOUGH = 5
"""Positive signals from which on papers are ranked."""
HALF_LIFE = 180.0
"""Days in which a signal loses half of its weight."""
STEER = 2.0
"""Weight of a paper the reader asked for more or less of, beside 1 for a bookmark."""
DISLIKED = 0.5
"""The most that the mean of the dismissed papers weighs, beside 1 for the mean of the chosen ones.

It weighs less where little was dismissed, so that no paper counts more against than another counts for.
"""

_WEIGHTS = {
    EffectiveState.LATER: 0.5,
    EffectiveState.READING: 0.8,
    EffectiveState.DONE: 0.7,
    EffectiveState.HIDDEN: -1.0,
    EffectiveState.SEEN: -0.1,
}
_BOOKMARKED = 1.0
_NOTED = 0.6
"""Weight of a note or a highlight."""
_READ = 0.6
"""Weight of `LONG_READ` or more of reading; less in proportion."""
LONG_READ = 600
"""Seconds."""
SHORTEST_READ = 60
"""Seconds of reading below which nothing follows from it."""
AUTHOR, CATEGORY, PAPER = "author:", "category:", "paper:"


RowOf = Callable[[PaperKey], int | None]
"""Finds the row of a paper's vector."""


@dataclass(frozen=True, slots=True)
class Signals:
    """Weight by paper, above 0 for chosen and below 0 for dismissed, and terms asked for by name."""

    papers: Mapping[PaperKey, float] = field(default_factory=dict)
    more: tuple[str, ...] = ()
    """Lines such as ``diffusion models``, ``author:Kaiming He``, ``category:cs.CL``, ``paper:KEY``."""
    less: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """The number of positive signals."""
        return sum(weight > 0 for weight in self.papers.values()) + len(self.more)

    @property
    def are_enough(self) -> bool:
        """True if there are enough to rank by."""
        return self.count >= ENOUGH


def signals_of(
    marks: Iterable[Mark],
    now: datetime,
    more: Iterable[str] = (),
    less: Iterable[str] = (),
    read: Mapping[PaperKey, int] | None = None,
) -> Signals:
    """Read signals from marks; what rules did is no signal of the reader's.

    Args:
        marks: Marks of papers.
        now: The present.
        more: Lines of what to rank higher, as in `Signals`.
        less: Lines of what to rank lower.
        read: Seconds that papers were read for.
    """
    read = read or {}
    papers: dict[PaperKey, float] = {}
    for mark in marks:
        if weight := _weight(mark, read.get(mark.key, 0)):
            papers[mark.key] = weight * _freshness(mark.bookmarked or mark.seen, now)
    more, less = tuple(more), tuple(less)
    for lines, sign in ((more, 1), (less, -1)):
        for key in (line.removeprefix(PAPER) for line in lines if line.startswith(PAPER)):
            papers[PaperKey(key)] = papers.get(PaperKey(key), 0) + sign * STEER
    return Signals(papers, more, less)


def _weight(mark: Mark, seconds: int) -> float:
    hidden_by_rule = bool(mark.rule) and mark.effective_state is EffectiveState.HIDDEN
    chosen = _BOOKMARKED * bool(mark.bookmarked) + _NOTED * bool(mark.note or mark.highlights)
    if seconds >= SHORTEST_READ and mark.state is not State.HIDDEN:
        chosen += _READ * min(seconds / LONG_READ, 1)
    by_state = 0.0 if hidden_by_rule else _WEIGHTS.get(mark.effective_state, 0.0)
    return chosen + max(by_state, 0) if chosen else by_state


def _freshness(time: str, now: datetime) -> float:
    """The share of its weight that a signal of this time still has; 1 where the time is unknown."""
    try:
        then = datetime.fromisoformat(time)
        days = (now - (then if then.tzinfo else then.replace(tzinfo=UTC))).total_seconds() / 86_400
    except (ValueError, OverflowError):
        return 1.0
    return float(0.5 ** (max(0.0, days) / HALF_LIFE))


class Interest:
    """A weight for every feature: how much a paper that has it is wanted."""

    def __init__(self, vectors: Vectors, signals: Signals, row_of: RowOf) -> None:
        found = ((row_of(key), weight) for key, weight in signals.papers.items())
        rows = {row: weight for row, weight in found if row is not None}
        self.chosen = {row: weight for row, weight in rows.items() if weight > 0}
        """Rows of the chosen papers with their weights."""
        dismissed = {row: -weight for row, weight in rows.items() if weight < 0}
        against = min(DISLIKED, sum(dismissed.values()) / (sum(self.chosen.values()) or 1))
        wanted = _mean(vectors, self.chosen) - against * _mean(vectors, dismissed)
        wanted -= vectors.average * bool(self.chosen)
        self.weights: Floats = (wanted * vectors.is_shared).astype(np.float32)
        """By bucket."""
        self._steer(signals)

    def _steer(self, signals: Signals) -> None:
        """Set the features that the reader named to the strongest weight there is, in its direction."""
        strongest = float(np.max(np.abs(self.weights), initial=0.0)) or 1.0
        for lines, sign in ((signals.more, 1), (signals.less, -1)):
            for line in lines:
                self.weights[[bucket(feature) for feature in named(line)]] = sign * strongest


def named(line: str) -> list[str]:
    """The features that a line of the configuration names; none for a paper."""
    if line.startswith(PAPER):
        return []
    if line.startswith(AUTHOR):
        return list(filter(None, [author_feature(line.removeprefix(AUTHOR))]))
    if line.startswith(CATEGORY):
        return [category_feature(line.removeprefix(CATEGORY))]
    features = [feature for feature, _ in text_features(line)]
    return [feature for feature in features if " " in feature] or features


def _mean(vectors: Vectors, rows: Mapping[int, float]) -> Floats:
    """The weighted mean of some vectors, by bucket."""
    total = sum(rows.values())
    if not total:
        return np.zeros(BUCKETS, np.float32)
    parts = [vectors.row(row) for row in rows]
    sizes = [len(buckets) for buckets, _ in parts]
    factors = np.repeat(np.array(list(rows.values())) / total, sizes)
    buckets = np.concatenate([buckets for buckets, _ in parts])
    weights = np.concatenate([weights for _, weights in parts])
    return np.bincount(buckets, weights * factors, BUCKETS).astype(np.float32)

"""Rank papers by what the reader did, with reasons. No I/O.

A paper is a sparse TF-IDF vector of words, pairs of words, authors and categories (`features`,
`vectors`). The reader's interest is the mean of the papers they chose less those they dismissed and less
the average paper (Rocchio's method, `interest`). A score is a dot product, so that the share of every word
in it is exact (`reasons`). How it compares with other methods: ``python -m tests.ranking.judged``.
"""

from __future__ import annotations

from paper_tui.ranking.interest import Interest, Signals, signals_of
from paper_tui.ranking.reasons import Reason
from paper_tui.ranking.scoring import Ranker
from paper_tui.ranking.vectors import Vectors, VectorsBuilder

__all__ = ["Interest", "Ranker", "Reason", "Signals", "Vectors", "VectorsBuilder", "signals_of"]

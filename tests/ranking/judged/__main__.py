"""``python -m tests.ranking.judged --seed N``: how well each method finds the papers of an interest.

Of each interest some papers are chosen (five, then half of them), and all others are ranked. Categories are
hidden from every method. The figures are means over interests and five seeds: AUC, precision among the first
ten, and mean average precision (MAP).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import numpy as np

from tests.ranking.judged.collections import Collection, arxiv, bundled
from tests.ranking.judged.methods import Method, methods

RUNS = 5
FIVE = 5


def judge(scores: np.ndarray, wanted: set[int], chosen: set[int]) -> tuple[float, float, float]:
    """AUC, precision at 10 and average precision of a ranking of all papers that were not chosen."""
    order = [row for row in np.argsort(-scores, kind="stable").tolist() if row not in chosen]
    hits = np.array([row in wanted for row in order])
    ranks = np.flatnonzero(hits)
    right, wrong = len(ranks), len(order) - len(ranks)
    auc = 1 - (ranks.sum() - right * (right - 1) / 2) / (right * wrong)
    precision = (np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()
    return float(auc), float(hits[:10].mean()), float(precision)


def mean(collection: Collection, method: Method, seed: int, half: bool) -> np.ndarray:
    """The mean of a method's figures over all interests and `RUNS` seeds."""
    figures = []
    for run in range(seed, seed + RUNS):
        for name, rows in collection.interests.items():
            draw = Random(f"{run} {name}")
            chosen = draw.sample(rows, len(rows) // 2 if half else FIVE)
            figures.append(judge(method(chosen, run), {*rows} - {*chosen}, {*chosen}))
    return np.mean(figures, axis=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, help="a folder with arXiv metadata (*.jsonl)")
    options = parser.parse_args()
    collections = [bundled(), *(map(arxiv, sorted(options.data.glob("*.jsonl"))) if options.data else ())]
    for collection in collections:
        print(f"\n{collection.name}: {len(collection.papers)} papers, {len(collection.interests)} interests")
        print(f"{'':<24}{'five chosen':^24}{'half chosen':^24}")
        print(f"{'':<24}" + f"{'AUC':>8}{'P@10':>8}{'MAP':>8}" * 2)
        for name, method in methods(collection.papers).items():
            figures = [
                *mean(collection, method, options.seed, False),
                *mean(collection, method, options.seed, True),
            ]
            print(f"{name:<24}" + "".join(f"{figure:>8.3f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()

"""Ranking methods to compare: ours and those of others, each rebuilt from its description."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from paper_tui.papers.paper import Paper
from paper_tui.ranking import Ranker, Signals, VectorsBuilder
from paper_tui.ranking.features import text_features

Method = Callable[[Sequence[int], int], np.ndarray]
"""From the rows of the chosen papers and a seed to a score for every paper."""


def methods(papers: Sequence[Paper]) -> dict[str, Method]:
    """Every method, the trivial ones first."""
    found = {
        "chance": lambda _, seed: np.random.default_rng(seed).random(len(papers)),
        "newest first": lambda *_: np.argsort(np.argsort([paper.date for paper in papers])).astype(float),
        "TF-IDF cosine, plain": _cosine(papers),
        "naive Bayes": _naive_bayes(papers),
    }
    svm = _svm(papers)
    return {**found, **({"linear SVM (sanity-lite)": svm} if svm else {}), "paper-tui": _ours(papers)}


def _ours(papers: Sequence[Paper]) -> Method:
    builder = VectorsBuilder()
    for paper in papers:
        builder.add(paper)
    vectors, rows = builder.built(), {paper.key: row for row, paper in enumerate(papers)}
    return lambda chosen, _: (
        Ranker(vectors, Signals({papers[row].key: 1.0 for row in chosen}), rows.get).scores
    )


def _counts(papers: Sequence[Paper]) -> np.ndarray:
    """The count of each word in title and abstract, one row a paper."""
    words = [
        [form for _, form in text_features(f"{paper.title} {paper.abstract}") if " " not in form]
        for paper in papers
    ]
    numbers = {word: number for number, word in enumerate({word for some in words for word in some})}
    counts = np.zeros((len(papers), len(numbers)))
    for row, some in enumerate(words):
        np.add.at(counts[row], [numbers[word] for word in some], 1)
    return counts


def _cosine(papers: Sequence[Paper]) -> Method:
    counts = _counts(papers)
    weights = counts * np.log(len(papers) / (counts > 0).sum(axis=0))
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-9)
    return lambda chosen, _: weights @ weights[list(chosen)].mean(axis=0)


def _naive_bayes(papers: Sequence[Paper]) -> Method:
    counts = _counts(papers)

    def scores(chosen: Sequence[int], _: int) -> np.ndarray:
        inside = counts[list(chosen)].sum(axis=0) + 1
        outside = np.delete(counts, list(chosen), axis=0).sum(axis=0) + 1
        return counts @ (np.log(inside / inside.sum()) - np.log(outside / outside.sum()))

    return scores


def _svm(papers: Sequence[Paper]) -> Method | None:
    """arxiv-sanity-lite's classifier; None without scikit-learn, which only developers have."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.svm import LinearSVC
    except ImportError:
        return None
    limits = {"max_df": 1.0, "min_df": 1} if len(papers) < 1000 else {"max_df": 0.1, "min_df": 5}
    words = {"strip_accents": "unicode", "stop_words": "english", "ngram_range": (1, 2)}
    vectorizer = TfidfVectorizer(**words, **limits, max_features=20_000, sublinear_tf=True)
    texts = [f"{paper.title} {paper.abstract} {' '.join(paper.authors)}" for paper in papers]
    matrix = vectorizer.fit_transform(texts)

    def scores(chosen: Sequence[int], seed: int) -> np.ndarray:
        wanted = np.zeros(len(papers))
        wanted[list(chosen)] = 1
        machine = LinearSVC(class_weight="balanced", C=0.01, max_iter=10_000, tol=1e-6, random_state=seed)
        return machine.fit(matrix, wanted).decision_function(matrix)

    return scores

"""Ranking by interest, and its reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper
from paper_tui.papers.highlights import Highlight
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark, State
from paper_tui.ranking import Ranker, Signals, Vectors, VectorsBuilder, signals_of
from paper_tui.ranking.features import author_feature, stem, text_features
from paper_tui.ranking.interest import ENOUGH
from paper_tui.ranking.scoring import with_surprises
from paper_tui.sources.bundled_papers import starter

NOW = datetime(2026, 9, 4, tzinfo=UTC)
PAPERS = list(starter())


def vectors_of(papers: list[Paper]) -> Vectors:
    builder = VectorsBuilder()
    for paper in papers:
        builder.add(paper)
    return builder.built()


VECTORS = vectors_of(PAPERS)
ROWS = {paper.key: row for row, paper in enumerate(PAPERS)}


def key(beginning: str) -> PaperKey:
    return next(paper.key for paper in PAPERS if paper.title.startswith(beginning))


def ordered(signals: Signals) -> list[PaperKey]:
    return Ranker(VECTORS, signals, ROWS.get).order([paper.key for paper in PAPERS])


def test_papers_like_the_chosen_ones_come_first() -> None:
    chosen = {key("Denoising Diffusion"): 1.0, key("DreamBooth"): 1.0}
    best = [each for each in ordered(Signals(chosen)) if each not in chosen][:4]
    assert key("Scalable Diffusion") in best
    assert key("Adding Conditional") in best


def test_papers_like_the_dismissed_ones_come_last() -> None:
    chosen = {key("Deep Residual"): 1.0, key("Graph Attention"): 1.0}
    without = ordered(Signals(chosen)).index(key("Inductive"))
    assert ordered(Signals({**chosen, key("Semi-Supervised"): -1.0})).index(key("Inductive")) > without


def test_a_look_at_a_paper_weighs_a_tenth_of_hiding_it_whatever_else_was_dismissed() -> None:
    chosen = {key(each): 1.0 for each in ("BERT", "RoBERTa", "LLaMA", "LoRA", "Toolformer")}
    looked_at = "Training language"

    def loss(weight: float) -> float:
        scores = [
            Ranker(VECTORS, Signals(some), ROWS.get).score(key(looked_at))
            for some in (chosen, {**chosen, key(looked_at): weight})
        ]
        return scores[0] - scores[1]

    assert 0 < loss(-0.1) * 5 < loss(-1.0)
    assert loss(-0.1) < 0.5 * Ranker(VECTORS, Signals(chosen), ROWS.get).score(key(looked_at))


@pytest.mark.parametrize("line", ["residual learning", "author:Kaiming He", "paper:" + key("Deep Residual")])
def test_more_and_less_like_this_act_on_every_line_that_names_something(line: str) -> None:
    marks = [Mark(key("BERT"), bookmarked="2026-09-01T00:00:00Z")]
    place = [
        ordered(signals_of(marks, NOW, more, less)).index(key("Deep Residual"))
        for more, less in (([line], []), ([], []), ([], [line]))
    ]
    assert place[0] < place[1] < place[2]


def test_more_of_a_category() -> None:
    best = ordered(signals_of([], NOW, ["category:quant-ph"]))[0]
    assert best == key("Polynomial-Time")


def test_what_is_shown_accounts_for_at_least_four_fifths_of_a_score() -> None:
    signals = Signals({key("BERT"): 1.0, key("RoBERTa"): 0.5, key("NeRF"): -1.0})
    ranker = Ranker(VECTORS, signals, ROWS.get)
    explained = [(paper, ranker.reasons(paper)) for paper in PAPERS if ranker.score(paper.key) > 0]
    assert len(explained) > 5
    for paper, reasons in explained:
        row = ROWS[paper.key]
        buckets, weights = VECTORS.row(row)
        parts = ranker.interest.weights[buckets] * weights
        assert sum(reason.share for reason in reasons) * parts[parts > 0].sum() >= 0.8 * ranker.score(
            paper.key
        )
        assert sum(reason.kind == "term" for reason in reasons) <= 3
        assert [reason.share for reason in reasons] == sorted((each.share for each in reasons), reverse=True)


def test_reasons_are_words_of_the_paper_and_its_authors() -> None:
    ranker = Ranker(VECTORS, signals_of([], NOW, ["diffusion", "author:Jonathan Ho"]), ROWS.get)
    paper = next(paper for paper in PAPERS if paper.title.startswith("Denoising"))
    reasons = ranker.reasons(paper)
    assert {"author", "term"} <= {reason.kind for reason in reasons}
    assert any("diffusion" in reason.name for reason in reasons)
    assert "Jonathan Ho" in {reason.name for reason in reasons}
    for reason in reasons:
        if reason.kind == "term":
            assert all(word in f"{paper.title} {paper.abstract}".lower() for word in reason.name.split(", "))


def test_what_cites_chosen_papers_rises_and_says_so_with_its_share() -> None:
    liked = Signals({paper.key: 1.0 for paper in PAPERS[:5]})
    plain = Ranker(VECTORS, liked, ROWS.get)
    last = plain.order([paper.key for paper in PAPERS])[-1]
    places = [Ranker(VECTORS, liked, ROWS.get, {last: count}).order([*ROWS]).index(last) for count in (1, 5)]
    assert len(PAPERS) - 1 > places[0] > places[1]
    reasons = Ranker(VECTORS, liked, ROWS.get, {last: 3}).reasons(PAPERS[ROWS[last]])
    (reason,) = [each for each in reasons if each.kind == "cites"]
    assert reason.name == "cites 3 papers you keep"
    assert 0.8 <= sum(each.share for each in reasons) <= 1 + 1e-6


def test_a_newer_signal_counts_more() -> None:
    def weight(day: str) -> float:
        return signals_of([Mark(key("BERT"), bookmarked=f"{day}T00:00:00Z")], NOW).papers[key("BERT")]

    assert weight("2026-09-03") > weight("2026-03-01") > weight("2024-03-01") > 0


def test_what_a_rule_hid_says_nothing_about_the_reader() -> None:
    by_rule = Mark(key("BERT"), state=State.HIDDEN, rule="no surveys", ruled=("no surveys",))
    assert signals_of([by_rule], NOW).papers == {}
    assert signals_of([replace(by_rule, rule="")], NOW).papers[key("BERT")] < 0


def test_highlights_and_time_spent_are_signs_and_a_look_alone_is_the_opposite() -> None:
    seen = Mark(key("BERT"), seen="2026-09-01T00:00:00Z")
    lit = replace(seen, highlights=(Highlight("h", 0, 0, 0, 5, "words"),))

    def weight(mark: Mark, seconds: int = 0) -> float:
        return signals_of([mark], NOW, read={mark.key: seconds}).papers[mark.key]

    assert weight(seen) == weight(seen, 30) < 0
    assert 0 < weight(seen, 120) < weight(seen, 600) == weight(seen, 6000)
    assert weight(lit) > 0
    assert weight(replace(seen, state=State.HIDDEN), 600) < 0


def test_ranking_begins_with_five_signs() -> None:
    marks = [Mark(paper.key, bookmarked="2026-09-01T00:00:00Z") for paper in PAPERS[:ENOUGH]]
    assert not signals_of(marks[:-1], NOW).are_enough
    assert signals_of(marks, NOW).are_enough


@pytest.mark.parametrize(
    "time", ["", "yesterday", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-09-01"]
)
def test_any_time_can_be_read(time: str) -> None:
    weights = signals_of([Mark(key("BERT"), bookmarked=time)], NOW).papers.values()
    assert all(np.isfinite(weight) and weight >= 0 for weight in weights)


def test_vectors_put_together_are_those_built_at_once() -> None:
    parts = vectors_of(PAPERS[20:]).extended(vectors_of(PAPERS[:20]))
    rows = np.array([*range(len(PAPERS) - 20, len(PAPERS)), *range(5)])
    expected = vectors_of([*PAPERS[:20], *PAPERS[20:25]])
    actual = parts.taken(rows)
    for name in ("starts", "buckets", "counts", "weights"):
        np.testing.assert_array_equal(getattr(actual, name), getattr(expected, name))


@given(st.text(max_size=300), st.text(max_size=300), st.lists(st.text(max_size=30), max_size=3))
def test_any_paper_can_be_ranked_and_explained(title: str, abstract: str, authors: list[str]) -> None:
    paper = build_paper(title=f"T {title}", abstract=abstract, authors=authors)
    papers = [paper, *PAPERS[:3], replace(paper, key=PaperKey("copy"))]
    rows = {each.key: row for row, each in enumerate(papers)}
    signals = Signals({PAPERS[0].key: 1.0, PaperKey("copy"): 1.0})
    ranker = Ranker(vectors_of(papers), signals, rows.get)
    assert np.isfinite(ranker.scores).all()
    assert sum(reason.share for reason in ranker.reasons(paper)) <= 1 + 1e-6


def test_an_empty_library_ranks_nothing() -> None:
    ranker = Ranker(vectors_of([]), Signals(), {}.get)
    assert ranker.order([]) == []
    assert ranker.score(PaperKey("x")) == 0
    assert ranker.reasons(PAPERS[0]) == ()


@pytest.mark.parametrize(
    ("written", "stemmed"),
    [
        ("models", "model"),
        ("model", "model"),
        ("studies", "study"),
        ("class", "class"),
        ("analysis", "analysis"),
        ("learning", "learn"),
        ("ring", "ring"),
        ("bus", "bus"),
        ("сети", "сети"),
    ],
)
def test_stems(written: str, stemmed: str) -> None:
    assert stem(written) == stemmed


def test_words_of_grammar_are_no_features_and_no_pair_spans_them() -> None:
    assert [form for _, form in text_features("Attention is all you need")] == ["attention", "need"]
    assert not [*text_features("You can each be what they could not, and so on")]


def test_an_author_is_known_by_family_name_and_initial() -> None:
    assert author_feature("Kaiming He") == author_feature("K. He") != author_feature("Xiaodong He")
    assert author_feature("…") == ""


def test_one_paper_in_ten_comes_from_outside_and_none_is_lost() -> None:
    best, others = list(range(100)), list(range(99, 0, -1))
    order = with_surprises(best, others)
    assert sorted(paper for paper, _ in order) == best
    assert sum(outside for _, outside in order) == 10
    assert [outside for _, outside in order[:20]] == ([False] * 9 + [True]) * 2

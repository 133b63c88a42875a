from __future__ import annotations

from collections.abc import Callable
from itertools import count

import numpy as np
import pytest
from numpy.typing import NDArray

from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.shelf import Mark, Shelf, State
from paper_tui.search import Query, Scope, SearchIndex
from paper_tui.search.index import token_batches
from paper_tui.search.index.sort_order import LazyByScore, Ordinals, SortOrder
from tests.search.helpers import TODAY, Chosen, Library, entry, titled

PAPERS = [
    build_paper(title="Diffusion of light", published="2022", categories=["physics"]),
    build_paper(title="Diffusion models", published="2023", categories=["cs.LG", "cs.CV"]),
    build_paper(title="Language models", published="2023", categories=["cs.CL"]),
]
SHELF = Shelf([Mark(PAPERS[1].key, state=State.LATER, tags=("vision",))])
LIBRARY = Library(PAPERS, SHELF)


def counts(text: str, name: str, chosen: Chosen = ()) -> dict[str, int]:
    facets = {facet.name: facet for facet in LIBRARY.search(text, chosen=chosen).facets}
    return {value.value: value.count for value in facets[name].values}


def test_facets_count_what_each_choice_would_give() -> None:
    assert counts("", "year") == {"2023": 2, "2022": 1}
    assert counts("diffusion", "year") == {"2023": 1, "2022": 1}
    assert counts("", "category") == {"cs.CL": 1, "cs.CV": 1, "cs.LG": 1, "physics": 1}
    assert counts("", "state") == {"new": 2, "seen": 0, "later": 1, "reading": 0, "done": 0, "hidden": 0}
    assert counts("models", "tag") == {"vision": 1}
    assert counts("", "source") == {"unknown": 3}


def test_a_facet_is_counted_without_its_own_choice() -> None:
    chosen = (("year", "2023"), ("state", "new"))
    assert counts("", "year", chosen) == {"2023": 1, "2022": 1}
    assert counts("", "state", chosen)["later"] == 1
    assert counts("", "category", chosen) == {"cs.CL": 1}
    assert len(LIBRARY.search("", chosen=chosen).order) == 1
    assert len(LIBRARY.search("", chosen=(("year", "2022"), ("year", "2023"))).order) == 3


def test_a_choice_that_fits_nothing_stays_in_sight() -> None:
    results = LIBRARY.search("", chosen=(("year", "1999"),))
    year = next(facet for facet in results.facets if facet.name == "year")
    assert [(value.value, value.count) for value in year.values if value.chosen] == [("1999", 0)]


def lit(text: str, field: str, shown: str) -> list[str]:
    return [shown[start:end] for start, end in LIBRARY.search(text).match_spans(field, shown)]


@pytest.mark.parametrize(
    ("typed", "shown", "expected"),
    [
        ("diffusion", "Diffusion of light", ["Diffusion"]),
        ("diff", "Diffusion of light", ["Diff"]),
        ("fusion", "Diffusion of light", ["fusion"]),
        ("difusion", "Diffusion of light", ["Diffusion"]),
        ("diffusion light", "Diffusion of light", ["Diffusion", "light"]),
        ('"diffusion of"', "Diffusion of light", ["Diffusion of"]),
        ("-light", "Diffusion of light", []),
        ("author:diffusion", "Diffusion of light", []),
        ("lowrank", "A low-rank one", ["low-rank"]),
        ("low-rank", "A low-rank one", ["low-rank"]),
        ("attention", "FlashAttention", ["Attention"]),
        ("muller", "Müller’s", ["Müller"]),
        ("strasse", "Straße", ["Straße"]),
        ("year:2023", "2023", []),
    ],
)
def test_what_matches_is_lit(typed: str, shown: str, expected: list[str]) -> None:
    assert lit(typed, "title", shown) == expected


def test_each_result_says_why_it_matched() -> None:
    results = LIBRARY.search("difusion vis")
    number = results.order[0]
    reasons = {(why.field, why.kind, why.term) for why in results.match_reasons(entry(LIBRARY, number))}
    assert reasons == {("title", "typo", "diffusion"), ("tags", "prefix", "vision")}


def test_initials_light_the_words_they_stand_for() -> None:
    library = Library(titled("On Denoising Diffusion Probabilistic Models", "Trees"))
    results = library.search("ddpm")
    title = library.papers[results.order[0]].title
    assert [title[start:end] for start, end in results.match_spans("title", title)] == [title[3:]]
    assert [(why.field, why.kind) for why in results.match_reasons(entry(library, results.order[0]))] == [
        ("title", "shortened")
    ]


def by_score(places: NDArray[np.uint32], scores: NDArray[np.uint16]) -> Ordinals:
    return Ordinals.by_score(places, scores)


def best_first(places: NDArray[np.uint32], scores: NDArray[np.uint16]) -> Ordinals:
    """The same papers among as many others, which are no results."""
    of_each = np.zeros(2 * len(places), np.uint16)
    of_each[places * 2] = scores
    order = np.stack([places * 2, places * 2 + 1]).T.ravel()
    return LazyByScore(of_each, SortOrder(order))


@pytest.mark.parametrize("papers", [0, 1, 7, 60_000])
@pytest.mark.parametrize("different", [2, 4, 50_000])
@pytest.mark.parametrize(("ordinals", "apart"), [(by_score, 1), (best_first, 2)])
def test_papers_stand_by_score_and_then_as_they_came(
    papers: int,
    different: int,
    ordinals: Callable[[NDArray[np.uint32], NDArray[np.uint16]], Ordinals],
    apart: int,
) -> None:
    draw = np.random.default_rng(papers)
    scores = draw.integers(1, different, papers).astype(np.uint16)
    places = draw.permutation(papers).astype(np.uint32)
    expected = (apart * places[np.argsort(-scores.astype(int), kind="stable")]).tolist()

    def order() -> Ordinals:
        return ordinals(places, scores)

    assert len(order()) == papers
    assert list(order()) == expected
    assert list(order()[:50]) == expected[:50]
    assert list(order()[-3:]) == expected[-3:]
    assert list(order()[::-1]) == expected[::-1]
    assert [order()[at] for at in range(-papers, papers, 9_973)] == [
        expected[at] for at in range(-papers, papers, 9_973)
    ]
    for at in range(0, papers, 9_973):
        assert order().position_of(expected[at]) == at
        assert order().score(at) == scores[apart * places == expected[at]][0]
    assert [order().position_of(other) for other in (1, 2 * papers)] == [
        expected.index(1) if 1 in expected else None,
        None,
    ]
    with pytest.raises(IndexError):
        order()[papers]


def test_the_last_of_very_many_results_are_put_in_order_once(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = np.random.default_rng(1).integers(1, 60_000, 60_000).astype(np.uint16)
    order = best_first(np.arange(60_000, dtype=np.uint32), scores)
    assert order.score(59_999) == scores.min()
    monkeypatch.setattr(SortOrder, "of", None)
    assert order.score(59_998) == np.sort(scores)[1]


def test_scores_fall_from_first_to_last() -> None:
    results = LIBRARY.search("diffusion OR language OR mod")
    scores = [results.score(position) for position in range(len(results.order))]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] <= 1


def test_the_place_of_a_paper_is_known() -> None:
    results = LIBRARY.search("language")
    assert results.position_of(results.order[0]) == 0
    others = set(range(3)) - set(results.order)
    assert [results.position_of(number) for number in others] == [None, None]


@pytest.mark.parametrize(
    ("typed", "text", "query", "papers"),
    [
        ("=difusion", "did you mean =diffusion (2 papers)", "=diffusion", 2),
        ("diffusion xyzzyx", "without xyzzyx (2 papers)", "diffusion", 2),
        ("diffusion year:1999", "without year:1999 (2 papers)", "diffusion", 2),
        ("diffusion -light -models", "without -models (1 paper)", "diffusion -light", 1),
        ("dffsuionn mdoesl", "did you mean diffusion models (1 paper)", "diffusion models", 1),
        ("dffsuionn xyzzyx", "did you mean diffusion without xyzzyx (2 papers)", "diffusion", 2),
        ("xyzzyx yxyyzy", "no paper has xyzzyx or yxyyzy", "", 3),
        ("xyzzyx", "no paper has xyzzyx", "", 3),
    ],
)
def test_without_results_it_says_what_would_give_some(typed: str, text: str, query: str, papers: int) -> None:
    suggestions = LIBRARY.search(typed).suggestions
    assert (text, Query.parse(query), papers) in [(one.text, one.query, one.count) for one in suggestions]
    assert suggestions[0].count == len(LIBRARY.search(str(suggestions[0].query)).order)


def test_with_results_there_is_no_advice() -> None:
    assert LIBRARY.search("diffusion").suggestions == ()


def _after(times: int) -> CancelToken:
    asked = count()
    return CancelToken(lambda: next(asked) >= times)


@pytest.mark.parametrize("times", [0, 1, 2, 5])
def test_a_search_ends_when_it_is_no_longer_wanted(times: int) -> None:
    scope = Scope(Query.parse("difusion -light (modle OR words) xyzzyx"))
    library = Library(PAPERS, SHELF)
    with pytest.raises(Cancelled):
        library.index.search(scope, shelf=SHELF, catalogue=library.papers, today=TODAY, cancel=_after(times))
    again = library.index.search(scope, shelf=SHELF, catalogue=library.papers, today=TODAY)
    assert list(again.order) == list(LIBRARY.search(str(scope.query)).order)


@pytest.mark.parametrize("times", [0, 1, 3, 6])
def test_building_ends_when_it_is_no_longer_wanted(times: int) -> None:
    with pytest.raises(Cancelled):
        SearchIndex.build(titled(*(f"Paper {number}" for number in range(99))), cancel=_after(times))


def test_a_kept_index_answers_as_the_built_one() -> None:
    buffers = {name: memoryview(bytes(kept)) for name, kept in LIBRARY.index.buffers().items()}
    kept = SearchIndex.from_buffers(buffers)
    scope = Scope(Query.parse("diffusion OR mdoels"))
    answers = [
        list(index.search(scope, shelf=SHELF, catalogue=LIBRARY.papers, today=TODAY).order)
        for index in (LIBRARY.index, kept)
    ]
    assert answers[0] == answers[1]


def test_the_index_is_the_same_in_how_many_parts_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [*PAPERS, *titled("Low-Rank FlashAttention", "Α and Ω", "…", "Words of α-words")]
    whole = SearchIndex.build(papers).buffers()
    monkeypatch.setattr(token_batches, "_ENOUGH", 4)
    monkeypatch.setattr(token_batches, "_MOST_REMEMBERED", 6)
    assert SearchIndex.build(papers).buffers() == whole


def test_an_incomplete_index_is_refused() -> None:
    buffers = LIBRARY.index.buffers()
    del buffers["papers"]
    with pytest.raises(ValueError, match="papers"):
        SearchIndex.from_buffers(buffers)


@pytest.mark.parametrize(
    "typed", ["", "word", '"two words"', "~word", "title:a OR -b", "2305.00001", "year:2020"]
)
@pytest.mark.parametrize("papers", [[], titled("…"), titled("数据 学习", "Ж")])
def test_small_and_strange_libraries_are_searched_too(typed: str, papers: list[object]) -> None:
    library = Library(papers)  # type: ignore[arg-type]  # mypy does not check tests
    results = library.search(typed)
    assert results.total == len(papers)
    assert len(results.order) <= len(papers)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("", (("state", "new"),)),
        ("diffusion", (("year", "2022"), ("year", "2024"))),
        ("language OR light", (("category", "cs.CL"), ("category", "physics"))),
        ("", (("tag", "vision"), ("category", "cs.LG"), ("state", "later"), ("state", "done"))),
    ],
)
def test_what_was_chosen_can_be_asked_for_in_words(text: str, chosen: Chosen) -> None:
    asked = str(Scope(Query.parse(text), chosen).as_query)
    found = sorted(LIBRARY.search(text, chosen=chosen).order)
    assert found
    assert sorted(LIBRARY.search(asked).order) == found

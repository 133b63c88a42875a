from __future__ import annotations

import pytest

from paper_tui.papers.builder import build_paper
from paper_tui.papers.shelf import Mark, Shelf, State
from tests.search.helpers import Chosen, Library

PAPERS = [
    build_paper(title="Diffusion one", arxiv_id="2305.00001", published="2023-05-01"),
    build_paper(title="Diffusion two", arxiv_id="2305.00002", published="2023-05-02"),
    build_paper(title="Diffusion three", arxiv_id="2305.00003", published="2024-05-03"),
    build_paper(title="Sorting", doi="10.1000/sorting", published="2022"),
]
STATES = {"2305.00001": State.HIDDEN, "2305.00002": State.DONE}
SHELF = Shelf(
    Mark(paper.key, state=STATES.get(paper.arxiv_id, State.HIDDEN if paper.doi else State.NEW))
    for paper in PAPERS
)
LIBRARY = Library(PAPERS, SHELF)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", {"Diffusion two", "Diffusion three"}),
        ("diffusion", {"Diffusion two", "Diffusion three"}),
        ("difusion", {"Diffusion two", "Diffusion three"}),
        ("-two", {"Diffusion three"}),
        ("is:bookmarked OR diffusion", {"Diffusion two", "Diffusion three"}),
        ("year:2023", {"Diffusion two"}),
        ("is:hidden", {"Diffusion one", "Sorting"}),
        ("diffusion state:hidden", {"Diffusion one"}),
        ('state:"hidden" year:2022', {"Sorting"}),
        ("-is:done", {"Diffusion one", "Diffusion three", "Sorting"}),
        ("2305.00001", {"Diffusion one"}),
        ("id:10.1000", {"Sorting"}),
        ("id:2305", {"Diffusion one", "Diffusion two", "Diffusion three"}),
        ("10.1000/sorting", {"Sorting"}),
    ],
)
def test_hidden_papers_are_found_only_where_they_are_asked_for(typed: str, found: set[str]) -> None:
    assert set(LIBRARY.titles(typed)) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ((("state", "hidden"),), {"Diffusion one", "Sorting"}),
        ((("state", "hidden"), ("state", "new")), {"Diffusion one", "Diffusion three", "Sorting"}),
        ((("year", "2023"),), {"Diffusion two"}),
        ((("year", "2023"), ("state", "hidden")), {"Diffusion one"}),
    ],
)
def test_a_chosen_state_shows_them(chosen: Chosen, found: set[str]) -> None:
    results = LIBRARY.search("", chosen=chosen)
    assert {LIBRARY.papers[number].title for number in results.order} == found


def test_the_facet_says_how_many_are_hidden_and_the_others_leave_them_out() -> None:
    facets = {facet.name: facet for facet in LIBRARY.search("diffusion").facets}
    states = {value.value: value.count for value in facets["state"].values}
    assert states == {"new": 1, "seen": 0, "later": 0, "reading": 0, "done": 1, "hidden": 1}
    assert {value.value: value.count for value in facets["year"].values} == {"2024": 1, "2023": 1}


@pytest.mark.parametrize(
    ("typed", "chosen", "text", "query"),
    [
        ("sorting", (), "among the hidden papers (1 paper)", "sorting is:hidden"),
        ("diffusion is:later", (("year", "2022"),), "among", ""),
        ("diffusion", (("year", "2022"),), "without the filters (2 papers)", "diffusion"),
        ("two is:hidden", (), "without is:hidden (1 paper)", "two"),
    ],
)
def test_advice_counts_what_its_query_gives(typed: str, chosen: Chosen, text: str, query: str) -> None:
    results = LIBRARY.search(typed, chosen=chosen)
    assert not results.order
    found = [(one.text, str(one.query)) for one in results.suggestions]
    assert ((text, query) in found) is bool(query), found


def test_with_nothing_hidden_nothing_is_left_out() -> None:
    assert len(Library(PAPERS).search("").order) == len(PAPERS)

"""Corrections of fields and values, and suggestions that a front end can offer as choices."""

from __future__ import annotations

import pytest

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Sighting
from paper_tui.papers.shelf import Mark, Shelf, State
from paper_tui.search import Query, QueryError, SuggestionKind
from tests.search.helpers import Chosen, Library

PAPERS = [
    build_paper(
        title="Diffusion of light",
        authors=["Vaswani, Ashish"],
        published="2023",
        sightings=[Sighting("arxiv")],
        categories=["cs.CL"],
    ),
    build_paper(title="Sorting words", published="2020", sightings=[Sighting("daily-papers", "2026-09-03")]),
    build_paper(title="A hidden matter", published="2021"),
]
SHELF = Shelf(
    Mark(paper.key, state=State.HIDDEN if "hidden" in paper.title else State.NEW, tags=("vision",))
    for paper in PAPERS
)
LIBRARY = Library(PAPERS, SHELF)


@pytest.mark.parametrize(
    ("typed", "message", "corrections"),
    [
        ("yeer:2020", "there is no field yeer:", ("year:2020",)),
        ("a -titel:light", "there is no field titel:", ("a -title:light",)),
        ("state:fresh", "state:fresh is unknown", ("state:new", "state:seen", "state:later")),
        ("light state:latre", "state:latre is unknown", ("light state:later",)),
        ("state:(new OR dnoe)", "state:dnoe is unknown", ("state:(new OR done)",)),
        ('state:"raeding"', "state:raeding is unknown", ('state:"reading"',)),
        ("is:bokmarked", "is:bokmarked is unknown", ("is:bookmarked",)),
        ("has:cod3", "has:cod3 is unknown", ("has:code",)),
    ],
)
def test_a_misspelt_name_is_corrected(typed: str, message: str, corrections: tuple[str, ...]) -> None:
    with pytest.raises(QueryError, match=message) as raised:
        Query.parse(typed)
    assert raised.value.corrections == corrections
    for text in corrections:
        Query.parse(text)


def test_an_unknown_state_lists_all() -> None:
    with pytest.raises(QueryError) as raised:
        Query.parse("state:fresh")
    assert raised.value.expected == ", ".join(
        f"state:{state}" for state in ("new", "seen", "later", "reading", "done", "hidden")
    )


@pytest.mark.parametrize("pasted", ["BERT: Pre-training", "a:b", "Re: title"])
def test_a_pasted_title_is_words(pasted: str) -> None:
    Query.parse(pasted)


@pytest.mark.parametrize(
    ("typed", "chosen", "kind", "query", "count"),
    [
        ("difussoin xyzzyx", (), SuggestionKind.CORRECTED, "diffusion", 1),
        ("source:arxv", (), SuggestionKind.VALUE, "source:=arxiv", 1),
        ("source:zzz", (), SuggestionKind.VALUE, "source:=daily-papers", 1),
        ("category:cs.LC", (), SuggestionKind.VALUE, 'category:"cs.CL"', 1),
        ("tag:=visoin", (), SuggestionKind.VALUE, "tag:=vision", 2),
        ("author:light", (), SuggestionKind.OTHER_FIELD, "title:light", 1),
        ("light year:1999", (), SuggestionKind.DROPPED, "light", 1),
        ("light", (("year", "2020"),), SuggestionKind.UNFILTERED, "light", 1),
        ("matter", (), SuggestionKind.HIDDEN, "matter is:hidden", 1),
        ("year:1999", (), SuggestionKind.NOTHING, "", 2),
    ],
)
def test_a_suggestion_lists_what_it_promises(
    typed: str, chosen: Chosen, kind: SuggestionKind, query: str, count: int
) -> None:
    results = LIBRARY.search(typed, chosen=chosen)
    offered = {(one.kind, str(one.query)): one for one in results.suggestions}
    one = offered[kind, query]
    assert one.count == count
    scope = one.applied_to(results.scope)
    assert len(LIBRARY.search(str(scope.query), chosen=scope.chosen).order) == count


def test_no_suggestion_is_offered_twice() -> None:
    for typed in ("author:light", "difussoin", "light sorting", "source:arxv tag:visoin"):
        offered = [(one.query, one.chosen) for one in LIBRARY.search(typed).suggestions]
        assert len(offered) == len(set(offered))


def test_a_word_that_is_half_wrong_is_not_suggested() -> None:
    library = Library([build_paper(title="The era of words", published="2023")])
    assert "era" not in [str(one.query) for one in library.search("jepa").suggestions]

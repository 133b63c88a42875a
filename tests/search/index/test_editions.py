"""Editions: the papers of a day of a source, and how far one has come with it."""

from __future__ import annotations

import pytest

from paper_tui.papers.builder import build_paper
from paper_tui.papers.edition import Edition
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.shelf import Mark, Shelf, State
from paper_tui.search import Query, Results, Scope, Sort
from tests.search.helpers import Library, titled


def stood(title: str, *places: tuple[str, str, int | None]) -> Paper:
    return build_paper(title=title, sightings=[Sighting(source, day, rank) for source, day, rank in places])


DAILY, FEED = "daily-papers", "a feed"
ONE = stood("One", (DAILY, "2026-09-03", 2))
TWO = stood("Two", (DAILY, "2026-09-03", 5), (DAILY, "2026-09-03", 1), (DAILY, "2026-09-04", 1))
THREE = stood("Three", (FEED, "2026-09-03", None), ("bibtex", "", None))
FOUR = stood("Four", ("bibtex", "", None))
SHELF = Shelf([Mark(ONE.key, seen="2026-09-05"), Mark(THREE.key, state=State.HIDDEN)])
LIBRARY = Library([ONE, TWO, THREE, FOUR], SHELF)


def found(results: Results) -> set[str]:
    return {LIBRARY.papers[number].title for number in results.order}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("edition:2026-09-03", {"One", "Two"}),
        ("edition:2026-09", {"One", "Two"}),
        ("edition:daily-papers/2026-09-04", {"Two"}),
        ("edition:Daily", {"One", "Two"}),
        ('edition:"a feed/2026-09-03" is:hidden', {"Three"}),
        ("edition:=daily-papers", set()),
        ("edition:=2026-09-04", {"Two"}),
        ("-edition:2026-09-03", {"Four"}),
        ("edition:2026-09-03 is:new", {"Two"}),
    ],
)
def test_a_day_or_a_source_and_its_day_is_found(typed: str, expected: set[str]) -> None:
    assert found(LIBRARY.search(typed)) == expected


def test_the_facet_lists_editions_newest_first_and_narrows_to_them() -> None:
    results = LIBRARY.search("", chosen=(("edition", "daily-papers/2026-09-03"),))
    assert found(results) == {"One", "Two"}
    facet = next(facet for facet in results.facets if facet.name == "edition")
    values = [(value.value, value.count) for value in facet.values]
    assert values == [("daily-papers/2026-09-04", 1), ("daily-papers/2026-09-03", 2)]
    whole = LIBRARY.search("", chosen=(("state", "hidden"),))
    assert next(facet for facet in whole.facets if facet.name == "edition").values[0].value == (
        "a feed/2026-09-03"
    )


def test_an_edition_keeps_its_order_whatever_came_later() -> None:
    edition = (("edition", "daily-papers/2026-09-03"),)
    ranked = [stood(name, (DAILY, "2026-09-03", rank)) for rank, name in enumerate("CAB", 1)]
    again = stood("Again", (DAILY, "2026-09-03", 2), (DAILY, "2026-09-04", 9))
    library = Library([*ranked, again])

    def titles(sort: Sort) -> list[str]:
        return [
            library.papers[number].title for number in library.search("", chosen=edition, sort=sort).order
        ]

    assert set(titles(Sort.NEWEST)[1:3]) == {"A", "Again"}
    assert titles(Sort.NEWEST)[0] == "C"
    assert titles(Sort.RELEVANCE) == titles(Sort.NEWEST)
    assert titles(Sort.TITLE) == ["A", "Again", "B", "C"]


def test_the_facet_lists_the_newest_of_many_and_the_chosen() -> None:
    many = [stood(f"P{day}", (DAILY, f"20{day:02}-01-01", 1)) for day in range(10, 80)]
    chosen = (("edition", "daily-papers/2010-01-01"),)
    facets = Library(many).search("", chosen=chosen).facets
    values = next(facet.values for facet in facets if facet.name == "edition")
    assert [value.value for value in values][:2] == ["daily-papers/2079-01-01", "daily-papers/2078-01-01"]
    assert (len(values), values[-1].value, values[-1].count, values[-1].chosen) == (
        51,
        *chosen[0][1:],
        1,
        True,
    )


def test_progress_counts_what_is_not_new() -> None:
    assert LIBRARY.index.editions(SHELF, LIBRARY.papers) == (
        Edition(DAILY, "2026-09-04", 1, 0),
        Edition(FEED, "2026-09-03", 1, 1),
        Edition(DAILY, "2026-09-03", 2, 1),
    )
    assert LIBRARY.index.editions(Shelf(), LIBRARY.papers)[2].seen == 0


def test_no_editions_at_all() -> None:
    library = Library(titled("A"))
    assert library.index.editions(Shelf(), library.papers) == ()
    assert library.titles("edition:2026") == []


@pytest.mark.parametrize(
    "chosen",
    [
        ("edition", "a feed (weekly)/2026-09-03"),
        ("source", "a feed (weekly)"),
        ("tag", "c++"),
        ("category", "cs.CL"),
    ],
)
def test_a_choice_whose_name_is_more_than_a_word_can_be_asked_for_and_saved(chosen: tuple[str, str]) -> None:
    paper = build_paper(
        title="A", categories=["cs.CL"], sightings=[Sighting("a feed (weekly)", edition="2026-09-03")]
    )
    other = stood("B", ("a feed", "2026-09-03", 1))
    library = Library([paper, other], Shelf([Mark(paper.key, tags=("c++",)), Mark(other.key, tags=("c",))]))
    saved = str(Scope(chosen=(chosen,)).as_query)
    assert library.titles(saved) == ["A"]
    assert str(Query.parse(saved)) == saved


def test_a_name_in_quotes_may_be_unfinished_while_one_types() -> None:
    assert found(LIBRARY.search('edition:"daily-papers/2026-09-04')) == {"Two"}
    assert found(LIBRARY.search('edition:"a feed/20 is:hidden')) == set()
    assert found(LIBRARY.search('is:hidden edition:"a fe')) == {"Three"}

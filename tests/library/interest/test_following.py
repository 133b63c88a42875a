"""New papers of what the reader follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.library.interest.follow_lines import author_doubt, citing_line
from paper_tui.library.interest.following import Hit
from paper_tui.papers.builder import build_paper
from paper_tui.search import Query, Scope

EXACT = build_paper(title="Residual Paths", authors=["Kaiming He", "Jian Sun"])
SHORT = build_paper(title="Masked Pictures", authors=["K. He"])
OTHER = build_paper(title="Snow in Cities", authors=["Kaixuan He"])
WORDS = build_paper(title="A Diffusion Transformer for Sound", authors=["Ada Lovelace"])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    library.imports.add([EXACT, SHORT, OTHER, WORDS], "papers")
    yield library
    library.close()


def found(library: Library, *lines: str, added: str = "") -> dict[str, Hit]:
    library.following.lines = lines
    return {hit.paper.title: hit for hit in library.followed(added)}


def test_an_author_is_found_by_family_name_and_initial_with_the_doubt_shown(library: Library) -> None:
    hits = found(library, "author:Kaiming He")
    assert {*hits} == {EXACT.title, SHORT.title}
    assert hits[EXACT.title].doubt == ""
    assert hits[SHORT.title].doubt == "K. He may not be Kaiming He"


@pytest.mark.parametrize(
    ("followed", "author", "doubt"),
    [
        ("Jean-Luc Picard", "J.-L. Picard", True),
        ("Jean-Luc Picard", "Jean Luc Picard", False),
        ("Jean-Luc Picard", "J. Picard", True),
        ("Jean-Luc Picard", "J. M. Picard", None),
        ("J. A. Smith", "J. B. Smith", None),
        ("John A. Smith", "John Smith", True),
        ("Lopez-Paz, David", "David Lopez-Paz", False),
        ("Łukasz Kaiser", "Lukasz Kaiser", False),
        ("Ludwig van Beethoven", "L. van Beethoven", True),
        ("Kaiming He", "He", True),
        ("李飞飞", "李飞飞", False),
        ("-", "K. He", None),
    ],
)
def test_names_fit_whatever_their_hyphens_accents_and_order(
    followed: str, author: str, doubt: bool | None
) -> None:
    found = author_doubt(f"author:{followed}", [author])
    assert found is None if doubt is None else bool(found) is doubt


def test_citations_of_a_paper_are_followed_by_the_identifier_that_it_got() -> None:
    completed = replace(EXACT, arxiv_id="2401.00001")
    assert citing_line(completed) == "cites:arxiv:2401.00001"
    assert citing_line(replace(EXACT, doi="10.1000/a")) == "cites:doi:10.1000/a"
    assert citing_line(EXACT) == f"cites:{EXACT.key}"


def test_not_this_one_is_remembered(library: Library) -> None:
    key = library.find(SHORT.key).key
    assert {*found(library, "author:Kaiming He", f"not:{key} author:Kaiming He")} == {EXACT.title}


def test_queries_are_followed_too_and_a_paper_comes_once(library: Library) -> None:
    hits = found(library, '"diffusion transformer"', "sound", "author:Kaiming He")
    assert hits[WORDS.title].follow == '"diffusion transformer"'
    assert len(hits) == 3


def test_only_what_came_in_since_then(library: Library) -> None:
    assert len(found(library, "sound", added="added:>=2026-09-04")) == 1
    assert len(found(library, "sound", added="added:>=2026-09-05")) == 0


def searched(library: Library, query: str) -> set[str]:
    return {paper.title for paper in library.search(Scope(Query.parse(query))).papers()}


def test_followed_papers_are_a_facet_and_a_condition_of_queries(library: Library) -> None:
    library.following.lines = ("author:Kaiming He", '"diffusion transformer"')
    assert searched(library, "is:followed") == {EXACT.title, SHORT.title, WORDS.title}
    assert searched(library, "follow:kaiming") == {EXACT.title, SHORT.title}
    assert searched(library, 'follow:"diffusion transformer"') == {WORDS.title}
    listing = library.search(Scope())
    (facet,) = (each for each in listing.results.facets if each.name == "follow")
    assert {value.value: value.count for value in facet.values} == {
        "author:Kaiming He": 2,
        '"diffusion transformer"': 1,
    }
    chosen = Scope(chosen=(("follow", '"diffusion transformer"'),))
    assert {paper.title for paper in library.search(chosen).papers()} == {WORDS.title}
    assert searched(library, str(chosen.as_query)) == {WORDS.title}


def test_a_listing_says_whom_a_paper_comes_from(library: Library) -> None:
    library.following.lines = ("author:Kaiming He",)
    listing = library.search(Scope())
    (origin,) = listing.origins(library.find(SHORT.key).key)
    assert origin.text == "Kaiming He (K. He may not be Kaiming He)"
    assert listing.origins(library.find(WORDS.key).key) == ()


def test_what_is_followed_cannot_depend_on_itself(library: Library) -> None:
    library.following.lines = ("is:followed", "saved:round")
    library.following.searches = {"round": "follow:he"}
    assert searched(library, "is:followed") == set()

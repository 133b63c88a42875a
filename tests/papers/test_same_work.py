"""True if two descriptions are of one work."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper
from paper_tui.papers.people import Person, people
from paper_tui.papers.publication import Publication
from paper_tui.papers.same_work import contradiction, evidence
from paper_tui.papers.serial_titles import is_serial

LONG = "On the networks of things and what they carry"
_PAPER = {"kind", "guid", "doi", "arxiv_id", "authors", "published", "url", "abstract", "title"}


def described(**said: Any) -> Paper:  # noqa: ANN401 - fields of a paper or of its publication
    """A paper of one title, of which a source says so much."""
    of_paper = {name: value for name, value in said.items() if name in _PAPER}
    publication = Publication(**{name: value for name, value in said.items() if name not in _PAPER})
    return build_paper(**{"title": LONG, **of_paper}, publication=publication)


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    found = evidence(described(**one), described(**other))
    assert bool(found) == bool(evidence(described(**other), described(**one)))
    return bool(found)


APART = [
    (
        {"title": "News", "journal": "J", "published": "2001-01", "pages": "5"},
        {"title": "News", "journal": "J", "published": "2001-02", "pages": "5"},
    ),
    (
        {"title": "Editorial", "authors": ["Ada Wong"], "url": "https://example.org/1"},
        {"title": "Editorial", "authors": ["Ada Wong"], "url": "https://example.org/2"},
    ),
    (
        {"title": "Home page", "url": "https://example.org/"},
        {"title": "Home page", "url": "https://example.net/"},
    ),
    ({"volume": "10"}, {"volume": "11"}),
    ({"issue": "1"}, {"issue": "2"}),
    ({"pages": "1-2"}, {"pages": "3-4"}),
    ({"article_number": "12"}, {"article_number": "13"}),
    ({"book": "Book Alpha"}, {"book": "Book Beta"}),
    ({"book": "Book A"}, {"book": "Other B"}),
    ({"journal": "Physical Review A"}, {"journal": "Physical Review B"}),
    ({"title": "Lists in C"}, {"title": "Lists in C#"}),
    ({"journal": "Journal of Things"}, {"journal": "Journal of Others"}),
    ({"journal": "Nature"}, {"journal": "Science"}),
    ({"book": "ICML"}, {"book": "NeurIPS"}),
    ({"kind": Kind.BOOK}, {"kind": Kind.ARTICLE}),
    ({"kind": Kind.THESIS}, {"kind": Kind.ARTICLE}),
    ({"kind": Kind.REVIEW}, {"kind": Kind.BOOK}),
    ({"book_edition": "2"}, {"book_edition": "3rd"}),
    ({"version": "v1.0"}, {"version": "2.0"}),
    ({"authors": ["Ada Wong"]}, {"authors": ["Bo Wong"]}),
    ({"authors": ["Ada Wong"]}, {"authors": ["Ada Lee"]}),
    ({"authors": ["Ada Johnson"]}, {"authors": ["Ada Son"]}),
    (
        {"authors": [Person("García Moreno", "Luisa")]},
        {"authors": [Person("López Moreno", "Luisa")]},
    ),
    ({"published": "2015"}, {"published": "2020"}),
    ({"published": "2019", "kind": Kind.PROCEEDINGS}, {"published": "2020", "kind": Kind.PROCEEDINGS}),
    (
        {"title": "Annual report of the bureau of things", "published": "2019"},
        {"title": "Annual Report of the Bureau of Things", "published": "2020"},
    ),
    ({"editors": people(["Ada Wong"])}, {"editors": people(["Bo Ek"])}),
    ({"doi": "10.1000/a"}, {"doi": "10.1000/b"}),
    ({"pmid": "1"}, {"pmid": "2"}),
    ({"title": "C++ in the Practice of Things"}, {"title": "C in the Practice of Things"}),
    ({"title": ".NET in the Practice of Things"}, {"title": "Net in the Practice of Things"}),
    ({"chapter": "3"}, {"chapter": "4"}),
    (
        {"authors": [Person("Roe", "John", "", "Sr.")]},
        {"authors": [Person("Roe", "John", "", "Jr.")]},
    ),
    ({"title": "F# for the Impatient Reader"}, {"title": "F for the impatient reader"}),
    ({"title": "On the Proof That P = NP"}, {"title": "On the Proof That P ≠ NP"}),
    ({"title": "A Report on GPT-3.5 and More"}, {"title": "A Report on GPT-35 and more"}),
    ({"title": "A Study of GPT-3 at Work"}, {"title": "A Study of GPT-4 at Work"}),
    ({"title": "Detecting Things, v2"}, {"title": "Detecting Things, v3"}),
    (
        {"guid": "1", "url": "https://lab.example/1"},
        {"guid": "2", "url": "https://lab.example/2"},
    ),
    (
        {"abstract": " ".join(f"alpha{number}" for number in range(60))},
        {"abstract": " ".join(f"beta{number}" for number in range(60))},
    ),
]
ONE = [
    ({}, {}),
    ({"volume": "10", "pages": "1-2"}, {}),
    ({"volume": "10"}, {"volume": "X"}),
    ({"volume": "abs/2001.00003"}, {"volume": "10"}),
    ({"pages": "101-110"}, {"pages": "101–10"}),
    ({"journal": "J. Tests"}, {"journal": "Journal of Tests"}),
    ({"journal": "JOURNAL OF TESTS"}, {"journal": "Journal of Tests"}),
    ({"journal": "arXiv preprint arXiv:2001.00003"}, {"journal": "Journal of Tests"}),
    ({"book": "NIPS"}, {"book": "NeurIPS"}),
    ({"book": "NeurIPS"}, {"book": "Advances in Neural Information Processing Systems 30"}),
    (
        {"book": "Proceedings of the 31st Conference on Neural Information Processing Systems"},
        {"book": "Advances in Neural Information Processing Systems"},
    ),
    ({"kind": Kind.PREPRINT}, {"kind": Kind.CONFERENCE}),
    ({"book_edition": "2"}, {"book_edition": "Second"}),
    ({"authors": ["A. Wong"]}, {"authors": ["Ada Wong"]}),
    ({"authors": ["Wong A."]}, {"authors": ["Ada Wong"]}),
    ({"authors": [Person("García Moreno", "Luisa")]}, {"authors": ["Luisa García Moreno"]}),
    ({"authors": ["Ann van den Holt"]}, {"authors": [Person("Holt", "Ann")]}),
    ({"authors": ["Ada Wong", "Bo Ek"]}, {"authors": ["Bo Ek", "Ada Wong"]}),
    ({"authors": ["John Roe Jr."]}, {"authors": ["J. Roe"]}),
    ({"published": "2017"}, {"published": "2019-05"}),
    ({"title": "Deep Nets for Things!"}, {"title": "deep nets, for things"}),
    ({"title": "Na⁺ Channels of Small Things"}, {"title": "Na+ channels of small things"}),
    ({"doi": "10.1000/a", "title": "Old title of it"}, {"doi": "10.1000/a", "title": "New name"}),
    ({"guid": "1", "title": "Sparce attention"}, {"guid": "1", "title": "Sparse attention"}),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_contradicts_keeps_works_of_one_title_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(("one", "other"), ONE)
def test_what_may_be_said_in_two_ways_or_not_at_all_does_not(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    "title",
    [
        *("Editorial", "Introduction", "Book Review", "Correction", "News", "Preface", "In Memoriam"),
        *("Chapter 3", "Part II: Introduction", "3", "Vorwort", "Index", "Letters to the Editor"),
        *("Roe v. Wade", "United States v. Microsoft Corp.", "In re Gault", "Doe vs. Roe"),
        *("ISO 9001", "IEEE Std 802.11", "RFC 2616", "DIN EN 1234", "ANSI/NISO Z39.84"),
    ],
)
def test_titles_that_say_nothing_of_a_work(title: str) -> None:
    assert is_serial(title)
    bare, told = described(title=title), described(title=title, volume="3", pages="5", published="2020")
    assert evidence(bare, bare)
    assert evidence(told, told)
    assert not evidence(bare, told)
    assert not evidence(told, described(title=title, volume="3", pages="7", published="2020"))


@pytest.mark.parametrize(
    "title",
    [
        *("Introduction to Algorithms", "Attention Is All You Need", "Editorial policies of journals"),
        *(
            "Deep learning v. decision trees",
            "Trees versus nets: a comparison",
            "Vision with IEEE 754 numbers",
        ),
    ],
)
def test_titles_that_say_enough(title: str) -> None:
    assert not is_serial(title)


def test_a_short_title_needs_a_fact_in_common() -> None:
    author = {"authors": ["Ada Wong"]}
    assert same({"title": "Statistics"}, {"title": "Statistics"})
    assert same({"title": "Statistics", **author}, {"title": "Statistics", **author, "published": "2010"})
    assert not same({"title": "Statistics"}, {"title": "Statistics", **author})


def test_a_chapter_with_the_doi_of_its_book_is_not_the_book() -> None:
    book = {"doi": "10.1000/b", "kind": Kind.BOOK, "title": "A Book of Things"}
    chapter = {"doi": "10.1000/b", "kind": Kind.CHAPTER, "title": "What Follows", "pages": "3-9"}
    assert not same(book, chapter)
    assert not same(chapter, chapter | {"title": "What Came Before", "pages": "10-20"})
    assert same(chapter, chapter | {"title": "What follows"})


facts = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(
            ["Introduction", "Statistics", LONG, LONG.upper(), "C++ and more of it", "C and more of it"]
        ),
        "authors": st.sampled_from(
            [["Ada Wong"], ["A. Wong"], ["Bo Wong"], [Person("Wong", "Ada"), "Bo Ek"], ["Bo Ek", "Ada Wong"]]
        ),
        "published": st.sampled_from(["2010", "2012", "2016-05"]),
        "volume": st.sampled_from(["1", "I", "2"]),
        "pages": st.sampled_from(["1-9", "1", "12"]),
        "journal": st.sampled_from(["J. Tests", "Journal of Tests", "CoRR", "NeurIPS", "Nature"]),
        "book": st.sampled_from(["Book Alpha", "Book Beta", "NIPS"]),
        "kind": st.sampled_from([Kind.ARTICLE, Kind.BOOK, Kind.PREPRINT, Kind.THESIS]),
        "doi": st.sampled_from(["10.1000/a", "10.1000/b"]),
        "guid": st.sampled_from(["1", "2"]),
    },
)


@given(facts, facts)
def test_it_goes_both_ways(one: dict[str, Any], other: dict[str, Any]) -> None:
    mine, theirs = described(**one), described(**other)
    assert evidence(mine, theirs) == evidence(theirs, mine)
    assert contradiction(mine, theirs) == contradiction(theirs, mine)


@given(facts)
def test_a_description_is_of_its_own_work(one: dict[str, Any]) -> None:
    assert evidence(described(**one), described(**one))
    assert not contradiction(described(**one), described(**one))

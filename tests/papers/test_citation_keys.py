"""Citation keys: how they are made, kept apart, and written for TeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper
from paper_tui.papers.citation_keys import KeyGiver, cited_as, made_key, pattern_problem, tex_safe
from paper_tui.papers.people import Person

VASWANI = build_paper(
    title="Attention Is All You Need",
    authors=["Ashish Vaswani", "Noam Shazeer"],
    published="2017-06-12",
    venue="Advances in Neural Information Processing Systems",
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{family}{year}{word}", "vaswani2017attention"),
        ("{Family}{year}{Word}", "Vaswani2017Attention"),
        ("{Family}:{year}", "Vaswani:2017"),
        ("{initials}{year}", "vs2017"),
        ("{words}", "attentionallyou"),
        ("{journal}-{year}", "anips-2017"),
        ("{ family}", "family"),
    ],
)
def test_a_key_by_a_pattern(pattern: str, key: str) -> None:
    assert made_key(VASWANI, pattern) == key


def test_names_are_taken_as_their_sources_part_them() -> None:
    paper = build_paper(title="On trees", authors=[Person("García Moreno", "Luisa")], published="2019")
    assert made_key(paper) == "garciamoreno2019trees"
    group = build_paper(title="A Report on Things", authors=[Person(literal="World Bank")], published="2020")
    assert made_key(group) == "worldbank2020report"
    assert made_key(build_paper(title="Counting the Ways of the World")) == "anoncountingwaysworld"


def test_a_key_that_came_in_is_the_key() -> None:
    assert cited_as(build_paper(title="T", citation_key="2017A&A...603A..31X")) == "2017A&A...603A..31X"
    assert tex_safe("2017A&A...603A..31X") == "2017A&A...603A..31X"
    assert tex_safe("bad {key}, x\\") == "badkeyx"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{family}{year}", ""),
        ("{author}{year}", "{author} is not known"),
        ("paper", "names nothing of a paper"),
        ("{family}, {year}", "TeX could not read"),
        ("", "names nothing of a paper"),
    ],
)
def test_a_pattern_is_checked(pattern: str, problem: str) -> None:
    found = pattern_problem(pattern)
    assert found == "" if problem == "" else problem in found


def test_letters_follow_where_a_key_is_taken() -> None:
    keys = KeyGiver(lambda key: key.lower() == "roe2001b")
    assert [keys.give("Roe2001"), *(keys.give("roe2001") for _ in range(3))] == [
        *("Roe2001", "roe2001a", "roe2001c", "roe2001d"),
    ]
    many = [keys.give("x") for _ in range(30)]
    assert many[:3] == ["x", "xa", "xb"]
    assert many[26:29] == ["xz", "xaa", "xab"]


@given(st.lists(st.text("aAbB{}, ", max_size=4), max_size=20))
def test_no_two_papers_are_given_one_key(wanted: list[str]) -> None:
    keys = KeyGiver(lambda _: False)
    given_keys = [keys.give(tex_safe(each)).casefold() for each in wanted]
    assert len(set(given_keys)) == len(given_keys)


@pytest.mark.parametrize("key", ["O'Neil2001", "2017A&A...603A..31X", "DBLP:conf/x/RoeD01", "müller2001"])
def test_a_key_that_bibtex_reads_stays(key: str) -> None:
    assert tex_safe(key) == key

"""An index brought up to date is the one that would be built anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.shelf import Shelf
from paper_tui.search import Query, Scope, SearchIndex
from paper_tui.search.index import index_merge, positions
from tests.search.helpers import TODAY, Catalogue, papers_read, titled

WORDS = ("low-rank", "FlashAttention", "GPT-4", "Müller", "of", "α-words", "diffusion", "", "…", "a")
SIGHTINGS = st.builds(
    Sighting,
    source=st.sampled_from(("daily", "arxiv")),
    edition=st.sampled_from(("", "2026-09-01", "2026-09-02", "2026-09-03")),
    rank=st.sampled_from((None, 1, 2, 3)),
    votes=st.sampled_from((None, 0, 7)),
)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """One of forty papers, in one of very many states."""
    text = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
    paper = build_paper(
        title=f"Paper {draw(st.integers(0, 39))}",
        abstract=draw(text),
        authors=draw(st.lists(st.sampled_from(("Ada Lovelace", "Gwen Gao", "Alan Müller")), max_size=2)),
        categories=draw(st.lists(st.sampled_from(("cs.CL", "cs.LG", "math.CO")), max_size=2)),
        venue=draw(st.sampled_from(("", "NeurIPS"))),
        published=draw(st.sampled_from(("", "2019", "2024-05-06"))),
    )
    sightings = tuple(draw(st.lists(SIGHTINGS, max_size=3)))
    return replace(paper, title=f"{paper.title} {draw(text)}".strip(), sightings=sightings)


def catalogues() -> st.SearchStrategy[Catalogue]:
    """Papers in order of keys, each once."""
    return st.lists(papers(), max_size=25, unique_by=lambda paper: paper.key).map(in_order)


def in_order(some: list[Paper]) -> Catalogue:
    return Catalogue(sorted(some, key=lambda paper: paper.key))


def checks(some: Catalogue) -> list[int]:
    return [crc32(repr(paper).encode()) for paper in some]


def content(index: SearchIndex) -> dict[str, bytes]:
    return {name: bytes(buffer) for name, buffer in index.buffers().items()}


@st.composite
def changes(draw: st.DrawFn) -> tuple[Catalogue, Catalogue]:
    """A catalogue, and one in which some of its papers are gone, different or new."""
    before = draw(catalogues())
    stayed = [paper for paper in before if draw(st.integers(0, 3))]
    more = [paper for paper in draw(catalogues()) if paper.key not in {kept.key for kept in stayed}]
    return before, in_order([*stayed, *more])


@given(change=changes(), step=st.sampled_from((1, 5, 500_000)))
def test_it_is_the_same_to_the_byte(change: tuple[Catalogue, Catalogue], step: int) -> None:
    before, now = change
    index = SearchIndex.build(before, checks(before))
    with patch.object(index_merge, "STEP", step), patch.object(positions, "_STEP", step):
        updated = index.updated(now, checks(now))
    assert content(updated) == content(SearchIndex.build(now, checks(now)))


@pytest.fixture
def read() -> Iterator[list[int]]:
    with papers_read() as sizes:
        yield sizes


BEFORE = in_order(titled(*(f"Paper {number} of diffusion" for number in range(20))))


def test_only_what_is_new_or_different_is_read(read: list[int]) -> None:
    index = SearchIndex.build(BEFORE, checks(BEFORE))
    edited = [replace(BEFORE[3], abstract="About zebras"), *BEFORE[4:]]
    now = in_order([*edited, *titled("A newcomer")])
    updated = index.updated(now, checks(now))
    assert read == [20, 2]
    scope = Scope(Query.parse("newcomer OR zebras"))
    found = updated.search(scope, shelf=Shelf(), catalogue=now, today=TODAY)
    assert {now[place].title for place in found.order} == {"A newcomer", BEFORE[3].title}


def test_papers_that_cannot_be_told_apart_are_all_read(read: list[int]) -> None:
    same = [7] * len(BEFORE)
    index = SearchIndex.build(BEFORE, same)
    now = Catalogue(BEFORE[:-1])
    assert content(index.updated(now, same[:-1])) == content(SearchIndex.build(now, same[:-1]))
    assert read == [20, 19, 19]


def test_an_index_that_knows_no_checks_is_made_anew(read: list[int]) -> None:
    index = SearchIndex.build(BEFORE)
    assert content(index.updated(BEFORE, checks(BEFORE))) == content(
        SearchIndex.build(BEFORE, checks(BEFORE))
    )
    assert read == [20, 20, 20]


@pytest.mark.parametrize("times", [0, 1, 3, 6])
def test_it_ends_when_it_is_no_longer_wanted(times: int) -> None:
    asked = iter([False] * times)
    index = SearchIndex.build(BEFORE, checks(BEFORE))
    now = in_order([*BEFORE, *titled("A newcomer")])
    with pytest.raises(Cancelled):
        index.updated(now, checks(now), cancel=CancelToken(lambda: next(asked, True)))

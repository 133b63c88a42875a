from __future__ import annotations

import pytest

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Sighting
from paper_tui.papers.shelf import Mark, Shelf, State
from paper_tui.search import Sort
from tests.search.helpers import Library

PAPERS = [
    build_paper(
        title="Vision of Words",
        abstract="We look at neural networks of words. Code at https://github.com/a/b.",
        authors=["Ashish Vaswani", "Léon Bottou"],
        published="2023-05-01",
        venue="Journal of Looking",
        categories=["cs.CL", "cs.CV"],
        arxiv_id="2305.00001",
        sightings=[Sighting("arxiv", edition="2026-11-22", rank=2, votes=60)],
    ),
    build_paper(
        title="Networks of neural tissue",
        citation_key="Doe:2020_tissue",
        abstract="A neural network is not meant. Vaswani is named here.",
        authors=["Jane Doe"],
        published="2020-09",
        doi="10.1000/tissue",
        sightings=[
            Sighting("bibtex", edition="2026-11-01", rank=1, votes=3),
            Sighting("arxiv", votes=5, version=2),
        ],
    ),
    build_paper(
        title="Undated",
        authors=["Anna Vision"],
        categories=["math.OC"],
        sightings=[Sighting("daily-papers", edition="2026-10-31", rank=1)],
    ),
]
VISION, TISSUE, UNDATED = (paper.key for paper in PAPERS)
SHELF = Shelf(
    [
        Mark(
            VISION, bookmarked="2026-11-22T10:00:00.000Z", tags=("computer-vision", "read"), state=State.DONE
        ),
        Mark(TISSUE, note="Compare with the old baseline.\nA neat trick.", tags=("read-later",)),
    ]
)
LIBRARY = Library(PAPERS, SHELF)


def found(text: str) -> set[str]:
    return {LIBRARY.papers[number].key for number in LIBRARY.search(text).order}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", {VISION, TISSUE, UNDATED}),
        ("title:vision", {VISION}),
        ("author:vision", {UNDATED}),
        ("author:vaswani", {VISION}),
        ("author:~vaswni", {VISION}),
        ("author:=vaswni", set()),
        ("author:bottou", {VISION}),
        ("abstract:vaswani", {TISSUE}),
        ("venue:looking", {VISION}),
        ("tag:vision", {VISION}),
        ("tag:read", {VISION, TISSUE}),
        ("tag:=read", {VISION}),
        ("note:baseline", {TISSUE}),
        ("baseline", {TISSUE}),
        ('note:"neat trick"', {TISSUE}),
        ('"neural networks"', {VISION}),
        ('"neural network*"', {VISION, TISSUE}),
        ('title:"neural networks"', set()),
        ('"looking"', {VISION}),
        ('author:"leon bottou"', {VISION}),
        ('"vaswani léon"', set()),
        ("has:code", {VISION}),
        ("has:note", {TISSUE}),
        ("has:doi", {TISSUE}),
        ("-has:abstract", {UNDATED}),
        ("is:bookmarked", {VISION}),
        ("is:new", {TISSUE, UNDATED}),
        ("is:done", {VISION}),
        ("state:new", {TISSUE, UNDATED}),
        ("state:d", {VISION}),
        ("source:arxiv", {VISION}),
        ("category:cs", {VISION}),
        ("category:=cs", set()),
        ('category:"cs.CL"', {VISION}),
        ("id:2305.00001", {VISION}),
        ("2305.00001", {VISION}),
        ("2305.0", {VISION}),
        ("key:doe:2020", {TISSUE}),
        ("key:Doe:2020_tissue", {TISSUE}),
        ("key:2020", {TISSUE}),
        ("id:10.1000", {TISSUE}),
        ("https://doi.org/10.1000/tissue", {TISSUE}),
        ("year:2023", {VISION}),
        ("year:>2020", {VISION}),
        ("year:2019..2021", {TISSUE}),
        ("year:..2020", {TISSUE}),
        ("-year:2023", {TISSUE, UNDATED}),
        ("year:2026", set()),
        ("votes:>5", {VISION}),
        ("has:revision", {TISSUE}),
        ("votes:>=5", {VISION, TISSUE}),
        ("votes:<=5", {TISSUE}),
        ("votes:0..", {VISION, TISSUE}),
        ("date:2020-09", {TISSUE}),
        ("date:<2020-10", {TISSUE}),
        ("date:2026-10..2026-11", {UNDATED}),
        ("date:<1y", {UNDATED}),
        ("date:1y", {UNDATED}),
        ("date:>1y", {VISION, TISSUE}),
        ("vision OR tissue", {VISION, TISSUE, UNDATED}),
        ("networks -tissue", {VISION}),
        ("-(vision OR tissue)", set()),
        ("title:(vision OR undated)", {VISION, UNDATED}),
        ("net*", {VISION, TISSUE}),
        ("eural", {VISION, TISSUE}),
        ("eural*", set()),
        ("-eural", {VISION, TISSUE, UNDATED}),
    ],
)
def test_a_condition_selects(typed: str, expected: set[str]) -> None:
    assert found(typed) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.NEWEST, [VISION, TISSUE, UNDATED]),
        (Sort.RELEVANCE, [VISION, TISSUE, UNDATED]),
        (Sort.PUBLISHED, [VISION, TISSUE, UNDATED]),
        (Sort.VOTES, [VISION, TISSUE, UNDATED]),
        (Sort.TITLE, [TISSUE, UNDATED, VISION]),
    ],
)
def test_papers_can_be_ordered(sort: Sort, expected: list[str]) -> None:
    order = LIBRARY.search("", sort=sort).order
    assert [LIBRARY.papers[number].key for number in order] == expected


def test_a_new_shelf_is_searched_at_once() -> None:
    library = Library(PAPERS)
    assert len(library.search("baseline").order) == 0
    library.shelf = SHELF
    assert len(library.search("baseline").order) == 1

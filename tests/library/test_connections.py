"""Conditions on what the search index does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.highlights import Place
from paper_tui.search import Query, Scope
from tests.library.citing.test_citations import CITED, CITING, OTHER, PAGE

WITHDRAWN = build_paper(
    title="A bold claim",
    arxiv_id="2401.00009",
    citation_key="Brook2024bold",
    details={"comment": "This paper has been withdrawn by the author"},
    files=["papers/bold.PDF"],
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    library.imports.add([CITING, OTHER, CITED, WITHDRAWN], "papers")
    library.texts.attach(CITING, PAGE)
    library.texts.attach(OTHER, b"# Another Harbour\n\nNo references here.\n")
    library.marks.keep_place(CITING, Place(0, 0, 600))
    library.marks.keep_place(OTHER, Place(0, 0, 100))
    yield library
    library.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("has:text", {CITING.title, OTHER.title}),
        ("-has:text", {CITED.title, WITHDRAWN.title}),
        ("has:refs", {CITING.title}),
        ("cites:10.1000/tides", {CITING.title}),
        ("cites:2401.00001", set()),
        ("cites:nothing", set()),
        ("citedby:2401.00001", {CITED.title}),
        ("citedby:2401.00001 harbour", set()),
        ("key:brook2024", {WITHDRAWN.title}),
        ("key:bold", {WITHDRAWN.title}),
        ("is:withdrawn", {WITHDRAWN.title}),
        ("-is:withdrawn harbour", {CITING.title, OTHER.title}),
        ("has:pdf", {WITHDRAWN.title}),
        ("progress:>50", {CITING.title}),
        ("progress:<50", {OTHER.title}),
        ("progress:0..100", {CITING.title, OTHER.title}),
        ("-progress:>50", {OTHER.title, CITED.title, WITHDRAWN.title}),
    ],
)
def test_a_condition_selects(library: Library, query: str, found: set[str]) -> None:
    listing = library.search(Scope(Query.parse(query)))
    assert {paper.title for paper in listing.papers()} == found
    assert str(Query.parse(str(Query.parse(query)))) == str(Query.parse(query))

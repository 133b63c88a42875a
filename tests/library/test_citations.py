"""What papers cite, read from their kept texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper

CITING = build_paper(title="Tides of a Harbour", arxiv_id="2401.00001")
OTHER = build_paper(title="Another Harbour", arxiv_id="2401.00002")
CITED = build_paper(title="Where the Ground Lets It", doi="10.1000/jsw.2019.45", authors=["Ada Brook"])

PAGE = b"""# Tides of a Harbour

Words that cite [1] and [2] and [3].

## References

[1] Brook, A. 2019. Where the Ground Lets It. https://doi.org/10.1000/JSW.2019.45

[2] Potok, D. 1998. A Book of Tides. arXiv:2101.01234v3

[3] An entry that names nothing at all.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    library.imports.add([CITING, OTHER, CITED], "papers")
    yield library
    library.close()


def test_references_of_a_kept_text_are_found_in_the_library_whatever_the_case_of_a_doi(
    library: Library,
) -> None:
    library.texts.attach(CITING, PAGE)
    found = library.citations.references(CITING) or []
    assert [each.paper.key if each.paper else None for each in found] == [CITED.key, None, None]
    assert found[1].work.arxiv_id == "2101.01234"
    assert "names nothing" in found[2].work.text


def test_without_a_kept_text_nothing_is_known(library: Library) -> None:
    assert library.citations.references(CITING) is None
    assert library.citations.cited_by(CITED) == []


def test_who_in_the_library_cites_a_paper_follows_the_texts(library: Library) -> None:
    library.texts.attach(CITING, PAGE)
    assert library.citations.cited_by(CITED) == [library.find(CITING.key)]
    library.texts.attach(CITING, b"# Tides of a Harbour\n\nOther words, and no references any more.\n")
    assert library.citations.cited_by(CITED) == []


def test_what_several_bookmarked_papers_cite_and_the_library_lacks(library: Library) -> None:
    for paper in (CITING, OTHER):
        library.texts.attach(paper, PAGE)
    assert library.citations.missing() == []
    library.marks.set_bookmarked([CITING, OTHER], True)
    (missing,) = library.citations.missing()
    assert (missing.work.arxiv_id, missing.count) == ("2101.01234", 2)
    assert {paper.key for paper in missing.by} == {CITING.key, OTHER.key}


def test_a_damaged_cache_is_made_anew(library: Library, tmp_path: Path) -> None:
    library.texts.attach(CITING, PAGE)
    expected = library.citations.works()
    for damage in (b"", b"[]", b'{"a": 1}', b'{"a": ["x", [3]]}', b"\xff"):
        (tmp_path / "library" / "cache" / "references.json").write_bytes(damage)
        assert library.citations.works() == expected

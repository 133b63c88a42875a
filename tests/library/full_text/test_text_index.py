"""Search inside kept full texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.library.full_text import text_index_file
from paper_tui.library.full_text.text_index_file import FILE
from paper_tui.library.full_text.text_passages import paragraphs, passage_in
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.search import Query, Scope
from tests.pdf.test_identity import FILES

HARBOUR = build_paper(title="Tides of a Harbour", arxiv_id="2401.00001")
RIVER = build_paper(title="Slow Rivers", arxiv_id="2401.00002", abstract="About estuaries.")
PLAIN = build_paper(title="Nothing Kept", arxiv_id="2401.00003")
HARBOUR_TEXT = b"""# Tides of a Harbour

## 1 Introduction

Water rises and falls. A caf\xc3\xa9 on the quay measured the low-rank ebb of every estuary.

## 2 Method

Ablation of the mooring lines showed little.
"""
RIVER_TEXT = b"# Slow Rivers\n\n## 1 Flow\n\nEvery mooring drifts with the silt.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    library.imports.add([HARBOUR, RIVER, PLAIN], "papers")
    library.texts.attach(HARBOUR, HARBOUR_TEXT)
    library.texts.attach(RIVER, RIVER_TEXT)
    yield library
    library.close()


def found(library: Library, query: str) -> list[str]:
    return [paper.title for paper in library.search(Scope(Query.parse(query))).papers()]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("text:ablation", {HARBOUR.title}),
        ("text:abla", {HARBOUR.title}),
        ("text:=abla", set()),
        ("text:cafe", {HARBOUR.title}),
        ("text:mooring", {HARBOUR.title, RIVER.title}),
        ('text:"mooring lines"', {HARBOUR.title}),
        ('text:"lines mooring"', set()),
        ('text:"low rank"', {HARBOUR.title}),
        ("text:low-rank", {HARBOUR.title}),
        ("text:mooring -text:silt", {HARBOUR.title}),
        ("text:(silt OR ablation)", {HARBOUR.title, RIVER.title}),
        ("-text:mooring", {PLAIN.title}),
        ("text:mooring title:rivers", {RIVER.title}),
        ("text:x'y\"z", set()),
        ("text:moorng", {HARBOUR.title, RIVER.title}),
        ("text:~siltt", {RIVER.title}),
        ("text:=moorng", set()),
        ("-text:moorng", {HARBOUR.title, RIVER.title, PLAIN.title}),
        ("ablatoin", {HARBOUR.title}),
        ("ablatoin silt", set()),
        ("moorng tides", {HARBOUR.title}),
    ],
)
def test_words_of_texts_are_found(library: Library, query: str, titles: set[str]) -> None:
    assert set(found(library, query)) == titles


def test_a_plain_search_finds_texts_below_the_rest(library: Library) -> None:
    assert found(library, "estuar") == [RIVER.title, HARBOUR.title]
    assert (
        found(library, "-ablation") == [HARBOUR.title, PLAIN.title, RIVER.title]
        or len(found(library, "-ablation")) == 3
    )
    assert [paper.title for paper in library.matching("ablation")] == [], "bulk changes go by what is shown"


def test_the_index_follows_the_texts(library: Library) -> None:
    assert found(library, "text:silt") == [RIVER.title]
    library.texts.attach(RIVER, b"# Slow Rivers\n\nNow about gravel and stones.\n")
    assert found(library, "text:silt") == []
    assert found(library, "text:gravel") == [RIVER.title]
    library.texts.detach(RIVER)
    assert found(library, "text:gravel") == []


def test_only_new_texts_are_read(library: Library) -> None:
    told: list[tuple[int, int]] = []
    library.texts.on_kept = lambda: None
    library.texts.attach(PLAIN, b"# Nothing Kept\n\nBut a few words.\n")
    assert library.text_index.update(lambda *counts: told.append(counts)) == 3
    assert told == [(0, 1)]
    assert library.text_index.update(lambda *counts: told.append(counts)) == 0
    assert len(told) == 1


def test_many_changes_build_the_index_anew(library: Library) -> None:
    for number in range(40):
        library.texts.attach(RIVER, f"# Slow Rivers\n\nVersion v{number}x of it{'.' * number}\n".encode())
        library.text_index.update()
    assert found(library, "text:v39x") == [RIVER.title]
    assert found(library, "text:v38x") == []
    assert found(library, "text:ablation") == [HARBOUR.title]


def test_a_cancelled_update_goes_on_later(library: Library) -> None:
    library.texts.on_kept = lambda: None
    library.texts.attach(PLAIN, b"# Nothing Kept\n\nBut a few words.\n")
    with pytest.raises(Cancelled):
        library.text_index.update(cancel=CancelToken(lambda: True))
    assert found(library, "few") == []
    assert found(library, "text:few") == [PLAIN.title]


def test_a_damaged_index_is_built_anew(library: Library, tmp_path: Path) -> None:
    assert found(library, "text:silt") == [RIVER.title]
    (tmp_path / "library" / "cache" / FILE).write_bytes(b"no database" * 500)
    assert found(library, "silt") == []
    assert found(library, "text:silt") == [RIVER.title]


def test_the_passage_is_shown_with_its_section(library: Library) -> None:
    listing = library.search(Scope(Query.parse("text:moor")))
    text = library.texts.get(HARBOUR)
    row = listing.row_of(HARBOUR.key)
    assert row is not None
    assert listing.is_in_text(row)
    passage = passage_in(paragraphs(text.document), listing.results, row)
    assert passage is not None
    assert passage.section == "2 Method"
    assert passage.sentence == "Ablation of the mooring lines showed little."
    assert passage.sentence[slice(*passage.lit)] == "moor"
    from paper_tui.documents.model import plain_text

    block = plain_text(text.document.blocks[passage.block])
    assert block[passage.start : passage.end] == "moor"


def test_a_library_that_cannot_be_written_is_searched_as_far_as_it_is_indexed(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(library, "text:silt") == [RIVER.title]
    library.texts.on_kept = lambda: None
    library.texts.attach(PLAIN, b"# Nothing Kept\n\nBut a few words.\n")
    monkeypatch.setattr(text_index_file, "PATIENCE", 0.1)
    with closing(sqlite3.connect(tmp_path / "library" / "cache" / FILE)) as other, other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert library.text_index.update() == 0
        other.rollback()
    other.close()
    assert found(library, "text:few") == [PLAIN.title]


def test_the_passage_is_the_one_with_most_of_the_words(library: Library) -> None:
    found(library, "text:water")
    listing = library.search(Scope(Query.parse("water mooring lines tides")))
    assert list(listing.find_passages([0], CancelToken(lambda: False))) == [0]
    passage = listing.passage(0)
    assert passage is not None
    assert passage.sentence == "Ablation of the mooring lines showed little."


def test_a_word_of_the_title_is_no_match_in_the_text(library: Library) -> None:
    found(library, "text:water")
    assert not library.search(Scope(Query.parse("harbour"))).is_in_text(0)


def test_a_typo_in_an_abstract_ranks_above_a_word_in_a_text(library: Library) -> None:
    assert found(library, "text:silt") == [RIVER.title]
    library.texts.attach(PLAIN, b"# Nothing Kept\n\nHere esturies are misspelt.\n")
    assert found(library, "esturies text:esturies") == [PLAIN.title]
    assert found(library, "esturies") == [RIVER.title, PLAIN.title]


def test_words_of_pdfs_that_belong_to_papers_are_found(library: Library) -> None:
    library.imports.pdfs([FILES / "cites.pdf"], "PDFs")
    assert found(library, 'text:"ground lets it"') == ["Wind Over Open Water"]
    assert "Wind Over Open Water" in found(library, "has:text")


def test_another_database_in_its_place_is_replaced(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "library" / "cache" / FILE
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE kept (something)")
    other.close()
    assert found(library, "text:silt") == [RIVER.title]


def test_it_is_built_in_a_process_of_its_own(library: Library) -> None:
    library.text_index.updates_itself = False
    library.texts.on_kept = lambda: None
    library.texts.attach(PLAIN, b"# Nothing Kept\n\nBut a few words.\n")
    assert found(library, "text:few") == []
    told: list[tuple[int, int]] = []
    assert library.text_indexer.run(lambda *counts: told.append(counts), CancelToken(lambda: False))
    assert told == [(0, 1)]
    assert library.text_index.is_up_to_date()
    assert found(library, "text:few") == [PLAIN.title]
    with pytest.raises(Cancelled):
        library.text_indexer.run(lambda *_: None, CancelToken(lambda: True))

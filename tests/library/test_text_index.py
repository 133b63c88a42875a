"""Search inside kept full texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.library import Library, text_index
from paper_tui.library.text_index import FILE
from paper_tui.library.text_passages import first_passage
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.search import Query, Scope

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
        ("text:abl", {HARBOUR.title}),
        ("text:=abl", set()),
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
    told: list[str] = []
    library.texts.on_kept = lambda: None
    library.texts.attach(PLAIN, b"# Nothing Kept\n\nBut a few words.\n")
    assert library.text_index.update(told.append) == 3
    assert told == ["indexing text 1 of 1"]
    assert library.text_index.update(told.append) == 0
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
    passage = first_passage(text.document, listing.results)
    assert passage is not None
    assert passage.section == "2 Method"
    assert passage.excerpt == "Ablation of the mooring lines showed little."
    from paper_tui.documents.model import plain_text

    block = plain_text(text.document.blocks[passage.block])
    assert block[passage.start : passage.end] == "moor"


def test_a_library_that_cannot_be_written_is_searched_as_far_as_it_is_indexed(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(library, "text:silt") == [RIVER.title]
    library.texts.on_kept = lambda: None
    library.texts.attach(PLAIN, b"# Nothing Kept\n\nBut a few words.\n")
    monkeypatch.setattr(text_index, "PATIENCE", 0.1)
    with sqlite3.connect(tmp_path / "library" / "cache" / FILE) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert library.text_index.update() == 0
        other.rollback()
    other.close()
    assert found(library, "text:few") == [PLAIN.title]

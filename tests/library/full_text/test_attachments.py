"""Files of papers: copied or linked, undone and redone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.documents.errors import DocumentError
from paper_tui.documents.model import plain
from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper
from paper_tui.store import texts as store_texts
from tests.pdf.test_identity import FILES

RIVERS = build_paper(title="Slow Rivers", arxiv_id="2401.00002")
FIRST, SECOND = b"# First Text\n\nOne.\n", b"# Second Text\n\nTwo.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    library.imports.add([RIVERS], "papers")
    yield library
    library.close()


def text(library: Library) -> str | None:
    found = library.texts.get(RIVERS)
    return plain(found.document.title) if found else None


def known(library: Library) -> Paper:
    paper = library.catalogue.get(RIVERS.key)
    assert paper is not None
    return paper


def test_attaching_is_a_step_that_is_undone_and_redone(library: Library) -> None:
    library.attachments.attach(RIVERS, FIRST, "first.md")
    assert library.history.changes()[0].label == "attached first.md to “Slow Rivers”"
    library.attachments.attach(RIVERS, SECOND, "second.md")
    assert text(library) == "Second Text"
    undone = library.history.undo()
    assert undone is not None
    assert undone.message == "the attached file is back"
    assert text(library) == "First Text"
    library.history.undo()
    assert text(library) is None
    library.history.redo()
    assert text(library) == "First Text"
    library.history.redo()
    assert text(library) == "Second Text"


def test_removing_is_a_step_that_is_undone(library: Library) -> None:
    assert not library.attachments.detach(RIVERS)
    library.attachments.attach(RIVERS, FIRST, "first.md")
    assert library.attachments.detach(RIVERS)
    assert text(library) is None
    library.history.undo()
    assert text(library) == "First Text"


def test_the_same_file_again_is_no_step(library: Library) -> None:
    library.attachments.attach(RIVERS, FIRST, "first.md")
    count = len(library.history.changes())
    library.attachments.attach(RIVERS, FIRST, "copy.md")
    assert len(library.history.changes()) == count
    assert text(library) == "First Text"


def test_a_file_that_was_replaced_by_hand_is_left_alone(library: Library, tmp_path: Path) -> None:
    library.attachments.attach(RIVERS, FIRST, "first.md")
    (path,) = (each for each in (tmp_path / "library" / store_texts.FOLDER).iterdir() if each.is_file())
    path.write_bytes(SECOND)
    undone = library.history.undo()
    assert undone is not None
    assert undone.not_restored
    assert text(library) == "Second Text"


def test_what_was_removed_is_kept_up_to_a_bound(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_texts, "MOST_ASIDE", 1)
    library.attachments.attach(RIVERS, FIRST, "first.md")
    library.attachments.attach(RIVERS, SECOND, "second.md")
    library.attachments.detach(RIVERS)
    library.history.undo()
    assert text(library) == "Second Text"
    undone = library.history.undo()
    assert undone is not None
    assert undone.not_restored, "the first file is gone for good"
    assert text(library) == "Second Text"


def test_a_file_without_a_text_leaves_the_one_before(library: Library) -> None:
    library.attachments.attach(RIVERS, FIRST, "first.md")
    with pytest.raises(DocumentError):
        library.attachments.attach(RIVERS, b"\0\0", "nothing")
    assert text(library) == "First Text"


def test_a_link_is_a_step_and_the_text_is_read_where_the_file_is(library: Library) -> None:
    path = FILES / "columns.pdf"
    assert library.attachments.link(RIVERS, path)
    assert library.attachments.link(RIVERS, path) is None
    assert known(library).files == (str(path),)
    assert library.texts.pdf(known(library)) == path
    found = library.texts.get(known(library))
    assert found is not None
    assert found.source == "PDF"
    library.history.undo()
    assert known(library).files == ()
    library.history.redo()
    assert library.attachments.unlink(known(library))
    assert known(library).files == ()
    assert path.is_file()


def test_an_attached_copy_of_a_pdf_can_be_opened(library: Library) -> None:
    library.attachments.attach(RIVERS, (FILES / "columns.pdf").read_bytes(), "columns.pdf")
    path = library.texts.pdf(RIVERS)
    assert path is not None
    assert path.read_bytes() == (FILES / "columns.pdf").read_bytes()


def test_the_first_attachment_to_a_bundled_paper_keeps_the_papers(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "fresh", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    paper = next(iter(library.catalogue))
    library.attachments.attach(paper, FIRST, "first.md")
    assert library.texts.has(paper.key)
    assert library.history.changes()[0].label.startswith("attached first.md to ")

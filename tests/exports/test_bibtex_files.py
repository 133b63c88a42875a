"""The ``file`` field of BibTeX: read from every program, written as JabRef does."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.exports import FORMATS
from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Mark
from tests.exports.test_round_trips import CONTEXT, READERS

WRITTEN = {
    "JabRef": (r":a dir/x\_y.pdf:PDF", ("a dir/x_y.pdf",)),
    "JabRef on Windows": (r"text:C\:\\Papers\\a.pdf:PDF", ("C:\\Papers\\a.pdf",)),
    "JabRef, several": (r":a\;b.pdf:PDF;:c.pdf:PDF", ("a;b.pdf", "c.pdf")),
    "Zotero": (
        "Full Text:/z/storage/X/a.pdf:application/pdf;Snapshot:/z/s.html:text/html",
        ("/z/storage/X/a.pdf", "/z/s.html"),
    ),
    "Mendeley": (":home/me/a{\\_}b.pdf:pdf", ("home/me/a_b.pdf",)),
    "Mendeley on Windows": (r":C$\backslash$:/Users/me/a.pdf:pdf", ("C:/Users/me/a.pdf",)),
    "a path alone": ("/home/me/a.pdf", ("/home/me/a.pdf",)),
}


def read(text: str) -> Paper:
    (paper,) = READERS["bibtex"](io.BytesIO(text.encode()), CONTEXT)
    assert isinstance(paper, Paper)
    return paper


def written(paper: Paper) -> str:
    return "".join(FORMATS["bibtex"].write([Entry(paper, Mark(paper.key))]))


@pytest.mark.parametrize(("value", "files"), WRITTEN.values(), ids=WRITTEN)
def test_files_of_every_program_are_read_and_given_back_as_they_came(
    value: str, files: tuple[str, ...]
) -> None:
    paper = read(f"@article{{k, title = {{T}}, file = {{{value}}}}}")
    assert paper.files == files
    assert f"file = {{{value}}}" in written(paper)


@pytest.mark.parametrize("file", ["/a/b.pdf", "C:\\a\\b.pdf", "/odd;name: x.pdf"])
def test_a_linked_file_is_written_and_reads_back(file: str) -> None:
    paper = replace(build_paper(title="T"), files=(file,))
    assert read(written(paper)).files == (file,)


def test_another_file_is_written_with_those_of_the_record_and_none_without() -> None:
    paper = read("@article{k, title = {T}, file = {:a.pdf:PDF}}")
    more = read(written(replace(paper, files=("/new/c.pdf", *paper.files))))
    assert more.files == ("/new/c.pdf", "a.pdf")
    assert "file" not in written(replace(paper, files=()))


def test_files_are_looked_for_beside_the_bibliography(tmp_path: Path) -> None:
    (tmp_path / "pdfs").mkdir()
    (tmp_path / "pdfs" / "a.pdf").write_bytes(b"%PDF-")
    path = tmp_path / "refs.bib"
    path.write_text("@article{k, title = {T}, file = {:pdfs/a.pdf:PDF;:gone.pdf:PDF}}")
    library = Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    with path.open("rb") as stream:
        library.imports.read(stream, "refs.bib")
    (paper,) = library.catalogue
    assert paper.files == (str(tmp_path / "pdfs" / "a.pdf"), "gone.pdf")
    library.close()

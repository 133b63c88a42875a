"""Papers from PDF files."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.library import Library
from paper_tui.library.importing.pdf_import import pdfs_in
from tests.pdf.test_identity import FILES


def opened(folder: Path) -> Library:
    return Library.open(folder, lambda: datetime(2026, 9, 4, tzinfo=UTC))


def test_a_folder_is_one_step_and_says_what_is_sure_guessed_and_unread(tmp_path: Path) -> None:
    library = opened(tmp_path)
    report = library.imports.pdfs(list(pdfs_in(FILES, recursive=False)), "PDFs")
    assert (report.added, len(report.rejects), len(report.notices), report.guessed) == (11, 2, 8, 8)
    assert "8 by a guess" in report.text
    assert "encrypted" in " ".join(reject.reason for reject in report.rejects)
    assert library.find("2412.19437").title == "Slow Rivers and Their Bends"
    assert library.find("2412.19437").files == (str(FILES / "stamped.pdf"),)
    library.history.undo()
    assert library.is_starter


def test_a_file_that_was_moved_joins_its_paper(tmp_path: Path) -> None:
    library = opened(tmp_path / "library")
    library.imports.pdfs([FILES / "doi.pdf"], "PDFs")
    moved = tmp_path / "elsewhere.pdf"
    shutil.copy(FILES / "doi.pdf", moved)
    report = library.imports.pdfs([moved], "PDFs")
    assert (report.added, len(library.catalogue)) == (0, 1)
    assert str(moved) in library.find("10.1000/jsw.2020.17").files


def test_folders_within_are_looked_through_only_when_asked(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    shutil.copy(FILES / "doi.pdf", inner / "X.PDF")
    (tmp_path / "a" / "link").symlink_to(tmp_path)
    assert list(pdfs_in(tmp_path, recursive=False)) == []
    assert list(pdfs_in(tmp_path, recursive=True)) == [inner / "X.PDF"]

"""Paths as they are typed, pasted and dropped, completed as in a shell."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from textual import events
from textual.widgets import Input

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.paths import clean_path, complete
from tests.tui.helpers import reading

PDFS = Path(__file__).parents[1] / "pdf" / "files"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "papers here"
    (place / "bibs").mkdir(parents=True)
    (place / "bibs" / "mine.bib").write_text("@article{a, title={A kettle}}")
    for name in ("notes.md", "new.bib", "news.ris", ".hidden"):
        (place / name).write_text("")
    return place


@pytest.mark.parametrize(
    "written",
    ["{}", "'{}'", '"{}"', "  {}  ", "file://{}"],
)
def test_a_path_may_be_quoted_padded_or_a_url(folder: Path, written: str) -> None:
    path = folder / "new.bib"
    text = str(path).replace(" ", "%20") if "file" in written else str(path)
    assert clean_path(written.format(text)) == path


def test_a_path_may_be_escaped(folder: Path) -> None:
    assert clean_path(str(folder / "new.bib").replace(" ", "\\ ")) == folder / "new.bib"


def test_tab_completes_to_the_common_part_and_lists_importable_files_first(folder: Path) -> None:
    completion = complete(f"{folder}/ne")
    assert completion.text == f"{folder}/new"
    assert completion.candidates == ("new.bib", "news.ris")
    assert complete(f"{folder}/").candidates == ("new.bib", "news.ris", "bibs/", "notes.md")
    assert complete(f"{folder}/bi").text == f"{folder}/bibs/"
    assert complete(f"{folder}/zz") == complete(f"{folder}/zz")
    assert complete(f"{folder}/zz").text == f"{folder}/zz"


async def test_a_file_is_imported_with_tab_alone(library: Library, settings: Settings, folder: Path) -> None:
    async with reading(library, settings) as reader:
        await reader.press("i")
        reader.pilot.app.screen.query_one(Input).value = f"{folder}/b"
        await reader.press("tab", "tab", "enter")
        assert "A kettle" in reader.titles


async def test_pasted_lines_are_one_line_with_blanks(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("t", "a", "space")
        reader.pilot.app.post_message(events.Paste("two words\r  b\n\n"))
        await reader.settle()
        assert reader.pilot.app.screen.query_one(Input).value == "a two words b"


async def test_enter_on_a_folder_goes_into_it(library: Library, settings: Settings, folder: Path) -> None:
    async with reading(library, settings) as reader:
        await reader.press("i")
        reader.pilot.app.screen.query_one(Input).value = str(folder)
        await reader.press("enter")
        assert "notes.md" in reader.text
        await reader.press("escape")
        assert reader.pilot.app.screen is reader.main


async def test_a_second_enter_imports_the_pdfs_of_the_folder_in_one_step(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    for name in ("doi.pdf", "word.pdf"):
        copy(PDFS / name, tmp_path)
    count = len(library.catalogue)
    async with reading(library, settings) as reader:
        await reader.press("i")
        reader.pilot.app.screen.query_one(Input).value = str(tmp_path)
        await reader.press("enter", "enter")
        assert reader.pilot.app.screen is reader.main
        assert "2 added" in reader.said
        await reader.press("u")
        assert len(library.catalogue) == count


async def test_one_pdf_is_imported(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("i")
        reader.pilot.app.screen.query_one(Input).value = str(PDFS / "doi.pdf")
        await reader.press("enter")
        assert "1 added" in reader.said
        assert len(reader.titles) == 1


async def test_a_folder_without_pdfs_changes_nothing_and_says_so(
    library: Library, settings: Settings, folder: Path
) -> None:
    async with reading(library, settings) as reader:
        await reader.press("i")
        reader.pilot.app.screen.query_one(Input).value = f"{folder}/"
        await reader.press("enter")
        assert "There is no PDF in the folder “papers here”. Nothing was changed" in reader.said

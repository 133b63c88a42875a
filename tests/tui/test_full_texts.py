"""Papers found by words of their full texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from paper_tui.documents.model import plain_text
from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.settings import Settings
from paper_tui.tui.controllers.full_texts import INDEX_GROUP
from paper_tui.tui.text.text_screen import TextScreen
from paper_tui.tui.widgets.find_bar import FindBar
from tests.pdf.test_identity import FILES
from tests.tui.helpers import MEDIUM, WIDE, Reader, key_name, reading, until

RIVER = build_paper(title="Slow Rivers", arxiv_id="2401.00002", abstract="About estuaries.")
BOATS = build_paper(title="Boats on Mud", arxiv_id="2401.00003")
TEXT = b"""# Slow Rivers

## 1 Flow

Water runs downhill. Every mooring drifts with the silt of the bank.

## 2 More

Each mooring is tied twice.
"""


def stocked(library: Library) -> None:
    """Two papers, one of which has a text that is indexed."""
    library.imports.add([RIVER, BOATS], "papers")
    library.texts.attach(RIVER, TEXT)
    library.text_index.update()


async def indexed(reader: Reader) -> None:
    """Wait until the background has nothing left to index."""
    await until(lambda: all(each.is_finished for each in reader.app.workers if each.group == INDEX_GROUP))
    await reader.settle()


async def test_the_row_shows_the_sentence_and_enter_opens_the_text_there(
    library: Library, settings: Settings
) -> None:
    stocked(library)
    async with reading(library, settings, WIDE) as reader:
        await reader.search("drifts silt")
        row = next(line for line in reader.lines if "¶" in line)
        assert "Slow Rivers  ¶ Every mooring drifts with the silt of the bank." in row
        assert "in its text, 1 Flow · enter opens it there" in reader.detail
        await reader.press("enter")
        screen = reader.app.screen
        assert isinstance(screen, TextScreen)
        assert "1 of 1" in reader.text
        marks = [
            (block.index, mark) for block in screen.document.blocks for mark in screen.find.marks(block.index)
        ]
        ((block, mark),) = marks
        assert plain_text(screen.document.blocks[block])[mark.start : mark.end] == "drifts"
        await reader.press("escape")
        assert not screen.query_one(FindBar).display
        await reader.press("escape")
        assert reader.current == RIVER.title


async def test_a_misspelt_word_is_found_and_every_match_can_be_gone_to(
    library: Library, settings: Settings
) -> None:
    stocked(library)
    async with reading(library, settings, MEDIUM) as reader:
        await reader.search("text:moorng")
        assert reader.titles == [RIVER.title]
        await reader.press("enter")
        assert "1 of 2" in reader.text
        await reader.press("n")
        assert "2 of 2" in reader.text


async def test_two_lines_a_row_have_the_sentence_in_the_second(library: Library, settings: Settings) -> None:
    stocked(library)
    comfortable = replace(settings, config=replace(settings.config, density="comfortable"))
    async with reading(library, comfortable, MEDIUM) as reader:
        await reader.search("silt")
        lines = [line.strip("▌ ") for line in reader.lines]
        assert "¶ Every mooring drifts with the silt of the bank." in lines


async def test_a_paper_found_by_its_title_opens_its_abstract_first(
    library: Library, settings: Settings
) -> None:
    stocked(library)
    async with reading(library, settings, MEDIUM) as reader:
        await reader.search("rivers")
        assert "¶" not in reader.text
        await reader.press("enter")
        assert not isinstance(reader.app.screen, TextScreen)


async def test_new_texts_are_indexed_in_the_background(library: Library, settings: Settings) -> None:
    library.imports.add([RIVER, BOATS], "papers")
    library.texts.on_kept = lambda: None
    library.texts.attach(RIVER, TEXT)
    async with reading(library, settings, MEDIUM) as reader:
        await reader.search("silt")
        await indexed(reader)
        assert reader.titles == [RIVER.title]
        library.texts.attach(BOATS, b"# Boats on Mud\n\nThey wait for the silt to go.\n")
        await reader.settle()
        await indexed(reader)
        assert set(reader.titles) == {BOATS.title, RIVER.title}


async def test_a_file_is_attached_and_taken_back(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    library.imports.add([RIVER, BOATS], "papers")
    path = tmp_path / "slow.md"
    path.write_bytes(TEXT)
    async with reading(library, settings, MEDIUM) as reader:
        reader.list.go_to(RIVER.key)
        await reader.press("a", "c")
        await reader.burst(*map(key_name, "/dev/zero"), "enter")
        assert "It is a pipe, a socket or a device. Nothing was changed." in reader.said
        await reader.press("a", "c")
        await reader.burst("ctrl+u", *map(key_name, str(path)))
        await reader.press("enter")
        assert "Attached slow.md" in reader.said
        assert library.texts.has(RIVER.key)
        await reader.press("u")
        assert not library.texts.has(RIVER.key)
        await reader.press("ctrl+r", "a")
        assert "remove the attached file" in reader.text
        await reader.press("r")
        assert not library.texts.has(RIVER.key), reader.said + reader.text


async def test_a_file_is_linked(library: Library, settings: Settings) -> None:
    library.imports.add([RIVER, BOATS], "papers")
    path = FILES / "columns.pdf"
    async with reading(library, settings, MEDIUM) as reader:
        reader.list.go_to(RIVER.key)
        await reader.press("a", "l")
        await reader.burst(*map(key_name, str(path)))
        await reader.press("enter")
        paper = library.catalogue.get(RIVER.key)
        assert paper is not None
        assert paper.files == (str(path),)
        await reader.press("a", "l")
        await reader.burst(*map(key_name, "/nowhere.pdf"))
        await reader.press("enter")
        assert "not a file" in reader.said

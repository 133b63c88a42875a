"""Papers may say anything: nothing crashes, nothing acts, nothing is drawn raw."""

from __future__ import annotations

import io
import re

import pytest

from paper_tui.library import Library
from paper_tui.settings import Settings
from tests.tui.fuzz import run
from tests.tui.helpers import NARROW, USUAL, reading
from tests.tui.hostile import MARKUP, jsonl

RAW = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


@pytest.fixture
def hostile(library: Library) -> Library:
    """A library of nothing but hostile papers, one of them marked."""
    report = library.imports.read(
        io.BytesIO(jsonl().encode("utf-8", "surrogatepass")), "hostile.jsonl", "jsonl"
    )
    assert report.added > 20
    first = next(iter(library.catalogue))
    library.marks.set_bookmarked([first], bookmarked=True)
    library.marks.set_tags([first], ["[/b]", "\x1b]52;c;x\x07"])
    library.marks.set_note(first, "[@click=app.quit]note\x1b[31m")
    return library


@pytest.mark.parametrize("size", [USUAL, NARROW])
async def test_every_hostile_paper_is_shown_and_none_acts(
    hostile: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(hostile, settings, size) as reader:
        for _ in reader.titles:
            await reader.press("j")
            assert not RAW.search(reader.text.replace("\n", ""))
        await reader.press("g", "enter")
        assert not RAW.search(reader.text.replace("\n", ""))
        await reader.press("escape", "4", "1", "2", "y", "escape", "t", "escape", "n", "escape")
        assert reader.pilot.app.is_running


async def test_markup_is_drawn_as_it_is_written(hostile: Library, settings: Settings) -> None:
    async with reading(hostile, settings) as reader:
        for text in MARKUP:
            assert any(text[:8] in title for title in reader.titles), text
        await reader.press("s", "t")
        assert "[/b] [Retracted] Deep" in reader.text
        assert "[@click=app.quit]press me" in reader.text


async def test_clicking_a_hostile_title_only_chooses_it(hostile: Library, settings: Settings) -> None:
    async with reading(hostile, settings) as reader:
        for row in range(6):
            await reader.pilot.click(reader.list, offset=(12, row + 1))
            await reader.settle()
            assert reader.pilot.app.is_running
            assert reader.list.cursor == row


async def test_a_hostile_search_is_only_a_search(hostile: Library, settings: Settings) -> None:
    async with reading(hostile, settings) as reader:
        for text in ("[/b]", "[@click=app.quit]", '"', "((((", "year:[/]", "~" * 50):
            await reader.press("slash", "ctrl+u")
            await reader.burst(*text)
            await reader.press("escape")
        assert reader.pilot.app.is_running


async def test_no_unsafe_address_is_opened(
    hostile: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setattr("subprocess.Popen", lambda *command, **_: started.append(command))
    async with reading(hostile, settings) as reader:
        await reader.press("o")
        assert started == []
        assert "No link is known" in reader.text


async def test_papers_of_hostile_pieces_are_drawn_well() -> None:
    await run(inputs=150, seed=1)

"""Ranking for the reader on the main screen: order, reasons, more and less like this, following."""

from __future__ import annotations

from io import BytesIO

import pytest

from paper_tui.config_file import read_config
from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.command_output import OutputScreen
from paper_tui.tui.dialogs.list_manager import ListManager
from paper_tui.tui.text.text_screen import TextScreen
from tests.tui.helpers import MEDIUM, NARROW, WIDE, Reader, reading

LIKED = ("2006.11239", "2112.10752", "2212.09748", "2208.12242", "2302.05543")


def bookmark(library: Library) -> None:
    library.marks.set_bookmarked([library.find(key) for key in LIKED], True)


def titles(reader: Reader) -> list[str]:
    listing = reader.main.listing
    assert listing is not None
    return [paper.title for paper in listing.papers()]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_the_order_for_the_reader_follows_what_was_bookmarked(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    bookmark(library)
    async with reading(library, settings, size) as reader:
        await reader.press("s", "f")
        best = titles(reader)
        assert {library.find(key).title for key in LIKED} == {*best[:5]}
        assert best.index("Consistency Models") < best.index("Playing Atari with Deep Reinforcement Learning")


async def test_reasons_are_shown_and_less_like_one_acts_at_once_and_is_undone(
    library: Library, settings: Settings
) -> None:
    bookmark(library)
    async with reading(library, settings) as reader:
        await reader.press("s", "f", "W")
        assert isinstance(reader.app.screen, ListManager)
        assert "%" in reader.text
        before = titles(reader)
        await reader.press("-")
        assert titles(reader) != before
        assert read_config(settings.config_file).less
        await reader.press("u")
        assert titles(reader) == before
        assert not read_config(settings.config_file).less


@pytest.mark.parametrize("keys", [("W",), ("s", "f")])
async def test_without_enough_signs_it_is_said(
    library: Library, settings: Settings, keys: tuple[str, ...]
) -> None:
    async with reading(library, settings) as reader:
        await reader.press(*keys)
        assert "0 of 5" in reader.said


async def test_with_enough_signs_the_order_is_taken_in_silence(library: Library, settings: Settings) -> None:
    bookmark(library)
    async with reading(library, settings) as reader:
        await reader.press("s", "f")
        assert "Too little" not in reader.said


async def test_similar_papers_are_listed_and_opened(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("m")
        assert isinstance(reader.app.screen, ListManager)
        await reader.press("enter")
        assert reader.app.screen is reader.main


async def test_an_author_is_followed_by_two_keys(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("F", "1")
        (line,) = read_config(settings.config_file).follow
        assert line.startswith("author:")
        await reader.press("u")
        assert read_config(settings.config_file).follow == ()


async def test_statistics_open_and_close(library: Library, settings: Settings) -> None:
    bookmark(library)
    async with reading(library, settings) as reader:
        await reader.press("percent_sign")
        assert isinstance(reader.app.screen, OutputScreen)
        assert "5 papers on" in reader.text
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_a_bibliography_needs_a_kept_text(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("B")
        assert "fetch its text and open it" in reader.text
        await reader.press("f")
        assert isinstance(reader.app.screen, TextScreen)


async def test_a_bibliography_without_a_way_to_fetch_the_text_asks_for_a_file(
    library: Library, settings: Settings
) -> None:
    library.imports.read(BytesIO(b"@article{a, title={A kettle}}"), "a.bib")
    async with reading(library, settings) as reader:
        await reader.press("B")
        assert "Attach a file" in reader.text
        assert "fetch its text" not in reader.text

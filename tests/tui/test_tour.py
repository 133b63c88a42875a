"""The tour: shown once, steps aside for any key, and speaks of the reader's own keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from paper_tui.keys import table
from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.app import PaperApp
from paper_tui.tui.dialogs.tour import CARDS, TourScreen
from tests.tui.helpers import MEDIUM, NARROW, WIDE, Reader, reading, until


@asynccontextmanager
async def newcomer(
    library: Library, settings: Settings, size: tuple[int, int] = WIDE, query: str = ""
) -> AsyncIterator[Reader]:
    app = PaperApp(lambda: library, settings, may_tour=True, query=query)
    async with app.run_test(size=size) as pilot:
        await until(lambda: app.main is not None and not app._keys.is_closed)
        reader = Reader(app, pilot)
        await reader.settle()
        yield reader


def is_touring(reader: Reader) -> bool:
    return isinstance(reader.pilot.app.screen, TourScreen)


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_a_newcomer_is_shown_around_once(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with newcomer(library, settings, size) as reader:
        for number, card in enumerate(CARDS, 1):
            assert f"{card.title}  {number}/{len(CARDS)}" in reader.text
            assert "{" not in reader.text
            await reader.press("right" if number % 2 else "enter")
        assert not is_touring(reader)
    async with newcomer(library, settings, size) as reader:
        assert not is_touring(reader)


@pytest.mark.parametrize(("key", "does"), [("b", "bookmarks"), ("slash", "searches"), ("j", "moves")])
async def test_any_other_key_closes_it_and_does_what_it_does(
    library: Library, settings: Settings, key: str, does: str
) -> None:
    async with newcomer(library, settings) as reader:
        assert is_touring(reader)
        await reader.press(key)
        assert not is_touring(reader)
        done = {
            "bookmarks": len(library.shelf.bookmarks) == 1,
            "searches": reader.main.focused_pane == "search",
            "moves": reader.list.cursor == 1,
        }
        assert done[does]


async def test_it_points_at_what_it_speaks_of_and_no_longer_once_it_is_gone(
    library: Library, settings: Settings
) -> None:
    async with newcomer(library, settings) as reader:
        await reader.press("right")
        assert [type(widget).__name__ for widget in reader.main.query(".-pointed-at")] == ["SearchBar"]
        await reader.press("escape")
        assert not reader.main.query(".-pointed-at")
        assert library.ui_state.load().toured


async def test_it_is_not_shown_to_one_with_a_query_or_a_shelf(library: Library, settings: Settings) -> None:
    async with newcomer(library, settings, query="bert") as reader:
        assert not is_touring(reader)
    library.marks.set_bookmarked([library.find("1706.03762")], bookmarked=True)
    async with newcomer(library, settings) as reader:
        assert not is_touring(reader)


async def test_the_palette_shows_it_again_with_the_reader_s_own_keys(
    library: Library, settings: Settings
) -> None:
    chosen = replace(settings, config=replace(settings.config, keys={"search.open": "ctrl+l"}))
    async with reading(library, chosen) as reader:
        await reader.press("colon")
        await reader.pilot.press(*"tour", "enter")
        await reader.settle()
        await reader.press("right")
        assert "ctrl+l and a word" in reader.text


def test_every_card_is_about_keys_that_there_are() -> None:
    known = table.by_id()
    named = [part.partition("}")[0] for card in CARDS for part in card.text.split("{")[1:]]
    assert named
    assert set(named) <= set(known)

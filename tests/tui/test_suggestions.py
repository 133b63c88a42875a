"""Lines that an empty list offers, chosen by key and by mouse."""

from __future__ import annotations

import pytest

from paper_tui.library import Library
from paper_tui.settings import Settings
from tests.tui.helpers import DIALOG_SIZES, reading


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_a_suggestion_is_chosen_with_enter(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        await reader.search("attention zzqqyx")
        assert "No paper matches." in reader.text
        await reader.press("enter")
        assert reader.titles
        await reader.press("H")
        assert not reader.titles, "the search without results is one step back"


async def test_the_last_line_clears_the_search(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        everything = len(reader.titles)
        await reader.search("attention zzqqyx")
        await reader.press("G", "enter")
        assert len(reader.titles) == everything


async def test_a_suggestion_is_chosen_by_a_click(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.search("attention zzqqyx")
        await reader.pilot.click(reader.list, offset=(5, 3))
        await reader.settle()
        assert reader.titles

"""The command palette: names first, and what vim users type."""

from __future__ import annotations

import pytest

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.palette import Command, matching
from tests.tui.helpers import DIALOG_SIZES, reading, until


def nothing() -> None:
    pass


def test_names_that_begin_with_the_text_come_first_and_other_words_last() -> None:
    commands = [
        Command("Save a search", nothing, words="theme"),
        Command("Change the theme", nothing),
        Command("Theme of the day", nothing),
    ]
    assert [command.name for command in matching(commands, "theme")] == [
        "Theme of the day",
        "Change the theme",
        "Save a search",
    ]
    assert matching(commands, "zzz") == []


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_a_number_goes_to_a_row(library: Library, settings: Settings, size: tuple[int, int]) -> None:
    async with reading(library, settings, size) as reader:
        await reader.press("colon", "1", "2", "enter")
        assert reader.list.cursor == 11


async def test_w_says_that_everything_is_saved(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("colon", "w", "enter")
        assert "Everything is saved" in reader.said


@pytest.mark.parametrize("typed", ["q", "wq", "x"])
async def test_vim_s_ways_to_quit(library: Library, settings: Settings, typed: str) -> None:
    async with reading(library, settings) as reader:
        await reader.leave("colon", *typed, "enter")
    assert reader.pilot.app.return_code == 0


async def test_an_unknown_command_runs_nothing(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("colon", *"zzqq", "enter")
        await until(lambda: "No such command" in reader.said)
        assert reader.pilot.app.screen is not reader.main

"""Recorded keys: Q records what is done to a paper, @ does it again."""

from __future__ import annotations

from paper_tui.config_file import read_config
from paper_tui.library import Library
from paper_tui.papers.shelf import State
from paper_tui.settings import Settings
from tests.tui.helpers import MEDIUM, reading


async def test_what_was_recorded_is_done_to_the_selection_as_one_step(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("Q")
        assert "recording what you do" in reader.lines[0]
        await reader.press("b", "space", "t", *"vision", "enter", "Q")
        assert "bookmark later +vision" in reader.text
        await reader.press(*"soon", "enter")
        assert read_config(settings.config_file).recorded == {"soon": "bookmark later +vision"}
        await reader.press("j", "v", "v", "at", "at")
        done = [mark for mark in library.shelf if mark.state is State.LATER]
        assert len(done) == 3
        assert all(mark.bookmarked and mark.tags == ("vision",) for mark in done)
        assert "2 papers" in reader.said
        await reader.press("u")
        assert len([mark for mark in library.shelf if mark.bookmarked]) == 1


async def test_recordings_are_renamed_and_removed(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("at")
        assert "Nothing yet: Q records" in reader.text
        await reader.press("escape", "Q", "d", "Q", "enter", "at", "r", "ctrl+u", *"read", "enter")
        assert read_config(settings.config_file).recorded == {"read": "done"}
        await reader.press("at", "x")
        assert read_config(settings.config_file).recorded == {}
        await reader.press("u")
        assert read_config(settings.config_file).recorded == {"read": "done"}


async def test_nothing_done_is_nothing_recorded(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("Q", "b", "b", "Q")
        assert "nothing is recorded" in reader.said

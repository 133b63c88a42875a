"""What changed between versions, in two keys from the list."""

from __future__ import annotations

from textual.widgets import Static

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.versions import VersionsScreen
from tests.papers.test_version import FIRST, SECOND, version
from tests.tui.helpers import reading


async def test_v_shows_the_words_that_differ_and_the_steps_before(
    library: Library, settings: Settings
) -> None:
    for paper in (FIRST, SECOND, version(3, "All [b]Harbours[/b]")):
        library.imports.add([paper], "test")
    async with reading(library, settings) as reader:
        await reader.search("id:2605.01234")
        await reader.press("V")
        screen = reader.pilot.app.screen
        assert isinstance(screen, VersionsScreen)
        page = screen.query_one(Static)
        assert "v2 → v3" in str(page.content)
        assert "All Harbours [b]Harbours[/b]" in str(page.content)
        await reader.press("left_square_bracket")
        assert "v1 → v2" in str(page.content)
        await reader.press("escape")
        assert not isinstance(reader.pilot.app.screen, VersionsScreen)


async def test_v_says_where_no_earlier_version_is_known(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("V")
        assert "No earlier version" in reader.said

"""Differences between versions, in two keys from the list."""

from __future__ import annotations

from dataclasses import replace

from textual.widgets import Static

from paper_tui.library import Library
from paper_tui.papers.update import Update, UpdateKind
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


async def test_row_and_page_show_what_became_of_a_paper_and_u_asks_for_it(
    library: Library, settings: Settings
) -> None:
    library.imports.add(
        [replace(FIRST, updates=(Update(UpdateKind.CONCERN, "Crossref", "2026-05-04"),))], "test"
    )
    async with reading(library, settings) as reader:
        await reader.search("is:concern")
        assert any("Small Harbours concern" in line for line in reader.lines)
        assert "EXPRESSION OF CONCERN  4 May" in reader.detail
        await reader.press("U")
        assert "bookmark a paper first" in reader.said

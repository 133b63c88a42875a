"""Differences between versions, in two keys from the list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Static

from paper_tui.config import Config
from paper_tui.library import Library
from paper_tui.papers.update import Update, UpdateKind
from paper_tui.papers.word_diff import Change, differences
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.versions import VersionsScreen
from paper_tui.tui.render.word_changes import merged, one_side
from tests.library.checking.test_check import RETRACTED, Services, paper
from tests.papers.test_version import FIRST, SECOND, version
from tests.sources.services.helpers import running
from tests.tui.helpers import reading


async def test_v_shows_the_words_that_differ_and_the_steps_before(
    library: Library, settings: Settings
) -> None:
    for each in (FIRST, SECOND, version(3, "All [b]Harbours[/b]")):
        library.imports.add([each], "test")
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


def test_without_colours_signs_say_what_went_and_what_came() -> None:
    runs = differences("Tides of a small harbour", "Tides of two harbours")
    plain = merged(runs, is_plain=True).plain
    assert plain == "Tides of [-a small harbour-] {+two harbours+}"
    assert merged(runs, is_plain=False).plain == "Tides of a small harbour two harbours"
    assert one_side(runs, Change.NEW, is_plain=True).plain == "Tides of {+two harbours+}"


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


async def test_where_the_settings_say_so_a_reader_asks_by_itself_once_a_week(
    library: Library, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("paper_tui.sources.services.rate_limit._wait", lambda *_: 0.0)
    gone = paper(RETRACTED)
    library.imports.add([gone], "test")
    library.marks.set_bookmarked([gone], True)
    with running() as server:
        services = Services(server)
        asking = Config(check_weekly=True, services=dict.fromkeys(("crossref", "retractions"), server.url))
        asked = []
        for config in (Config(services=asking.services), asking, asking):
            async with reading(library, replace(settings, config=config)) as reader:
                asked.append((len(services.paths), "retracted" in reader.said))
    assert asked == [(0, False), (3, True), (3, False)]

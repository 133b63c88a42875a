"""The panes of filters and bookmarks: what can be chosen in them, by keys and by mouse."""

from __future__ import annotations

import pytest

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.settings import Settings
from paper_tui.tui.widgets.bookmark_pane import BookmarkPane
from paper_tui.tui.widgets.filter_pane import FilterPane
from paper_tui.tui.widgets.side_menu import SideMenu
from tests.tui.helpers import NARROW, WIDE, reading


def current(pane: SideMenu) -> str:
    return "" if pane.cursor is None else pane.names[pane.cursor]


def line_of(pane: SideMenu, name: str) -> int:
    """The row of a line in the pane, from its top."""
    return 1 + pane.names.index(name) - round(pane.scroll_y)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_line_is_reached_but_no_heading(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        pane = reader.main.query_one(FilterPane)
        await reader.press("1")
        seen = [current(pane)]
        while True:
            await reader.press("j")
            if current(pane) == seen[-1]:
                break
            seen.append(current(pane))
        assert seen == [name for name in pane.names if not name.endswith(":")]
        await reader.press(*"k" * (len(seen) - 1))
        assert current(pane) == seen[0]
        assert "State" in reader.text
        await reader.press("G")
        assert current(pane) == seen[-1]
        assert seen[-1].partition(":")[2] in reader.text
        await reader.press("pageup", "ctrl+d", "ctrl+u", "pagedown", "g")
        assert current(pane) == seen[0]


async def test_a_click_chooses_a_value_and_no_heading(library: Library, settings: Settings) -> None:
    async with reading(library, settings, WIDE) as reader:
        pane = reader.main.query_one(FilterPane)
        papers = len(reader.titles)
        await reader.pilot.click(pane, offset=(4, line_of(pane, "year:")))
        await reader.settle()
        assert len(reader.titles) == papers
        await reader.pilot.click(pane, offset=(4, line_of(pane, "year:2017")))
        await reader.settle()
        assert 0 < len(reader.titles) < papers
        assert current(pane) == "year:2017"
        assert "✓ 2017" in reader.text


async def test_the_line_stays_the_current_one_when_others_come_and_go(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        pane = reader.main.query_one(FilterPane)
        await reader.press("1")
        pane.cursor = pane.names.index("year:2015")
        await reader.search("residual")
        assert current(pane) == "year:2015"
        await reader.press("escape")
        assert current(pane) == "year:2015"
        await reader.search("lottery ticket")
        assert "year:2015" not in pane.names
        assert current(pane) in pane.names
        assert not current(pane).endswith(":")


async def test_lines_that_come_again_can_be_moved_through(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        pane = reader.main.query_one(FilterPane)
        await reader.press("1")
        reader.main.control.search.ask_typed("qqqqxyzzy")
        await reader.settle()
        assert current(pane) == ""
        await reader.press("j", "enter")
        reader.main.control.search.ask_typed("")
        await reader.settle()
        await reader.press("j")
        assert current(pane) == "state:new"


async def test_what_the_mouse_is_over_can_be_seen(library: Library, settings: Settings) -> None:
    async with reading(library, settings, WIDE) as reader:
        pane = reader.main.query_one(FilterPane)
        await reader.pilot.hover(pane, offset=(4, line_of(pane, "year:2017")))
        await reader.settle()
        assert pane.hovered == pane.names.index("year:2017")
        await reader.pilot.hover(reader.list, offset=(4, 4))
        await reader.settle()
        assert pane.hovered is None


async def test_of_very_many_bookmarks_only_those_in_sight_are_made(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = [build_paper(title=f"Paper {number:04}", doi=f"10.1/{number}") for number in range(800)]
    library.imports.add(papers, "many")
    library.marks.set_bookmarked(list(library.catalogue), True)
    made: list[int] = []
    content = BookmarkPane.content
    monkeypatch.setattr(
        BookmarkPane, "content", lambda pane, line, width: made.append(line) or content(pane, line, width)
    )
    async with reading(library, settings) as reader:
        pane = reader.main.query_one(BookmarkPane)
        assert len(pane.names) == len(library.shelf.bookmarks) >= 800
        await reader.press("4", "G")
        assert reader.main.paper is not None
        assert reader.main.paper.key == pane.names[-1]
        assert len(set(made)) <= 2 * pane.size.height
        await reader.press("b")
        assert len(pane.names) == len(library.shelf.bookmarks)
        assert pane.current_key == pane.names[-1] == reader.main.paper.key

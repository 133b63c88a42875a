"""Finding in the text of a paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from textual.content import Content

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.settings import Settings
from paper_tui.tui.render.wrapping import line_of, line_starts
from paper_tui.tui.widgets.find_bar import FindBar, FindInput
from paper_tui.tui.widgets.paper_detail import PaperDetail
from tests.tui.helpers import MEDIUM, NARROW, WIDE, Reader, reading

SIZES = [WIDE, MEDIUM, NARROW]
CHINESE = "我们提出了一种全新的网络结构完全基于注意力机制" * 20
FAMILY = "👩‍👩‍👧‍👦 ☕️ e\u0301te\u0301 שלום "


@pytest.fixture
def long(library: Library) -> Library:
    """A paper whose text takes several screens, with a needle near its beginning and near its end."""
    filling = "hay and straw " * 120
    abstract = f"A Nädel first. {CHINESE}\n\n{FAMILY * 30}\n\n{filling}the last needle ends it."
    library.imports.add([build_paper(title="Kettle", abstract=abstract), build_paper(title="Other")], "test")
    return library


def count(reader: Reader) -> str:
    return str(reader.main.query_one(FindBar).query_one(".count").content)


def lit(reader: Reader, text: str) -> bool:
    """Return whether a text is drawn as the current match, in reverse, on the screen."""
    screen = reader.pilot.app.screen
    strips = screen._compositor.render_strips(screen.size)
    return any(
        segment.style is not None and segment.style.reverse and segment.text == text
        for strip in strips
        for segment in strip
    )


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_is_lit_and_brought_into_view(
    long: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(long, settings, size) as reader:
        await reader.press("enter", "slash", *"needle")
        assert count(reader) == "1 of 1"
        assert lit(reader, "needle")
        await reader.press("ctrl+u", *"nadel")
        assert count(reader) == "1 of 1"
        assert lit(reader, "Nädel")


async def test_next_and_previous_go_round(long: Library, settings: Settings) -> None:
    async with reading(long, settings, MEDIUM) as reader:
        await reader.press("ctrl+f", *"straw")
        assert count(reader) == "1 of 120"
        await reader.press("enter", "ctrl+g", "f3")
        assert count(reader) == "4 of 120"
        await reader.press("shift+f3")
        assert count(reader) == "3 of 120"
        assert lit(reader, "straw")
        await reader.press(*["shift+f3"] * 3)
        assert count(reader) == "120 of 120"
        assert lit(reader, "straw")


async def test_escape_puts_it_out_and_the_text_stays_open(long: Library, settings: Settings) -> None:
    async with reading(long, settings, MEDIUM) as reader:
        await reader.press("enter", "ctrl+f", *"hay", "escape")
        assert not lit(reader, "hay")
        assert "find in this text" not in reader.text
        assert reader.main.has_class("-reading")
        assert reader.main.focused_pane == "paper"
        await reader.press("escape")
        assert reader.main.focused_pane == "papers"


async def test_tab_goes_to_the_text_and_the_matches_stay(long: Library, settings: Settings) -> None:
    async with reading(long, settings) as reader:
        await reader.press("ctrl+f", *"hay", "tab")
        assert reader.main.focused_pane == "paper"
        await reader.press("ctrl+g")
        assert count(reader) == "2 of 120"
        assert lit(reader, "hay")
        await reader.press("ctrl+f")
        assert isinstance(reader.main.focused, FindInput)


async def test_keys_are_text_while_one_types(long: Library, settings: Settings) -> None:
    async with reading(long, settings) as reader:
        await reader.press("ctrl+f", "b", "x", "slash", "q")
        assert reader.main.query_one(FindBar).text == "bx/q"
        assert count(reader) == "no match"
        assert len(long.shelf) == 0


async def test_the_next_paper_is_looked_through_as_well(long: Library, settings: Settings) -> None:
    async with reading(long, settings) as reader:
        await reader.press("ctrl+f", *"kettle", "tab")
        found = count(reader)
        await reader.press("right")
        assert {found, count(reader)} == {"1 of 1", "no match"}


async def test_slash_in_the_list_still_searches_the_library(long: Library, settings: Settings) -> None:
    async with reading(long, settings) as reader:
        await reader.press("slash")
        assert reader.main.focused_pane == "search"
        await reader.press("escape", "f3")
        assert reader.main.focused_pane == "find"


@pytest.mark.parametrize("width", [2, 3, 8, 36, 88])
def test_lines_begin_where_they_are_drawn(width: int) -> None:
    text = f"Title\n\n{CHINESE} and {FAMILY * 5}\n{'x' * 200} end  \n"
    assert_lines_are_as_drawn(text, width)


@given(text=st.text("ab  \n注👍\u0301e-", max_size=60), width=st.integers(2, 12))
@given_settings(deadline=None)
def test_lines_of_any_text_begin_where_they_are_drawn(text: str, width: int) -> None:
    assert_lines_are_as_drawn(text, width)


def assert_lines_are_as_drawn(text: str, width: int) -> None:
    starts = line_starts(text, width)
    drawn = [line.plain for line in Content(text).wrap(width)]
    assert len(starts) == len(drawn)
    for number, (start, line) in enumerate(zip(starts, drawn, strict=True)):
        assert text[start:].startswith(line.rstrip())
        assert not line.strip() or line_of(start, starts) == number


async def test_a_long_text_is_searched_without_a_wait(long: Library, settings: Settings) -> None:
    long.imports.add([build_paper(title="Very long", abstract="e" + " hay" * 5_000)], "test")
    async with reading(long, settings) as reader:
        await reader.search("very long")
        await reader.press("ctrl+f", "a")
        assert count(reader).endswith("of 5,003")
        assert reader.main.query_one(PaperDetail).is_finding


async def test_n_steps_through_matches_while_the_bar_is_open_and_writes_a_note_after(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        await reader.press("enter", "ctrl+f", *"the", "tab", "n")
        assert "2 of" in reader.text
        await reader.press("N")
        assert "1 of" in reader.text
        assert not len(library.shelf)
        await reader.press("escape", "n")
        assert reader.pilot.app.screen is not reader.main

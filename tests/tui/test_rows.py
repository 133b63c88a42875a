"""Geometry of the rows of the list, which their contents fill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.strip import Strip
from textual.style import Style

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.people import People
from paper_tui.papers.shelf import Mark
from paper_tui.settings import Settings
from paper_tui.tui.render import paper_renderer, row_renderer, styles
from paper_tui.tui.render.authors import families_line
from paper_tui.tui.screens.main import MainScreen
from paper_tui.tui.widgets.paper_rows import PaperRows
from paper_tui.tui.widgets.row_geometry import RowGeometry
from tests.tui.helpers import MEDIUM, NARROW, reading

any_rows = st.builds(
    RowGeometry.divided, st.integers(1, 1_000_000), st.integers(1, 3), st.none() | st.integers(0, 1_000_000)
)


@given(any_rows, st.data())
def test_every_line_shows_one_row_or_the_divider(rows: RowGeometry, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, rows.count - 1))
    for part in range(rows.height):
        assert rows.at(rows.top(row) + part) == (row, part)
    assert rows.at(rows.lines) is None
    assert rows.at(-1) is None
    assert rows.lines == rows.top(rows.count - 1) + rows.height


@given(any_rows, st.data())
def test_scrolling_brings_a_row_into_sight_and_moves_no_more_than_needed(
    rows: RowGeometry, data: st.DataObject
) -> None:
    row, top = data.draw(st.integers(0, rows.count - 1)), data.draw(st.integers(0, rows.lines))
    height = data.draw(st.integers(rows.height + 1, 60))
    wanted = rows.scrolled(row, top, height)
    assert wanted <= rows.top(row)
    assert rows.top(row) + rows.height <= wanted + height
    assert rows.scrolled(row, wanted, height) == wanted


def test_a_divider_that_divides_nothing_is_none() -> None:
    assert RowGeometry.divided(5, 1, 0).lines == 5
    assert RowGeometry.divided(5, 1, 5).lines == 5
    assert RowGeometry.divided(5, 2, 3).lines == 11
    assert RowGeometry.divided(5, 2, 3).at(6) is None


def test_a_tag_always_has_the_same_colour_and_tags_have_several() -> None:
    assert styles.tag_style("vision") == styles.tag_style("vision")
    assert len({styles.tag_style(f"tag{number}") for number in range(50)}) > 3


async def test_a_comfortable_list_shows_authors_and_tags_and_is_moved_through_alike(
    library: Library, settings: Settings
) -> None:
    library.marks.set_tags([library.find("1706.03762")], ["vision"])
    async with reading(library, settings, MEDIUM) as reader:
        rows = reader.list
        await reader.press("z")
        first = next(
            number for number, line in enumerate(reader.lines) if "Attention Is All You Need" in line
        )
        assert "Vaswani" in reader.lines[first + 1]
        assert "#vision" in reader.lines[first + 1]
        await reader.pilot.click(rows, offset=(12, 4))
        await reader.settle()
        assert rows.cursor == 1
        await reader.press("G")
        assert rows.cursor == rows.rows.count - 1
        assert reader.current in reader.text
        await reader.press("pageup", "ctrl+u", "g")
        assert rows.cursor == 0


async def test_a_divider_is_drawn_between_rows_and_cannot_be_chosen(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        rows = reader.list
        rows.divider, rows.divider_label = 2, "before your last visit"
        await reader.settle()
        line = next(number for number, line in enumerate(reader.lines) if "before your last visit" in line)
        second, third = (reader.titles[row] for row in (1, 2))
        assert second[:20] in reader.lines[line - 1]
        assert third[:20] in reader.lines[line + 1]
        await reader.press("j", "j")
        assert reader.current == third
        await reader.pilot.click(rows, offset=(12, 3))
        await reader.settle()
        assert reader.current == third


async def test_a_small_screen_keeps_the_cursor_in_sight(library: Library, settings: Settings) -> None:
    async with reading(library, settings, NARROW) as reader:
        await reader.press("z")
        for _ in range(8):
            await reader.pilot.press("j")
        await reader.settle()
        assert reader.current[:10] in reader.text


async def test_a_bookmark_runs_no_search_and_renders_only_its_row(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.marks.toggle_bookmark([library.catalogue[5]])  # after which the library holds its papers for good
    rendered, searches = [], []
    render, search = PaperRows._render_row, Library.search

    def count_row(rows: PaperRows, row: int, width: int, style: Style) -> list[Strip]:
        rendered.append(row)
        return render(rows, row, width, style)

    def count_search(*how: object, **more: object) -> object:
        searches.append(how)
        return search(*how, **more)

    async with reading(library, settings) as reader:
        await reader.press("j", "j")
        monkeypatch.setattr(PaperRows, "_render_row", count_row)
        monkeypatch.setattr(Library, "search", count_search)
        await reader.press("b")
        assert (rendered, searches) == ([2], [])
        assert "★" in reader.list.render_line(2).text
        await reader.press("b")
        assert (rendered, searches) == ([2, 2], [])


async def test_a_bookmark_changes_a_search_for_bookmarks(library: Library, settings: Settings) -> None:
    library.marks.toggle_bookmark([library.catalogue[5], library.catalogue[7]])
    async with reading(library, settings) as reader:
        await reader.search("is:bookmarked")
        first, second = reader.titles
        await reader.press("b")
        assert reader.titles == [second], first


async def test_typing_lays_out_nothing_but_the_line(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library, settings) as reader:
        await reader.press("slash", "a")
        layouts: list[object] = []
        monkeypatch.setattr(MainScreen, "_refresh_layout", lambda screen, **_: layouts.append(screen))
        await reader.press("t", "t", "e", "n", "backspace")
        assert layouts == []


def test_all_of_very_many_authors_stand_below_the_abstract() -> None:
    many = build_paper(title="T", abstract="Words.", authors=[f"Ann A{number}" for number in range(40)])
    text = paper_renderer.detail(many, Mark(many.key), styles.no_matches, today=date(2026, 9, 4)).plain
    assert text.index("Ann A11 and 28 more") < text.index("Words.") < text.index("all 40 authors\nAnn A0, ")
    assert text.endswith("Ann A38, Ann A39")
    few = replace(many, people=People(many.authors[:13]))
    assert (
        "all"
        not in paper_renderer.detail(few, Mark(few.key), styles.no_matches, today=date(2026, 9, 4)).plain
    )


AUTHORS = ("Ada Byron", "Mary Somerville", "Sophie van der Berg", "Emmy Noether")


@pytest.mark.parametrize(
    ("authors", "room", "line"),
    [
        (AUTHORS[:2], 40, "Byron, Somerville"),
        (AUTHORS, 45, "Byron, Somerville, van der Berg et al."),
        (AUTHORS, 25, "Byron, Somerville et al."),
        (AUTHORS, 12, "Byron et al."),
        (AUTHORS, 11, ""),
        ((), 40, ""),
    ],
)
def test_as_many_first_authors_are_named_as_fit(authors: tuple[str, ...], room: int, line: str) -> None:
    assert families_line(build_paper(title="A Title", authors=authors), room) == line


def test_a_row_shows_authors_and_tags_behind_the_title_where_there_is_room() -> None:
    paper = build_paper(title="Deep Rivers", authors=AUTHORS)
    mark = Mark(paper.key, tags=frozenset({"water"}))

    def shown(width: int) -> str:
        (line,) = row_renderer.row(paper, mark, width, lambda *_: (), row_renderer.Columns(dates=False))
        assert line.cell_length == width
        return line.plain.strip()

    assert shown(80) == "●    Deep Rivers  Byron, Somerville, van der Berg et al.  #water"
    assert shown(42) == "●    Deep Rivers  Byron et al.  #water"
    assert shown(30) == "●    Deep Rivers"

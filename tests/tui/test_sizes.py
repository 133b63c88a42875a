"""Panes are given room with keys and with the mouse, and keep their shares."""

from __future__ import annotations

import pytest

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.widgets.paper_detail import PaperDetail
from tests.tui.helpers import MEDIUM, WIDE, Reader, reading


def across(reader: Reader) -> tuple[int, int, int]:
    """The widths of the left column, the list and the text."""
    main = reader.main
    return main.query_one("#side").size.width, reader.list.size.width, main.query_one(PaperDetail).size.width


async def test_keys_give_panes_more_room_and_less(library: Library, settings: Settings) -> None:
    async with reading(library, settings, WIDE) as reader:
        side, rows, text = across(reader)
        await reader.press("greater_than_sign")
        assert across(reader)[1] > rows
        assert across(reader)[2] < text
        await reader.press("less_than_sign", "less_than_sign")
        assert across(reader)[1] < rows
        await reader.press("right_parenthesis")
        assert across(reader)[0] > side
        await reader.burst(*["greater_than_sign"] * 20, *["left_parenthesis"] * 20)
        assert all(width >= 10 for width in across(reader))
        assert reader.current[:10] in reader.text


async def test_in_eighty_columns_the_list_grows_downwards(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        rows = reader.list.size.height
        await reader.press("greater_than_sign", "greater_than_sign", "greater_than_sign")
        assert reader.list.size.height > rows
        assert reader.list.size.width == MEDIUM[0]


async def test_shares_stay_when_the_terminal_changes(library: Library, settings: Settings) -> None:
    async with reading(library, settings, WIDE) as reader:
        await reader.press(*["greater_than_sign"] * 4)
        _, rows, text = across(reader)
        for size in (MEDIUM, (40, 10), (130, 30), (170, 45)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert reader.current[:10] in reader.text
        _, later_rows, later_text = across(reader)
        assert later_rows / later_text == pytest.approx(rows / text, abs=0.15)


async def drag(reader: Reader, start: tuple[int, int], end: tuple[int, int]) -> None:
    await reader.pilot.mouse_down(offset=start)
    await reader.pilot.hover(offset=end)
    await reader.pilot.mouse_up(offset=end)
    await reader.settle()


async def test_borders_are_dragged(library: Library, settings: Settings) -> None:
    async with reading(library, settings, WIDE) as reader:
        text, y = reader.main.query_one(PaperDetail), reader.list.region.y + 3
        await drag(reader, (reader.list.region.x - 1, y), (40, y))
        assert reader.list.region.x == 41
        await drag(reader, (text.region.x - 1, y), (110, y))
        assert text.region.x == pytest.approx(111, abs=1)
        assert reader.list.cursor == 0


async def test_the_line_between_list_and_text_is_dragged(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        text = reader.main.query_one(PaperDetail)
        await drag(reader, (30, text.region.y), (30, 15))
        assert text.region.y == pytest.approx(15, abs=1)

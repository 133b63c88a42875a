"""The top line, at rest and while something is done."""

from __future__ import annotations

import pytest

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.panes.title_bar import Doing, TitleBar
from tests.tui.helpers import MEDIUM, NARROW, WIDE, reading


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_how_far_something_is_stands_in_the_top_line_and_moves_nothing(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        before = reader.lines
        reader.main.query_one(TitleBar).doing = Doing("importing a-file-with-a-long-name.jsonl", 0.4)
        await reader.settle()
        top, *below = reader.lines
        assert below == before[1:]
        assert "importing" in top
        assert " 40%" in top
        assert top.endswith("ctrl+x cancels")
        reader.main.query_one(TitleBar).doing = None
        await reader.settle()
        assert reader.lines == before


async def test_what_nobody_can_measure_is_told_without_a_bar(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        reader.main.query_one(TitleBar).doing = Doing("asking [b]somebody")
        await reader.settle()
        assert reader.lines[0] == " paper-tui  asking [b]somebody   ctrl+x cancels"

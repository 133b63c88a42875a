"""Filters as chips that are taken off one by one, and a strip of the days of daily sources."""

from __future__ import annotations

from datetime import date

import pytest
from textual.geometry import Offset

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Sighting
from paper_tui.settings import Settings
from paper_tui.tui.widgets.filter_strip import FilterStrip
from tests.tui.helpers import MEDIUM, WIDE, reading

SIZES = [WIDE, MEDIUM]


@pytest.fixture
def days(library: Library) -> Library:
    """Three papers on one day and two on the next."""
    for day, titles in (("2026-09-02", "abc"), ("2026-09-03", "de")):
        seen = [Sighting("daily-papers", date.fromisoformat(day).isoformat())]
        library.imports.add([build_paper(title=f"Paper {title}", sightings=seen) for title in titles], day)
    return library


@pytest.mark.parametrize("size", SIZES)
async def test_filters_are_taken_off_one_by_one(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        everything = len(reader.titles)
        reader.main.control.search.toggle_filter("state", "new")
        reader.main.control.search.toggle_filter("year", "2017")
        await reader.settle()
        assert "state:new" in reader.lines[2]
        assert "year:2017" in reader.lines[2]
        await reader.press("2", "backspace")
        assert "year:2017" not in reader.lines[2]
        x = reader.lines[2].index("×")
        strip = reader.main.query_one(FilterStrip)
        await reader.pilot.click(strip, offset=Offset(x, 0))
        await reader.settle()
        assert len(reader.titles) == everything
        assert not strip.display


async def test_the_days_are_shown_with_their_new_papers_and_chosen_by_a_click(
    days: Library, settings: Settings
) -> None:
    async with reading(days, settings) as reader:
        assert "3 Sep 2" in reader.lines[2]
        assert "2 Sep 3" in reader.lines[2]
        strip = reader.main.query_one(FilterStrip)
        await reader.pilot.click(strip, offset=Offset(reader.lines[2].index("2 Sep") + 1, 0))
        await reader.settle()
        assert len(reader.titles) == 3

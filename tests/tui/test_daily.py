"""A reader's day: what is new, what was looked at, one edition after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from paper_tui.config import Config
from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.shelf import EffectiveState
from paper_tui.settings import Settings
from tests.tui.helpers import MEDIUM, NARROW, WIDE, Reader, reading, until

AT_ONCE = Config(seen_after=0.01)


def edition(day: str, *titles: str) -> list[Paper]:
    return [
        build_paper(
            title=title, abstract="Some words.", sightings=[Sighting("daily-papers", edition=day, rank=rank)]
        )
        for rank, title in enumerate(titles, 1)
    ]


@pytest.fixture
def days(library: Library) -> Library:
    library.imports.add(edition("2026-09-02", "Old one", "Old two", "Old three"), "old")
    library.imports.add(edition("2026-09-03", "New one", "New two"), "new")
    return library


async def until_seen(reader: Reader, title: str) -> None:
    """Look until the paper counts as seen."""
    paper = next(paper for paper in reader.main.library.catalogue if paper.title == title)
    await until(lambda: reader.main.shelf.get(paper.key).effective_state is not EffectiveState.NEW)
    await reader.settle()


async def test_a_paper_counts_as_seen_after_a_moment_and_stays_in_sight(
    days: Library, settings: Settings
) -> None:
    async with reading(days, replace(settings, config=AT_ONCE)) as reader:
        await reader.search("state:new")
        stood_on = reader.current
        await until_seen(reader, stood_on)
        assert stood_on in reader.titles, "it does not vanish while one stands on it"
        assert reader.current == stood_on
        await reader.press("j")
        await reader.press("g", "escape")
        await reader.search("state:seen")
        assert stood_on in reader.titles, "it was seen before"


async def test_the_cursor_passing_is_no_look(days: Library, settings: Settings) -> None:
    async with reading(days, settings) as reader:
        await reader.press("j", "j", "j", "k")
        assert all(mark.effective_state is not EffectiveState.SEEN for mark in days.shelf)


async def test_what_is_not_in_sight_is_not_looked_at(days: Library, settings: Settings) -> None:
    async with reading(days, replace(settings, config=AT_ONCE), NARROW) as reader:
        await reader.pilot.pause(0.1)
        assert not list(days.shelf)
        await reader.press("enter")
        await until_seen(reader, reader.current)


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_editions_one_after_another_with_progress(
    days: Library, settings: Settings, size: tuple[int, int]
) -> None:
    days.marks.mark_seen(days.find("old-two"))
    async with reading(days, settings, size) as reader:
        await reader.press("right_square_bracket")
        assert reader.titles == ["New one", "New two"]
        assert "3 Sep" in reader.text
        await reader.press("left_square_bracket")
        assert reader.titles == ["Old one", "Old two", "Old three"]
        assert "2 Sep · daily-papers" in str(reader.list.border_title)
        assert "1 of 3 seen" in str(reader.list.border_title)
        await reader.press("left_square_bracket")
        assert "oldest edition" in reader.said
        await reader.press("H")
        assert reader.titles == ["New one", "New two"]
        await reader.press("escape")
        assert len(reader.titles) == 5


async def test_triage_goes_through_the_edition_that_is_shown(days: Library, settings: Settings) -> None:
    async with reading(days, settings) as reader:
        await reader.press("right_square_bracket", "T")
        assert "1 of 2 · 1 left" in reader.text
        assert "New one" in reader.text
        await reader.press("escape", "left_square_bracket", "T")
        assert "1 of 3 · 2 left" in reader.text


async def test_without_editions_the_key_says_where_they_come_from(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        await reader.press("right_square_bracket")
        assert "Fetch new papers" in reader.text


async def test_a_line_tells_what_came_in_since_the_last_visit(library: Library, settings: Settings) -> None:
    library.imports.add(edition("2026-09-02", "Old one", "Old two"), "old")
    async with reading(library, settings) as reader:
        assert "since the last session" not in reader.text
        await reader.leave("s", "t", "q")
    library.close()
    later = replace(settings, clock=lambda: settings.clock() + timedelta(days=1))
    again = Library.open(settings.library, later.clock)
    again.imports.add(edition("2026-09-05", "New one", "New two", "New three"), "new")
    async with reading(again, later) as reader:
        assert reader.titles[0] == "New one", "by title"
        assert "since the last session" not in reader.text, "in the order of titles no line can say it"
        await reader.press("s", "n")
        assert "3 new since the last session, 4 Sep" in reader.text
        order = [reader.text.index(words) for words in ("New three", "since the last session", "Old one")]
        assert order == sorted(order)
        await reader.press("g", "j", "j", "j")
        assert reader.current == "Old one"


async def test_a_visit_begins_where_the_last_one_ended(days: Library, settings: Settings) -> None:
    async with reading(days, settings) as reader:
        await reader.search("old")
        await reader.press("j", "less_than_sign", "f")
        left, share = reader.current, reader.main.control.sizes.list_share
        await reader.leave("q")
    async with reading(days, settings) as reader:
        assert reader.current == left
        assert len(reader.titles) == 5
        assert reader.main.control.sizes.list_share == share
        assert reader.main.has_class("-folded")
        await reader.press("H")
        assert len(reader.titles) == 3, "its search is one step back"


async def test_nothing_is_kept_of_a_library_that_is_not_there(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.leave("j", "q")
    assert not settings.library.exists()

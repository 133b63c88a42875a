"""Ranking for the reader on the main screen: order, reasons, more and less like this, following."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from paper_tui.config_file import read_config
from paper_tui.library import Library
from paper_tui.search import Scope
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.list_manager import ListManager
from paper_tui.tui.dialogs.statistics import StatisticsScreen
from tests.sources.services.helpers import answer, running
from tests.tui.helpers import DIALOG_SIZES, NARROW, Reader, key_name, reading

LIKED = ("2006.11239", "2112.10752", "2212.09748", "2208.12242", "2302.05543")


def bookmark(library: Library) -> None:
    library.marks.set_bookmarked([library.find(key) for key in LIKED], True)


def titles_of(library: Library) -> list[str]:
    return [paper.title for paper in library.search(Scope()).papers()]


def titles(reader: Reader) -> list[str]:
    listing = reader.main.listing
    assert listing is not None
    return [paper.title for paper in listing.papers()]


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_the_order_for_the_reader_follows_what_was_bookmarked(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    bookmark(library)
    async with reading(library, settings, size) as reader:
        await reader.press("s", "f")
        best = titles(reader)
        assert {library.find(key).title for key in LIKED} == {*best[:5]}
        assert best.index("Consistency Models") < best.index("Playing Atari with Deep Reinforcement Learning")


async def test_reasons_are_shown_and_less_like_one_acts_at_once_and_is_undone(
    library: Library, settings: Settings
) -> None:
    bookmark(library)
    async with reading(library, settings) as reader:
        await reader.press("s", "f", "W")
        assert isinstance(reader.app.screen, ListManager)
        assert "%" in reader.text
        before = titles(reader)
        await reader.press("-")
        assert titles(reader) != before
        assert read_config(settings.config_file).less
        await reader.press("u")
        assert titles(reader) == before
        assert not read_config(settings.config_file).less


async def test_in_a_wide_terminal_each_row_has_its_strongest_reason(
    library: Library, settings: Settings
) -> None:
    bookmark(library)
    async with reading(library, settings, (240, 40)) as reader:
        assert "% " not in reader.lines[3]
        await reader.press("s", "f")
        assert re.search(r"\d+% [a-z]+.*, ", reader.lines[3])


@pytest.mark.parametrize("keys", [("W",), ("s", "f")])
async def test_without_enough_signs_it_is_said(
    library: Library, settings: Settings, keys: tuple[str, ...]
) -> None:
    async with reading(library, settings) as reader:
        await reader.press(*keys)
        assert "0 of 5" in reader.said


async def test_with_enough_signs_the_order_is_taken_in_silence(library: Library, settings: Settings) -> None:
    bookmark(library)
    async with reading(library, settings) as reader:
        await reader.press("s", "f")
        assert "Too little" not in reader.said


async def test_similar_papers_are_listed_and_opened(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.search("id:1810.04805")
        await reader.press("m")
        assert isinstance(reader.app.screen, ListManager)
        assert "RoBERTa: A Robustly Optimized BERT Pretraining Approach"[:40] in reader.text
        assert "…  bert" in reader.text  # the reason is in sight beside a long title
        await reader.press("enter")
        assert reader.app.screen is reader.main


async def test_similar_papers_that_the_library_lacks_are_asked_for(
    library: Library, settings: Settings
) -> None:
    described = {"title": "Attention alone", "externalIds": {"ArXiv": "2401.00001"}}
    with running() as server:
        path = "/recommendations/v1/papers/forpaper/ARXIV:1706.03762"
        server.on(path, answer({"recommendedPapers": [described]}))
        config = replace(settings.config, services={"semanticscholar": server.url})
        async with reading(library, replace(settings, config=config)) as reader:
            await reader.search("id:1706.03762")
            await reader.press("m", "f")
            assert "Attention alone" in reader.text
            assert "Not in your library" in reader.text


async def test_an_author_is_followed_by_two_keys_and_unfollowed_by_the_same(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        await reader.press("F", "1")
        (line,) = read_config(settings.config_file).follow
        assert line.startswith("author:")
        assert f"→ {line.removeprefix('author:')}" in reader.detail
        assert "Followed" in reader.text
        await reader.press("F", "1")
        assert read_config(settings.config_file).follow == ()
        await reader.press("u", "u")
        assert read_config(settings.config_file).follow == ()
        assert "→" not in reader.detail


async def test_words_citations_and_saved_searches_are_followed(library: Library, settings: Settings) -> None:
    settings.config_file.write_text('[searches]\nmine = "diffusion"\n')
    settings = replace(settings, config=read_config(settings.config_file))
    library.configure(settings.config)
    async with reading(library, settings) as reader:
        await reader.press("F", "w")
        await reader.burst(*map(key_name, '"latent space"'))
        await reader.press("enter")
        await reader.press("F", "c")
        await reader.press("1", "F")
        assert "f  saved search mine" in reader.text
        await reader.press("f")
        follow = read_config(settings.config_file).follow
        assert follow[0] == '"latent space"'
        assert follow[1].startswith("cites:")
        assert follow[2] == "saved:mine"


async def test_not_this_one_is_remembered_and_undone(library: Library, settings: Settings) -> None:
    name = library.find(LIKED[0]).authors[0]
    settings.config_file.write_text(f'follow = ["author:{name}"]\n')
    settings = replace(settings, config=read_config(settings.config_file))
    library.configure(settings.config)
    async with reading(library, settings) as reader:
        await reader.search(f"id:{LIKED[0]}")
        assert f"→ {name}" in reader.detail
        await reader.press("F", "x")
        assert f"→ {name}" not in reader.detail
        await reader.press("u")
        assert f"→ {name}" in reader.detail


async def test_triage_begins_with_what_is_followed(library: Library, settings: Settings) -> None:
    last = titles_of(library)[-1]
    settings.config_file.write_text(f"follow = ['title:\"{last}\"']\n")
    settings = replace(settings, config=read_config(settings.config_file))
    library.configure(settings.config)
    async with reading(library, settings) as reader:
        await reader.press("T")
        assert last in reader.text
        assert "→ title:" in reader.text


async def test_with_a_time_limit_triage_proposes_what_the_pace_allows_in_the_order_for_the_reader(
    library: Library, settings: Settings
) -> None:
    bookmark(library)
    settings = replace(settings, config=replace(settings.config, triage_minutes=1))
    ranker = library.for_you.ranker()
    assert ranker is not None
    new = [paper.key for paper in library.catalogue if not library.shelf.get(paper.key).bookmarked]
    best = library.catalogue.get(ranker.order(new)[0])
    assert best is not None
    async with reading(library, settings) as reader:
        await reader.press("T")
        assert "1 of 3" in reader.text  # at 20 seconds a paper, until the pace is known
        assert best.title in reader.text
        await reader.press("b", "escape")
        assert f"2 left. {len(new) - 3} more new papers were not proposed" in reader.text
        assert "left  2" in reader.text


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_a_day_of_the_statistics_lists_its_papers(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    bookmark(library)
    async with reading(library, settings, size) as reader:
        await reader.press("percent_sign")
        assert isinstance(reader.app.screen, StatisticsScreen)
        assert ("5 papers on" in reader.text) is (size != NARROW)
        await reader.press("left", "enter")
        assert "0 papers" in reader.text
        await reader.press("right", "enter")
        assert isinstance(reader.app.screen, ListManager)
        await reader.press("escape")
        assert isinstance(reader.app.screen, StatisticsScreen)
        await reader.press("enter", "j", "enter")
        assert reader.app.screen is reader.main
        assert reader.main.paper is not None
        assert library.shelf.get(reader.main.paper.key).bookmarked


async def test_reading_counts_between_keys_and_not_while_nothing_happens(
    library: Library, settings: Settings
) -> None:
    now = settings.clock()
    pauses = {"j": 30, "k": 600, "down": 40}

    def clock() -> datetime:
        return now

    async with reading(library, replace(settings, clock=clock)) as reader:
        await reader.press("home")
        first = reader.list.current
        for key, seconds in pauses.items():
            now += timedelta(seconds=seconds)
            await reader.press(key)
        await reader.main.finish()
    assert first is not None
    times = library.reading.times()
    assert times.papers == {first.key: 70}
    assert library.statistics().seconds == {now.astimezone().date(): 70}


async def test_without_anything_read_the_statistics_say_so(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("percent_sign")
        assert "Nothing was read yet" in reader.said

"""Searches with names: saved, counted, opened by keys and from the filters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.config import load_config, parse_config
from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.widgets.search_bar import SearchBar
from tests.tui.helpers import MEDIUM, NARROW, WIDE, reading

SAVED = parse_config("[searches]\nbert = 'title:bert'\n'nothing [/red]' = 'qqqqxyz'\n")


@pytest.fixture
def saved(settings: Settings) -> Settings:
    return replace(settings, config=SAVED)


@pytest.fixture
def written(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with a configuration file of the reader's own."""
    file = tmp_path / "config.toml"
    file.write_text("# mine\ntheme = 'paper'  # light\n\n[searches]\nbert = 'title:bert'  # all of them\n")
    return replace(settings, config_file=file, config=load_config(file))


async def test_filters_show_saved_searches_with_live_counts(library: Library, saved: Settings) -> None:
    async with reading(library, saved) as reader:
        before = [search.count for search in reader.main.control.saved_searches.searches]
        assert before == [len(library_titles(library, "bert")), 0]
        assert "nothing [/red]" in reader.text
        await reader.search("roberta")
        await reader.press("x")
        assert [search.count for search in reader.main.control.saved_searches.searches] == [before[0] - 1, 0]


def library_titles(library: Library, word: str) -> list[str]:
    return [paper.title for paper in library.catalogue if word in paper.title.casefold()]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_a_key_opens_a_saved_search_and_back_leaves_it(
    library: Library, saved: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, saved, size) as reader:
        everything = len(reader.titles)
        await reader.press("apostrophe", "1")
        assert reader.main.query_one(SearchBar).text == "title:bert"
        assert 0 < len(reader.titles) < everything
        await reader.press("H")
        assert len(reader.titles) == everything


async def test_enter_opens_one_from_the_filters(library: Library, saved: Settings) -> None:
    async with reading(library, saved) as reader:
        await reader.press("1", "g", "enter")
        assert reader.main.query_one(SearchBar).text == "title:bert"


async def test_saving_keeps_words_and_filters_and_comments(library: Library, written: Settings) -> None:
    async with reading(library, written) as reader:
        await reader.search("diffusion")
        await reader.press("1", "j", "j", "j", "enter", "2")
        found = reader.titles
        await reader.press("S", "ctrl+u")
        await reader.burst(*"recent", "enter")
        await reader.press("c", "apostrophe", "2")
        assert sorted(reader.titles) == sorted(found)
    text = written.config_file.read_text()
    assert "# mine" in text
    assert "# all of them" in text
    assert load_config(written.config_file).searches["recent"].startswith("diffusion ")


async def test_renaming_and_removing(library: Library, written: Settings) -> None:
    async with reading(library, written) as reader:
        await reader.press("apostrophe", "r", "ctrl+u")
        await reader.burst(*"encoders", "enter")
        assert dict(load_config(written.config_file).searches) == {"encoders": "title:bert"}
        await reader.press("apostrophe", "x")
        assert not load_config(written.config_file).searches
        assert not reader.main.control.saved_searches.searches
        await reader.press("apostrophe")
        assert "None yet" in reader.text
        await reader.press("enter", "escape")


async def test_what_cannot_be_written_is_not_claimed(library: Library, written: Settings) -> None:
    written.config_file.write_text("theme = \n")
    async with reading(library, written) as reader:
        await reader.search("bert")
        await reader.press("S", *"other", "enter")
        assert "not valid TOML" in reader.said
    assert written.config_file.read_text() == "theme = \n"


async def test_a_name_in_use_is_replaced_only_when_that_is_confirmed(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        await reader.search("attention")
        await reader.press("S", *"mine", "enter")
        await reader.press("escape")
        await reader.search("diffusion")
        await reader.press("S", *"mine", "enter", "n")
        assert reader.main.config.searches == {"mine": "attention"}
        await reader.press("S", *"mine", "enter", "r")
        assert reader.main.config.searches == {"mine": "diffusion"}
        await reader.press("u")
        assert reader.main.config.searches == {"mine": "attention"}

"""Asking, and going back and forward through what was asked."""

from __future__ import annotations

import pytest

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.search.index import sort_order
from paper_tui.settings import Settings
from paper_tui.tui.widgets.search_bar import SearchBar, SearchInput
from tests.tui.helpers import reading


async def test_back_and_forward_through_searches(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        everything = reader.titles
        await reader.press("j", "j")
        stood_on = reader.current
        await reader.search("bert")
        bert = reader.titles
        await reader.press("c")
        await reader.search("diffusion")
        diffusion = reader.titles
        await reader.press("H")
        assert reader.titles == everything
        await reader.press("H")
        assert reader.titles == bert
        assert reader.main.query_one(SearchBar).text == "bert"
        await reader.press("alt+left")
        assert reader.titles == everything
        assert reader.current == stood_on
        await reader.press("H")
        assert "no previous search" in reader.said
        await reader.press("L", "L", "alt+right")
        assert reader.titles == diffusion


async def test_filters_are_places_too(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        everything = reader.titles
        await reader.press("1", "j", "j", "enter")
        narrowed = reader.titles
        assert len(narrowed) < len(everything)
        await reader.press("2", "H")
        assert reader.titles == everything
        await reader.press("L")
        assert reader.titles == narrowed


@pytest.mark.parametrize("key", ["escape", "c"])
@pytest.mark.parametrize("typed", ["is:foo", "bert year:x", "title:("])
async def test_a_query_that_is_none_can_be_cleared(
    library: Library, settings: Settings, typed: str, key: str
) -> None:
    async with reading(library, settings) as reader:
        everything = len(reader.titles)
        await reader.press("slash")
        reader.main.query_one(SearchInput).value = typed
        await reader.settle()
        await reader.press("enter")
        assert "^ " in reader.text, "once one is done typing, what is missing is said"
        await reader.press(key)
        assert reader.main.query_one(SearchBar).text == ""
        assert "^ " not in reader.text
        assert len(reader.titles) == everything


async def test_one_goes_to_the_last_of_very_many_without_waiting_for_them_to_be_sorted(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sort_order, "HEAD", 100)
    monkeypatch.setattr(sort_order, "SAMPLED", 1)
    titles = (f"Apples {'and pears ' * (number % 40)}{number}" for number in range(400))
    library.imports.add([build_paper(title=title) for title in titles], "test")
    async with reading(library, settings) as reader:
        await reader.search("apple")
        assert len(reader.main.listing) == 400
        monkeypatch.setattr(sort_order, "_sorted", None)
        await reader.press("G")
        assert reader.list.cursor == 399
        assert reader.current.startswith("Apples and pears and pears")

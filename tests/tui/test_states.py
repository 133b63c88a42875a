"""Each state is one key, for one paper and for a selection."""

from __future__ import annotations

import pytest

from paper_tui.library import Library
from paper_tui.papers.shelf import EffectiveState, State
from paper_tui.settings import Settings
from tests.tui.helpers import MEDIUM, NARROW, reading

KEYS = [("space", "later"), ("e", "reading"), ("d", "done"), ("x", "hidden")]


@pytest.mark.parametrize(("key", "state"), KEYS)
async def test_states_are_one_key_and_undone_and_done_again(
    library: Library, settings: Settings, key: str, state: str
) -> None:
    async with reading(library, settings) as reader:
        paper = reader.list.current
        await reader.press(key)
        assert library.shelf.get(paper.key).state == state
        await reader.press("u")
        assert library.shelf.get(paper.key).state == "new"
        await reader.press("ctrl+r")
        assert library.shelf.get(paper.key).state == state


async def test_a_selection_has_its_states_on_the_same_keys(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        three = [reader.main.listing.key(row) for row in range(3)]
        await reader.press("v", "v", "v")
        for key, state in [*KEYS, ("N", "new")]:
            await reader.press(key)
            assert [library.shelf.get(paper).state for paper in three] == [state] * 3
        assert "Marked 3 papers as new" in reader.said


async def test_new_again_is_not_seen_either(library: Library, settings: Settings) -> None:
    library.marks.set_bookmarked([library.find("1810.04805")], bookmarked=True)
    async with reading(library, settings, MEDIUM) as reader:
        paper = reader.list.current
        library.marks.mark_seen(paper)
        await reader.press("enter", "e", "N")
        assert library.shelf.get(paper.key).effective_state is EffectiveState.NEW
        await reader.press("u", "u")
        assert library.shelf.get(paper.key).effective_state is EffectiveState.SEEN


@pytest.mark.parametrize("size", [MEDIUM, (160, 45)])
async def test_a_hidden_paper_is_said_to_be_shown_again_by_the_key_that_hides(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    library.marks.set_bookmarked([library.find("1810.04805")], bookmarked=True)
    async with reading(library, settings, size) as reader:
        assert "x hide" in reader.lines[-1]
        await reader.press("x", "j", "x")
        assert "x hide" in reader.lines[-1]
        await reader.search("state:hidden")
        assert "x show again" in reader.lines[-1]
        await reader.press("asterisk", "x")
        assert not [mark for mark in library.shelf if mark.effective_state is EffectiveState.HIDDEN]
        await reader.press("escape", "escape")
        assert "x hide" in reader.lines[-1]


async def test_the_hint_goes_by_all_that_are_selected(library: Library, settings: Settings) -> None:
    library.marks.set_state([library.find("1810.04805")], State.HIDDEN)
    async with reading(library, settings) as reader:
        await reader.search("bert state:hidden")
        await reader.press("v")
        await reader.press("c")
        assert "x show again" in reader.lines[-1], "it is about the selected one"
        await reader.press("v")
        assert "x hide" in reader.lines[-1]


async def test_the_hints_still_fit_a_narrow_screen(library: Library, settings: Settings) -> None:
    async with reading(library, settings, NARROW) as reader:
        await reader.press("enter")
        assert "? help" in reader.lines[-1]
        assert "esc back" in reader.lines[-1]

"""Keys that arrive together, as on a slow line: each goes where the one before it leads."""

from __future__ import annotations

import threading

import pytest
from textual.widgets import Input, TextArea

from paper_tui.library import Library, Listing
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.shelf import State
from paper_tui.settings import Settings
from paper_tui.tui import app as app_module
from paper_tui.tui.dialogs.palette import Palette
from paper_tui.tui.triage.triage_controller import TriageController
from paper_tui.tui.triage.triage_session import TriageSession
from paper_tui.tui.widgets.find_bar import FindBar
from paper_tui.tui.widgets.search_bar import SearchBar
from tests.tui.helpers import MEDIUM, NARROW, USUAL, Reader, key_event, reading, until

SIZES = [USUAL, MEDIUM, NARROW]


@pytest.fixture
def pair(library: Library) -> Library:
    """Two papers, of which the first mentions xbd."""
    library.imports.add([build_paper(title="Kettle", abstract="An xbd."), build_paper(title="Other")], "test")
    return library


def typed(reader: Reader) -> str:
    """The text of the focused line or note."""
    focused = reader.pilot.app.screen.focused
    assert isinstance(focused, Input | TextArea)
    return focused.value if isinstance(focused, Input) else focused.text


ASKING = ("slash", "ctrl+f", "t", "n", "i", "r", "exclamation_mark", "colon", "ctrl+p", "question_mark", "f1")
"""Keys that ask for text."""


async def test_letters_behind_a_key_that_asks_for_text_are_text(pair: Library, settings: Settings) -> None:
    async with reading(pair, settings) as reader:
        for key in ASKING:
            await reader.burst(key, *"xbd")
            assert typed(reader) == "xbd", key
            assert len(pair.shelf) == 0, key
            await go_back(reader)


async def test_letters_behind_a_key_that_opens_a_menu_are_the_menu_s(
    pair: Library, settings: Settings
) -> None:
    async with reading(pair, settings) as reader:
        for key in ("s", "apostrophe", "R", "number_sign", "comma", "m", "B"):
            await reader.burst(key, *"xxx")
            assert reader.pilot.app.screen is not reader.main, key
            assert len(pair.shelf) == 0, key
            await go_back(reader)


async def go_back(reader: Reader) -> None:
    """Go back to the list from whatever a key opened, and forget what was typed there."""
    if isinstance(reader.pilot.app.screen.focused, TextArea):
        await reader.press("ctrl+u")
    await reader.press("escape", "escape", "escape", "3")
    assert reader.pilot.app.screen is reader.main


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [["ctrl+f"], ["enter", "slash"], ["3", "ctrl+f"]], ids="-".join)
async def test_what_is_typed_behind_find_is_found(
    pair: Library, settings: Settings, size: tuple[int, int], keys: list[str]
) -> None:
    async with reading(pair, settings, size) as reader:
        await reader.burst(*keys, *"xbd")
        assert reader.main.query_one(FindBar).text == "xbd"
        assert "1 of 1" in reader.text
        assert reader.main.query_one(SearchBar).text == ""
        assert len(pair.shelf) == 0


async def test_find_during_triage_takes_what_is_typed_behind_it(pair: Library, settings: Settings) -> None:
    async with reading(pair, settings) as reader:
        await reader.press("T")
        await reader.burst("slash", *"xbd")
        assert typed(reader) == "xbd"
        assert len(pair.shelf) == 0


EDITS = (
    (["x", "ctrl+u", "y"], "y"),
    (["x", "space", "y", "ctrl+w", "z"], "x z"),
    (["x", "backspace", "y", "backspace", "z"], "z"),
    (["x", "y", "left", "z"], "xzy"),
    (["y", "ctrl+a", "x", "end", "z"], "xyz"),
)
"""Keys typed into a line, and what it holds behind them."""


@pytest.mark.parametrize("line", ["slash", "ctrl+f", "t", "question_mark"])
async def test_a_line_is_edited_in_the_order_of_the_keys(
    pair: Library, settings: Settings, line: str
) -> None:
    async with reading(pair, settings) as reader:
        for keys, left in EDITS:
            await reader.burst(line, "ctrl+u", *keys)
            assert typed(reader) == left, keys
            await go_back(reader)


async def test_enter_takes_the_line_as_it_was_typed_so_far(pair: Library, settings: Settings) -> None:
    async with reading(pair, settings) as reader:
        await reader.burst("t", *"hot", "enter", "x")
        assert reader.pilot.app.screen is reader.main
        assert [mark.tags for mark in pair.shelf.marks.values()] == [("hot",)]


@pytest.mark.parametrize(
    ("keys", "row"),
    [(["j", "b"], 1), (["j", "k", "b"], 0), (["G", "b"], -1), (["enter", "right", "b"], 1)],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
async def test_a_key_is_about_the_paper_that_the_key_before_it_went_to(
    pair: Library, settings: Settings, keys: list[str], row: int
) -> None:
    async with reading(pair, settings) as reader:
        wanted = reader.titles[row]
        await reader.burst(*keys)
        assert [mark.identity.title for mark in pair.shelf.bookmarks] == [wanted]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("leave", ["enter", "down"])
async def test_a_key_behind_a_search_is_about_what_it_found(
    pair: Library,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    leave: str,
) -> None:
    monkeypatch.setattr(app_module, "ANSWER_TIMEOUT", 60)
    async with reading(pair, settings, size) as reader:
        last = reader.titles[-1]
        await reader.burst("slash", *last.lower(), leave, "b")
        assert reader.main.query_one(SearchBar).text == last.lower()
        assert reader.titles == [last]
        assert [mark.identity.title for mark in pair.shelf.bookmarks] == [last]
        await reader.burst("slash", "ctrl+u", *"zebra", leave, "b", "escape", "j", "d")
        assert [mark.state for mark in pair.shelf.marks.values() if mark.state is State.DONE] == [State.DONE]
        assert len(pair.shelf.bookmarks) == 1


async def test_keys_wait_for_a_triage_that_takes_long_to_open(
    pair: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    prepare = TriageController._order
    monkeypatch.setattr(app_module, "ANSWER_TIMEOUT", 0.05)

    def late(triage: TriageController, listing: Listing, session: TriageSession, cancel: CancelToken) -> None:
        over.wait(20)
        prepare(triage, listing, session, cancel)

    monkeypatch.setattr(TriageController, "_order", late)
    async with reading(pair, settings) as reader:
        for key in ("T", "q", "T", "x"):
            reader.app.post_message(key_event(key))
        reader.app.set_timer(0.2, over.set)  # behind the time that keys wait for an answer
        await reader.settle()
        assert reader.app.is_running
        assert [mark.state for mark in pair.shelf] == [State.HIDDEN]


async def test_a_search_that_takes_long_keeps_keys_waiting_for_a_while_only(
    pair: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    search = pair.search
    async with reading(pair, settings) as reader:
        first = reader.current
        monkeypatch.setattr(app_module, "ANSWER_TIMEOUT", 0.05)
        monkeypatch.setattr(pair, "search", lambda *asked, **how: over.wait(20) and search(*asked, **how))
        await reader.pilot.press("slash", "k", "enter", "b")
        await until(lambda: pair.shelf.bookmarks)
        over.set()
        await reader.settle()
        assert [mark.identity.title for mark in pair.shelf.bookmarks] == [first]


async def test_several_papers_are_selected_one_after_another(pair: Library, settings: Settings) -> None:
    async with reading(pair, settings) as reader:
        await reader.burst("v", "v")
        assert len(reader.main.selected) == 2


async def test_a_key_is_about_the_bookmark_whose_pane_was_just_gone_to(
    pair: Library, settings: Settings
) -> None:
    async with reading(pair, settings) as reader:
        await reader.press("b", "j", "b", "g")
        oldest = pair.shelf.bookmarks[-1]
        await reader.burst("4", "j", "d")
        done = [mark.key for mark in pair.shelf.marks.values() if mark.state is State.DONE]
        assert done == [oldest.key]


@pytest.mark.parametrize("size", SIZES)
async def test_a_key_behind_the_answer_to_a_dialog_is_about_what_is_beneath(
    pair: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(pair, settings, size) as reader:
        await reader.burst("s", "t", "b", "s", "enter", "j", "b", "g")
        assert reader.main.scope.sort == "title"
        assert len(pair.shelf.bookmarks) == 2
        await reader.burst("t", *"xbd", "enter", "x")
        assert [mark.tags for mark in pair.shelf if mark.state is State.HIDDEN] == [("xbd",)]


CLOSED = (
    ["t", "a", "escape"],
    ["t", "a", "enter"],
    ["n", "a", "escape"],
    ["s", "escape"],
    ["s", "r"],
    ["comma", "escape"],
    ["R", "escape"],
    ["number_sign", "q"],
    ["question_mark", "escape"],
    ["ctrl+p", "x", "escape"],
    ["T", "q"],
    ["m", "q"],
)
"""Keys that open a dialog and close it."""


async def test_what_closes_a_dialog_closes_nothing_beneath_it(pair: Library, settings: Settings) -> None:
    async with reading(pair, settings, MEDIUM) as reader:
        for keys in CLOSED:
            for times in (1, 3):
                await reader.burst(*keys * times, "escape", "escape")
                assert reader.app.screen is reader.main, keys


@pytest.mark.parametrize(
    "keys",
    [["T"], ["T", "b"], ["n", "a"], ["t", "a", "enter"], ["s"], ["ctrl+p", "a"], ["R"], ["comma"], ["slash"]],
    ids="-".join,
)
async def test_leaving_right_behind_any_key_leaves_in_good_order(
    pair: Library, settings: Settings, keys: list[str]
) -> None:
    async with reading(pair, settings) as reader:
        for key in (*keys, "ctrl+q", "ctrl+q", "T", "x", "n"):  # the first one discards a note
            reader.app.post_message(key_event(key))
        await until(lambda: not reader.app.is_running)
    assert (reader.app.return_code, reader.app.failure) == (0, None)
    assert not [mark for mark in pair.shelf if mark.note or mark.state is State.HIDDEN]


async def test_the_palette_opens_again_before_the_last_one_has_gone(
    pair: Library, settings: Settings
) -> None:
    async with reading(pair, settings) as reader:
        await reader.press("ctrl+p")
        first = reader.app.screen
        assert isinstance(first, Palette)
        first.dismiss()
        reader.main.control.program.open_palette()
        await reader.settle()
        assert isinstance(reader.app.screen, Palette)
        assert reader.app.screen is not first

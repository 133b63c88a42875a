"""Triage under a pilot: every key, and what is on disk after it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.shelf import Change, State
from paper_tui.settings import Settings
from paper_tui.store import StoreError
from paper_tui.tui import app as app_module
from paper_tui.tui.dialogs.help import HelpScreen
from paper_tui.tui.triage.triage_screen import TriageScreen
from tests.tui.helpers import MEDIUM, NARROW, USUAL, Reader, reading, until

SIZES = [USUAL, MEDIUM, NARROW]


def triage(reader: Reader) -> TriageScreen:
    screen = reader.pilot.app.screen
    assert isinstance(screen, TriageScreen)
    return screen


def state(library: Library, title: str) -> str:
    mark = next(
        library.shelf.get(entry.paper.key) for entry in library.entries() if entry.paper.title == title
    )
    return "bookmarked" if mark.bookmarked else mark.state.value


@pytest.mark.parametrize("size", SIZES)
async def test_each_key_decides_shows_the_next_paper_and_is_on_disk(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        kept, later, hidden, done, seen, *_ = reader.titles
        await reader.press("T")
        total = len(reader.titles)
        assert f"1 of {total} · {total - 1} left" in reader.text
        assert kept[:30] in reader.text
        await reader.press("b", "space", "x", "d", "right")
        assert f"6 of {total} · {total - 6} left" in reader.text
        assert "bookmarked" in reader.text or "seen" in reader.text or size == NARROW
        states = [state(library, title) for title in (kept, later, hidden, done, seen)]
        assert states == ["bookmarked", "later", "hidden", "done", "new"]
        await reader.press("escape")
        assert f"5 of {total} papers, {total - 5} left" in reader.text
        assert "★ bookmarked  1" in reader.text
        assert kept[:30] in reader.text
        await reader.press("escape")
        assert reader.pilot.app.screen is reader.main
        assert hidden not in reader.titles
        await reader.press("T")
        assert f"1 of {total - 5} ·" in reader.text, "what was decided is not asked again"


async def test_back_shows_the_earlier_paper_and_deciding_again_replaces(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        first, second, *_ = reader.titles
        await reader.press("T", "b", "backspace")
        assert first in reader.text
        assert "★ bookmarked · another key changes it" in reader.text
        await reader.press("space")
        assert state(library, first) == "later"
        await reader.press("left", "right")
        assert state(library, first) == "later", "going on from a decided paper leaves it as it is"
        assert second in reader.text
        assert triage(reader).session.left == len(reader.titles) - 1


async def test_undo_takes_back_one_decision_after_another(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        first, second, third, *_ = reader.titles
        await reader.press("T", "b", "right", "x", "u")
        assert state(library, third) == "new"
        assert third in reader.text
        await reader.press("u", "u")
        assert state(library, first) == "new"
        assert f"1 of {len(reader.titles)}" in reader.text
        await reader.press("u")
        assert "Nothing has been decided yet" in reader.said
        assert second not in [title for title in reader.titles if state(library, title) != "new"]


async def test_two_quick_keys_decide_two_papers(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        first, second, third, *_ = reader.titles
        await reader.press("T")
        await reader.pilot.press("x", "b", "u", "d")
        await reader.settle()
        assert [state(library, title) for title in (first, second, third)] == ["hidden", "done", "new"]


async def test_what_cannot_be_written_comes_back_with_the_reason(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Change:
        raise StoreError("No space left. Nothing was changed.")

    async with reading(library, settings) as reader:
        first = reader.current
        await reader.press("T")
        monkeypatch.setattr(library.marks, "settle", full)
        await reader.press("b")
        assert "No space left" in reader.said
        assert first in reader.text
        assert triage(reader).session.steps == ()
        assert len(library.shelf) == 0


async def test_what_cannot_be_written_is_told_also_after_leaving(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_left = threading.Event()

    def full(*_: object, **__: object) -> Change:
        has_left.wait(20)
        raise StoreError("No space left. Nothing was changed.")

    async with reading(library, settings) as reader:
        await reader.press("T")
        screen = triage(reader)
        monkeypatch.setattr(library.marks, "settle", full)
        await reader.pilot.press("b", "escape", "escape")
        await until(lambda: not screen.is_running)
        has_left.set()
        await reader.settle()
        assert "No space left" in reader.said
        assert reader.pilot.app.screen is reader.main
        assert len(library.shelf) == 0


async def test_the_list_follows_a_decision_that_is_written_after_leaving(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_left = threading.Event()
    settle = library.marks.settle
    monkeypatch.setattr(app_module, "ANSWER_TIMEOUT", 60)
    async with reading(library, settings) as reader:
        hidden, kept, *_ = reader.titles
        await reader.press("T")
        screen = triage(reader)
        monkeypatch.setattr(
            library.marks, "settle", lambda *how, **when: has_left.wait(20) and settle(*how, **when)
        )
        await reader.pilot.press("x", "escape", "escape", "b")
        await until(lambda: not screen.is_running)
        has_left.set()
        await reader.settle()
        assert hidden not in reader.titles
        assert state(library, kept) == "bookmarked", "a key behind is about the list that is left"


async def test_the_end_is_a_recap_that_can_be_copied_and_left(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    async with reading(library, settings) as reader:
        await reader.search("attention need")
        title, total = reader.current, len(reader.titles)
        assert total > 1
        await reader.press("T", "b", *["x"] * (total - 1))
        assert f"{total} of {total} papers, none left." in reader.text
        await reader.press("space", "d")
        assert len(library.shelf) == total, "there is nothing to decide any more"
        await reader.press("y")
        copied = reader.pilot.app.clipboard
        assert copied.startswith("# Triage of 4 Sep 2026\n")
        assert "- **[Attention Is All You Need](<https://arxiv.org/abs/1706.03762>)**" in copied
        await reader.press("left")
        assert f"{total} of {total} · the last one" in reader.text
        await reader.press("escape", "enter")
        assert f"1 of {total}" in reader.lines[0] + reader.lines[1], "the first title was chosen"
        assert "bookmarked · another key changes it" in reader.text
        assert "Ashish Vaswani" in reader.text
        await reader.press("escape", "j", "enter")
        assert "hidden · another key changes it" in reader.text
        await reader.press("escape", "u", "escape", "q")
        assert reader.pilot.app.screen is reader.main
        assert state(library, title) == "bookmarked"


async def test_leaving_before_anything_was_decided_needs_no_recap(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        await reader.press("T", "q")
        assert reader.pilot.app.screen is reader.main
    assert not settings.library.exists()


async def test_with_nothing_new_it_says_so(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("asterisk", "d", "escape", "T")
        assert "No new papers are listed" in reader.text
        await reader.press("escape")
        assert reader.pilot.app.screen is reader.main


async def test_notes_tags_and_help_work_from_triage(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        key = reader.list.current.key
        await reader.press("T", "t", *"vision", "enter", "n", *"mine", "escape")
        assert (library.shelf.get(key).tags, library.shelf.get(key).note) == (("vision",), "mine")
        assert "#vision" in reader.text
        await reader.press("question_mark")
        assert isinstance(reader.pilot.app.screen, HelpScreen)


async def test_a_limit_of_minutes_counts_down_and_says_calmly_when_it_is_over(
    library: Library, settings: Settings
) -> None:
    now = settings.clock()
    limited = replace(settings, config=replace(settings.config, triage_minutes=10), clock=lambda: now)
    async with reading(library, limited) as reader:
        await reader.press("T")
        assert "left · 10 min" in reader.text
        now += timedelta(minutes=10)
        triage(reader)._update_pace()
        await reader.settle()
        assert "10 min are over: continue, or esc for the recap" in reader.text
        await reader.press("b", "escape")
        assert "in 10 minutes" in reader.text


async def test_the_minutes_are_set_and_cleared_during_a_sitting(library: Library, settings: Settings) -> None:
    now = settings.clock()
    async with reading(library, replace(settings, clock=lambda: now)) as reader:
        await reader.press("T")
        assert "Triage   m minutes" in reader.lines[0]
        await reader.press("m", *"10", "enter")
        assert "left · 10 min" in reader.text
        assert "m minutes" not in reader.lines[0]
        now += timedelta(minutes=4)
        await reader.press("m")
        assert "the start, 4 min ago" in reader.text
        await reader.press("ctrl+u", *"x2", "enter")
        assert "whole number" in reader.text
        await reader.press("escape")
        assert "left · 6 min" in reader.text
        await reader.press("m", "ctrl+u", "enter")
        assert "m minutes" in reader.lines[0], "there is none any more"


async def test_finding_in_the_text_of_the_paper_that_is_asked_for(
    library: Library, settings: Settings
) -> None:
    library.imports.add([build_paper(title="Kettle", abstract="hay tea hay tea hay")], "test")
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("T", "slash", *"hay")
        assert "1 of 3" in reader.text
        assert "shift+f3 previous" in reader.lines[-1]
        await reader.press(*"btx", "ctrl+u", *"tea", "tab", "f3")
        assert "2 of 2" in reader.text
        assert len(library.shelf) == 0, "what is typed decides nothing"
        await reader.press("escape")
        assert "find in this text" not in reader.text
        assert "b bookmark" in reader.lines[-1]
        await reader.press("ctrl+f", "escape", "b")
        assert state(library, "Kettle") == "bookmarked"


async def test_a_paper_that_was_looked_at_for_a_while_counts_as_seen(
    library: Library, settings: Settings
) -> None:
    library.marks.set_bookmarked([library.find("1706.03762")], bookmarked=True)
    quick = replace(settings, config=replace(settings.config, seen_after=0.01))
    async with reading(library, quick) as reader:
        await reader.press("T")
        shown = triage(reader).paper.key
        await until(lambda: library.shelf.get(shown).seen)
        await reader.press("q")
        assert library.shelf.get(shown).effective_state == "seen"
        assert library.history.changes(1)[0].label.startswith("bookmarked"), (
            "looking is no step that undo takes back"
        )


async def test_keys_chosen_for_the_list_hold_in_triage(library: Library, settings: Settings) -> None:
    chosen = replace(settings, config=replace(settings.config, keys={"paper.bookmark": "w"}))
    async with reading(library, chosen) as reader:
        first = reader.current
        await reader.press("T", "w")
        assert state(library, first) == "bookmarked"


async def test_the_palette_finds_triage_and_its_keys(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("colon")
        await reader.pilot.press(*"triage", "enter")
        await reader.settle()
        key = triage(reader).paper.key
        await reader.press("colon")
        await reader.pilot.press(*"hide", "enter")
        await reader.settle()
        assert library.shelf.get(key).state is State.HIDDEN


async def test_undo_takes_back_a_tag_that_was_set_since_the_last_decision(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        first, second, *_ = reader.titles
        await reader.press("b", "T", "x", "t", *"core", "enter", "u")
        assert "Undone: tagged" in reader.said
        assert "(tags as before)" in reader.said
        assert reader.main.library.shelf.tags == {}
        assert f"2 of {triage(reader).session.left + 1}" in reader.text, "the paper that was tagged stays"
        await reader.press("u")
        assert state(library, second) == "new"
        await reader.press("t", *"core", "enter", "u", "u")
        assert library.shelf.tags == {}
        assert "Nothing has been decided yet" in reader.said
        assert state(library, first) == "bookmarked", "what was done before triage stays"

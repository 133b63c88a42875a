"""The help: every key as the reader has it, and a search through all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper_tui.keys import table
from paper_tui.keys.help_content import matching, sections, spans
from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.app import PaperApp
from paper_tui.tui.dialogs.help import HelpScreen
from tests.tui.helpers import MEDIUM, NARROW, USUAL, reading


def test_words_are_found_in_any_order_and_case_also_in_names_and_headings() -> None:
    found = matching(sections({}), ["bibtex", "copy"])
    assert [(section.title, line.left) for section in found for line in section.lines] == [("Papers", "y")]
    assert {section.title for section in matching(sections({}), ["triage."])} == {"Triage"}
    assert {section.title for section in matching(sections({}), ["queries"])} == {"Queries"}
    assert matching(sections({}), ["no such word"]) == ()


def test_nothing_typed_leaves_every_key_and_query() -> None:
    lines = [line for section in matching(sections({}), []) for line in section.lines]
    assert len(lines) > sum(len(group) for _, group in table.GROUPS)


def test_the_reader_s_own_keys_are_shown_and_called_so() -> None:
    (section,) = matching(sections({"paper.tags": "ctrl+t"}), ["your", "tags"])
    assert [(line.left, line.right) for line in section.lines] == [
        ("ctrl+t", "Edit the paper's tags (your key)")
    ]


def test_what_was_searched_for_is_lit() -> None:
    assert spans("Copy the paper", ["pap", "copy", "x"]) == ((9, 12), (0, 4))


@pytest.mark.parametrize(("size", "first"), [(USUAL, ()), (MEDIUM, ("slash",)), (NARROW, ())])
async def test_typing_leaves_what_fits_and_escape_shows_all_and_then_closes(
    library: Library, settings: Settings, size: tuple[int, int], first: tuple[str, ...]
) -> None:
    async with reading(library, settings, size) as reader:
        await reader.press("question_mark")
        assert "Move down" in reader.text
        await reader.burst(*first, *"undo", "space", *"last")
        assert "Undo the last change" in reader.text
        assert "Move down" not in reader.text
        assert "3 found" in reader.text
        await reader.press("escape")
        assert "Move down" in reader.text
        await reader.press("escape")
        assert reader.pilot.app.screen is reader.main


async def test_a_search_without_result_says_so_and_the_key_for_help_closes(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        await reader.press("question_mark")
        await reader.burst(*"zzz")
        assert "Nothing here has all of these words" in reader.text
        await reader.press("question_mark")
        assert reader.pilot.app.screen is reader.main


async def test_help_follows_the_keymap(library: Library, settings: Settings) -> None:
    chosen = replace(settings, config=replace(settings.config, keys={"paper.done": "ctrl+o"}))
    async with reading(library, chosen) as reader:
        await reader.press("question_mark")
        assert isinstance(reader.pilot.app.screen, HelpScreen)
        await reader.pilot.press(*"ctrl+o")
        await reader.settle()
        assert "Mark as done" in reader.text


async def test_help_begins_with_the_keys_of_triage_there(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("T", "question_mark")
        first = next(line for line in reader.lines if "Here, in triage" in line or "Move" in line)
        assert "Here, in triage" in first


async def test_nothing_is_drawn_while_a_dialog_is_open_and_nothing_happens(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("question_mark")
        monkeypatch.setattr(PaperApp, "_display", lambda _, screen, frame: drawn.append((screen, frame)))
        for _ in range(3):
            reader.main.check_for_changes()
            await reader.settle()
    assert drawn == []


async def test_a_dialog_clears_the_messages_from_before(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("u")
        assert reader.said
        await reader.press("question_mark")
        assert not reader.said

"""Settings are changed from within the reader, and written back with what else the file says."""

from __future__ import annotations

import pytest

from paper_tui.config import Config, Rule
from paper_tui.config_file import rule
from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.settings_schema import SETTINGS
from tests.tui.helpers import MEDIUM, Reader, reading


def place(name: str) -> int:
    return next(number for number, row in enumerate(SETTINGS) if row.name == name)


async def open_setting(reader: Reader, name: str) -> None:
    await reader.press("comma", *["j"] * place(name), "enter")


def test_every_setting_is_listed() -> None:
    assert {row.name for row in SETTINGS} == set(Config.__dataclass_fields__) - {"problems"}


def test_a_value_can_be_typed_as_it_is_shown() -> None:
    config = Config(sources=("daily", "arxiv:cs.CL"), seen_after=2.5, triage_minutes=10)
    for row in SETTINGS:
        if row.read:
            value = row.parse(row.typed(config))
            assert (tuple(value) if isinstance(value, list) else value) in (
                getattr(config, row.name),
                tuple(getattr(config, row.name)) if row.name == "allow_hosts" else None,
            )


@pytest.mark.parametrize(
    ("name", "text"), [("seen_after", "soon"), ("seen_after", "-1"), ("triage_minutes", "999")]
)
def test_what_makes_no_sense_is_said(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must be"):
        SETTINGS[place(name)].parse(text)


async def test_a_choice_is_changed_in_place_and_comments_stay(library: Library, settings: Settings) -> None:
    settings.config_file.write_text('# mine\ntheme = "paper"  # bright\n', "utf-8")
    async with reading(library, settings, MEDIUM) as reader:
        await open_setting(reader, "density")
        written = settings.config_file.read_text("utf-8")
        assert "# mine" in written
        assert "# bright" in written
        assert 'density = "comfortable"' in written
        assert "comfortable" in reader.text
        assert reader.list.rows.height == 2
        await reader.press("delete")
        assert "density" not in settings.config_file.read_text("utf-8")
        assert reader.list.rows.height == 1


async def test_a_number_is_typed_and_nonsense_changes_nothing(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        await open_setting(reader, "seen_after")
        await reader.press("ctrl+u", "4", "enter")
        assert "seen_after = 4" in settings.config_file.read_text("utf-8")
        await reader.press("enter", "x", "enter")
        assert "must be a number" in reader.text
        assert reader.main.config.seen_after == 4
        await reader.press("backspace", "enter")
        assert "must be a number" not in reader.text, "what was typed stays to be corrected"


async def test_a_rule_counts_for_what_comes_in_from_then_on(library: Library, settings: Settings) -> None:
    made = Rule("all", "title:a", hide=True)
    async with reading(library, settings, MEDIUM) as reader:
        reader.main.context.change_config(rule(made))
        await reader.settle()
        assert library.rules.active == (made,)


async def test_undo_takes_back_a_setting_and_follows_it(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        reader.main.context.change_config(rule(Rule("all", "title:a", hide=True)))
        await reader.settle()
        await reader.press("u")
        await reader.settle()
        assert "saved the rule “all” (rules as before)" in reader.said
        assert library.rules.active == reader.main.config.rules == ()
        await reader.press("ctrl+r")
        await reader.settle()
        assert [each.name for each in library.rules.active] == ["all"]


async def test_a_file_that_cannot_be_changed_is_told_and_stays(library: Library, settings: Settings) -> None:
    settings.config_file.write_text("theme = = broken", "utf-8")
    async with reading(library, settings, MEDIUM) as reader:
        await open_setting(reader, "glyphs")
        assert "not valid TOML" in reader.said
        assert settings.config_file.read_text("utf-8") == "theme = = broken"
        assert reader.main.config.glyphs == "unicode"


async def test_a_key_is_set_by_pressing_it_and_a_conflict_is_shown_with_both_actions(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        await open_setting(reader, "keys")
        await reader.press("enter", "q")
        assert "program.quit" in reader.text
        assert "move.down" in reader.text
        assert reader.main.config.keys == {}
        await reader.press("f9")
        assert reader.main.config.keys == {"move.down": "f9"}
        await reader.press("escape", "escape", "f9")
        assert reader.list.cursor == 1


async def test_a_key_in_use_is_taken_over_when_pressed_twice_and_undone(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        await open_setting(reader, "keys")
        await reader.press(*"density", "enter", "f", "f")
        assert reader.main.config.keys["program.density"] == "f"
        assert "f" not in reader.main.config.keys["pane.fold"].split(",")
        await reader.press("escape", "escape", "escape", "u")
        assert reader.main.config.keys == {}


async def test_quick_changes_are_written_in_their_order(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.pilot.press("z", "z", "z")
        await reader.settle()
        assert reader.main.config.density == "comfortable"
    assert 'density = "comfortable"' in settings.config_file.read_text("utf-8")

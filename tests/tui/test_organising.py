"""Tags, rules and many papers at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from paper_tui.config import load_config
from paper_tui.library import Library
from paper_tui.papers.shelf import State
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.prompt import TagSuggester
from paper_tui.tui.dialogs.rule import RuleScreen
from tests.tui.helpers import DIALOG_SIZES, MEDIUM, NARROW, WIDE, Reader, reading, until


@pytest.fixture
def tagged(library: Library) -> Library:
    library.marks.set_tags([library.find("1706.03762"), library.find("1810.04805")], ["attention"])
    library.marks.set_tags([library.find("1810.04805")], ["nlp"])
    return library


def tags(library: Library) -> dict[str, int]:
    return dict(library.shelf.tags)


async def type_over(reader: Reader, text: str) -> None:
    """Put a text in the place of what stands in the focused line, and enter it."""
    line = reader.pilot.app.screen.focused
    assert isinstance(line, Input)
    line.value = text
    await reader.press("enter")


async def test_tags_are_completed_while_one_types() -> None:
    suggest = TagSuggester({"vision": 3, "video": 9, "nlp": 1}).get_suggestion
    assert await suggest("vi") == "video"
    assert await suggest("video vi") == "video vision"
    assert await suggest("nlp, vis") == "nlp, vision"
    assert await suggest("nlp ") is None
    assert await suggest("") is None


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_a_tag_is_renamed_and_merged(
    tagged: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(tagged, settings, size) as reader:
        await reader.press("number_sign", "r")
        await type_over(reader, "transformers")
        assert tags(tagged) == {"transformers": 2, "nlp": 1}
        await reader.press("number_sign", "r")
        await type_over(reader, "NLP")
        assert tags(tagged) == {"nlp": 2}
        await reader.press("u", "u")
        assert tags(tagged) == {"attention": 2, "nlp": 1}


async def test_a_tag_is_deleted_at_once_and_undone(tagged: Library, settings: Settings) -> None:
    async with reading(tagged, settings) as reader:
        await reader.press("number_sign", "x")
        assert "2 papers" in reader.said
        assert tags(tagged) == {"nlp": 1}
        await reader.press("u")
        assert tags(tagged) == {"attention": 2, "nlp": 1}


async def test_enter_on_a_tag_shows_its_papers(tagged: Library, settings: Settings) -> None:
    async with reading(tagged, settings) as reader:
        await reader.press("number_sign", "enter")
        assert len(reader.titles) == 2


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_every_paper_shown_is_marked_and_unmarked_at_once(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        await reader.search("title:bert")
        shown = len(reader.titles)
        await reader.press("M")
        assert f"{shown} listed papers" in reader.text
        await reader.press("d")
        assert [mark.state for mark in library.shelf] == [State.DONE] * shown
        await reader.press("u")
        assert not len(library.shelf)


async def test_the_palette_marks_what_a_query_finds(library: Library, settings: Settings) -> None:
    found = len(library.matching("year:<2016"))
    assert found > 1
    async with reading(library, settings) as reader:
        await reader.pilot.press("colon")
        await reader.pilot.pause()
        reader.pilot.app.screen.query_one(Input).value = "mark done: year:<2016"
        await until(lambda: f"{found} papers would be marked as done" in reader.text)
        await reader.press("enter")
        assert sum(mark.state is State.DONE for mark in library.shelf) == found


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_a_rule_is_tried_before_it_is_kept_and_says_what_it_hid(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        await reader.search("title:bert")
        hit = reader.titles
        await reader.press("R", "n")
        screen = reader.pilot.app.screen
        assert isinstance(screen, RuleScreen)
        await until(lambda: "choose what the rule does" in str(screen.query_one("#preview").content))
        await reader.press("tab", "tab", "space")
        await until(lambda: f"Would hide {len(hit)} papers" in str(screen.query_one("#preview").content))
        screen.query_one("#name", Input).value = "no more [/b] encoders"
        await reader.press("enter")
        assert load_config(settings.config_file).rules[0].name == "no more [/b] encoders"
        hidden = [mark for mark in library.shelf if mark.state is State.HIDDEN]
        assert len(hidden) == len(hit)
        assert {mark.rule for mark in hidden} == {"no more [/b] encoders"}
        await reader.press("escape")
        assert not set(hit) & set(reader.titles)
        await reader.press("u")
        assert set(hit) <= set(reader.titles)


async def test_a_rule_without_sense_is_not_kept(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("R", "n", "enter")
        assert "needs a query" in reader.text
        reader.pilot.app.screen.query_one("#query", Input).value = "year:x"
        await reader.press("enter")
        assert isinstance(reader.pilot.app.screen, RuleScreen)
        await reader.press("escape")
    assert not settings.config_file.exists()


async def test_a_rule_is_removed(library: Library, settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("[[rules]]\nname = 'old'\nquery = 'year:<2016'\ntags = ['old']\n")
    async with reading(library, replace(settings, config_file=file, config=load_config(file))) as reader:
        await reader.press("R")
        assert "#old" in reader.text
        await reader.press("x")
        assert not reader.main.config.rules
    assert not load_config(file).rules


async def test_discarding_a_note_leaves_the_reader_open(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("n", *"typed in vain".replace(" ", ""), "ctrl+q")
        assert reader.pilot.app.is_running
        assert reader.pilot.app.screen is reader.main
        assert reader.pilot.app.clipboard == "typedinvain"
        assert "The note is unchanged" in reader.said
        assert not len(library.shelf)


async def test_leaving_from_a_dialog_leaves_in_good_order(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.leave("b", "t", "ctrl+q")
    assert reader.pilot.app.return_code == 0
    assert library.ui_state.load().paper, "where one was is kept from there too"


async def test_going_to_a_bookmark_uncovers_the_list(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("b", "j", "4", "enter")
        assert reader.main.focused_pane == "papers"
        assert "Filters" not in reader.text


async def test_dialogs_say_which_paper_they_are_about(library: Library, settings: Settings) -> None:
    async with reading(library, settings, WIDE) as reader:
        for key in ("t", "n"):
            await reader.press(key)
            assert reader.text.count(reader.current) == 3, "in the list, in its pane and in the dialog"
            await reader.press("escape")


async def test_undo_says_what_it_took_back(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("b", "u")
        assert f"Undone: bookmarked “{reader.current}”" in reader.said


async def test_a_rule_says_in_words_whether_it_hides(library: Library, settings: Settings) -> None:
    async with reading(library, settings, NARROW) as reader:
        await reader.press("R", "n")
        assert "[ ] hide the papers" in reader.text
        await reader.press("tab", "tab", "space")
        assert "[x] hide the papers" in reader.text


async def test_a_rule_of_another_name_takes_the_place_of_the_old_one(
    library: Library, settings: Settings
) -> None:
    settings.config_file.write_text("[[rules]]\nname = 'old'\nquery = 'year:<1900'\ntags = ['old']\n")
    async with reading(library, replace(settings, config=load_config(settings.config_file))) as reader:
        await reader.press("R", "enter")
        reader.pilot.app.screen.query_one("#name", Input).value = "ancient"
        await reader.press("enter")
        assert [rule.name for rule in reader.main.config.rules] == ["ancient"]
        await reader.press("R", "n")
        reader.pilot.app.screen.query_one("#query", Input).value = "year:<1800"
        await reader.press("tab", "tab", "space", "enter")
        assert [rule.name for rule in reader.main.config.rules] == ["ancient", "year:<1800"]


async def test_a_rule_that_cannot_be_kept_does_nothing(library: Library, settings: Settings) -> None:
    settings.config_file.write_text("theme = \n")
    async with reading(library, settings) as reader:
        await reader.search("title:bert")
        await reader.press("R", "n", "tab", "tab", "space", "enter")
        assert "not valid TOML" in reader.said
    assert not len(library.shelf)


async def test_a_second_new_rule_gets_a_name_of_its_own(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        for query in ("year:<1800", "year:<1700"):
            await reader.press("R", "n")
            reader.pilot.app.screen.query_one("#query", Input).value = query
            await reader.press("tab", "tab", "space", "enter")
        assert [(rule.name, rule.query) for rule in reader.main.config.rules] == [
            ("year:<1800", "year:<1800"),
            ("year:<1700", "year:<1700"),
        ]
        await reader.press("u")
        assert len(reader.main.config.rules) == 1


async def test_a_rule_never_replaces_another_without_asking(library: Library, settings: Settings) -> None:
    settings.config_file.write_text("[[rules]]\nname = 'old'\nquery = 'year:<1900'\ntags = ['old']\n")
    async with reading(library, replace(settings, config=load_config(settings.config_file))) as reader:
        await reader.press("R", "n")
        reader.pilot.app.screen.query_one("#query", Input).value = "year:<1800"
        reader.pilot.app.screen.query_one("#name", Input).value = "old"
        await reader.press("tab", "tab", "space", "enter", "n")
        assert [rule.query for rule in reader.main.config.rules] == ["year:<1900"]
        assert reader.pilot.app.screen.query_one("#query", Input).value == "year:<1800", "it is kept"
        await reader.press("enter", "r")
        assert [rule.query for rule in reader.main.config.rules] == ["year:<1800"]


async def test_a_rule_may_act_on_imported_papers_only(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("R", "n")
        reader.pilot.app.screen.query_one("#query", Input).value = "title:bert"
        await reader.press("tab", "tab", "space", "tab", "space", "enter")
        assert reader.main.config.rules
        assert not len(library.shelf)


async def test_a_comma_does_not_join_the_tags_before_it(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("t", *"core vision", "enter", "t", *", new", "enter")
        assert library.shelf.tags == {"core": 1, "vision": 1, "new": 1}

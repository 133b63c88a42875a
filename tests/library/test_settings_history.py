"""Changes of the configuration file are steps of the history."""

from __future__ import annotations

from pathlib import Path

import pytest

from paper_tui.config import Rule
from paper_tui.config_file import Change, ConfigFile, entry, read_config, renamed, rule, setting, without_rule
from paper_tui.library import Library
from paper_tui.papers.clock import Clock
from tests.library.helpers import added, paper

SURVEYS = Rule("no surveys", "survey", hide=True)
BEFORE = """\
theme = "ink"  # mine

[searches]
mine = "attention"

[[rules]]
name = "no surveys"
query = "survey"
hide = true
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(BEFORE)
    return path


@pytest.fixture
def library(tmp_path: Path, clock: Clock, file: Path) -> Library:
    opened = Library.open(tmp_path / "library", clock)
    opened.history.settings_file = ConfigFile(file)
    return opened


def changed(library: Library, file: Path, change: Change) -> str:
    """Change the file as a front end does; the label of the step."""
    _, changes = ConfigFile(file).change(change)
    assert library.history.record_settings(changes) == ""
    return library.history.changes(1)[0].label


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (setting("theme", "paper"), "set theme to paper"),
        (setting("theme", None), "reset theme"),
        (setting("seen_after", 2.5), "set seen_after to 2.5"),
        (entry("searches", "other", "tag:vision"), "saved the search “other”"),
        (entry("searches", "mine", "tag:vision"), "changed the search “mine”"),
        (entry("searches", "mine", None), "removed the search “mine”"),
        (renamed("searches", "mine", "yours"), "renamed the search “mine” to “yours”"),
        (entry("keys", "paper.bookmark", "z"), "set the key of paper.bookmark"),
        (rule(Rule("cats", "cat", tags=("pets",))), "saved the rule “cats”"),
        (rule(Rule("no surveys", "review", hide=True)), "changed the rule “no surveys”"),
        (without_rule("no surveys"), "removed the rule “no surveys”"),
    ],
)
def test_a_change_is_undone_and_redone(library: Library, file: Path, change: Change, label: str) -> None:
    before = read_config(file)
    assert changed(library, file, change) == label
    after = read_config(file)
    assert after != before
    undone = library.history.undo()
    assert undone is not None
    assert undone.change.label == label
    assert undone.message.endswith(" as before")
    assert undone.settings
    assert read_config(file) == before
    redone = library.history.redo()
    assert redone is not None
    assert redone.change.label == label
    assert read_config(file) == after
    library.history.undo()
    assert read_config(file) == before


def test_undo_takes_back_what_was_done_last_whatever_it_was(library: Library, file: Path) -> None:
    first = paper("A first paper")
    added(library, first)
    library.marks.set_bookmarked([first], bookmarked=True)
    changed(library, file, without_rule("no surveys"))
    library.marks.set_tags([first], ["vision"])
    labels = [library.history.undo().change.label for _ in range(3)]
    assert labels == [
        "tagged “A first paper”: +vision",
        "removed the rule “no surveys”",
        "bookmarked “A first paper”",
    ]
    assert read_config(file).rules == (SURVEYS,)


def test_a_setting_changed_since_is_left_alone_and_named(library: Library, file: Path) -> None:
    changed(library, file, setting("theme", "paper"))
    file.write_text(file.read_text().replace('"paper"', '"night"') + "# by hand\n")
    by_hand = file.read_text()
    undone = library.history.undo()
    assert "nothing changed; changed since and left alone: theme" in undone.message
    assert file.read_text() == by_hand
    assert library.history.undo() is None, "the step is done with"


def test_other_changes_of_the_file_stay(library: Library, file: Path) -> None:
    changed(library, file, entry("searches", "other", "tag:vision"))
    changed(library, file, entry("searches", "third", "tag:nlp"))
    file.write_text(file.read_text().replace("attention", "attention heads"))
    library.history.undo()
    library.history.undo()
    assert read_config(file).searches == {"mine": "attention heads"}
    assert "# mine" in file.read_text()


def test_a_file_that_cannot_be_written_leaves_the_step(library: Library, file: Path) -> None:
    from paper_tui.store import StoreError

    changed(library, file, setting("theme", "paper"))
    content = file.read_text()
    file.write_text("theme = \n")
    with pytest.raises(StoreError, match="not valid TOML"):
        library.history.undo()
    file.write_text(content)
    assert library.history.undo().settings
    assert read_config(file).theme == "ink"


def test_another_session_undoes_it_too(library: Library, file: Path, tmp_path: Path, clock: Clock) -> None:
    changed(library, file, setting("theme", "paper"))
    again = Library.open(tmp_path / "library", clock)
    again.history.settings_file = ConfigFile(file)
    assert again.history.undo().settings
    assert read_config(file).theme == "ink"


def test_no_change_is_no_step(library: Library, file: Path) -> None:
    _, changes = ConfigFile(file).change(setting("theme", "ink"))
    assert changes == ()
    assert library.history.record_settings(changes) == ""
    assert library.history.changes() == ()

"""The configuration file: what is good is used, what is not is named with its line."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import paper_tui.config
from paper_tui.config import Config, Rule, UserCommand, load_config, parse_config
from paper_tui.config.model import THEMES

EXAMPLE = Path(paper_tui.config.__file__).parent / "example.toml"


def example() -> str:
    """The configuration that the manual shows."""
    return EXAMPLE.read_text("utf-8")


def test_the_example_of_the_manual_has_every_setting_and_no_problem() -> None:
    config = parse_config(example())
    assert config.problems == ()
    assert set(tomllib.loads(example())) == {each.name for each in fields(Config)} - {"problems"}


def test_every_setting_is_read() -> None:
    config = parse_config(example())
    assert config.sources == ("daily", "arxiv:cs.CL")
    assert config.theme == "paper"
    assert (config.density, config.glyphs) == ("compact", "unicode")
    assert (config.seen_after, config.triage_minutes) == (1.5, 0)
    assert (config.keep_text, config.text_megabytes) == ("opened", 500)
    assert config.allow_hosts == {"mirror.lan:8080"}
    assert config.keys == {"paper.bookmark": "b,f2"}
    assert config.services == {"arxiv": "https://mirror.example/api/query"}
    assert list(config.searches) == ["vision", "read soon"]
    hides, tags = config.rules
    assert hides == Rule("no surveys", "title:survey", hide=True)
    assert tags.tags == ("diffusion", "vision")
    assert config.commands == (UserCommand("Zotero", ("zotra", "{url}"), "Z"),)


RULE = '[[rules]]\nname = "a"\nquery = "b"\nhide = true\n'
COMMAND = '[[commands]]\nname = "a"\nrun = ["b"]\n'


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('theme = "a"\nsources = "daily"', 2, "sources must be a list"),
        ("theme = 3", 1, "theme must be a text"),
        ('theme = "Solarized"', 1, "unknown theme “Solarized”; themes are ink, paper,"),
        ('\nthem = "x"', 2, "no setting called “them”; did you mean “theme”?"),
        ("[keys]\n'a.b' = 1", 2, "a.b must be a text"),
        ('theme = "x"\n[searches]\ntheme = 1', 3, "theme must be a text"),
        ('a = 1\nb = "', 2, "not TOML"),
        ("keys = 3", 1, "keys must be a table"),
        ('density = "wide"', 1, "one of compact, comfortable"),
        ("glyphs = 1", 1, "one of unicode, ascii"),
        ("\nseen_after = 61", 2, "a number from 0 to 60"),
        ("seen_after = nan", 1, "a number from 0 to 60"),
        ("triage_minutes = 2.5", 1, "a whole number from 0 to 240"),
        ("triage_minutes = true", 1, "a whole number from 0 to 240"),
        ('[searches]\ngood = "a"\nbad = "year:soon"', 3, "bad: year: cannot be soon; expected a whole"),
        ("rules = 3", 1, "each under [[rules]]"),
        ('citation_keys = "{name}"', 1, "{name} is not known; known are {family}"),
        (RULE + '[[rules]]\nname = "c"\nquery = "d OR"\nhide = true', 7, "expected a word after OR"),
        (RULE + '[[rules]]\nname = "c"\nquery = " "\nhide = true', 7, "a rule needs a query"),
        (RULE + "[[rules]]\nname = 'c'\nquery = '\"'\nhide = true", 7, "the query has no condition"),
        (RULE + '[[rules]]\nname = "c"\nquery = "d"\ntags = ["!"]', 6, "a rule does something"),
        (RULE + "[[rules]]\nquery = 'd'\nhide = true", 5, "each of the rules needs a name"),
        (RULE + RULE, 6, "another of the rules called “a”"),
        (RULE + '[[rules]]\nname = "c"\nquery = "d"\nhied = true', 8, "no part of a rule called “hied”"),
        (COMMAND + '[[commands]]\nname = "c"\nrun = []', 6, "run must name a program"),
        (COMMAND + '[[commands]]\nname = "c"\nrun = ["d", "{uri}"]', 6, "there is no {uri}; there are"),
        (COMMAND + COMMAND, 5, "another of the commands called “a”"),
    ],
)
def test_a_problem_names_its_line_and_the_rest_counts(text: str, line: int, reason: str) -> None:
    config = parse_config(text)
    (problem,) = [each for each in config.problems if reason in each.reason]
    assert problem.line == line
    assert config.rules == ((Rule("a", "b", hide=True),) if RULE in text else ())
    assert config.commands == ((UserCommand("a", ("b",)),) if COMMAND in text else ())
    assert config.seen_after == Config().seen_after
    assert list(config.searches) == (["good"] if "good" in text else [])


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'\xef\xbb\xbftheme = "ink"\n')
    config = load_config(tmp_path / "config.toml")
    assert (config.theme, config.problems) == ("ink", ())


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert load_config(tmp_path / "none.toml") == Config()
    assert load_config(tmp_path / "none.toml").problems == ()


def test_a_folder_or_bytes_in_its_place_are_said(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert load_config(tmp_path).problems
    assert load_config(tmp_path / "bytes").problems


@given(st.text())
def test_no_text_stops_the_program(text: str) -> None:
    assert isinstance(parse_config(text), Config)


def test_the_names_of_themes_are_those_of_the_reader() -> None:
    from paper_tui.tui.theme import themes

    assert [theme.name for theme in themes.THEMES] == list(THEMES)

"""The configuration file: what is good is used, what is not is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.config import Config, load_config, parse_config

GOOD = """\
sources = ["daily", "arxiv:cs.CL"]
theme = "paper"
allow_hosts = ["mirror.lan:8080"]
[keys]
"paper.bookmark" = "b,m"
[services]
arxiv = "https://mirror.example/api/query"
"""


def test_every_setting_is_read() -> None:
    config = parse_config(GOOD)
    assert config.sources == ("daily", "arxiv:cs.CL")
    assert config.theme == "paper"
    assert config.allow_hosts == {"mirror.lan:8080"}
    assert config.keys == {"paper.bookmark": "b,m"}
    assert config.services == {"arxiv": "https://mirror.example/api/query"}
    assert config.problems == ()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('theme = "a"\nsources = "daily"', 2, "sources must be a list"),
        ("theme = 3", 1, "theme must be a text"),
        ('\nthem = "x"', 2, "no setting called “them”"),
        ("[keys]\n'a.b' = 1", 2, "a.b must be a text"),
        ('a = 1\nb = "', 2, "not TOML"),
        ("keys = 3", 1, "keys must be a table"),
    ],
)
def test_a_problem_names_its_line_and_the_rest_counts(text: str, line: int, reason: str) -> None:
    (problem,) = [each for each in parse_config(text).problems if reason in each.reason]
    assert problem.line == line


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

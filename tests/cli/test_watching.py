"""Watching in the shell."""

from __future__ import annotations

import json

import pytest

from paper_tui.cli.watching import notification
from tests.cli.helpers import Shell


def test_watch_prints_papers_with_the_reason_and_exits_as_grep_does(shell: Shell) -> None:
    (shell.folder / "config.toml").write_text('follow = ["author:Kaiming He", "zorblax"]\n')
    config = ("--config", str(shell.folder / "config.toml"))
    (shell.folder / "p.jsonl").write_text(
        json.dumps({"title": "New Paths", "authors": ["Kaiming He"]}) + "\n"
        + json.dumps({"title": "Other Things", "authors": ["Ada Lovelace"]}) + "\n"
    )  # fmt: skip
    assert shell("watch", *config).code == 1
    shell("import", str(shell.folder / "p.jsonl"))
    said = shell("watch", *config)
    assert said.code == 0
    assert "New Paths\n      author:Kaiming He" in said.out
    assert "Other Things" not in said.out
    (record,) = map(json.loads, shell("watch", "--json", *config).out.splitlines())
    assert (record["follow"], record["doubt"]) == ("author:Kaiming He", None)


def test_what_is_to_be_followed_has_to_be_said(shell: Shell) -> None:
    said = shell("watch")
    assert said.code == 2
    assert "follow = " in said.err


@pytest.mark.parametrize(
    ("terminal", "begins"),
    [("xterm-kitty", "\x1b]99;;"), ("foot", "\x1b]777;notify;"), ("xterm-256color", "\x1b]9;paper-tui: ")],
)
def test_notifications_are_one_sequence_in_each_terminal(terminal: str, begins: str) -> None:
    sequence = notification("4;1;50", terminal)
    assert sequence.startswith(begins)
    assert sequence.endswith("4,1,50\x1b\\")

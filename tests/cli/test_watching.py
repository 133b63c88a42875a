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
    assert "New Paths\n      Kaiming He" in said.out
    assert "Other Things" not in said.out
    (record,) = map(json.loads, shell("watch", "--json", *config).out.splitlines())
    assert (record["follow"], record["doubt"]) == ("author:Kaiming He", None)


def test_what_is_to_be_followed_has_to_be_said(shell: Shell) -> None:
    said = shell("watch")
    assert said.code == 2
    assert "follow = " in said.err


@pytest.mark.parametrize(
    ("environment", "begins"),
    [
        ({"TERM": "xterm-kitty"}, "\x1b]99;;"),
        ({"TERM": "foot"}, "\x1b]777;notify;"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, "\x1b]777;notify;"),
        ({"TERM": "xterm-256color"}, "\x1b]9;paper-tui: "),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/t", "KITTY_WINDOW_ID": "1"}, "\x1bPtmux;\x1b\x1b]99;;"),
    ],
)
def test_notifications_are_one_sequence_in_each_terminal(environment: dict[str, str], begins: str) -> None:
    sequence = notification("4;1;50\x1b]52;c;x\a", environment)
    assert sequence.startswith(begins)
    assert "4,1,50" in sequence
    assert "]52;" not in sequence
    assert sequence.endswith("\x1b\\")


@pytest.mark.parametrize("environment", [{"TERM": "linux"}, {"TERM": "xterm", "WT_SESSION": "1"}])
def test_a_terminal_without_notifications_rings(environment: dict[str, str]) -> None:
    assert notification("x", environment) == "\a"


def test_a_saved_search_is_followed_and_one_that_is_gone_is_named(shell: Shell) -> None:
    (shell.folder / "config.toml").write_text(
        'follow = ["saved:mine", "saved:gone"]\n[searches]\nmine = "kettles"\n'
    )
    config = ("--config", str(shell.folder / "config.toml"))
    shell("import", shell.write("p.jsonl", {"title": "On Kettles"}))
    said = shell("watch", *config)
    assert "On Kettles\n      search mine" in said.out
    assert "no saved search “gone”" in said.err


def test_a_digest_begins_with_what_is_followed_and_says_why(shell: Shell) -> None:
    (shell.folder / "config.toml").write_text('follow = ["kettles"]\n')
    config = ("--config", str(shell.folder / "config.toml"))
    papers = ({"title": "On Kettles", "votes": 1}, {"title": "On Pots", "votes": 9})
    shell("import", shell.write("p.jsonl", *papers))
    said = shell("digest", *config).out
    assert said.index("From what you follow · 1 paper") < said.index("On Kettles") < said.index("On Pots")
    assert "from kettles" in said


def test_a_digest_in_the_order_for_the_reader_gives_reasons(shell: Shell) -> None:
    titles = [f"Kettles of Kind {number} Boil Water" for number in range(6)]
    others = [f"Pots of Kind {number} Rest" for number in range(6)]
    shell("import", shell.write("p.jsonl", *({"title": title} for title in (*others, *titles))))
    found = [str(each["key"]) for each in shell("list", "kettles", "--json").records]
    shell("bookmark", *found[:5])
    said = shell("digest", "--sort", "for-you").out
    assert "most interesting first · 12 papers" in said
    assert max(map(said.index, titles)) < min(map(said.index, others))
    assert "boil water" in said
    assert "%" in said

"""Completion and checks in the shell, where there is nothing to do."""

from __future__ import annotations

from tests.cli.helpers import Shell

BARE = {"title": "Tides of a Small Harbour"}


def test_where_nothing_can_be_asked_the_reason_and_a_way_on_are_told(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", BARE))
    for arguments, said in (
        (("check",), "No paper is marked"),
        (("check", "tides"), "To look them up: paper-tui complete"),
        (("check", "zorblax"), "Nothing matches"),
        (("complete", "zorblax"), "Nothing matches"),
        (("--offline", "cited-by", "title:tides"), "Services were not asked"),
    ):
        answer = shell(*arguments)
        assert answer.code == 1, arguments
        assert said in answer.err, arguments


def test_where_nothing_is_missing_complete_says_so(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", BARE | {"doi": "10.1000/tides", "authors": ["Ada Brook"]}))
    assert "Nothing to complete" in shell("complete").err


def test_a_decision_about_what_was_not_offered_is_named(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", BARE))
    said = shell("--offline", "complete", "--take", "2601.00009", "--leave", "nonsense")
    assert said.code == 1
    assert "2601.00009 is offered for no paper" in said.err
    assert "nonsense is offered for no paper" in said.err

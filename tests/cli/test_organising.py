"""tags, rules, state --query."""

from __future__ import annotations

import pytest

from tests.cli.helpers import Shell

ATTENTION = "1706.03762"
PAPERS = [
    {"title": "A survey of cats", "arxiv_id": "2401.00001", "published": "2024-01-01"},
    {"title": "Cats see more", "arxiv_id": "2501.00001", "published": "2025-01-01"},
]
RULES = """\
[[rules]]
name = "no surveys"
query = "survey"
hide = true

[[rules]]
name = "pets"
query = "cats"
tags = ["pets"]
"""


@pytest.fixture
def config(shell: Shell) -> tuple[str, str]:
    file = shell.folder / "config.toml"
    file.write_text(RULES)
    return "--config", str(file)


def test_tags_are_counted_renamed_and_deleted(shell: Shell) -> None:
    assert shell("tags").code == 1
    shell("tag", ATTENTION, "+cv", "+old")
    shell("tag", "1412.6980", "+cv")
    assert shell("tags").out == "     2  cv\n     1  old\n"
    assert shell("tags", "--rename", "cv", "vision").err == "Renamed #cv to #vision on 2 papers.\n"
    assert shell("tags", "--delete", "old").err == "Deleted #old from 1 paper.\n"
    assert shell("tags").out == "     2  vision\n"
    shell("undo")
    assert "old" in shell("tags").out
    assert shell("tags", "--rename", "old", "!").code == 2
    assert shell("tags", "--delete", "none").err == "Nothing to change.\n"


def test_rules_work_on_what_is_imported_and_say_so(shell: Shell, config: tuple[str, str]) -> None:
    said = shell("import", shell.write("a.jsonl", *PAPERS), *config)
    assert said.out.endswith(
        "2 added · 0 updated · 0 same · 0 rejected · 1 hidden by rules · 1 tagged by rules\n"
    )
    assert shell("list").out.count("\n") == 1
    assert "hidden by the rule “no surveys”" in shell("show", "2401.00001").out
    (record,) = shell("show", "2401.00001", "--json").records
    assert (record["state"], record["rule"]) == ("hidden", "no surveys")
    assert shell("rules", *config).out.splitlines() == [
        "no surveys: survey → hide  (0 match now, 1 hidden by this rule)",
        "pets: cats → +pets  (1 match now)",
    ]


def test_a_rule_is_applied_to_what_is_there(shell: Shell, config: tuple[str, str]) -> None:
    shell("import", shell.write("a.jsonl", *PAPERS))
    assert shell("rules", "--apply", "pets", *config).err == "Applied the rule “pets” to 2 papers.\n"
    assert shell("rules", "--apply", "pets", *config).err == "Nothing to change.\n"
    said = shell("rules", "--apply", "dogs", *config)
    assert (said.code, said.err) == (
        2,
        "paper-tui: no rule has the name “dogs”. Rules: “no surveys”, “pets”\n",
    )
    assert shell("rules").code == 1


def test_a_state_is_given_to_all_that_match(shell: Shell) -> None:
    shell("import", shell.write("a.jsonl", *PAPERS))
    said = shell("state", "--query", "cats", "date:<2025", "done")
    assert (said.code, said.err) == (0, "1 paper matches.\nMarked “A survey of cats” as done.\n")
    assert shell("state", "cats", "-survey", "later", "--query").code == 0
    states = {record["title"]: record["state"] for record in shell("list", "--json").records}
    assert states == {"A survey of cats": "done", "Cats see more": "later"}
    said = shell("state", "--query", "dogs", "done")
    assert (said.code, said.err) == (1, "0 papers match.\n")
    assert shell("state", "--query", "a", "OR", "done").code == 2
    shell("undo")
    assert shell("list", "is:new", "--json").titles == ["Cats see more"]

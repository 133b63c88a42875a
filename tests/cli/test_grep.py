"""Searching inside full texts in the shell."""

from __future__ import annotations

import json

import pytest

from tests.cli.helpers import Shell

TEXT = "# A Paper\n\n## Results\n\nThe FID of 12 is better than any before.\n\n## Notes\n\nNothing else.\n"


@pytest.fixture
def kept(shell: Shell) -> Shell:
    shell("bookmark", "1706.03762")  # stores the bundled papers
    (shell.folder / "paper.md").write_text(TEXT)
    shell("attach", "1706.03762", str(shell.folder / "paper.md"))
    return shell


def test_lines_come_with_key_and_section(kept: Shell) -> None:
    said = kept("grep", r"fid of \d+")
    assert said.code == 0
    assert said.out == "arxiv:1706.03762: Results: The FID of 12 is better than any before.\n"


def test_options_are_those_of_grep(kept: Shell) -> None:
    assert kept("grep", "-i", "FID OF").code == 0
    assert kept("grep", "-F", "fid of .").code == 1
    assert kept("grep", "-l", "is|else").out == "arxiv:1706.03762\n"
    assert kept("grep", "--count", "is|else").out == "arxiv:1706.03762:2\n"


def test_json_has_the_place(kept: Shell) -> None:
    (record,) = map(json.loads, kept("grep", "FID", "--json").out.splitlines())
    assert record["text"][record["start"] : record["end"]] == "FID"
    assert (record["key"], record["section"]) == ("arxiv:1706.03762", "Results")


def test_only_the_texts_of_a_query_are_searched(kept: Shell) -> None:
    assert kept("grep", "FID", "is:bookmarked").code == 0
    assert kept("grep", "FID", "-is:bookmarked").code == 1


def test_nothing_found_exits_with_1_and_a_bad_pattern_with_2(kept: Shell) -> None:
    assert kept("grep", "zorblax").code == 1
    said = kept("grep", "(")
    assert said.code == 2
    assert "not a pattern" in said.err
    assert kept("grep", "Fid of").code == 1
    assert kept("grep", "--ignore-case", "Fid of").code == 0

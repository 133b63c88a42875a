"""Groups in the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.helpers import Said, Shell

PAPERS = (
    {"title": "Attention Is All You Need", "arxiv_id": "1706.03762", "authors": ["Ashish Vaswani"]},
    {"title": "Deep Residual Learning", "arxiv_id": "1512.03385"},
)


@pytest.fixture
def ada(shell: Shell) -> Shell:
    (shell.folder / "p.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS))
    assert call(shell, "ada", "import", "p.jsonl").code == 0
    return shell


def call(shell: Shell, member: str, *words: str) -> Said:
    return shell(
        *words, "--library", str(shell.folder / member), "--config", str(shell.folder / f"{member}.toml")
    )


def test_two_members_share_from_joining_to_leaving(ada: Shell, tmp_path: Path) -> None:
    place = str(tmp_path / "shared")
    assert call(ada, "ada", "group", "list").code == 1
    assert "Joined lab as ada" in call(ada, "ada", "group", "join", "lab", place, "--as", "Ada").err
    assert "already" in call(ada, "ada", "group", "join", "lab", place, "--as", "Ada").err
    call(ada, "ada", "note", "1706.03762", "see the appendix")
    said = call(ada, "ada", "group", "recommend", "1706.03762", "for Friday, @bob")
    assert "Shared: Attention Is All You Need" in said.err
    call(ada, "ada", "group", "share", "1706.03762", "--note", "--tags", "nlp,core")
    joined = call(ada, "bob", "group", "join", "lab", place, "--as", "bob")
    assert "lab: " in joined.out
    assert "1 new paper" in joined.out
    assert "ada (lab) to you: for Friday, @bob — Attention Is All You Need" in joined.err
    assert call(ada, "bob", "list", "by:ada", "--json").titles == ["Attention Is All You Need"]
    digest = call(ada, "bob", "group", "digest").out
    assert "recommended by ada (lab): for Friday, @bob" in digest
    assert "note by ada (lab): see the appendix" in digest
    assert "tagged by ada (lab): #core #nlp" in digest
    assert call(ada, "bob", "group", "digest", "--since", "2027-01-01").code == 1
    (record,) = map(json.loads, call(ada, "bob", "group", "digest", "--json").out.splitlines())
    assert (record["member"], record["group"]) == ("ada", "lab")
    assert "members: ada, bob" in call(ada, "bob", "group", "list").out
    call(ada, "ada", "group", "leave", "lab", "--withdraw")
    call(ada, "bob", "group", "sync")
    assert call(ada, "bob", "list", "by:ada").code == 1
    left = call(ada, "bob", "group", "leave", "lab", "--remove-papers")
    assert "1 paper that only it brought was removed" in left.err
    assert call(ada, "bob", "group", "list").code == 1


def test_mistakes_are_said_and_change_nothing(ada: Shell) -> None:
    assert "you are in no group" in call(ada, "ada", "group", "recommend", "1706.03762", "x").err
    assert "name the group" in call(ada, "ada", "group", "join", "lab").err
    call(ada, "ada", "group", "join", "lab", str(ada.folder / "one"), "--as", "ada")
    assert "name papers and a line" in call(ada, "ada", "group", "recommend", "1706.03762").err
    assert "no note" in call(ada, "ada", "group", "share", "1706.03762", "--note").err
    assert "which group? You are in: lab" in call(ada, "ada", "group", "digest", "--group", "other").err
    call(ada, "ada", "group", "join", "club", str(ada.folder / "two"), "--as", "ada")
    assert "You are in: lab, club" in call(ada, "ada", "group", "share", "1706.03762").err
    assert call(ada, "ada", "group", "digest").code == 1

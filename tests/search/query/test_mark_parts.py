from __future__ import annotations

from dataclasses import replace

import pytest

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark, State
from paper_tui.search import Query, Scope, changed_parts

BLANK = Mark(PaperKey("arxiv:1706.03762"))
CHANGES = {
    "bookmark": replace(BLANK, bookmarked="2026-11-23T08:00:00Z"),
    "done": replace(BLANK, state=State.DONE),
    "hidden": replace(BLANK, state=State.HIDDEN),
    "seen": replace(BLANK, seen="2026-11-23T08:00:00Z"),
    "tags": replace(BLANK, tags=("vision",)),
    "note": replace(BLANK, note="Mine."),
    "rule": replace(BLANK, ruled=("surveys",)),
}
STATES = {"done", "hidden", "seen"}


@pytest.mark.parametrize(
    ("text", "chosen", "affected"),
    [
        ("", (), {"hidden"}),
        ("title:attention year:2023", (), {"hidden"}),
        ("attention", (), {"hidden", "tags", "note"}),
        ('"attention heads"', (), {"hidden", "tags", "note"}),
        ("is:bookmarked", (), {"hidden", "bookmark"}),
        ("title:a (votes:>3 OR -is:bookmarked)", (), {"hidden", "bookmark"}),
        ("is:done", (), STATES),
        ("-state:new", (), STATES),
        ("id:1706", (), set()),
        ("tag:vision", (), {"hidden", "tags"}),
        ("has:tag", (), {"hidden", "tags"}),
        ("has:note", (), {"hidden", "note"}),
        ("note:mine", (), {"hidden", "note"}),
        ("has:code", (), {"hidden"}),
        ("", (("state", "new"),), STATES),
        ("", (("tag", "vision"), ("year", "2023")), {"hidden", "tags"}),
    ],
)
def test_a_change_affects_only_scopes_that_read_it(
    text: str, chosen: tuple[tuple[str, str], ...], affected: set[str]
) -> None:
    parts = Scope(Query.parse(text), chosen).mark_parts
    assert {name for name, mark in CHANGES.items() if parts & changed_parts(BLANK, mark)} == affected
    assert not parts & changed_parts(CHANGES["bookmark"], CHANGES["bookmark"])

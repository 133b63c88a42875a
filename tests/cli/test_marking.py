"""bookmark, state, tag, note, undo, redo, history."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paper_tui.library import Library
from paper_tui.papers.highlights import Highlight
from tests.cli.helpers import Shell

ATTENTION = "1706.03762"


def attention(shell: Shell) -> dict[str, object]:
    return shell("show", ATTENTION, "--json").records[0]


def test_a_bookmark_is_set_and_removed(shell: Shell) -> None:
    said = shell("bookmark", ATTENTION)
    assert (said.code, said.out, said.err) == (0, "", "Bookmarked “Attention Is All You Need”.\n")
    assert attention(shell)["bookmarked"] is True
    assert shell("bookmark", ATTENTION).err == "Nothing to change.\n"
    assert shell("bookmark", ATTENTION, "--remove").code == 0
    assert attention(shell)["bookmarked"] is False


def test_nothing_is_changed_unless_every_key_names_a_paper(shell: Shell) -> None:
    said = shell("bookmark", ATTENTION, "nobody")
    assert said.code == 1
    assert "nobody" in said.err
    assert not shell.library.exists()


def test_states_are_set_and_unknown_ones_refused(shell: Shell) -> None:
    assert shell("state", ATTENTION, "later").code == 0
    assert attention(shell)["state"] == "later"
    said = shell("state", ATTENTION, "soon")
    assert said.code == 2
    assert "'later'" in said.err


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ([ATTENTION, "+vision", "+old"], ["old", "vision"]),
        ([ATTENTION, "+Deep Learning", "-x"], ["deep-learning"]),
        (["+x", "+y", ATTENTION, "-x"], ["y"]),
        (["--", ATTENTION, "+a", "+b", "-a"], ["b"]),
    ],
)
def test_tags_are_added_and_removed(shell: Shell, words: list[str], tags: list[str]) -> None:
    assert shell("tag", *words).code == 0
    assert attention(shell)["tags"] == tags
    if len(tags) > 1:
        shell("tag", ATTENTION, f"-{tags[0]}")
        assert attention(shell)["tags"] == tags[1:]


@pytest.mark.parametrize("words", [[ATTENTION], ["+vision"], ["vision"]])
def test_a_tag_without_paper_or_tag_shows_how(shell: Shell, words: list[str]) -> None:
    said = shell("tag", *words)
    assert said.code == 2
    assert "+vision -old" in said.err


def test_a_note_is_written_read_and_removed(shell: Shell) -> None:
    assert shell("note", ATTENTION).code == 1
    shell("note", ATTENTION, "Read\n  again")
    assert shell("note", ATTENTION).out == "Read\n  again\n"
    shell("note", ATTENTION, "-", stdin="ünï\r\ncode\n".encode())
    assert shell("note", ATTENTION).out == "ünï\ncode\n"
    shell("note", ATTENTION, "")
    assert shell("note", ATTENTION).code == 1


def test_highlights_are_listed_below_the_note(shell: Shell) -> None:
    shell("note", ATTENTION, "Mine.")
    library = Library.open(shell.library, lambda: datetime(2026, 1, 1, tzinfo=UTC))
    passage = Highlight("1", 3, 0, 3, 9, "a passage", section="2 Method", note="Why?")
    library.marks.set_highlight(library.find(ATTENTION), passage)
    library.close()
    assert shell("note", ATTENTION).out == "Mine.\n\n> “a passage” — 2 Method\n\nWhy?\n"


def test_a_note_may_begin_with_a_hyphen(shell: Shell) -> None:
    shell("note", ATTENTION, "-5 points")
    assert shell("note", ATTENTION).out == "-5 points\n"


def test_undo_redo_and_history_tell_what_they_did(shell: Shell) -> None:
    assert (shell("undo").code, shell("redo").code, shell("history").code) == (1, 1, 1)
    shell("state", ATTENTION, "done")
    shell("bookmark", ATTENTION)
    undone = shell("undo")
    assert undone.code == 0
    assert "bookmark" in undone.err.lower()
    assert attention(shell)["bookmarked"] is False
    assert shell("redo").code == 0
    assert attention(shell)["bookmarked"] is True
    lines = shell("history").out.splitlines()
    assert lines[-1] == "2026-09-04 08:00  marked done “Attention Is All You Need”"
    assert len(shell("history", "--limit", "1").out.splitlines()) == 1

"""bookmark, state, tag, note, undo, redo, history."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from paper_tui.library import Library
from paper_tui.papers.clock import local_time
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
    assert shell("bookmark", ATTENTION, "1810.04805", "--remove").err == (
        "Removed the bookmark of “Attention Is All You Need”.\n"
    )
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
    said = shell("tag", *words)
    assert said.code == 0
    assert said.err.startswith("Tagged “Attention Is All You Need”: +")
    assert said.err.endswith(f"\nTags now: {', '.join(tags)}.\n")
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
    assert lines[-1] == "2026-09-04 08:00  marked “Attention Is All You Need” as done"
    assert len(shell("history", "--limit", "1").out.splitlines()) == 1


def test_a_bare_word_after_the_key_is_a_tag_to_add(shell: Shell) -> None:
    assert shell("tag", "1706.03762", "vision", "core").code == 0
    assert shell("tag", "1706.03762", "2006.11239", "both").code == 0
    assert {record["key"] for record in shell("list", "tag:both", "--json").records} == {
        "arxiv:1706.03762",
        "arxiv:2006.11239",
    }
    (record,) = shell("list", "tag:vision", "--json").records
    assert record["tags"] == ["both", "core", "vision"]


def test_a_mistyped_key_beside_signs_is_no_tag(shell: Shell) -> None:
    assert shell("tag", "1706.03762", "nonsense-key", "+vision").code == 1
    assert shell("tags").code == 1


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
def test_days_and_hours_are_those_of_the_person(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    day, hour = {"America/Los_Angeles": ("2026-11-10", "18:30"), "Asia/Tokyo": ("2026-11-11", "11:30")}[zone]
    monkeypatch.setenv("TZ", zone)
    monkeypatch.setenv("PAPER_TUI_NOW", "2026-11-11T02:30+00:00")
    time.tzset()
    local_time.cache_clear()
    try:
        shell("import", shell.write("a.jsonl", {"title": "Evening paper"}))
        assert shell("list", f"added:{day}", "--json").titles == ["Evening paper"]
        assert shell("list", "added:today", "--json").titles == ["Evening paper"]
        assert shell("history").out.startswith(f"{day} {hour}  ")
        (record,) = shell("list", "--json").records
        assert str(record["added"]).startswith("2026-11-11T02:30")
        monkeypatch.setenv("PAPER_TUI_NOW", "2026-11-11T17:00+00:00")
        if zone == "America/Los_Angeles":
            assert shell("list", "added:today").code == 1
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
        local_time.cache_clear()


def test_a_date_in_the_future_does_not_lead_the_list(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("import", shell.write("old.jsonl", {"title": "Far future", "published": "2097-08-05"}))
    monkeypatch.setenv("PAPER_TUI_NOW", "2026-09-10T08:00:00+00:00")
    shell("import", shell.write("new.jsonl", {"title": "Yesterday", "published": "2026-09-09"}))
    for order in ("published", "newest"):
        assert shell("list", "--sort", order, "--json").titles == ["Yesterday", "Far future"]
    assert shell("list", "year:2097", "--json").titles == ["Far future"]


def test_a_long_note_is_kept_whole(shell: Shell) -> None:
    note = "".join(f"{number} words of mine\n" for number in range(100_000))
    assert shell("note", ATTENTION, "-", stdin=note.encode()).code == 0
    assert shell("note", ATTENTION).out == note


@pytest.mark.parametrize("tag", ["+" + "x" * 101, "+!!", "+"])
def test_what_cannot_be_a_tag_is_refused(shell: Shell, tag: str) -> None:
    said = shell("tag", ATTENTION, tag, "+good")
    assert said.code == 2
    assert "nothing was changed" in said.err
    assert not shell.library.exists()

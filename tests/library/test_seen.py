"""Papers looked at stay seen, whatever is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.papers.clock import Clock
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import EffectiveState, Mark, State
from tests.library.helpers import NOW, added, lines, paper

A, B = paper("A title"), paper("Another")


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", clock)
    added(opened, A, B)
    yield opened
    opened.close()


def mark(library: Library, of: Paper) -> Mark:
    return library.shelf.get(of.key)


def test_seen_is_kept_and_no_step_to_undo(library: Library, tmp_path: Path, clock: Clock) -> None:
    library.marks.set_bookmarked([A], True)
    library.marks.mark_seen(A)
    library.marks.mark_seen(B)
    again = Library.open(tmp_path / "library", clock)
    assert mark(again, A).seen == mark(again, B).seen == NOW
    assert [change.label for change in again.history.changes()] == ["bookmarked “A title”", "imported test"]
    again.history.undo()
    assert mark(again, A).bookmarked == ""
    assert mark(again, A).effective_state is EffectiveState.SEEN


def test_seen_once_is_seen_then(library: Library) -> None:
    library.marks.mark_seen(A)
    shelf = library.shelf
    library.marks.mark_seen(A)
    assert library.shelf is shelf


def test_new_again_is_not_seen_either(library: Library) -> None:
    library.marks.mark_seen(A)
    library.marks.set_state([A], State.NEW)
    assert mark(library, A).is_blank
    undone = library.history.undo()
    assert undone
    assert undone.message == "seen again"
    assert mark(library, A).effective_state is EffectiveState.SEEN


def test_taking_a_state_back_leaves_a_paper_seen(library: Library) -> None:
    library.marks.mark_seen(A)
    library.marks.toggle_state([A], State.LATER)
    library.marks.toggle_state([A], State.LATER)
    assert mark(library, A).effective_state is EffectiveState.SEEN


def test_bundled_papers_become_seen_and_still_give_way_to_the_first_import(
    tmp_path: Path, clock: Clock
) -> None:
    fresh = Library.open(tmp_path / "fresh", clock)
    attention = fresh.find("1706.03762")
    fresh.marks.mark_seen(attention)
    again = Library.open(tmp_path / "fresh", clock)
    assert mark(again, attention).effective_state is EffectiveState.SEEN
    assert again.is_starter
    assert again.history.undo() is None
    added(again, A, B)
    assert not again.is_starter
    assert len(again.catalogue) == 2
    fresh.close()
    again.close()


def test_an_export_brings_it_all_back(library: Library, tmp_path: Path, clock: Clock) -> None:
    library.marks.mark_seen(A)
    other = Library.open(tmp_path / "other", clock)
    other.imports.read(
        lines(Entry(A, Mark(A.key, A.identity, seen=NOW, rule="dull", ruled=("dull",)))), "x", "jsonl"
    )
    assert (mark(other, A).seen, mark(other, A).ruled) == (NOW, ("dull",))


def test_editions_tell_how_far_one_has_come(library: Library) -> None:
    (edition,) = library.editions()
    assert (edition.name, edition.total, edition.seen) == ("bibtex/2026-09-03", 2, 0)
    library.marks.mark_seen(A)
    assert library.editions()[0].seen == 1

"""Highlights in a library: durable, undoable, found by `note:` and exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.papers.clock import Clock
from paper_tui.papers.highlights import Highlight, Place
from paper_tui.papers.paper import Paper

PASSAGE = Highlight("1", 2, 5, 2, 30, "attention is cheap here", section="3 Model")


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    """A library that does not exist yet."""
    opened = Library.open(tmp_path / "library", clock)
    yield opened
    opened.close()


@pytest.fixture
def paper(library: Library) -> Paper:
    """Some paper, bookmarked so that the library is there."""
    found = next(iter(library.catalogue))
    library.marks.set_bookmarked([found], True)
    return found


def test_a_highlight_is_on_disk_and_can_be_undone(
    library: Library, paper: Paper, tmp_path: Path, clock: Clock
) -> None:
    change = library.marks.set_highlight(paper, PASSAGE)
    assert change is not None
    with_note = replace(PASSAGE, note="really?")
    library.marks.set_highlight(paper, with_note)
    again = Library.open(tmp_path / "library", clock)
    assert again.shelf.get(paper.key).highlights == (with_note,)
    again.close()
    library.history.undo()
    assert library.shelf.get(paper.key).highlights == (PASSAGE,)
    library.history.undo()
    assert library.shelf.get(paper.key).highlights == ()
    assert library.shelf.get(paper.key).bookmarked


def test_a_highlight_can_be_removed(library: Library, paper: Paper) -> None:
    library.marks.set_highlight(paper, PASSAGE)
    library.marks.remove_highlight(paper, "1")
    assert library.shelf.get(paper.key).highlights == ()


def test_passages_and_their_notes_are_found_as_notes(library: Library, paper: Paper) -> None:
    library.marks.set_highlight(paper, replace(PASSAGE, note="zirconium"))
    for query in ("note:zirconium", 'note:"attention is cheap"', "has:highlight", "has:note"):
        assert [found.key for found in library.matching(query)] == [paper.key], query


@pytest.mark.parametrize("name", ["markdown", "obsidian"])
def test_passages_are_exported_with_section_and_note(library: Library, paper: Paper, name: str) -> None:
    library.marks.set_highlight(paper, replace(PASSAGE, note="really?"))
    entries = [entry for entry in library.entries() if entry.paper.key == paper.key]
    text = "".join(library.export(entries, name)) if name == "markdown" else note_text(entries[0])
    lines = [line.strip() for line in text.splitlines()]
    at = lines.index("> “attention is cheap here” — 3 Model")
    assert lines[at : at + 3] == ["> “attention is cheap here” — 3 Model", ">", "> really?"]


def note_text(entry: object) -> str:
    """The Obsidian note of an entry."""
    from paper_tui.exports.obsidian import note_file

    return note_file(entry)[1]  # type: ignore[arg-type]  # an entry of the library


def test_the_place_in_a_text_is_kept_without_a_step_to_undo(
    library: Library, paper: Paper, tmp_path: Path, clock: Clock
) -> None:
    library.marks.keep_place(paper, Place(3, 40, 250, "the words"))
    again = Library.open(tmp_path / "library", clock)
    assert again.shelf.get(paper.key).place == Place(3, 40, 250, "the words")
    again.close()
    library.history.undo()
    mark = library.shelf.get(paper.key)
    assert not mark.bookmarked
    assert mark.place == Place(3, 40, 250, "the words")

"""Tags of the whole library: renamed, merged, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.papers.clock import Clock
from tests.library.helpers import added, paper

A, B, C = paper("A title"), paper("Another"), paper("A third")


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", clock)
    added(opened, A, B, C)
    opened.marks.set_tags([A, B], ["cv"])
    opened.marks.set_tags([B, C], ["vision"])
    yield opened
    opened.close()


def test_a_tag_is_renamed_everywhere(library: Library) -> None:
    change = library.marks.rename_tag("#CV", "Computer vision")
    assert change
    assert change.label == "renamed #cv to #computer-vision on 2 papers"
    assert dict(library.shelf.tags) == {"computer-vision": 2, "vision": 2}


def test_a_tag_that_is_there_takes_the_other_in_and_undo_parts_them(library: Library) -> None:
    library.marks.rename_tag("cv", "vision")
    assert dict(library.shelf.tags) == {"vision": 3}
    undone = library.history.undo()
    assert undone
    assert undone.message == "tags of 2 papers as before"
    assert dict(library.shelf.tags) == {"cv": 2, "vision": 2}


def test_a_tag_is_deleted_everywhere(library: Library) -> None:
    change = library.marks.delete_tag("vision")
    assert change
    assert change.label == "deleted #vision from 2 papers"
    assert dict(library.shelf.tags) == {"cv": 2}
    library.history.undo()
    assert dict(library.shelf.tags) == {"cv": 2, "vision": 2}


@pytest.mark.parametrize(("old", "new"), [("cv", "cv"), ("cv", "!"), ("nothing", "x"), ("", "x")])
def test_what_changes_nothing_is_no_change(library: Library, old: str, new: str) -> None:
    shelf = library.shelf
    assert library.marks.rename_tag(old, new) is None
    assert library.marks.delete_tag("nothing") is None
    assert library.shelf is shelf

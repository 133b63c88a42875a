"""The bundled papers: there before anything is, the library's own once something is done with one."""

from __future__ import annotations

from pathlib import Path

from paper_tui.library import Library
from paper_tui.papers.clock import Clock


def test_taking_back_the_first_bookmark_leaves_the_papers(tmp_path: Path, clock: Clock) -> None:
    library = Library.open(tmp_path / "library", clock)
    papers = list(library.catalogue)
    library.marks.set_bookmarked(papers[:1], bookmarked=True)
    undone = library.history.undo()
    assert undone is not None
    assert undone.message == "1 bookmark removed"
    assert library.history.undo() is None
    assert list(library.catalogue) == papers
    assert not library.shelf.bookmarks
    library.close()


def test_doing_nothing_leaves_nothing_on_disk(tmp_path: Path, clock: Clock) -> None:
    library = Library.open(tmp_path / "library", clock)
    library.marks.set_bookmarked(list(library.catalogue)[:1], bookmarked=False)
    library.close()
    assert not (tmp_path / "library").exists()

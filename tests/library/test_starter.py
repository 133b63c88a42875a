"""The bundled papers: there before anything is, the library's own once something is done with one."""

from __future__ import annotations

from pathlib import Path

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.clock import Clock
from paper_tui.sync.folder import Folder


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


def test_a_second_device_keeps_the_papers_of_which_two_were_bookmarked_on_the_first(
    tmp_path: Path, clock: Clock
) -> None:
    here, there = (Library.open(tmp_path / name, clock) for name in ("here", "there"))
    papers = list(here.catalogue)
    here.marks.set_bookmarked(papers[:2], bookmarked=True)
    for library in (here, there):
        library.sync.run(Folder(tmp_path / "shared"))
    assert list(there.catalogue) == papers
    assert there.shelf.bookmarks == here.shelf.bookmarks
    there.imports.add([build_paper(title="A Paper of My Own")], "papers")
    assert len(there.catalogue) == len(papers) + 1
    for library in (here, there):
        library.close()


def test_received_papers_of_one_s_own_replace_the_bundled_ones(tmp_path: Path, clock: Clock) -> None:
    here, there = (Library.open(tmp_path / name, clock) for name in ("here", "there"))
    own = build_paper(title="A Paper of My Own")
    here.imports.add([own], "papers")
    here.marks.set_bookmarked([own], bookmarked=True)
    for library in (here, there):
        library.sync.run(Folder(tmp_path / "shared"))
    assert [paper.key for paper in there.catalogue] == [own.key]
    for library in (here, there):
        library.close()

"""Libraries of earlier versions open with everything, and move on a version at a time."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import State
from paper_tui.store.files.paths import MARKS, PAPERS, LibraryPaths
from paper_tui.store.format import records_file
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.migrations import Schema
from paper_tui.store.journal import backups
from paper_tui.store.repair import recovery
from paper_tui.store.repair.doctor import examine
from tests.store.helpers import content, opened, paper
from tests.store.test_untrusted import line, records

SAMPLES = Path(__file__).parents[1] / "samples"


def test_a_library_of_version_1_opens(tmp_path: Path) -> None:
    """A sample stored once: whatever this version becomes, it has to read it."""
    shutil.copytree(SAMPLES / "version-1", tmp_path / "library")
    store = opened(tmp_path / "library")
    assert [notice.partition(";")[0] for notice in store.notices] == [
        "catalogue.json was migrated to version 2",
        "shelf.json was migrated to version 2",
    ]
    assert [each.key for each in store.catalogue] == [paper(1).key, paper(2).key, paper(3).key]
    assert store.catalogue.get(paper(1).key) == replace(paper(1), citation_key="anonpapernumber1")
    assert [(mark.key, mark.note, bool(mark.bookmarked)) for mark in store.shelf] == [
        (paper(1).key, "", True),
        (paper(2).key, "a note", False),
    ]
    assert [change.label for change in store.history()] == ["noted", "bookmarked", "import"]
    assert store.undo()


def test_a_bibliography_of_version_1_keeps_its_facts_and_its_history(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "version-1-bibliography", tmp_path / "library")
    store = opened(tmp_path / "library")
    found = {each.citation_key: each for each in store.catalogue}
    assert found.keys() == {"holt2019", "roe", "handbook", "anonpapermore"}
    counting, thesis, book = found["holt2019"], found["roe"], found["handbook"]
    said = counting.publication
    assert (said.journal, said.volume, said.issue, said.pages) == ("Journal of Things", "3", "2", "11-19")
    assert (counting.authors, counting.people.others) == (("Ann Holt", "Jane Roe"), True)
    assert (thesis.kind, thesis.publication.institution, thesis.publication.publisher) == (
        "thesis",
        "Univ Y",
        "",
    )
    assert (book.publication.publisher, book.publication.journal) == ("Thing Press", "")
    assert book.publication.editors.names == ("Kim Doe", "Lee Poe")
    assert found["anonpapermore"].venue == "Somewhere"
    undone = [store.undo() for _ in range(3)]
    assert [each.not_restored for each in undone if each] == [(), (), ()]
    assert len(store.catalogue) == 0
    redone = [store.redo() for _ in range(3)]
    assert [each.not_restored for each in redone if each] == [(), (), ()]
    assert {each.citation_key: each for each in store.catalogue} == found


def _with_language(kind: str, record: Record) -> Record:
    return record | {"language": "en"} if kind == PAPERS else record


def _with_title_in_capitals(kind: str, record: Record) -> Record:
    return record | {"title": f"{record['title']} ({record['language']})"} if kind == PAPERS else record


def test_old_versions_move_on_one_step_at_a_time_with_a_backup_of_each(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "version-1", tmp_path / "library")
    layout = LibraryPaths(tmp_path / "library")
    schema = Schema(3, {1: _with_language, 2: _with_title_in_capitals})
    told = recovery.Recovery(layout, datetime(2026, 9, 4, tzinfo=UTC)).migrate(schema)
    records, _ = records_file.open_generation(layout.catalogue, PAPERS, version=3)
    assert records.header.schema == 3
    assert records[paper(1).key]["title"] == f"{paper(1).title} (en)"
    assert [line.partition(";")[0] for line in told] == [
        f"{name} was migrated to version {version}"
        for name in ("catalogue.json", "shelf.json")
        for version in (2, 3)
    ]
    versions = [
        records_file.open_generation(backup, PAPERS, version=3)[0].header.schema
        for backup in backups.backups_of(layout.catalogue, layout.backups)
    ]
    assert sorted(versions) == [1, 2]
    shelf, _ = records_file.open_generation(layout.shelf, MARKS, version=3)
    before, _ = records_file.open_generation(SAMPLES / "version-1" / "shelf.json", MARKS)
    assert shelf.everything() == before.everything()
    assert shelf.header.folded == before.header.folded


def test_a_library_of_version_0_1_opens_with_its_history_and_undo(tmp_path: Path) -> None:
    """Written by that version: imports, marks, a folded shelf, a deletion, and an undo to redo."""
    shutil.copytree(SAMPLES / "version-0.1", tmp_path / "library")
    store = opened(tmp_path / "library")
    assert not [notice for notice in store.notices if "migrated" not in notice]
    naive = store.catalogue.get(PaperKey("doi:10.1000/naive"))
    assert naive is not None
    assert (naive.authors, naive.people.others) == (("Ann Author", "Bob van den Berg"), True)
    assert (naive.venue, naive.publication.volume, naive.citation_key) == (
        "Journal of Samples",
        "12",
        "author2024naive",
    )
    assert [each.key for each in store.catalogue] == [*(paper(n).key for n in (1, 2, 3)), naive.key]
    assert {mark.key: (bool(mark.bookmarked), mark.tags, mark.note, mark.state) for mark in store.shelf} == {
        paper(1).key: (True, (), "", State.NEW),
        paper(2).key: (True, ("graphs", "to-read"), "", State.NEW),
        naive.key: (False, (), "Two lines\nof a note", State.READING),
    }
    assert examine(tmp_path / "library").is_sound
    assert store.redo()
    assert store.shelf.get(paper(3).key).bookmarked
    labels = []
    while undone := store.undo():
        labels.append(undone.change.label)
        assert undone.not_restored == ()
    assert labels == [
        "bookmarked 1 paper",
        "deleted 1 paper",
        "noted",
        "tagged",
        "bookmarked 2 papers",
        "second import",
        "import of 4 papers",
    ]
    assert content(opened(tmp_path / "library")) == ({}, {})


def test_a_shelf_of_version_0_1_beside_the_journal_of_another_copy_loses_nothing(tmp_path: Path) -> None:
    """It does not list its steps; but these cannot have left its marks as they are."""
    shutil.copytree(SAMPLES / "version-0.1", tmp_path / "library")
    shelf = tmp_path / "library" / "shelf.json"
    header = records_file.open_generation(shelf, MARKS)[0].header
    theirs = line(paper(1).key, '{"tags":["theirs"],"bookmarked":"2026-09-01T10:00:00.000Z"}')
    records(shelf, MARKS, [theirs], schema=1, folded=header.folded + 3)
    store = opened(tmp_path / "library")
    assert "different copies of the library: 8 changes merged" in store.notices[0]
    assert store.shelf.get(paper(1).key).tags == ("theirs",)
    assert store.shelf.get(paper(2).key).tags == ("graphs", "to-read")
    assert store.shelf.get(PaperKey("doi:10.1000/naive")).note == "Two lines\nof a note"
    assert opened(tmp_path / "library").notices == ()
    assert content(opened(tmp_path / "library")) == content(store)

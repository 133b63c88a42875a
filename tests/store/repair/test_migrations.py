"""Libraries of earlier versions open with everything, and move on a version at a time."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.store.files.paths import MARKS, PAPERS, LibraryPaths
from paper_tui.store.format import records_file
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.migrations import Schema
from paper_tui.store.journal import backups
from paper_tui.store.repair import recovery
from tests.store.helpers import opened, paper

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
    assert store.catalogue.get(paper(1).key) == paper(1)
    assert [(mark.key, mark.note, bool(mark.bookmarked)) for mark in store.shelf] == [
        (paper(1).key, "", True),
        (paper(2).key, "a note", False),
    ]
    assert [change.label for change in store.history()] == ["noted", "bookmarked", "import"]
    assert store.undo()


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

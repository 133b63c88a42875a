"""The doctor looks without touching, mends what it can, and merges what synchronising tools leave behind."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.papers.shelf import State
from paper_tui.store.repair.doctor import examine, repair
from tests.store.helpers import STAR, bookmarked, content, imported, library, noted, opened, paper, papers
from tests.store.repair.test_recovery import DAMAGES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return library(tmp_path / "library")


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_sound_library_is_said_to_be_sound(folder: Path) -> None:
    report = examine(folder)
    assert (report.is_sound, report.findings, report.papers, report.marks) == (True, (), 22, 9)
    assert repair(folder).findings == ()


@pytest.mark.parametrize("name", ["catalogue.json", "shelf.json", "journal"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_it_looks_without_touching_and_never_makes_things_worse(name: str, damage: str, folder: Path) -> None:
    DAMAGES[damage](folder / name)
    before = _files(folder)
    report = examine(folder)
    if (name, damage) == ("shelf.json", "gone"):
        assert (report.is_sound, report.marks) == (True, 9), "the journal still reaches back to the beginning"
        return
    assert not report.is_sound
    assert report.findings[0].remedy.startswith("repair would")
    assert _files(folder) == before
    mended = repair(folder)
    assert (mended.papers, mended.marks) == (report.papers, report.marks)
    assert examine(folder).is_sound
    assert set(before.values()) <= {*_files(folder).values()}, "what was broken is kept"


def test_a_folder_that_is_missing_or_none_is_reported(tmp_path: Path) -> None:
    assert examine(tmp_path / "none").is_sound
    (tmp_path / "file").write_text("x")
    report = repair(tmp_path / "file")
    assert report.findings[0].severity == "blocked"
    assert "\x1b" not in examine(tmp_path / "a\x1b]0;x").findings[0].what


def test_links_are_reported_and_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "shelf.json").rename(tmp_path / "outside")
    (folder / "shelf.json").symlink_to(tmp_path / "outside")
    before = (tmp_path / "outside").read_bytes()
    assert "symbolic link" in examine(folder).findings[0].what
    assert not repair(folder).is_sound
    assert (tmp_path / "outside").read_bytes() == before


def test_a_newer_library_is_left_alone(folder: Path) -> None:
    path = folder / "catalogue.json"
    head, rest = path.read_bytes()[:384], path.read_bytes()[384:]
    path.write_bytes(head.replace(b'"crc":"', b'"crc":"0').replace(b'"schema":2', b'"schema":4') + rest)
    before = _files(folder)
    assert repair(folder).findings[0].severity == "blocked"
    assert {key: value for key, value in _files(folder).items() if key in before} == before


def test_a_version_that_only_a_flipped_bit_made_newer_is_mended(folder: Path) -> None:
    right = content(opened(folder))
    path = folder / "catalogue.json"
    path.write_bytes(path.read_bytes().replace(b'"schema":2', b'"schema":3'))
    assert not examine(folder).is_sound
    repair(folder)
    assert content(opened(folder)) == right


@pytest.mark.parametrize(
    "name",
    [
        "shelf (conflicted copy 2026-09-03).json",
        "shelf (Ann's conflicted copy 2026-09-03).json",
        "shelf.sync-conflict-20260903-101500-ABCDEFG.json",
        "shelf (1).json",
        "shelf.json.orig",
    ],
)
def test_a_conflict_copy_of_the_shelf_is_merged(name: str, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    here, there = opened(folder), opened(other)
    bookmarked(here, paper(15))
    there.change(
        "there",
        lambda shelf: [
            noted(paper(14), "from there"),
            replace(shelf.get(paper(1).key), tags=("there",), state=State.DONE),
        ],
    )
    there.fold()
    shutil.copyfile(other / "shelf.json", folder / name)
    assert not examine(folder).is_sound
    repair(folder)
    store = opened(folder)
    assert store.shelf.get(paper(14).key).note == "from there"
    assert store.shelf.get(paper(15).key).bookmarked == STAR
    mark = store.shelf.get(paper(1).key)
    assert (mark.tags, mark.state, mark.bookmarked) == (("there",), State.DONE, STAR)
    assert not (folder / name).exists()
    assert examine(folder).is_sound
    undone = store.undo()
    assert undone is not None
    assert store.shelf.get(paper(14).key).note == ""


def test_conflict_copies_of_journal_and_catalogue_are_merged(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    there = opened(other)
    imported(there, papers(3, 300))
    bookmarked(there, paper(301))
    shutil.copyfile(other / "journal", folder / "journal.sync-conflict-20260903-101500-ABCDEFG")
    shutil.copyfile(other / "catalogue.json", folder / "catalogue (conflicted copy).json")
    repair(folder)
    store = opened(folder)
    assert paper(301).key in store.shelf
    assert store.catalogue.get(paper(302).key) == paper(302)


def test_git_conflict_markers_in_journal_and_shelf_are_resolved(folder: Path) -> None:
    right = content(opened(folder))
    lines = (folder / "journal").read_bytes().splitlines(keepends=True)
    marked = [*lines[:2], b"<<<<<<< HEAD\n", *lines[2:3], b"=======\n", *lines[3:], b">>>>>>> theirs\n"]
    (folder / "journal").write_bytes(b"".join(marked))
    shelf = (folder / "shelf.json").read_bytes().splitlines(keepends=True)
    conflict = [b"<<<<<<< HEAD\n", shelf[0], b"=======\n", shelf[0], b">>>>>>> theirs\n", *shelf[1:]]
    (folder / "shelf.json").write_bytes(b"".join(conflict))
    assert not examine(folder).is_sound
    repair(folder)
    assert content(opened(folder)) == right

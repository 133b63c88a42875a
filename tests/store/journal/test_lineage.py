"""Files of several copies of one library, mixed by a synchroniser: steps are known by their ids."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.papers.shelf import State
from paper_tui.store import Store
from paper_tui.store.journal import compaction, journal_file
from paper_tui.store.journal.merge_marks import applied, applied_in_order, merged
from paper_tui.store.repair.doctor import examine, repair
from tests.store import mix_harness
from tests.store.helpers import STAR, bookmarked, content, imported, noted, opened, paper, papers


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies with papers and a bookmark in common."""
    store = opened(tmp_path / "a")
    imported(store, papers(30))
    bookmarked(store, paper(30))
    store.close()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    return tmp_path / "a", tmp_path / "b"


def stars(store: Store) -> set[int]:
    return {number for number in range(31) if store.shelf.get(paper(number).key).bookmarked}


def test_the_shelf_of_one_copy_beside_the_journal_of_another_loses_nothing(copies: tuple[Path, Path]) -> None:
    here, there = copies
    bookmarked(opened(here), *papers(5))
    other = opened(there)
    bookmarked(other, *papers(6, 11))
    other.fold()
    shutil.copyfile(there / "shelf.json", here / "shelf.json")
    assert not examine(here).is_sound
    store = opened(here)
    assert stars(store) == {1, 2, 3, 4, 5, 11, 12, 13, 14, 15, 16, 30}
    assert "different copies of the library: 1 change merged" in store.notices[0]
    again = opened(here)
    assert (again.notices, content(again)) == ((), content(store))
    assert examine(here).is_sound


def test_what_a_copy_removed_does_not_come_back_from_the_journal_of_another(
    copies: tuple[Path, Path],
) -> None:
    here, there = copies
    bookmarked(opened(here), paper(1))
    other = opened(there)
    other.change("removed", lambda shelf: [replace(shelf.get(paper(30).key), bookmarked="")])
    other.fold()
    shutil.copyfile(there / "shelf.json", here / "shelf.json")
    assert stars(opened(here)) == {1}


@pytest.mark.parametrize("name", ["journal.sync-conflict-20261129-101500-ABCDEFG", "journal (1)"])
def test_a_conflict_copy_of_the_journal_brings_its_steps_but_not_those_that_are_known(
    copies: tuple[Path, Path], name: str
) -> None:
    here, there = copies
    bookmarked(opened(there), *papers(3))
    ours = opened(here)
    ours.change("removed", lambda shelf: [replace(shelf.get(paper(30).key), bookmarked="")])
    shutil.copyfile(there / "journal", here / name)
    (notice,) = opened(here).notices
    assert notice.startswith("A synchroniser left conflict copies")
    assert not examine(here).is_sound
    repair(here)
    assert opened(here).notices == ()
    assert stars(opened(here)) == {1, 2, 3}
    assert examine(here).is_sound
    shutil.copyfile(there / "journal", here / name)
    opened(here).change("removed", lambda shelf: [replace(shelf.get(paper(1).key), bookmarked="")])
    repair(here)
    assert stars(opened(here)) == {2, 3}, "steps that were merged before are not merged again"


def test_an_older_shelf_as_a_conflict_copy_brings_nothing_back(copies: tuple[Path, Path]) -> None:
    here, _ = copies
    store = opened(here)
    store.fold()
    shutil.copyfile(here / "shelf.json", here / "shelf (conflicted copy).json")
    store.change("removed", lambda shelf: [replace(shelf.get(paper(30).key), bookmarked="")])
    repair(here)
    assert stars(opened(here)) == set()


def test_a_catalogue_of_another_copy_is_reported_once_and_a_conflict_copy_brings_its_papers(
    copies: tuple[Path, Path],
) -> None:
    here, there = copies
    imported(opened(here), papers(3, 100))
    imported(opened(there), papers(3, 200))
    shutil.copyfile(here / "catalogue.json", here / "catalogue (conflicted copy).json")
    shutil.copyfile(there / "catalogue.json", here / "catalogue.json")
    assert "catalogue.json is from another copy" in examine(here).findings[0].what
    repair(here)
    numbers = {number for number in range(300) if opened(here).catalogue.get(paper(number).key)}
    assert numbers == {*range(1, 31), 100, 101, 102, 200, 201, 202}
    assert examine(here).is_sound


def test_deleted_papers_do_not_come_back_from_a_conflict_copy(copies: tuple[Path, Path]) -> None:
    here, there = copies
    store = opened(here)
    imported(store, papers(3, 100))
    shutil.copyfile(here / "catalogue.json", here / "catalogue (conflicted copy).json")
    store.undo()
    repair(here)
    assert opened(here).catalogue.get(paper(101).key) is None
    assert opened(there).notices == ()


def test_a_journal_of_an_earlier_time_is_continued(copies: tuple[Path, Path]) -> None:
    here, _ = copies
    early = (here / "journal").read_bytes()
    store = opened(here)
    bookmarked(store, paper(1))
    store.fold()
    (here / "journal").write_bytes(early)
    store = opened(here)
    assert (store.notices, stars(store)) == ((), {1, 30})
    bookmarked(store, paper(2))
    again = opened(here)
    assert (again.notices, stars(again)) == ((), {1, 2, 30})


def test_a_line_names_the_line_before_it_by_its_check(copies: tuple[Path, Path]) -> None:
    here, _ = copies
    bookmarked(opened(here), paper(1))
    bookmarked(opened(here), paper(2))
    lines = journal_file.read(here / "journal").lines
    assert [line.previous for line in lines[1:]] == [line.check for line in lines[:-1]]
    data = (here / "journal").read_bytes().splitlines(keepends=True)
    (here / "journal").write_bytes(b"".join([*data[:3], *data[4:]]))
    assert "journal lacks 1 change, which may be lost" in opened(here).notices[0]


def test_the_journal_reaches_back_to_the_newest_good_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the steps between them are in the shelf's file alone."""
    monkeypatch.setattr("paper_tui.store.store.FOLD_AT", 2_000)
    monkeypatch.setattr(compaction, "STEPS_KEPT", 3)
    monkeypatch.setattr(compaction, "SLACK", 1)
    store = opened(tmp_path)
    for number in range(60):
        store.change("noted", lambda _, number=number: [noted(paper(number), "n" * 50)])
        shutil.rmtree(tmp_path.with_name("damaged"), ignore_errors=True)
        damaged = Path(shutil.copytree(tmp_path, tmp_path.with_name("damaged")))
        if (damaged / "shelf.json").exists():
            (damaged / "shelf.json").write_bytes(b"")
        assert len(opened(damaged).shelf) == number + 1
    assert len(journal_file.read(tmp_path / "journal").lines) < 40, "it is cut back nevertheless"


def test_steps_between_an_older_backup_and_the_journal_are_counted_as_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paper_tui.store.store.FOLD_AT", 2_000)
    monkeypatch.setattr(compaction, "STEPS_KEPT", 3)
    monkeypatch.setattr(compaction, "SLACK", 1)
    store = opened(tmp_path)
    for number in range(60):
        store.change("noted", lambda _, number=number: [noted(paper(number), "n" * 50)])
    newest = max((tmp_path / "backups").glob("shelf-*"))
    newest.unlink()
    (tmp_path / "shelf.json").write_bytes(b"")
    store = opened(tmp_path)
    lost = 60 - len(store.shelf)
    assert lost > 0
    assert f"{lost} changes made after it may be lost" in store.notices[0]


def test_a_mix_of_three_copies_loses_nothing() -> None:
    tally = mix_harness.run(12)
    assert tally.is_good, str(tally)
    assert tally.changes > 50


def test_a_change_is_carried_over_to_a_mark_that_was_changed_elsewhere() -> None:
    before = replace(noted(paper(1), "mine"), bookmarked=STAR, tags=("a", "b"))
    after = replace(before, bookmarked="", tags=("b", "c"), state=State.LATER)
    now = replace(before, note="theirs", tags=("a", "b", "d"), state=State.DONE)
    found = applied(before, after, now)
    assert (found.bookmarked, found.tags, found.note, found.state) == (
        "",
        ("b", "c", "d"),
        "theirs",
        State.DONE,
    )
    assert applied(before, after, before) == after == applied(before, after, after)
    assert applied(before, replace(before, note="ours"), now).note == "theirs\n\nours"


def test_what_a_copy_added_and_removed_again_is_no_change() -> None:
    blank, starred = replace(noted(paper(1), "x")), replace(noted(paper(1), "x"), bookmarked=STAR)
    marks = applied_in_order([(blank, starred), (starred, blank)], lambda _: starred)
    assert marks == {paper(1).key: starred}
    assert applied_in_order([(starred, blank)], lambda _: starred) == {paper(1).key: blank}


def test_two_marks_of_which_nothing_else_is_known_are_joined_and_nothing_is_taken_away() -> None:
    here = replace(noted(paper(1), "here"), tags=("a",), state=State.READING)
    there = replace(noted(paper(1), "there"), tags=("b",), bookmarked=STAR)
    joined = merged(here, there)
    assert (joined.tags, joined.bookmarked, joined.state) == (("a", "b"), STAR, State.READING)
    assert joined.note == "here\n\nthere"
    assert merged(joined, there) == joined == merged(joined, here)

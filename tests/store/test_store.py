"""The store as callers see it: snapshots, durability, refresh, caches."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark, State, mark_of
from paper_tui.store import PaperChanges, StoreError
from tests.store.helpers import bookmarked, content, deleted, drafts, imported, noted, opened, paper, papers


def test_a_library_that_is_not_there_is_empty_and_only_a_change_makes_it(tmp_path: Path) -> None:
    store = opened(tmp_path / "deep" / "library")
    assert (len(store.catalogue), len(store.shelf), store.notices, store.history()) == (0, 0, (), ())
    assert not store.refresh()
    assert store.change("nothing", lambda _: []) is None
    store.close()
    assert not (tmp_path / "deep" / "library" / "journal").exists()


def test_what_was_changed_is_there_after_opening_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(5))
    bookmarked(store, paper(2))
    store.change("noted", lambda _: [noted(paper(3), "two\nlines, “quoted” and odd")])
    assert content(opened(tmp_path)) == content(store)
    assert opened(tmp_path).shelf.get(paper(3).key).note.startswith("two\nlines")


def test_a_change_reports_what_it_did_and_none_when_there_was_nothing_to_do(tmp_path: Path) -> None:
    store = opened(tmp_path)
    first = store.change("bookmarked", lambda _: [noted(paper(1), "a")])
    assert first is not None
    assert (first.label, first.before[0].note, first.after[0].note) == ("bookmarked", "", "a")
    assert store.change("again", lambda _: [noted(paper(1), "a")]) is None
    assert store.change("nothing", lambda _: [mark_of(paper(2))]) is None
    imported(store, papers(1))
    assert store.change_papers("again", lambda *_: PaperChanges({paper(1).key: paper(1)})) is None
    assert drafts(tmp_path) == []
    second = store.change("more", lambda _: [noted(paper(1), "b")])
    assert second is not None
    assert second.id > first.id
    assert second.time > first.time


def test_the_edit_is_given_the_newest_shelf_of_all_processes(tmp_path: Path) -> None:
    here, there = opened(tmp_path), opened(tmp_path)
    there.change("theirs", lambda _: [noted(paper(1), "theirs")])
    here.change("ours", lambda shelf: [replace(shelf.get(paper(1).key), tags=("ours",))])
    mark = opened(tmp_path).shelf.get(paper(1).key)
    assert (mark.note, mark.tags) == ("theirs", ("ours",))


def test_an_edit_that_fails_changes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    bookmarked(store, paper(1))
    before = content(store)
    with pytest.raises(ZeroDivisionError):
        store.change("fails", lambda _: [noted(paper(1), str(1 // 0))])
    assert content(store) == before == content(opened(tmp_path))
    bookmarked(store, paper(2))


def test_a_blank_mark_takes_the_mark_off_the_shelf(tmp_path: Path) -> None:
    store = opened(tmp_path)
    bookmarked(store, paper(1))
    store.change("removed", lambda shelf: [replace(shelf.get(paper(1).key), bookmarked="")])
    assert len(store.shelf) == len(opened(tmp_path).shelf) == 0


def test_papers_and_marks_change_together(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(2))
    bookmarked(store, paper(2))
    old, new = paper(2), replace(paper(9), aliases=(paper(2).key,))
    marks = (Mark(old.key), replace(store.shelf.get(old.key), key=new.key))
    store.change_papers("merged", lambda *_: PaperChanges({old.key: None, new.key: new}, marks))
    again = opened(tmp_path)
    assert [each.key for each in again.catalogue] == [paper(1).key, new.key]
    assert [mark.key for mark in again.shelf] == [new.key]


def test_a_catalogue_is_a_sequence_in_order_of_keys(tmp_path: Path) -> None:
    store = opened(tmp_path)
    odd = [paper(0, title=title) for title in ("x",)]
    imported(store, [*papers(30), *odd])
    catalogue = store.catalogue
    keys = [each.key for each in catalogue]
    assert keys == sorted(keys)
    assert catalogue[3] == catalogue.get(keys[3])
    assert catalogue[-1].key == keys[-1]
    assert [each.key for each in catalogue[2:4]] == keys[2:4]
    assert [catalogue.key_at(place) for place in range(len(catalogue))] == keys
    assert [catalogue.ordinal(key) for key in keys] == list(range(len(keys)))
    assert catalogue.ordinal(PaperKey("arxiv:0000.00000")) is None
    assert catalogue.get(PaperKey("zzz")) is None
    with pytest.raises(IndexError):
        catalogue[len(catalogue)]


def test_a_snapshot_stays_as_it_was(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(3))
    catalogue, shelf = store.catalogue, store.shelf
    deleted(store, [paper(2).key])
    bookmarked(store, paper(1))
    assert [each.key for each in catalogue] == [each.key for each in papers(3)]
    assert len(shelf) == 0
    assert len(store.catalogue) == 2


def test_the_stamp_changes_exactly_when_the_papers_do(tmp_path: Path) -> None:
    store = opened(tmp_path)
    stamps = [store.catalogue.stamp]
    for change in (
        lambda: imported(store, papers(3)),
        lambda: deleted(store, [paper(2).key]),
        lambda: imported(store, [paper(1, venue="Elsewhere")]),
        lambda: store.undo(),
    ):
        change()
        stamps.append(store.catalogue.stamp)
    assert len(set(stamps)) == len(stamps)
    bookmarked(store, paper(1))
    assert store.catalogue.stamp == stamps[-1] == opened(tmp_path).catalogue.stamp


def test_refresh_sees_what_another_did_and_nothing_else(tmp_path: Path) -> None:
    here, there = opened(tmp_path), opened(tmp_path)
    assert not here.refresh()
    bookmarked(there, paper(1))
    assert here.refresh()
    assert content(here) == content(there)
    assert not here.refresh()
    imported(there, papers(2))
    assert here.refresh()
    assert content(here) == content(there)
    assert not there.refresh()


def test_refresh_sees_through_a_fold_and_a_trim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paper_tui.store.store.FOLD_AT", 500)
    monkeypatch.setattr("paper_tui.store.journal.compaction.STEPS_KEPT", 3)
    monkeypatch.setattr("paper_tui.store.journal.compaction.SLACK", 1)
    here, there = opened(tmp_path), opened(tmp_path)
    for number in range(40):
        there.change("noted", lambda _, number=number: [noted(paper(number), "n" * 50)])
        if number % 7 == 0:
            assert here.refresh()
            assert here.shelf == there.shelf
    here.refresh()
    assert len(here.shelf) == len(opened(tmp_path).shelf) == 40
    assert 1 <= len(here.history()) <= 8


def test_threads_of_one_store_lose_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    threads = [
        threading.Thread(target=lambda number=number: bookmarked(store, paper(number)))
        for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.shelf) == len(opened(tmp_path).shelf) == 20


def test_history_is_newest_first_and_limited(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for number in range(5):
        bookmarked(store, paper(number), label=f"bookmarked {number}")
    assert [change.label for change in store.history(2)] == ["bookmarked 4", "bookmarked 3"]
    assert len(opened(tmp_path).history()) == 5
    assert store.history(0) == ()


def test_a_change_without_a_label_is_kept_but_undo_passes_over_it(tmp_path: Path) -> None:
    store = opened(tmp_path)
    bookmarked(store, paper(1))
    store.change("", lambda shelf: [replace(shelf.get(paper(1).key), seen="2026-09-03T00:00:00.000Z")])
    undone = store.undo()
    assert undone is not None
    assert undone.message == "1 bookmark removed"
    assert opened(tmp_path).shelf.get(paper(1).key).seen
    assert [change.label for change in store.history()] == ["undid: bookmarked", "bookmarked"]


def test_buffers_come_back_under_their_stamp_only(tmp_path: Path) -> None:
    store = opened(tmp_path)
    buffers = {"words": b"abc" * 1000, "empty": b"", "numbers": memoryview(b"\1\2\3\4").cast("I")}
    store.write_cache("search", "stamp one", buffers)
    found = opened(tmp_path).read_cache("search", "stamp one")
    assert found is not None
    assert {name: bytes(view) for name, view in found.items()} == {
        name: bytes(view) for name, view in buffers.items()
    }
    assert all(view.readonly for view in found.values())
    assert store.read_cache("search", "stamp two") is None
    assert store.read_cache("search", None).keys() == buffers.keys(), "under any, where none is named"
    assert store.read_cache("other", "stamp one") is None
    store.write_cache("search", "stamp two", {"words": b"new"})
    assert bytes(found["words"]) == b"abc" * 1000


@pytest.mark.parametrize("place", [0, 30, 70, 200, -1])
def test_a_damaged_cache_is_none(tmp_path: Path, place: int) -> None:
    store = opened(tmp_path)
    store.write_cache("search", "stamp", {"words": b"abcdefgh" * 100})
    path = tmp_path / "cache" / "search"
    data = bytearray(path.read_bytes())
    data[place if place >= 0 else 900] ^= 0x10
    path.write_bytes(data)
    found = store.read_cache("search", "stamp")
    assert found is None or bytes(found["words"]) == b"abcdefgh" * 100
    path.write_bytes(data[: len(data) // 2])
    assert store.read_cache("search", "stamp") is None
    assert store.read_cache("search", "stamp", from_anywhere=True) is None
    path.write_bytes(b"")
    assert store.read_cache("search", "stamp") is None


def test_a_cache_that_somebody_else_wrote_is_none(tmp_path: Path) -> None:
    """Each is right but for its time, or for the check of its first line."""
    store, path = opened(tmp_path), tmp_path / "cache" / "search"
    store.write_cache("search", "stamp", {"words": b"abc"})
    status, data = path.stat(), path.read_bytes()
    assert store.read_cache("search", "stamp") is not None
    path.write_bytes(data)
    os.utime(path, (1, 1))
    assert store.read_cache("search", "stamp") is None
    path.write_bytes(data.replace(b'"stamp": "stamp"', b'"stamp": "other"'))
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert store.read_cache("search", "other") is None
    path.write_bytes(data)
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert store.read_cache("search", "stamp") is not None


def test_all_states_and_fields_survive(tmp_path: Path) -> None:
    store = opened(tmp_path)
    marks = [
        Mark(paper(n).key, paper(n).identity, "2026", state, ("a", "ü"), "note\n  x", "2025")
        for n, state in enumerate(State)
    ]
    store.change("all", lambda _: marks)
    assert list(opened(tmp_path).shelf) == marks


def test_an_unusable_folder_is_a_plain_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="a file is where a folder is needed"):
        opened(tmp_path / "file")
    with pytest.raises(StoreError, match="a file is where a folder is needed"):
        bookmarked(opened(tmp_path / "file" / "deep"), paper(1))


@pytest.fixture
def no_collector() -> Iterator[None]:
    """No cyclic garbage is collected meanwhile, as in a reader, which freezes what an import leaves."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="open files are listed in /dev/fd")
@pytest.mark.usefixtures("no_collector")
def test_changes_leave_no_file_open(tmp_path: Path) -> None:
    here, there = opened(tmp_path), opened(tmp_path)
    for number in range(1, 31):
        imported(here, [paper(number)])
        bookmarked(here, paper(number))
        there.refresh()
        assert len(there.catalogue) == number
        if number == 10:
            before = len(os.listdir("/dev/fd"))  # noqa: PTH208 - descriptors, not a folder
    here.undo()
    here.undo()
    there.refresh()
    assert len(there.catalogue) == 29
    assert len(os.listdir("/dev/fd")) < before + 10  # noqa: PTH208 - as above

"""Several processes at once on one library."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from paper_tui.store import StoreError
from paper_tui.store.files import lock
from tests.store import kill_harness
from tests.store.helpers import bookmarked, imported, opened, paper, papers

PROCESSES = 8


def _in_child(work: Callable[[], object]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def _ended_well(children: list[int]) -> bool:
    return all(os.waitpid(child, 0)[1] == 0 for child in children)


def test_eight_processes_bookmark_different_papers_and_all_are_there(tmp_path: Path) -> None:
    def work(number: int) -> None:
        store = opened(tmp_path)
        for place in range(10):
            bookmarked(store, paper(number * 100 + place))

    children = [_in_child(lambda number=number: work(number)) for number in range(PROCESSES)]
    assert _ended_well(children)
    assert len(opened(tmp_path).shelf) == PROCESSES * 10
    assert len(opened(tmp_path).history(1_000)) == PROCESSES * 10


def test_importing_and_bookmarking_at_once_lose_nothing(tmp_path: Path) -> None:
    def work(number: int) -> None:
        store = opened(tmp_path)
        for place in range(5):
            each = paper(number * 100 + place)
            imported(store, [each]) if number % 2 else bookmarked(store, each)

    children = [_in_child(lambda number=number: work(number)) for number in range(PROCESSES)]
    assert _ended_well(children)
    store = opened(tmp_path)
    assert (len(store.catalogue), len(store.shelf), store.notices) == (20, 20, ())


def test_a_lock_holder_that_is_killed_does_not_block_the_next(tmp_path: Path) -> None:
    bookmarked(opened(tmp_path), paper(1))
    reading, writing = os.pipe()

    def hold() -> None:
        FileLock(tmp_path / "lock").acquire()
        os.write(writing, b"held")
        signal.pause()

    child = _in_child(hold)
    assert os.read(reading, 4) == b"held"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    bookmarked(opened(tmp_path), paper(2))
    assert len(opened(tmp_path).shelf) == 2


def test_a_lock_that_cannot_be_had_is_a_plain_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock.LibraryLock.__init__, "__defaults__", (0.05,))
    store = opened(tmp_path)
    bookmarked(store, paper(1))
    with FileLock(tmp_path / "lock"), pytest.raises(StoreError, match="Another process") as raised:
        bookmarked(store, paper(2))
    assert raised.value.hint
    assert len(store.shelf) == len(opened(tmp_path).shelf) == 1
    bookmarked(store, paper(2))


def test_reading_needs_no_lock(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(3))
    with FileLock(tmp_path / "lock"):
        assert len(opened(tmp_path).catalogue) == 3
        assert not store.refresh()


def test_sixty_kills_lose_nothing() -> None:
    tally = kill_harness.run(60)
    assert (tally.lost, tally.unreadable, tally.left_over) == (0, 0, 0)
    assert tally.done > 10
    assert tally.under_way > 10

"""One save at a time, with a fault at every call of the system that it makes."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from paper_tui.store import Store, StoreError
from tests.store.faults import FAULTS, Faults, injected
from tests.store.helpers import (
    Ticking,
    bookmarked,
    content,
    deleted,
    drafts,
    imported,
    library,
    opened,
    paper,
    papers,
)

Operation = Callable[[Store], object]


OPERATIONS: dict[str, Operation] = {
    "bookmark": lambda store: bookmarked(store, paper(10)),
    "import": lambda store: imported(store, papers(3, 100)),
    "delete": lambda store: deleted(store, [paper(3).key]),
    "undo": lambda store: store.undo(),
    "fold": lambda store: store.fold(),
    "first": lambda store: bookmarked(store, paper(1)),
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(tmp_path_factory.mktemp("original") / "library", count=11, marks=8)


def _copied(original: Path, folder: Path, name: str) -> Path:
    if name == "first":
        return folder / "fresh"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(original, folder)
    return folder


def _calls(operation: Operation, folder: Path) -> list[str]:
    store = opened(folder)
    with injected(Faults()) as faults:
        operation(store)
    return faults.calls


def _struck(fault: str, calls: list[str]) -> list[int]:
    """The places of the calls that a fault changes: only writing can stop short."""
    return [place for place, call in enumerate(calls) if fault != "short" or call == "write"]


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_step_of_a_save_leaves_it_done_or_not_done(
    name: str, fault: str, original: Path, tmp_path: Path
) -> None:
    operation = OPERATIONS[name]
    folder = _copied(original, tmp_path / "count", name)
    before = content(opened(folder))
    calls = _calls(operation, folder)
    after = content(opened(folder))
    assert len(calls) >= 3
    for step in _struck(fault, calls):
        folder = _copied(original, tmp_path / f"{step}", name)
        strike = _killed if fault == "kill" else _refused
        strike(operation, folder, Faults(fault, step), before, after)
        shutil.rmtree(tmp_path / f"{step}")


def _refused(operation: Operation, folder: Path, faults: Faults, before: object, after: object) -> None:
    store = opened(folder)
    done = True
    with injected(faults):
        try:
            operation(store)
        except StoreError:
            done = False
    on_disk = content(opened(folder))
    assert content(store) == on_disk, "memory and disk differ"
    assert on_disk == after if done else on_disk in (before, after)
    _goes_on(store, folder)


def _killed(operation: Operation, folder: Path, faults: Faults, before: object, after: object) -> None:
    child = os.fork()
    if not child:
        try:
            store = opened(folder)
            with injected(faults):
                operation(store)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the fault was not reached"
    store = opened(folder)
    assert content(store) in (before, after)
    assert all("damaged" not in notice for notice in store.notices)
    _goes_on(store, folder)


def _goes_on(store: Store, folder: Path) -> None:
    """The library takes the next change, and nothing of the failed one lies about."""
    imported(store, [paper(900)])
    bookmarked(store, paper(11))
    again = opened(folder)
    assert paper(900).key in [each.key for each in again.catalogue]
    assert paper(11).key in again.shelf
    assert drafts(folder) == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["catalogue.json", "shelf.json", "journal"])
def test_a_fault_while_a_broken_library_is_mended_loses_nothing_more(
    name: str, fault: str, original: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(original, broken)
    data = bytearray((broken / name).read_bytes())
    data[len(data) // 2] ^= 1
    (broken / name).write_bytes(data)
    mended = content(opened(_copied(broken, tmp_path / "whole", "")))
    _copied(broken, tmp_path / "count", "")
    with injected(Faults()) as faults:
        opened(tmp_path / "count")
    for step in _struck(fault, faults.calls):
        folder = _copied(broken, tmp_path / "library", "")
        (_open_and_be_killed if fault == "kill" else _try_to_open)(folder, Faults(fault, step))
        assert content(opened(folder)) == mended
        kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        assert bytes(data) in kept


def _try_to_open(folder: Path, faults: Faults) -> None:
    with injected(faults), suppress(StoreError):
        opened(folder)


def _open_and_be_killed(folder: Path, faults: Faults) -> None:
    child = os.fork()
    if not child:
        try:
            with injected(faults):
                opened(folder)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the fault was not reached"


def test_a_change_that_can_be_neither_completed_nor_undone_is_not_called_nothing(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a remount: nothing can be renamed, cut or removed any more."""
    folder = _copied(original, tmp_path / "library", "")
    store = opened(folder)

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    def remount(source: Path, target: Path) -> None:
        if Path(target).name == "catalogue.json":
            for call in ("ftruncate", "unlink", "replace", "rename", "write"):
                patch.setattr(os, call, refuse)
            refuse()
        replace(source, target)

    replace = os.replace
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", remount)
        with pytest.raises(StoreError) as raised:
            imported(store, papers(3, 100))
    assert "nothing was changed" not in str(raised.value)
    assert "may be there when the library is next opened" in str(raised.value)
    assert raised.value.hint
    assert opened(folder).catalogue.get(paper(101).key) == paper(101)


def test_a_line_that_can_be_neither_confirmed_nor_undone_is_not_called_nothing(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _copied(original, tmp_path / "library", "")
    store = opened(folder)

    def refuse(*_args: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", refuse)
        patch.setattr(os, "ftruncate", refuse)
        with pytest.raises(StoreError, match="may or may not be there") as raised:
            bookmarked(store, paper(10))
    assert "nothing was changed" not in str(raised.value)
    assert content(store) == content(opened(folder)), "memory and disk agree nevertheless"


@pytest.mark.parametrize("moment", [datetime.min, datetime.max], ids=["first", "last"])
@pytest.mark.parametrize("hours", [-14, 0, 14])
def test_clocks_at_the_ends_of_time_are_no_error(moment: datetime, hours: int, tmp_path: Path) -> None:
    store = opened(tmp_path, lambda: moment.replace(tzinfo=timezone(timedelta(hours=hours))))
    imported(store, papers(3))
    imported(store, papers(3, 10))
    imported(store, papers(3, 20))
    bookmarked(store, paper(1))
    store.fold()
    bookmarked(store, paper(2))
    store.fold()
    assert store.undo()
    right = content(store)
    data = (tmp_path / "shelf.json").read_bytes()
    (tmp_path / "shelf.json").write_bytes(data[:-9])
    assert content(opened(tmp_path, lambda: moment.replace(tzinfo=UTC))) == right
    assert len(store.history()) == 6


def test_a_backup_of_the_future_is_not_newer_than_a_later_state(tmp_path: Path) -> None:
    """Backups are ordered by the generation in them: clocks go wrong, and are put right."""
    wrong = opened(tmp_path, Ticking(datetime(2099, 1, 1, tzinfo=UTC)))
    imported(wrong, papers(3))
    imported(wrong, papers(3, 10))
    right = opened(tmp_path)
    imported(right, papers(3, 20))
    imported(right, papers(3, 30))
    (tmp_path / "catalogue.json").write_bytes(b"")
    assert {each.key for each in opened(tmp_path).catalogue} == {
        paper(number).key for first in (1, 10, 20) for number in range(first, first + 3)
    }

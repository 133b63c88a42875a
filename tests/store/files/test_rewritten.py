"""Files that other programs rewrite, shorten or replace while they are open: no crash, no wrong content."""

from __future__ import annotations

import os
import random
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from paper_tui.papers.paper import Paper
from paper_tui.store import Store, StoreError
from paper_tui.store.files import cache
from paper_tui.store.format import records_file, stored_shelf
from tests.store.helpers import bookmarked, content, imported, opened, paper, papers

COUNT = 60
HOW: dict[str, Callable[[bytes], bytes]] = {
    "the same": lambda data: data,
    "empty": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "other bytes": lambda data: bytes(reversed(data)),
    "longer": lambda data: data * 2,
    "a line less": lambda data: b"\n".join(data.split(b"\n")[:-4]),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with caches, a folded shelf and a journal, all read as large ones are."""
    monkeypatch.setattr(records_file, "INDEXED", 5)
    monkeypatch.setattr(stored_shelf, "LAZY", 5)
    monkeypatch.setattr(cache, "SMALL", 0)
    store = opened(tmp_path / "library")
    imported(store, papers(COUNT))
    bookmarked(store, *papers(30))
    store.fold()
    bookmarked(store, paper(40))
    store.write_cache("search", "stamp", {"words": b"abcd" * 10_000})
    store.close()
    return tmp_path / "library"


def _rewrite(path: Path, data: bytes) -> None:
    """Write over a file as ``cp`` does: the file stays the same, its content is cut first."""
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(data)


def _papers(store: Store) -> list[Paper]:
    return [store.catalogue[place] for place in range(len(store.catalogue))]


@pytest.mark.parametrize("name", ["catalogue.json", "shelf.json", "journal"])
@pytest.mark.parametrize("how", HOW)
def test_a_file_that_is_rewritten_is_read_right_or_refused_in_words(
    name: str, how: str, folder: Path
) -> None:
    store, right = opened(folder), content(opened(folder))
    shelf, catalogue = store.shelf, store.catalogue
    _rewrite(folder / name, HOW[how]((folder / name).read_bytes()))
    for key, known in right[0].items():
        with suppress(StoreError):
            assert catalogue.get(key) == known
    for key, mark in right[1].items():
        with suppress(StoreError):
            assert shelf.get(key) == mark
    store.refresh()
    found = content(store)
    assert found[0].items() <= right[0].items()
    assert found[1].items() <= right[1].items()
    assert found == right or store.notices
    bookmarked(store, paper(50))
    assert paper(50).key in opened(folder).shelf


@pytest.mark.parametrize("how", HOW)
def test_a_cache_that_is_rewritten_changes_nothing(how: str, folder: Path) -> None:
    store, right = opened(folder), content(opened(folder))
    held = store.read_cache("search", "stamp")
    assert held is not None
    for path in (folder / "cache").iterdir():
        _rewrite(path, HOW[how](path.read_bytes()))
    assert bytes(held["words"]) == b"abcd" * 10_000
    assert content(store) == right == content(opened(folder))
    again = opened(folder).read_cache("search", "stamp")
    assert again is None or bytes(again["words"]) == b"abcd" * 10_000


def test_a_file_that_is_being_copied_over_is_waited_for(folder: Path) -> None:
    store, right = opened(folder), content(opened(folder))
    data = (folder / "catalogue.json").read_bytes()

    def copy() -> None:
        with (folder / "catalogue.json").open("r+b", buffering=0) as file:
            file.truncate(0)
            begun.set()
            for start in range(0, len(data), 4_000):
                file.write(data[start : start + 4_000])
                time.sleep(0.02)

    begun = threading.Event()
    copying = threading.Thread(target=copy)
    copying.start()
    begun.wait(5)
    store.refresh()
    copying.join()
    store.refresh()
    assert (store.notices, content(store)) == ((), right)


def _forge(folder: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """Write the cache of lines anew, under the same stamp and with right checks."""
    path = folder / "cache" / "catalogue-lines"
    stamp = cache._read_head(cache.OpenFile(path))["stamp"]
    kept = cache.read(path, stamp)
    assert kept is not None
    buffers = {name: bytes(view) for name, view in kept.items()}
    change(buffers)
    cache.write(path, stamp, buffers)


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept.pop("checks"),
        lambda kept: kept.pop("starts"),
        lambda kept: kept.clear(),
        lambda kept: kept.update(starts=kept["starts"][:-1]),
        lambda kept: kept.update(starts=kept["starts"][8:]),
        lambda kept: kept.update(starts=bytes(len(kept["starts"]))),
        lambda kept: kept.update(starts=b"\xff" * len(kept["starts"])),
        lambda kept: kept.update(starts=kept["starts"][8:16] + kept["starts"][:8] + kept["starts"][16:]),
        lambda kept: kept.update(starts=kept["starts"][:80] + b"\7" + kept["starts"][81:]),
        lambda kept: kept.update(checks=bytes(len(kept["checks"]))),
        lambda kept: kept.update(checks=kept["checks"][:-4]),
        lambda kept: kept.update(more=b"x"),
    ],
)
def test_a_cache_of_lines_with_the_right_check_and_the_wrong_content_is_made_anew(
    change: Callable[[dict[str, bytes]], object], folder: Path
) -> None:
    right = content(opened(folder))
    _forge(folder, change)
    store = opened(folder)
    assert {each.key: each for each in _papers(store)} == right[0]
    assert [store.catalogue.ordinal(key) for key in right[0]] == list(range(COUNT))
    imported(store, [paper(900)])
    assert len(opened(folder).catalogue) == COUNT + 1


def test_random_bytes_in_a_cache_change_nothing(folder: Path) -> None:
    right, chance = content(opened(folder)), random.Random(3)
    path = folder / "cache" / "catalogue-lines"
    data = path.read_bytes()
    for _ in range(100):
        forged = bytearray(data)
        forged[chance.randrange(len(forged))] ^= 1 << chance.randrange(8)
        path.write_bytes(forged[: chance.choice((len(forged), chance.randrange(len(forged))))])
        assert content(opened(folder)) == right
        path.write_bytes(data)


def test_a_library_that_is_replaced_as_a_whole_is_followed(folder: Path, tmp_path: Path) -> None:
    store = opened(folder)
    other = opened(tmp_path / "other")
    imported(other, papers(3, 500))
    shutil.rmtree(folder)
    os.rename(tmp_path / "other", folder)  # noqa: PTH104 - as a user's mv
    assert store.refresh()
    assert len(store.catalogue) == 3

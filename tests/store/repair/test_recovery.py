"""Whatever a library's files have become: it opens with all that is good, or refuses in plain words."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark
from paper_tui.store import Store, StoreError
from paper_tui.store.journal import journal_file
from tests.store import damage_harness
from tests.store.helpers import (
    START,
    Ticking,
    bookmarked,
    content,
    deleted,
    drafts,
    imported,
    library,
    noted,
    opened,
    paper,
    papers,
)

Damage = Callable[[Path], object]


def _halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _foldered(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def _garbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


DAMAGES: dict[str, Damage] = {
    "halved": _halved,
    "garbled": _garbled,
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "not JSON": lambda path: path.write_bytes(b"\xff\xfe hello \x1b]52;c;AAAA\x07"),
    "a list": lambda path: path.write_text("[]"),
    "a deep list": lambda path: path.write_text("[" * 100_000),
    "a huge number": lambda path: path.write_text("9" * 5_000),
    "wrong types": lambda path: path.write_text('{"_meta": 1, "papers": [1], "marks": {"a": 2}}'),
    "a folder": _foldered,
    "gone": lambda path: path.unlink(),
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(tmp_path_factory.mktemp("original") / "library")


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "library")
    return tmp_path / "library"


@pytest.mark.parametrize("name", ["catalogue.json", "shelf.json", "journal"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_broken_file_is_mended_and_told(name: str, damage: str, folder: Path) -> None:
    right = content(opened(folder))
    DAMAGES[damage](folder / name)
    broken = (folder / name).read_bytes() if (folder / name).is_file() else None
    store = opened(folder)
    if (name, damage) == ("shelf.json", "gone"):
        assert store.notices == (), "the journal still reaches back to the beginning"
    else:
        assert len(store.notices) == 1
        assert name in store.notices[0]
        assert "\x1b" not in store.notices[0]
    if name == "shelf.json":
        assert content(store) == right, "the journal and the backup hold all marks"
    if name == "journal":
        assert papers_kept(store, right)
    if broken is not None:
        assert broken in [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    again = opened(folder)
    assert again.notices == ()
    assert content(again) == content(store)
    bookmarked(again, paper(18))
    assert paper(18).key in opened(folder).shelf


def papers_kept(store: Store, right: tuple[dict[PaperKey, Paper], dict[PaperKey, Mark]]) -> bool:
    return content(store)[0] == right[0] and len(content(store)[1]) >= len(right[1]) - 1


def test_without_a_backup_the_good_records_are_saved_and_the_others_counted(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(10))
    _garbled(tmp_path / "catalogue.json")
    store = opened(tmp_path)
    assert store.notices[0].startswith(
        "catalogue.json was damaged: 9 papers saved from it, 1 paper lost. The broken file is kept as "
        "catalogue.json.damaged-20260903T1000"
    )
    assert len(store.catalogue) == 9


def test_losses_that_cannot_be_counted_are_said(tmp_path: Path) -> None:
    imported(opened(tmp_path), papers(10))
    (tmp_path / "catalogue.json").write_bytes(b"")
    assert "0 papers saved from it, what else it held is lost" in opened(tmp_path).notices[0]


def test_the_newest_good_backup_is_used_and_its_time_told(folder: Path) -> None:
    (folder / "catalogue.json").write_bytes(b"")
    backups = sorted((folder / "backups").glob("catalogue-*"))
    assert len(backups) >= 1
    store = opened(folder)
    assert "20 papers taken from the backup of 2026-09-03 10:00 UTC" in store.notices[0]
    assert len(store.catalogue) == 20


def test_a_broken_backup_is_passed_over(folder: Path) -> None:
    store = opened(folder, Ticking(START + timedelta(days=1)))
    imported(store, papers(2, 200))
    newest = max((folder / "backups").glob("catalogue-*"))
    newest.unlink()
    newest.write_bytes(b"broken")
    (folder / "catalogue.json").write_bytes(b"")
    assert len(opened(folder).catalogue) == 20


def test_marks_are_kept_when_the_catalogue_and_its_backups_are_gone(folder: Path) -> None:
    marks = content(opened(folder))[1]
    (folder / "catalogue.json").unlink()
    shutil.rmtree(folder / "backups")
    store = opened(folder)
    assert content(store) == ({}, marks)


def test_a_library_of_a_newer_version_is_refused_and_left_alone(folder: Path) -> None:
    path = folder / "shelf.json"
    document = json.loads(path.read_bytes())
    document["_meta"]["head"]["schema"] = 4
    for data in (
        path.read_bytes().replace(b'"schema":2', b'"schema":4'),
        json.dumps(document, indent=1).encode(),
    ):
        path.write_bytes(data)
        with pytest.raises(StoreError, match=r"newer paper-tui \(schema 4\); nothing was changed") as raised:
            opened(folder)
        assert "Update" in raised.value.hint
        assert path.read_bytes() == data
        assert not list(folder.glob("*.damaged-*"))


def test_a_journal_of_a_newer_version_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = journal_file.read(folder / "journal").lines
    monkeypatch.setattr(journal_file, "SCHEMA", 7)
    (folder / "journal").write_bytes(journal_file.whole(lines))
    monkeypatch.undo()
    with pytest.raises(StoreError, match=r"newer paper-tui \(schema 7\)"):
        opened(folder)


def test_a_file_that_turns_newer_while_open_is_refused(folder: Path) -> None:
    store = opened(folder)
    path = folder / "catalogue.json"
    data = path.read_bytes().replace(b'"schema":2', b'"schema":3')
    path.unlink()
    path.write_bytes(data)
    with pytest.raises(StoreError, match="newer"):
        store.refresh()
    with pytest.raises(StoreError, match="newer"):
        bookmarked(store, paper(1))
    assert path.read_bytes() == data


def test_damage_while_open_is_noticed_and_mended(folder: Path) -> None:
    store = opened(folder)
    right = content(store)
    _halved(folder / "shelf.json")
    assert store.refresh()
    assert content(store) == right
    assert len(store.notices) == 1
    data = (folder / "catalogue.json").read_bytes()
    (folder / "catalogue.json").unlink()
    (folder / "catalogue.json").write_bytes(data[:-300])
    bookmarked(store, paper(1))
    assert len(store.notices) == 2


@pytest.fixture
def read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
    return folder


def test_a_read_only_folder_opens_to_read(read_only: Path) -> None:
    before = {path: path.read_bytes() for path in read_only.rglob("*") if path.is_file()}
    store = opened(read_only)
    assert len(store.catalogue) == 22
    assert "read-only" in store.notices[0]
    with pytest.raises(StoreError, match="read-only: nothing was changed"):
        bookmarked(store, paper(1))
    assert not store.refresh()
    store.close()
    assert before == {path: path.read_bytes() for path in read_only.rglob("*") if path.is_file()}


def test_a_broken_read_only_library_is_mended_in_a_copy(read_only: Path) -> None:
    right = content(opened(read_only))
    _halved(read_only / "shelf.json")
    before = {path: path.read_bytes() for path in read_only.rglob("*") if path.is_file()}
    store = opened(read_only)
    assert content(store) == right
    assert "in a copy" in store.notices[1]
    store.close()
    assert before == {path: path.read_bytes() for path in read_only.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["catalogue.json", "shelf.json", "journal", "lock", "backups", "history"])
def test_a_symbolic_link_is_not_followed(name: str, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    before = outside.read_bytes() if outside.is_file() else sorted(outside.iterdir())
    with pytest.raises(StoreError, match=f"{name} is a symbolic link"):
        opened(folder)
    assert before == (outside.read_bytes() if outside.is_file() else sorted(outside.iterdir()))


def test_a_link_planted_while_open_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    store = opened(folder)
    (tmp_path / "victim").write_text("precious")
    (folder / "journal").unlink()
    (folder / "journal").symlink_to(tmp_path / "victim")
    with pytest.raises(StoreError, match="symbolic link"):
        bookmarked(store, paper(1))
    assert (tmp_path / "victim").read_text() == "precious"


def test_the_library_folder_itself_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    bookmarked(opened(tmp_path / "link"), paper(18))
    assert paper(18).key in opened(folder).shelf


def test_everything_is_for_its_owner_alone(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        store = opened(tmp_path / "library")
        imported(store, papers(2))
        deleted(store, [paper(1).key])
        store.change("noted", lambda _: [noted(paper(1), "n" * 100_000)])
        store.write_cache("search", "stamp", {"a": b"b"})
        store.close()
    finally:
        os.umask(mask)
    modes = {path: path.stat().st_mode & 0o777 for path in [*tmp_path.rglob("*")]}
    assert {path.name for path in modes} >= {"catalogue.json", "shelf.json", "journal", "lock", "search"}
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items())


def test_a_full_disk_refuses_the_change_and_keeps_the_library(folder: Path) -> None:
    """A limit on file sizes stands for the full disk: a write stops short, then fails."""
    child = os.fork()
    if not child:
        code = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            store = opened(folder)
            limit = (folder / "journal").stat().st_size + 1_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            code = 0 if _fills_up(store) else 2
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert opened(folder).notices == ()
    assert drafts(folder) == []


def _fills_up(store: Store) -> bool:
    """Bookmark until the disk is full; whether memory and disk agree then, and agree to go on."""
    done = 0
    try:
        for number in range(100):
            bookmarked(store, paper(500 + number))
            done += 1
    except StoreError as error:
        kept = sum(key >= paper(500).key for key in store.shelf.marks)
        return 0 < done == kept and "nothing was changed" in str(error)
    return False


def test_none_of_many_damages_passes_for_right() -> None:
    outcomes = damage_harness.run(120, seed=2)
    assert not [name for name in damage_harness.BAD if outcomes[name]], outcomes
    assert outcomes["mended"] > 30

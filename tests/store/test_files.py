"""The files themselves: TinyDB reads them, they diff well, old versions move on, backups are bounded."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document, Table

from paper_tui.store import Store
from paper_tui.store.errors import DamageError, StoreError
from paper_tui.store.files.atomic_files import sync_folder
from paper_tui.store.files.paths import MARKS, PAPERS, LibraryPaths
from paper_tui.store.format import records_file
from paper_tui.store.format.checked_lines import Record, check_of, decode, encode
from paper_tui.store.format.migrations import Schema
from paper_tui.store.journal import backups
from paper_tui.store.repair import recovery
from tests.store.faults import Faults, injected
from tests.store.helpers import START, Ticking, bookmarked, content, imported, opened, paper, papers

SAMPLES = Path(__file__).parent / "samples"


class _Keyed(Table):
    document_id_class = str  # type: ignore[assignment]  # as any user of TinyDB may set it


def test_stock_tinydb_reads_the_files(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(5))
    bookmarked(store, paper(1))
    store.close()
    database = TinyDB(tmp_path / "catalogue.json", access_mode="r")
    database.table_class = _Keyed
    assert database.tables() == {"_meta", "papers"}
    found = database.table("papers").get(doc_id=paper(3).key)
    assert isinstance(found, Document)
    assert found["title"] == paper(3).title
    assert len(database.table("papers").search(where("title").test(str.isprintable))) == 5
    database.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda lines: [*lines[:-3], lines[-3] + b",", lines[-3], *lines[-2:]],
        lambda lines: [*lines[:-3], lines[-3] + b",", *lines[-2:]],
        lambda lines: [*lines[:-3], lines[-3] + b",", b"", *lines[-2:]],
        lambda lines: [*lines[:2], *lines[-2:]],
        lambda lines: [*lines[:2], *lines[3:]],
        lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
    ],
    ids=["last twice", "comma at the end", "empty line", "no records", "first gone", "swapped"],
)
def test_records_too_many_too_few_or_out_of_place_are_damage(
    damage: Callable[[list[bytes]], list[bytes]], tmp_path: Path
) -> None:
    store = opened(tmp_path)
    imported(store, papers(5))
    store.close()
    path = tmp_path / "catalogue.json"
    found, _ = records_file.open_generation(path, PAPERS)
    assert len(found) == 5
    path.write_bytes(b"\n".join(damage(path.read_bytes().split(b"\n"))))
    with pytest.raises(DamageError):
        records_file.open_generation(path, PAPERS)


def test_one_record_is_one_line_in_order_and_a_change_touches_only_its_own(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, [*papers(20), paper(0, title="Ünïcode “quoted” \\ and / more")])
    before = (tmp_path / "catalogue.json").read_text(encoding="utf-8").splitlines()
    imported(store, [paper(7, venue="Elsewhere")])
    after = (tmp_path / "catalogue.json").read_text(encoding="utf-8").splitlines()
    assert len(before) == len(after) == 21 + 3
    assert [place for place, lines in enumerate(zip(before, after, strict=True)) if len({*lines}) > 1] == [
        0,
        2 + 7,
    ]
    assert before[2:-1] == sorted(before[2:-1])
    assert json.loads("\n".join(after))["papers"][paper(0).key]["title"]


@pytest.mark.parametrize("key", ["a", 'quo"te', "back\\slash", "ü", "\ud800", "tab\t", "", '":{"crc":"'])
def test_a_line_gives_back_what_was_put_in(key: str) -> None:
    record: Record = {"title": "x" + key, "list": [1, None], "crc": "ignored"}
    line = encode(key, record)
    assert decode(line) == (key, {"title": "x" + key, "list": [1, None]})
    for place in range(len(line)):
        assert check_of(line[:place] + bytes([line[place] ^ 4]) + line[place + 1 :]) is None


def test_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode("a", {"votes": float("nan")})


def test_the_places_of_lines_are_kept_and_a_stale_or_broken_index_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records_file, "INDEXED", 5)
    store = opened(tmp_path)
    imported(store, papers(20))
    index = tmp_path / "cache" / "catalogue-lines"
    assert index.exists()
    right = content(store)
    kept = index.read_bytes()
    assert content(opened(tmp_path)) == right
    imported(store, papers(3, 100))
    index.write_bytes(kept)
    assert len(content(opened(tmp_path))[0]) == 23
    index.write_bytes(b"broken")
    assert len(content(opened(tmp_path))[0]) == 23


def test_damage_under_a_known_index_is_seen_when_the_record_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rot that leaves size and time as they were: the record is refused, and is not carried on."""
    monkeypatch.setattr(records_file, "INDEXED", 5)
    imported(opened(tmp_path), papers(20))
    path = tmp_path / "catalogue.json"
    status, data = path.stat(), bytearray(path.read_bytes())
    data[data.index(b"Words of 7.") + 2] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    store = opened(tmp_path)
    assert store.catalogue.get(paper(19).key) == paper(19)
    with pytest.raises(DamageError):
        store.catalogue.get(paper(7).key)
    with pytest.raises(StoreError, match="has been repaired"):
        imported(store, papers(1, 50))
    imported(store, papers(1, 50))
    assert len(opened(tmp_path).catalogue) == 20


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.EBADF])
def test_a_file_system_that_cannot_flush_folders_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        sync_folder(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.EIO, "broken")))
    with pytest.raises(OSError, match="broken"):
        sync_folder(tmp_path)


def test_a_file_system_without_hard_links_gets_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    store = opened(tmp_path)
    imported(store, papers(3))
    imported(store, papers(3, 10))
    (tmp_path / "catalogue.json").write_bytes(b"")
    assert len(opened(tmp_path).catalogue) == 3


def test_the_newest_backups_and_one_a_day_for_a_week_are_kept(tmp_path: Path) -> None:
    path, folder = tmp_path / "shelf.json", tmp_path / "backups"
    path.write_text("x")
    for hour in range(24 * 30):
        backups.back_up(path, folder, START + timedelta(hours=hour))
    kept = [backups.time_of(backup) for backup in backups.backups_of(path, folder)]
    assert kept[:3] == [START + timedelta(hours=24 * 30 - 1 - back) for back in range(3)]
    assert len({moment.date() for moment in kept if moment}) == 7
    assert len(kept) <= 3 + 7


def test_backups_of_a_large_file_stay_within_their_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "SIZE", 1_000)
    path = tmp_path / "catalogue.json"
    for hour in range(5):
        path.unlink(missing_ok=True)
        path.write_bytes(b"x" * 5_000)
        backups.back_up(path, tmp_path / "backups", START + timedelta(hours=hour))
    assert len(backups.backups_of(path, tmp_path / "backups")) == 1


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


def test_a_change_is_flushed_before_it_is_acknowledged(tmp_path: Path) -> None:
    """The order that power cuts ask for: data, flush; a new file: flush, rename, flush of the folder."""
    store = opened(tmp_path)
    bookmarked(store, paper(1))
    with injected(Faults()) as faults:
        bookmarked(store, paper(2))
    assert faults.calls[-2:] == ["write", "fdatasync"]
    with injected(Faults()) as faults:
        imported(store, papers(1))
    calls = [call for call in faults.calls if call in ("write", "fsync", "fdatasync", "replace")]
    history = ["write", "write", "fsync", "replace", "fsync"]
    catalogue, journal = ["write", "write", "fsync"], ["write", "fdatasync"]
    assert calls == [*catalogue, *history, *journal, "replace", "fsync"]


def test_history_of_papers_stays_within_its_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paper_tui.store.journal.commit.HISTORY_SIZE", 2_000)
    store = opened(tmp_path)
    for number in range(1, 8):
        imported(store, [paper(number)])
    kept = list((tmp_path / "history").iterdir())
    assert 1 < len(kept) < 7
    assert store.undo()
    assert len(opened(tmp_path).catalogue) == 6


@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_what_is_no_file_does_not_hold_the_reader_up(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "catalogue.json"
    os.mkfifo(path) if kind == "fifo" else path.mkdir()
    store = opened(tmp_path)
    assert len(store.catalogue) == 0
    imported(store, papers(1))
    assert len(opened(tmp_path).catalogue) == 1


def test_to_look_through_all_records_gives_others_their_turn(tmp_path: Path) -> None:
    imported(opened(tmp_path), papers(3 * records_file.PAUSED_EVERY))
    paused: list[None] = []
    store = Store.open(tmp_path, clock=Ticking(), pause=lambda: paused.append(None))
    assert len(paused) == 3
    bookmarked(store, paper(1))
    assert len(paused) == 3
    imported(store, [paper(0)])
    assert len(paused) >= 6

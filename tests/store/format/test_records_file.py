"""Records files: TinyDB reads them, one record is one line, and damage is noticed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document, Table

from paper_tui.store import Store
from paper_tui.store.errors import DamageError, StoreError
from paper_tui.store.files.paths import PAPERS
from paper_tui.store.format import records_file
from paper_tui.store.format.checked_lines import Record, check_of, decode, encode
from tests.store.helpers import Ticking, bookmarked, content, imported, opened, paper, papers


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


def test_to_look_through_all_records_gives_others_their_turn(tmp_path: Path) -> None:
    imported(opened(tmp_path), papers(3 * records_file.PAUSED_EVERY))
    paused: list[None] = []
    store = Store.open(tmp_path, clock=Ticking(), pause=lambda: paused.append(None))
    assert len(paused) == 3
    bookmarked(store, paper(1))
    assert len(paused) == 3
    imported(store, [paper(0)])
    assert len(paused) >= 6

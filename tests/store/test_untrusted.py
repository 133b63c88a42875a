"""Libraries that somebody else wrote, with right checks: nothing in them breaks or acts on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest

from paper_tui.papers.paper import PaperKey
from paper_tui.store.files.paths import MARKS, PAPERS
from paper_tui.store.format import checked_lines
from paper_tui.store.format.file_header import Header, table_start
from paper_tui.store.format.records_file import TABLE_END
from paper_tui.store.journal import journal_file
from paper_tui.store.repair.doctor import examine, repair
from tests.store.helpers import bookmarked, content, imported, library, opened, paper

HOSTILE = "a\x1b]0;title\x07b\u202ec\x9b31md"
ACTING = {"\x1b", "\x07", "\u202e", "\x9b"}


def records(path: Path, kind: str, lines: list[bytes], **header: object) -> None:
    """A records file of these lines, with right checks."""
    checks = b"".join(checked_lines.stated_check(line).to_bytes(4, sys.byteorder) for line in lines)
    known = Header(kind, generation=1, records=len(lines), check=f"{crc32(checks):08x}")
    head = replace(known, **header)  # type: ignore[arg-type]  # whatever a test wants
    path.write_bytes(head.encode() + table_start(kind) + b",\n".join(lines) + TABLE_END)


def line(key: str, text: str) -> bytes:
    """The line of a record that is given as JSON."""
    name, rest = json.dumps(key).encode(), b"," + text.encode()[1:] if text != "{}" else b"}"
    return b'%b:{"crc":"%08x"%b' % (name, crc32(rest, crc32(name)), rest)


def journal(path: Path, bodies: list[str]) -> None:
    """A journal of lines that are given as JSON, with right checks."""
    found = [body.encode()[1:] for body in bodies]
    lines = b"".join(b'{"crc":"%08x",%b\n' % (crc32(body), body) for body in found)
    path.write_bytes(journal_file.header() + lines + b"\n")


DEEP = "[" * 3_000 + "]" * 3_000
RECORDS: Mapping[str, str] = {
    "empty": "{}",
    "deep": f'{{"title":"x","later":{DEEP}}}',
    "deep but readable": '{"title":"x","later":' + "[" * 400 + "]" * 400 + "}",
    "a huge number": '{"title":"x","arxiv_version":' + "9" * 6_000 + "}",
    "no title": '{"title":5}',
    "wrong types": '{"title":"x","authors":5,"links":{},"sightings":"x","tags":7,"state":[],"note":{}}',
    "acting": json.dumps({"title": HOSTILE, "note": HOSTILE, "tags": [HOSTILE], "later": HOSTILE}),
}


@pytest.mark.parametrize("name", RECORDS)
def test_one_record_of_any_content_leaves_the_others_readable(name: str, tmp_path: Path) -> None:
    good = line("arxiv:2401.00002", '{"title":"fine","note":"mine"}')
    records(tmp_path / "catalogue.json", PAPERS, [line("arxiv:2401.00001", RECORDS[name]), good])
    records(tmp_path / "shelf.json", MARKS, [line("arxiv:2401.00001", RECORDS[name]), good])
    store = opened(tmp_path)
    assert store.notices == ()
    assert store.catalogue[1].title == "fine"
    assert store.shelf.get(PaperKey("arxiv:2401.00002")).note == "mine"
    assert not ACTING & {*store.catalogue[0].title, *store.shelf.get(paper(1).key).note}
    bookmarked(store, paper(1), paper(2))
    imported(store, [paper(1), paper(3)])
    store.fold()
    again = opened(tmp_path)
    assert content(again) == content(store)
    assert again.undo()
    assert again.undo()
    assert examine(tmp_path).is_sound


@pytest.mark.parametrize(
    "body",
    [
        '{"number":2,"id":"2-a","time":"t","label":"l","marks":{"k":' + DEEP + "}}",
        '{"number":2,"id":"2-a","time":[],"label":{},"marks":{}}',
        '{"number":2,"id":"2-a"}',
        '{"number":2,"id":"2-a","marks":[1]}',
        '{"number":2,"id":"2-a","marks":{"k":[{}],"l":5,"m":[1,2],"n":[{},{"state":"zzz","tags":"x"}]}}',
        '{"number":2,"id":7,"time":"t","label":"l","marks":{}}',
        '{"number":999999999999999,"id":"999999999999999-a","time":"t","label":"l","marks":{}}',
        '{"number":2,"id":"2-a","papers":true,"undoes":5,"redoes":[],"marks":{}}',
        '{"number":2,"id":"2-a","undoes":"2-a","label":"x","marks":{}}',
        json.dumps(
            {"number": 2, "id": HOSTILE, "time": HOSTILE, "label": HOSTILE, "marks": {HOSTILE: [{}, {}]}}
        ),
    ],
)
def test_one_line_of_the_journal_of_any_content_leaves_the_others_readable(body: str, tmp_path: Path) -> None:
    first = '{"number":1,"id":"1-a","time":"2026","label":"first","marks":{"k":[{},{"note":"mine"}]}}'
    journal(tmp_path / "journal", [first, body])
    store = opened(tmp_path)
    assert store.shelf.get(PaperKey("k")).note == "mine"
    for change in store.history():
        assert not ACTING & {*change.label, *change.time, *change.id}
    bookmarked(store, paper(1))
    assert store.undo()
    bookmarked(store, paper(2))
    again = opened(tmp_path)
    assert (paper(2).key in again.shelf, content(again)) == (True, content(store))
    repair(tmp_path)
    assert content(opened(tmp_path)) == content(store)
    assert examine(tmp_path).is_sound


@pytest.mark.parametrize(
    "header",
    [
        {"change": "999999999999999-abcdef"},
        {"change": HOSTILE},
        {"change": "١٢٣-a"},
        {"folded": 10**12},
        {"generation": 10**12},
        {"steps": 10**12},
        {"records": 10**12},
        {"records": -1},
        {"folded": 10**40},
        {"body": "zzz"},
    ],
)
@pytest.mark.parametrize("name", ["catalogue.json", "shelf.json"])
def test_numbers_in_a_header_are_believed_within_reason(
    name: str, header: dict[str, object], tmp_path: Path
) -> None:
    kind = PAPERS if name == "catalogue.json" else MARKS
    records(tmp_path / name, kind, [line("k", '{"title":"fine","note":"mine"}')], **header)
    store = opened(tmp_path)
    assert (len(store.catalogue), len(store.shelf)) == ((1, 0) if kind == PAPERS else (0, 1))
    bookmarked(store, paper(1))
    imported(store, [paper(1)])
    bookmarked(store, paper(2))
    again = opened(tmp_path)
    assert content(again) == content(store)
    assert opened(tmp_path).notices == ()
    repair(tmp_path)
    assert content(opened(tmp_path)) == content(store)


def test_a_history_of_any_content_is_no_error(tmp_path: Path) -> None:
    library(tmp_path / "library")
    for path in (tmp_path / "library" / "history").iterdir():
        records(path, "previous", [line(paper(1).key, '{"before":7,"after":[]}'), line("z", "{}")])
    store = opened(tmp_path / "library")
    while store.undo():
        pass
    assert content(opened(tmp_path / "library")) == content(store)

"""A library through TinyDB's own calls: durable, atomic, undoable, and as cheap as through ours."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, operations, where
from tinydb.table import Document

from paper_tui.papers.serialization import paper_record
from paper_tui.papers.shelf import State
from paper_tui.store import LibraryDatabase, StoreError
from paper_tui.store.format.tables import RecordsTable
from tests.store.faults import Faults, injected
from tests.store.helpers import bookmarked, imported, opened, paper, papers

ROOT = Path(__file__).parents[2]


def document(key: str, **fields: object) -> Document:
    return Document(fields, doc_id=key)  # type: ignore[arg-type]  # TinyDB's annotation knows numbers only


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = opened(tmp_path / "library")
    imported(store, papers(20))
    bookmarked(store, paper(1), paper(2))
    store.close()
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[LibraryDatabase]:
    with LibraryDatabase(folder) as database:
        yield database


def test_reading_gives_the_records_of_papers_and_marks(library: LibraryDatabase) -> None:
    assert library.tables() == {"papers", "marks"}
    table: Any = library.table("papers")  # our ids are texts, which TinyDB's annotations do not know
    assert table.get(doc_id=paper(3).key) == paper_record(paper(3))
    assert table.contains(doc_id=paper(3).key)
    assert not table.contains(doc_id="arxiv:none")
    assert [each.doc_id for each in table] == sorted(each.key for each in papers(20))
    assert [each.doc_id for each in library.search(where("title").search("number 7:"))] == [paper(7).key]
    assert {each.doc_id for each in library.table("marks").search(Query().bookmarked.exists())} == {
        paper(1).key,
        paper(2).key,
    }
    assert len(library) == library.count(where("title").exists()) == 20


def test_what_a_call_changes_is_there_for_the_reader_at_once_and_undone_by_it(
    library: LibraryDatabase, folder: Path
) -> None:
    reader = opened(folder)
    marks: Any = library.table("marks")
    marks.upsert(document(paper(5).key, tags=["graphs"], state="later"))
    assert reader.refresh()
    mark = reader.shelf.get(paper(5).key)
    assert (mark.tags, mark.state, mark.identity) == (("graphs",), State.LATER, paper(5).identity)
    marks.update(operations.set("note", "read this"), where("tags").any(["graphs"]))
    marks.update(operations.delete("tags"), doc_ids=[paper(5).key])
    reader.refresh()
    assert (reader.shelf.get(paper(5).key).note, reader.shelf.get(paper(5).key).tags) == ("read this", ())
    marks.remove(where("bookmarked").exists())
    assert [mark.key for mark in opened(folder).shelf] == [paper(5).key]
    assert reader.undo()
    assert len(marks) == 3


def test_papers_are_inserted_updated_and_removed(library: LibraryDatabase, folder: Path) -> None:
    table: Any = library.table("papers")
    keys = table.insert_multiple([{"title": "On graphs", "doi": "10.1000/graphs"}, {"title": "On trees"}])
    assert keys[0] == "doi:10.1000/graphs"
    assert keys[1].startswith("title:on-trees-")
    table.update({"summary": "Short."}, doc_ids=keys)
    assert [opened(folder).catalogue.get(key).summary for key in keys] == ["Short.", "Short."]
    assert table.remove(doc_ids=[keys[0], "arxiv:none"]) == [keys[0]]
    assert len(opened(folder).catalogue) == 21
    with pytest.raises(ValueError, match="title"):
        table.update({"title": ""}, doc_ids=[keys[1]])
    with pytest.raises(ValueError, match="already exists"):
        table.insert_multiple([document("new", title="New"), document(keys[1], title="Again")])
    assert opened(folder).catalogue.get(keys[1]).title == "On trees"
    assert "new" not in [each.key for each in opened(folder).catalogue]


def test_a_change_of_one_mark_appends_one_line_and_flushes_it(library: LibraryDatabase, folder: Path) -> None:
    marks: Any = library.table("marks")
    marks.upsert(document(paper(1).key, note="first"))
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with injected(Faults()) as faults:
        marks.update({"note": "second"}, doc_ids=[paper(1).key])
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert [name for name in after if after[name] != before[name]] == ["journal"]
    assert after["journal"].count(b"\n") == before["journal"].count(b"\n") + 1
    assert [call for call in faults.calls if call != "open"][-2:] == ["write", "fdatasync"]


def test_a_lookup_by_key_parses_one_record(library: LibraryDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[bytes] = []
    from paper_tui.store.format import checked_lines

    real = checked_lines.parsed
    monkeypatch.setattr(checked_lines, "parsed", lambda line: parsed.append(line) or real(line))
    table: Any = library.table("papers")
    assert table.get(doc_id=paper(3).key)["title"] == paper(3).title
    assert len(parsed) == 1


def test_a_search_is_not_answered_from_before_a_change_of_another_process(
    library: LibraryDatabase, folder: Path
) -> None:
    noted = where("note") == "theirs"
    assert library.table("marks").search(noted) == []
    other: Any = LibraryDatabase(folder).table("marks")
    other.upsert(document(paper(9).key, note="theirs"))
    assert [each.doc_id for each in library.table("marks").search(noted)] == [paper(9).key]


def test_two_writers_lose_nothing_and_give_out_no_key_twice(folder: Path) -> None:
    first, second = (LibraryDatabase(folder).table("marks") for _ in range(2))
    keys = [table.insert({"note": str(number)}) for number in range(5) for table in (first, second)]
    assert keys == [str(number) for number in range(1, 11)]
    assert len(opened(folder).shelf) == 12


def test_a_failed_call_changes_nothing(
    library: LibraryDatabase, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks: Any = library.table("marks")

    def fail(_document: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        marks.update(fail, where("bookmarked").exists())
    before = [dict(each) for each in marks]

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", refuse)
        with pytest.raises(StoreError, match="nothing was changed: the disk is full"):
            marks.update({"note": "x"})
    assert (
        [dict(each) for each in marks]
        == before
        == [dict(each) for each in LibraryDatabase(folder).table("marks")]
    )


def test_what_a_mark_of_a_later_version_holds_is_kept(library: LibraryDatabase, folder: Path) -> None:
    marks: Any = library.table("marks")
    marks.insert(document(paper(8).key, colour={"name": "red"}, state="archived"))
    assert opened(folder).shelf.get(paper(8).key).state is State.NEW
    bookmarked(opened(folder), paper(8))
    found = marks.get(doc_id=paper(8).key)
    assert (found["colour"], found["state"], bool(found["bookmarked"])) == ({"name": "red"}, "archived", True)


def test_a_library_has_no_other_tables_and_snapshots_are_read_only(
    library: LibraryDatabase, folder: Path
) -> None:
    with pytest.raises(StoreError, match="papers and marks only"):
        library.table("other").insert({"a": 1})
    snapshot = opened(folder).catalogue._table
    assert isinstance(snapshot, RecordsTable)
    with pytest.raises(StoreError, match="cannot be changed"):
        snapshot.insert({"title": "x"})


def test_dropping_all_tables_is_one_step_that_undo_takes_back(library: LibraryDatabase, folder: Path) -> None:
    library.drop_tables()
    assert (len(opened(folder).catalogue), len(opened(folder).shelf)) == (0, 0)
    assert opened(folder).undo()
    assert (len(opened(folder).catalogue), len(opened(folder).shelf)) == (20, 2)


def test_the_lines_of_the_contributing_guide_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert code
    assert len([line for line in code[1].splitlines() if line]) == 5
    imported(opened(folder), [paper(30, title="A graph of words")])
    bookmarked(opened(folder), paper(30, title="A graph of words"))
    exec(code[1], {})
    assert opened(folder).shelf.get(paper(30).key).state is State.LATER
    assert os.path.exists("library/journal")  # noqa: PTH110 - relative, as in the guide

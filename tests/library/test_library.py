"""The façade: what front ends may rely on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from paper_tui.library import KeyNotFoundError, Library
from paper_tui.library.indexing import index_cache as indexes_module
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.clock import Clock
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Mark, State
from paper_tui.search import Query, Scope
from paper_tui.sources import SourceError
from paper_tui.sources.base import Notice, Reject
from paper_tui.store import StoreError
from tests.library.helpers import added, lines, paper, starred, titles

FIRST = paper("A first paper", arxiv_id="2401.00001", doi="10.1000/x", url="https://example.org/first")
SECOND = paper("A second paper", abstract="Diffusion for cats.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path, clock: Clock) -> Iterator[Library]:
    opened = Library.open(folder, clock)
    yield opened
    opened.close()


def found(library: Library, text: str) -> list[str]:
    listing = library.search(Scope(query=Query.parse(text)))
    return [listing.paper(row).title for row in range(len(listing))]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.json*")}


def test_a_fresh_library_shows_the_starter_and_leaves_no_file(library: Library, folder: Path) -> None:
    assert library.is_starter
    assert len(library.catalogue) >= 40
    assert "Attention Is All You Need" in found(library, "atention")[:3]
    assert not folder.exists()


def test_a_bookmark_on_a_starter_paper_keeps_the_starter_for_good(
    library: Library, folder: Path, clock: Clock
) -> None:
    attention = library.find("1706.03762")
    change = library.marks.toggle_bookmark([attention])
    assert change
    assert change.label == "bookmarked “Attention Is All You Need”"
    count = len(library.catalogue)
    added(library, FIRST)
    with_more = Library.open(folder, clock)
    assert len(with_more.catalogue) == count + 1
    assert with_more.shelf.get(attention.key).bookmarked
    with_more.close()


def test_a_page_adds_its_94_papers_once(library: Library, real_page: Path) -> None:
    for expected in ("94 added · 0 updated · 0 same", "0 added · 0 updated · 94 same"):
        with real_page.open("rb") as stream:
            report = library.imports.read(stream, "page")
        assert report.text == f"{expected} · 0 rejected"
    assert len(library.catalogue) == 94
    assert not library.is_starter


def test_what_was_exported_with_marks_comes_back_with_them(library: Library) -> None:
    note = "the one with cats\n\nand two paragraphs"
    entries = [Entry(FIRST, Mark(FIRST.key)), Entry(SECOND, starred(SECOND, tags=("cats",), note=note))]
    report = library.imports.read(lines(*entries), "export.jsonl")
    assert report.added == 2
    mark = library.shelf.get(SECOND.key)
    assert (mark.tags, mark.note, bool(mark.bookmarked)) == (("cats",), note, True)


def test_rejects_and_notices_are_reported_and_the_good_is_kept(library: Library) -> None:
    reject = Reject(3, "no title")
    report = added(library, FIRST, reject, Notice("read as Latin-1"))
    assert (report.added, report.rejects, report.notices) == (1, (reject,), ("read as Latin-1",))
    assert report.text == "1 added · 0 updated · 0 same · 1 rejected"
    assert titles(library) == ["A first paper"]


@pytest.mark.parametrize("when", range(7))
def test_a_cancelled_import_changes_nothing(library: Library, folder: Path, when: int) -> None:
    added(library, SECOND)
    before = contents(folder)
    asked = iter([False] * when)
    report = library.imports.add(
        [FIRST, paper("A third paper")], "test", CancelToken(lambda: next(asked, True))
    )
    if when < 4:  # then it is done, whatever is asked while its identities are cached
        assert report.cancelled
        assert report.text == "import cancelled, nothing was changed"
        assert contents(folder) == before
        assert titles(library) == ["A second paper"]
    else:
        assert report.added == 2


def test_an_input_that_cannot_be_read_changes_nothing(library: Library, folder: Path) -> None:
    added(library, SECOND)
    before = contents(folder)
    with pytest.raises(SourceError, match="daily-page"):
        library.imports.read(lines_of(b"%PDF-1.7 nothing to read here"), "a.pdf")
    assert contents(folder) == before


def lines_of(data: bytes) -> object:
    stream = lines()
    stream.write(data)
    stream.seek(0)
    return stream


def test_progress_rises_and_stays_between_0_and_1(library: Library) -> None:
    stream = lines(*(paper(f"Paper {number}") for number in range(900)))
    told: list[float] = []
    library.imports.read(stream, "x", size=len(stream.getvalue()), progress=told.append)
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1


def test_marks_are_on_the_shelf_and_found_by_the_search(library: Library) -> None:
    added(library, FIRST, SECOND)
    library.marks.set_state([FIRST], State.LATER)
    library.marks.set_tags([FIRST, SECOND], add=["Vision", "#old"], remove=["old"])
    library.marks.set_note(SECOND, "remember the zebra")
    assert found(library, "state:later") == ["A first paper"]
    assert sorted(found(library, "tag:vision")) == ["A first paper", "A second paper"]
    assert found(library, "note:zebra") == ["A second paper"]
    assert library.marks.set_state([FIRST], State.LATER) is None


def test_toggling_several_marks_all_before_it_unmarks_all(library: Library) -> None:
    added(library, FIRST, SECOND)
    library.marks.set_bookmarked([FIRST], bookmarked=True)
    library.marks.toggle_bookmark([FIRST, SECOND])
    assert len(library.shelf.bookmarks) == 2
    library.marks.toggle_bookmark([FIRST, SECOND])
    assert library.shelf.bookmarks == ()


def test_undo_and_redo_say_what_came_back_across_restarts(
    library: Library, folder: Path, clock: Clock
) -> None:
    added(library, FIRST, SECOND, name="two.jsonl")
    library.marks.set_state([FIRST, SECOND], State.DONE)
    again = Library.open(folder, clock)
    undone = again.history.undo()
    assert undone
    assert undone.message == "2 papers marked new again"
    assert len(again.shelf) == 0
    redone = again.history.redo()
    assert redone
    assert again.shelf.get(FIRST.key).state is State.DONE
    again.history.undo()
    again.history.undo()
    assert again.is_starter
    assert [change.label for change in again.history.changes()][-2:] == [
        "marked 2 papers as done",
        "imported two.jsonl",
    ]
    again.close()


def test_history_says_in_words_what_was_done(library: Library) -> None:
    added(library, FIRST, SECOND)
    for state in (State.LATER, State.HIDDEN):
        library.marks.set_state([FIRST, SECOND], state)
    assert [change.label for change in library.history.changes()][:2] == [
        "hid 2 papers",
        "marked 2 papers as later",
    ]


def test_another_opening_sees_what_this_one_did_on_refresh(
    library: Library, folder: Path, clock: Clock
) -> None:
    added(library, FIRST)
    other = Library.open(folder, clock)
    library.marks.set_bookmarked([FIRST], bookmarked=True)
    assert other.refresh()
    assert other.shelf.get(FIRST.key).bookmarked
    assert not other.refresh()
    other.close()


def test_a_search_that_is_no_longer_wanted_stops(library: Library) -> None:
    with pytest.raises(Cancelled):
        library.search(Scope(query=Query.parse("cats")), cancel=CancelToken(lambda: True))


def test_a_cache_that_cannot_be_written_stops_neither_search_nor_import(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes_module, "WORTH_KEEPING", 0)

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(library._store, "write_cache", full)
    added(library, FIRST, SECOND)
    assert found(library, "cats") == ["A second paper"]


@pytest.mark.parametrize("cache", ["kept", "garbled", "stale"])
def test_papers_are_known_again_whatever_became_of_the_identities_on_disk(
    library: Library, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, cache: str
) -> None:
    monkeypatch.setattr(indexes_module, "WORTH_KEEPING", 0)
    added(library, FIRST, SECOND)
    (kept,) = folder.rglob(indexes_module.IDENTITIES)
    data = kept.read_bytes()
    if cache == "garbled":
        kept.write_bytes(data[:-3] + b"???")
    added(library, paper("A third paper"))
    if cache == "stale":
        kept.write_bytes(data)
    again = Library.open(folder, clock)
    report = added(again, *(paper(f"A {name} paper") for name in ("first", "second", "third")))
    assert (report.added, len(again.catalogue)) == (0, 3)
    again.close()


@pytest.mark.parametrize(
    "text",
    [
        "arxiv:2401.00001",
        "2401.00001",
        "arXiv:2401.00001v2",
        "https://arxiv.org/pdf/2401.00001v1",
        "10.1000/X",
        "https://doi.org/10.1000/x",
        "https://example.org/first",
        " 2401.0000 ",
    ],
)
def test_a_paper_answers_to_its_ids_its_address_and_any_part_of_its_key(library: Library, text: str) -> None:
    added(library, FIRST, SECOND)
    assert library.find(text).title == "A first paper"


def test_a_joined_paper_answers_to_the_key_it_had(library: Library) -> None:
    by_id, by_title = paper("A working title", arxiv_id="1706.03762"), paper("Attention for all")
    added(library, by_id, by_title)
    added(library, paper("Attention for all", arxiv_id="1706.03762"))
    assert library.find(by_title.key).key == by_id.key


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("paper", r"“paper” names 7 papers: title:a-eighth.*, …\. Type more of one\."),
        ("nobody", r"No paper has the key “nobody”\. Find its key with: paper-tui list WORDS"),
        ("", "No paper has the key “”"),
        ("\x1b]52;c;x\x07", "No paper has the key “␛]52;c;x␇”"),
    ],
)
def test_what_names_no_paper_or_several_says_what_to_type(library: Library, text: str, said: str) -> None:
    numbers = ("third", "fourth", "fifth", "sixth", "seventh", "eighth")
    added(library, SECOND, *(paper(f"A {number} paper") for number in numbers))
    with pytest.raises(KeyNotFoundError, match=said):
        library.find(text)


def test_the_starter_is_looked_through_like_any_catalogue(library: Library) -> None:
    bundle = library.catalogue
    keys = [bundle.key_at(place) for place in range(len(bundle))]
    assert keys == sorted(keys)
    assert [bundle.ordinal(key) for key in keys] == list(range(len(keys)))
    assert bundle.get(keys[3]) == bundle[3]
    assert bundle.get(FIRST.key) is None
    assert bundle.stamp.startswith("bundle-")


def test_an_import_into_a_frozen_heap_leaves_what_becomes_garbage_to_the_collector(library: Library) -> None:
    """As in the reader, which freezes its heap once at the start."""
    frozen = gc.get_freeze_count()
    assert frozen, "the tests freeze theirs after collection"
    library.imports.read(lines(FIRST, SECOND), "export.jsonl")
    assert gc.get_freeze_count() == frozen
    assert gc.isenabled()

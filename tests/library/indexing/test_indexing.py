"""The index made in a process of its own, over libraries that are small but made to count as large."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.library.indexing import index_cache
from paper_tui.library.indexing.index_process import INDEX, Indexer
from paper_tui.papers.cancellation import NEVER, Cancelled, CancelToken
from paper_tui.papers.shelf import State
from paper_tui.search import Query, Scope, SearchIndex
from paper_tui.store import Store
from paper_tui.store.files import cache
from tests.library.helpers import added, paper
from tests.search.helpers import papers_read

STARTS = [paper(f"Paper {number} of diffusion") for number in range(30)]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(index_cache, "MADE_HERE", 10)
    made = Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    added(made, *STARTS)
    yield made
    made.close()


@pytest.fixture
def store(library: Library, tmp_path: Path) -> Store:
    assert library.catalogue
    return Store.open(tmp_path / "library", clock=lambda: datetime(2026, 9, 4, tzinfo=UTC))


@pytest.fixture
def build_here(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the indexes that this process makes itself."""
    built: list[int] = []
    build = SearchIndex.build

    def counted(papers: object, *checks: object, **options: object) -> SearchIndex:
        built.append(len(papers))
        return build(papers, *checks, **options)

    monkeypatch.setattr(SearchIndex, "build", counted)
    return built


def found(library: Library) -> int:
    return len(library.search(Scope(Query.parse("diffusion"))))


def test_the_index_is_made_by_another_process(library: Library, build_here: list[int]) -> None:
    assert found(library) == 30
    assert build_here == []


def test_the_index_follows_an_import(library: Library, build_here: list[int]) -> None:
    found(library)
    added(library, paper("More of diffusion"))
    assert found(library) == 31
    assert build_here == []


def test_of_an_import_only_what_came_in_is_read(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    added(library, *STARTS)
    with papers_read() as read:
        assert found(library) == 30
        added(library, paper("More of diffusion"))
        assert found(library) == 31
        library.history.undo()
        assert found(library) == 30
    assert read == [30, 1, 0]
    library.close()


def test_while_an_index_is_made_those_before_are_found(library: Library) -> None:
    scope = Scope(Query.parse("diffusion"))
    assert library.search_last_index(scope) is None
    found(library)
    added(library, paper("More of diffusion"))
    meanwhile: list[int] = []

    def indexing(papers: int) -> None:
        listing = library.search_last_index(scope)
        assert listing is not None
        meanwhile.extend([papers, len(listing)])

    assert len(library.search(scope, indexing=indexing)) == 31
    assert meanwhile == [31, 30]


def test_papers_that_came_with_the_program_are_not_found_among_the_first_of_ones_own(
    tmp_path: Path,
) -> None:
    library = Library.open(tmp_path / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    assert library.search(Scope())
    added(library, paper("The first of my own"))
    assert library.search_last_index(Scope()) is None
    library.close()


@pytest.mark.parametrize("executable", ["/nowhere/python", "/bin/false", ""])
def test_where_no_process_can_make_it_this_one_does(
    library: Library, build_here: list[int], monkeypatch: pytest.MonkeyPatch, executable: str
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert found(library) == 30
    assert build_here == [30]


def test_who_waits_no_longer_leaves_the_index_to_who_asks_next(
    library: Library, build_here: list[int]
) -> None:
    with pytest.raises(Cancelled):
        library.search(Scope(), cancel=CancelToken(lambda: True))
    process = library._indexes._indexer._making[1]
    assert found(library) == 30
    assert process.returncode == 0
    assert build_here == []


def test_nothing_is_made_after_closing(store: Store, tmp_path: Path) -> None:
    indexer = Indexer(tmp_path / "library")
    with pytest.raises(Cancelled):
        indexer.make(store.catalogue.stamp, CancelToken(lambda: True))
    process = indexer._making[1]
    indexer.close()
    assert process.returncode is not None
    with pytest.raises(Cancelled):
        indexer.make(store.catalogue.stamp, NEVER)


def test_another_catalogue_than_the_one_meant_is_not_indexed(store: Store, tmp_path: Path) -> None:
    indexer = Indexer(tmp_path / "library")
    assert not indexer.make("another", NEVER)
    assert store.read_cache(INDEX, store.catalogue.stamp) is None
    indexer.close()


def test_files_beside_the_reader_are_not_run(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, build_here: list[int]
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert found(library) == 30
    assert build_here == []


def test_the_process_keeps_the_index_of_the_folder(store: Store, tmp_path: Path) -> None:
    stamp = store.catalogue.stamp
    assert store.read_cache(INDEX, stamp) is None
    indexer = Indexer(tmp_path / "library")
    assert indexer.make(stamp, NEVER)
    assert len(SearchIndex.from_buffers(store.read_cache(INDEX, stamp))) == 30
    indexer.close()


def test_the_first_listing_is_that_of_a_search(library: Library) -> None:
    assert library.startup_listing() is None
    searched = library.search(Scope())
    first = library.startup_listing()
    assert [first.key(row) for row in range(len(first))] == [searched.key(row) for row in range(30)]
    assert first.results.total == 30
    library.marks.set_state([searched.paper(3)], State.HIDDEN)
    searched, first = library.search(Scope()), library.startup_listing()
    assert list(first.results.order) == list(searched.results.order)
    assert first.row_of(searched.key(7)) == 7
    assert first.results.match_spans("title", "any") == ()


def test_a_damaged_index_gives_no_first_listing(library: Library, tmp_path: Path) -> None:
    library.search(Scope())
    path = tmp_path / "library" / "cache" / INDEX
    path.write_bytes(path.read_bytes().replace(b"\x03\0\0\0", b"\x04\0\0\0"))
    assert library.startup_listing() is None


def test_a_search_releases_an_index_with_its_results(
    library: Library, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.search(Scope())
    monkeypatch.setattr(cache, "SMALL", 0)  # as a large index, which is mapped
    buffers = store.read_cache(INDEX, store.catalogue.stamp)
    mapping = weakref.ref(next(iter(buffers.values())).obj)
    gc.disable()
    try:
        index = SearchIndex.from_buffers(buffers)
        scope, today = Scope(Query.parse("difusion")), date(2026, 9, 4)
        results = index.search(scope, shelf=store.shelf, catalogue=store.catalogue, today=today)
        assert results.order
        del index, results, buffers
        assert mapping() is None
    finally:
        gc.enable()

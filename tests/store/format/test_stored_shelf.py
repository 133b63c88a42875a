"""Very many marks stay on the disk, and are what they would be in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paper_tui.papers.clock import timestamp
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import EffectiveState, Mark, Shelf, State
from paper_tui.store.files.paths import MARKS
from paper_tui.store.format import stored_shelf
from paper_tui.store.format.records_file import open_generation
from tests.store.helpers import STAR, START, imported, opened, paper, papers

NUMBERS = st.integers(0, 12)
CHANGES = st.lists(
    st.tuples(
        NUMBERS,
        st.sampled_from(State),
        st.sampled_from(["", STAR]),
        st.sampled_from([(), ("a",), ("a", "b")]),
        st.sampled_from(["", 'a note with "state":"hidden" and "bookmarked":"x" in it']),
        st.sampled_from(["", STAR]),
    ),
    max_size=12,
)


def _marks(changes: list[tuple[int, State, str, tuple[str, ...], str, str]]) -> list[Mark]:
    return [
        replace(Mark(paper(n).key), state=state, bookmarked=star, tags=tags, note=note, seen=seen)
        for n, state, star, tags, note, seen in changes
    ]


def _same(lazy: Shelf, eager: Shelf) -> None:
    keys = [paper(number).key for number in range(14)]
    assert [lazy.get(key) for key in keys] == [eager.get(key) for key in keys]
    assert [key in lazy for key in keys] == [key in eager for key in keys]
    assert len(lazy) == len(eager)
    counts = {state: count for state, count in lazy.state_counts.items() if count}
    assert counts == {state: count for state, count in eager.state_counts.items() if count}
    assert lazy.bookmarks == eager.bookmarks
    assert lazy.among(keys[:5]) == Shelf(mark for mark in eager if mark.key in keys[:5])


@given(first=CHANGES, second=CHANGES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_marks_on_the_disk_are_those_in_memory(
    first: list[tuple[int, State, str, tuple[str, ...], str, str]],
    second: list[tuple[int, State, str, tuple[str, ...], str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("library")
    store = opened(folder)
    store.change("first", lambda _: _marks(first))
    store.fold()
    records, _ = open_generation(folder / "shelf.json", MARKS)
    lazy, eager = Shelf(stored=stored_shelf.LazyMarks(records)), stored_shelf.shelf_of(records)
    _same(lazy, eager)
    _same(lazy.with_marks(_marks(second)), eager.with_marks(_marks(second)))
    assert not lazy.is_loaded
    assert lazy.with_marks(_marks(second)).marks == eager.with_marks(_marks(second)).marks
    assert (lazy.tags, lazy.is_loaded) == (eager.tags, True)
    _same(lazy, eager)


def test_a_large_shelf_is_not_read_for_one_mark_or_one_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    imported(store, papers(5))
    store.change("noted", lambda _: [replace(Mark(paper(n).key), note="x") for n in range(200)])
    store.close()
    store.fold()
    monkeypatch.setattr(stored_shelf, "LAZY", 100)
    store = opened(tmp_path)
    read: list[str] = []
    real = stored_shelf.stored_mark
    monkeypatch.setattr(
        stored_shelf, "stored_mark", lambda key, record: read.append(key) or real(key, record)
    )
    assert store.shelf.get(paper(7).key).note == "x"
    store.change("noted", lambda shelf: [replace(shelf.get(paper(7).key), note="y", seen=timestamp(START))])
    assert store.shelf.get(PaperKey("none")).is_blank
    assert (len(store.shelf), len(set(read))) == (200, 1)
    assert store.shelf.state_counts == {EffectiveState.NEW: 199, EffectiveState.SEEN: 1}
    assert len(set(read)) == 1

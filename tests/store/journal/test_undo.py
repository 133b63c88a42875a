"""Every change can be taken back and made again, by whomever, across restarts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Mark, State
from paper_tui.store import PaperChanges, Store, StoreError
from tests.store.helpers import STAR, bookmarked, content, deleted, imported, noted, opened, paper, papers


def _set(store: Store, found: Iterable[Paper], **fields: object) -> None:
    store.change(
        "set",
        lambda shelf: [replace(shelf.get(each.key), identity=each.identity, **fields) for each in found],
    )


@pytest.mark.parametrize(
    ("fields", "undone", "redone"),
    [
        ({"state": State.LATER}, "12 papers marked new again", "12 papers marked later again"),
        ({"bookmarked": STAR}, "12 bookmarks removed", "12 papers bookmarked again"),
        ({"tags": ("vision",)}, "tags of 12 papers as before", "tags of 12 papers as before"),
        ({"note": "read this"}, "note of 12 papers as before", "note of 12 papers as before"),
        ({"note": "x", "bookmarked": STAR}, "12 bookmarks removed", "12 papers bookmarked again"),
    ],
)
def test_a_message_names_what_came_back(
    tmp_path: Path, fields: dict[str, object], undone: str, redone: str
) -> None:
    store = opened(tmp_path)
    _set(store, papers(12), **fields)
    after = content(store)
    first = opened(tmp_path).undo()
    assert first is not None
    assert (first.message, first.restored, first.not_restored) == (undone, 12, ())
    assert content(opened(tmp_path)) == ({}, {})
    second = opened(tmp_path).redo()
    assert second is not None
    assert second.message == redone
    assert content(opened(tmp_path)) == after


def test_an_import_is_undone_and_redone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(2))
    before = content(store)
    imported(store, [paper(1, venue="Changed"), *papers(94, first=100)])
    after = content(store)
    undone = opened(tmp_path).undo()
    assert undone is not None
    assert undone.message == "94 papers removed, 1 paper as before"
    assert (undone.change.label, undone.restored) == ("import", 95)
    assert content(opened(tmp_path)) == before
    redone = opened(tmp_path).redo()
    assert redone is not None
    assert redone.message == "94 papers brought back, 1 paper as before"
    assert content(opened(tmp_path)) == after


def test_a_deletion_is_undone_with_its_marks(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(5))
    bookmarked(store, paper(2))
    before = content(store)
    store.change_papers(
        "deleted 1 paper", lambda *_: PaperChanges({paper(2).key: None}, (Mark(paper(2).key),))
    )
    assert len(store.shelf) == 0
    undone = store.undo()
    assert undone is not None
    assert undone.message == "1 paper brought back"
    assert content(opened(tmp_path)) == before


def test_undo_goes_back_step_by_step_and_redo_forward_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    states = [content(store)]
    for number in range(4):
        bookmarked(store, paper(number))
        states.append(content(store))
    for expected in reversed(states[:-1]):
        assert store.undo()
        assert content(opened(tmp_path)) == expected
    assert store.undo() is None
    for expected in states[1:]:
        assert store.redo()
        assert content(opened(tmp_path)) == expected
    assert store.redo() is None


def test_a_new_change_ends_redo(tmp_path: Path) -> None:
    store = opened(tmp_path)
    bookmarked(store, paper(1))
    store.undo()
    bookmarked(store, paper(2))
    assert store.redo() is None
    assert store.undo()
    assert len(store.shelf) == 0


def test_what_was_changed_since_is_left_alone_and_named(tmp_path: Path) -> None:
    here, there = opened(tmp_path), opened(tmp_path)
    here.change("noted", lambda _: [noted(paper(1), "mine"), noted(paper(2), "mine")])
    there.change("", lambda shelf: [replace(shelf.get(paper(1).key), note="theirs", tags=("theirs",))])
    undone = here.undo()
    assert undone is not None
    assert undone.not_restored == (paper(1).title,)
    assert undone.restored == 1
    assert undone.message == (f"note as before; changed since and left alone: {paper(1).title}")
    assert opened(tmp_path).shelf.get(paper(1).key).note == "theirs"


def test_what_another_did_in_other_fields_stays(tmp_path: Path) -> None:
    here, there = opened(tmp_path), opened(tmp_path)
    _set(here, [paper(1)], bookmarked=STAR, tags=("ours",))
    there.change("", lambda shelf: [replace(shelf.get(paper(1).key), note="theirs", tags=("ours", "theirs"))])
    undone = here.undo()
    assert undone is not None
    assert undone.not_restored == ()
    mark = opened(tmp_path).shelf.get(paper(1).key)
    assert (mark.bookmarked, mark.tags, mark.note) == ("", ("theirs",), "theirs")


def test_a_change_of_another_process_is_undone(tmp_path: Path) -> None:
    here, there = opened(tmp_path), opened(tmp_path)
    imported(here, papers(3))
    bookmarked(there, paper(1))
    assert here.undo()
    assert len(opened(tmp_path).shelf) == 0


def test_papers_changed_since_are_left_alone_and_named(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(3))
    store.change_papers("", lambda *_: PaperChanges({paper(2).key: paper(2, venue="Since")}))
    undone = store.undo()
    assert undone is not None
    assert undone.not_restored == (paper(2).title,)
    assert "2 papers removed" in undone.message
    assert [each.venue for each in opened(tmp_path).catalogue] == ["Since"]


def test_an_undo_that_can_restore_nothing_does_not_stand_in_the_way(tmp_path: Path) -> None:
    store = opened(tmp_path)
    bookmarked(store, paper(1))
    store.change("noted", lambda _: [noted(paper(2), "mine")])
    store.change("", lambda _: [noted(paper(2), "since")])
    undone = store.undo()
    assert undone is not None
    assert (undone.restored, undone.message) == (
        0,
        f"nothing changed; changed since and left alone: {paper(2).title}",
    )
    assert store.undo()
    assert [mark.note for mark in store.shelf] == ["since"]


def test_history_survives_folding_with_its_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paper_tui.store.store.FOLD_AT", 0)
    store = opened(tmp_path)
    imported(store, papers(5))
    deleted(store, [paper(1).key, paper(2).key])
    bookmarked(store, paper(3))
    for _ in range(3):
        assert opened(tmp_path).undo()
    assert content(opened(tmp_path)) == ({}, {})


def test_an_import_whose_papers_are_no_longer_kept_says_so(tmp_path: Path) -> None:
    store = opened(tmp_path)
    imported(store, papers(3))
    for path in (tmp_path / "history").iterdir():
        path.unlink()
    with pytest.raises(StoreError, match="no longer kept; nothing was changed"):
        store.undo()
    assert len(opened(tmp_path).catalogue) == 3

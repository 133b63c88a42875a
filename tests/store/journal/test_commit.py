"""Making a step durable: the order of writes and flushes, and the history of papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.faults import Faults, injected
from tests.store.helpers import bookmarked, imported, opened, paper, papers


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

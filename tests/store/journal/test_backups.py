"""Backups: how many are kept, in which order, and on file systems without hard links."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest

from paper_tui.store.journal import backups
from tests.store.helpers import START, imported, opened, papers


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

"""Files and folders: what file systems cannot do, and what is not a file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from paper_tui.store.files.atomic_files import sync_folder
from tests.store.helpers import imported, opened, papers


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


@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_what_is_no_file_does_not_hold_the_reader_up(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "catalogue.json"
    os.mkfifo(path) if kind == "fifo" else path.mkdir()
    store = opened(tmp_path)
    assert len(store.catalogue) == 0
    imported(store, papers(1))
    assert len(opened(tmp_path).catalogue) == 1

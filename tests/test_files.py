"""Files of any kind are read at once or refused with the reason; nothing is waited for."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from paper_tui.files import append, read_json, read_regular


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(path))


def _large(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)  # of which nothing is on the disk


NOT_READ: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "pipe"),
    "socket": (_socket, "No such device"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "device"),
    "folder": (Path.mkdir, "Is a directory"),
    "loop": (lambda path: path.symlink_to(path), "symbolic links"),
    "sparse file": (_large, "larger than 1 MB"),
}


@pytest.mark.parametrize("kind", NOT_READ)
def test_what_is_no_file_is_refused_with_the_reason(kind: str, tmp_path: Path) -> None:
    make, reason = NOT_READ[kind]
    make(tmp_path / "x")
    with pytest.raises(OSError, match=r".") as raised:
        read_regular(tmp_path / "x", 1_000_000)
    assert reason in str(raised.value)


def test_a_missing_or_damaged_json_file_is_nothing_and_an_unreadable_one_an_error(tmp_path: Path) -> None:
    assert read_json(tmp_path / "x") is None
    (tmp_path / "x").write_text("[" * 100_000)
    assert read_json(tmp_path / "x") is None
    os.mkfifo(tmp_path / "y")
    with pytest.raises(OSError, match="pipe"):
        read_json(tmp_path / "y")
    with pytest.raises(OSError, match="No such device"):
        append(tmp_path / "y", b"x")

"""A folder that something else carries: Syncthing, Dropbox, git, a memory stick.

Each device writes one file, named after it. A file that a synchroniser renamed because it met another of
that name (``NAME.sync-conflict-…``, ``NAME (conflicted copy)``) is read like any other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from paper_tui.files import append_durably, make_folder, replace_file
from paper_tui.sync.log import LARGEST, Log, NotALogError, Place, read
from paper_tui.sync.transport import Received, SyncError

SUFFIX = ".events"
MOST_FILES = 1_000
_COMPARED = 4_096
"""Bytes before its end by which a file is known to be the beginning of another."""


class Folder:
    """The shared folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def receive(self, places: Mapping[str, Place]) -> Iterator[Received]:
        """Read every log in the folder, this device's own too: it may hold what a restored library lacks.

        Raises:
            SyncError: The folder cannot be listed.
        """
        for path in self._logs():
            try:
                found = read(path, places.get(path.name))
            except FileNotFoundError:
                continue
            except NotALogError:
                yield Received(path.name, (), places.get(path.name, Place(0, 0)), 1)
            except OSError as error:
                raise SyncError(f"cannot read {path}: {_why(error)}; it is read at the next sync") from None
            else:
                yield Received(path.name, found.events, found.place, found.damaged)

    def _logs(self) -> list[Path]:
        try:
            entries = os.scandir(self.root)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise SyncError(f"cannot read the folder {self.root}: {_why(error)}") from None
        with entries:
            found = [Path(each.path) for each in entries if SUFFIX in each.name and _is_file(each)]
        return sorted(path for path in found if not path.name.startswith("."))[:MOST_FILES]

    def send(self, log: Log) -> None:
        """Write this device's log into the folder; only what is new where the rest is there.

        Raises:
            SyncError: It could not be written; what is there is as it was.
        """
        target = self.root / f"{log.device}{SUFFIX}"
        try:
            make_folder(self.root)
            if not log.path.exists():
                return
            data = log.path.read_bytes()
            there = _start_of(target, data)
            if there is None:
                replace_file(target, data)
            elif there < len(data):
                append_durably(target, data[there:], there)
        except OSError as error:
            reason = f"cannot write to {self.root}: {_why(error)}"
            raise SyncError(f"{reason}; your changes are kept and are sent at the next sync") from None


def _start_of(path: Path, data: bytes) -> int | None:
    """The length of a file that is the beginning of some data; None for any other file."""
    with suppress(OSError), open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:  # noqa: PTH123 (flags)
        size = os.fstat(file.fileno()).st_size
        first = file.read(_COMPARED)
        file.seek(max(0, size - _COMPARED))
        last = file.read(_COMPARED)
        if size <= min(len(data), LARGEST) and data.startswith(first) and data[:size].endswith(last):
            return size
    return None


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()

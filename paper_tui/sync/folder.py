"""A folder that something else carries: Syncthing, Dropbox, git, a memory stick.

Each device writes one file, named after it. A file that a synchroniser renamed because it met another of
that name (``NAME.sync-conflict-…``, ``NAME (conflicted copy)``) is read like any other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from paper_tui.files import STALE, append_durably, make_folder, open_regular, remove_drafts, replace_file
from paper_tui.sync.files import FOLDER, FolderFiles
from paper_tui.sync.log import Log, NotALogError, Place, read
from paper_tui.sync.transport import Received, SyncError

SUFFIX = ".events"
MOST_FILES = 1_000
LARGEST = 1 << 30
"""Bytes of a log that is read."""


class Folder:
    """The shared folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = FolderFiles(root / FOLDER)
        self._unread: set[str] = set()
        """Names of the logs that are there but could not be read."""

    def receive(self, places: Mapping[str, Place]) -> Iterator[Received]:
        """Read every log in the folder, this device's own too: it may hold what a restored library lacks.

        Raises:
            SyncError: The folder is not there, or cannot be listed.
        """
        self._unread.clear()
        for path in self._logs():
            place = places.get(path.name, Place(0, 0))
            try:
                yield from _received(path, place)
            except FileNotFoundError:
                continue
            except NotALogError as error:
                yield Received(path.name, (), place, problem=str(error))
            except OSError as error:
                self._unread.add(path.name)
                problem = f"cannot read {path}: {_why(error)}; it is read at the next sync"
                yield Received(path.name, (), place, problem=problem)

    def _logs(self) -> list[Path]:
        try:
            entries = os.scandir(self.root)
        except FileNotFoundError:
            if self.root.parent.is_dir():
                return []
            raise SyncError(
                f"there is no folder {self.root.parent} (is its disk connected?); your changes are kept"
            ) from None
        except OSError as error:
            raise SyncError(
                f"cannot read the folder {self.root}: {_why(error)}; your changes are kept"
            ) from None
        with entries:
            found = [Path(each.path) for each in entries if SUFFIX in each.name and _is_file(each)]
        return sorted(path for path in found if not path.name.startswith("."))[:MOST_FILES]

    def send(self, log: Log) -> int:
        """Write this device's log into the folder; only what is new where the rest is there.

        Returns:
            The number of events that were not there.

        Raises:
            SyncError: It could not be written; what is there is as it was.
        """
        target = self.root / f"{log.device}{SUFFIX}"
        kept = "your changes are kept and are sent at the next sync"
        if target.name in self._unread:
            raise SyncError(f"cannot read {target}, so it is not replaced; {kept}")
        try:
            remove_drafts(self.root, of=target.name)
            self.files.remove_drafts(STALE)
            data = log.path.read_bytes() if log.path.exists() else b""
            there = _content(target, len(data) + 1)
            if not data or there == data:
                return 0
            make_folder(self.root)
            if there is not None and data.startswith(there):
                append_durably(target, data[len(there) :], len(there))
            else:
                replace_file(target, data)
        except OSError as error:
            raise SyncError(f"cannot write to {self.root}: {_why(error)}; {kept}") from None
        return len({*data.splitlines()[1:]} - {*(there or b"").splitlines()})


def _received(path: Path, place: Place) -> Iterator[Received]:
    """Read on in a log; one with damaged lines is read from its start the next time, as it may be mended."""
    damaged, read_to = 0, place
    is_whole = False
    for part in read(path, place, most=LARGEST):
        damaged += part.damaged
        read_to = Place(part.place.generation, 0) if damaged else part.place
        is_whole = path.stat().st_size <= part.place.offset
        yield Received(path.name, part.events, read_to, part.damaged)
    if damaged:
        lines = "1 damaged line" if damaged == 1 else f"{damaged:,} damaged lines"
        note = f"{lines} of {path.name} left out: read again at each sync, and mended by one on its device"
        yield Received(path.name, (), read_to, note=note)
    elif not is_whole:
        note = f"Waiting for the rest of {path.name}, which has not arrived whole: read at the next sync"
        yield Received(path.name, (), read_to, note=note)


def _content(path: Path, most: int) -> bytes | None:
    """The content of a file, no more than `most` bytes of it; None where there is none to read."""
    with suppress(OSError), open_regular(path, follow=False) as file:
        return file.read(most)
    return None


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()

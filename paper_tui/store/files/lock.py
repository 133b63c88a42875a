"""The library's lock: one writer at a time, for milliseconds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.store.errors import StoreError, reporting, shown
from paper_tui.store.files.atomic_files import FILE_MODE, make_folder

if TYPE_CHECKING:
    from filelock import FileLock

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another process; a change takes milliseconds, a large import some seconds."""
POLL_INTERVAL = 0.003
"""Seconds between two attempts."""


def load() -> None:
    """Import what the first lock needs (50 ms), in a thread, before it is needed."""
    import filelock  # noqa: F401 - loaded for `LibraryLock`


class LibraryLock:
    """Excludes other threads and, by a lock file, other processes; freed by the system when one dies."""

    def __init__(self, path: Path, timeout: float = LOCK_TIMEOUT) -> None:
        self._path = path
        self._timeout = timeout
        self._threads = threading.RLock()
        self._is_held = False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock during the block; a thread that holds it already keeps it.

        Raises:
            StoreError: Another process holds it for too long, or the folder cannot be written.
        """
        with self._threads:
            if self._is_held:
                yield
                return
            lock = self._acquired()
            self._is_held = True
            try:
                yield
            finally:
                self._is_held = False
                lock.release()

    def _acquired(self) -> FileLock:
        from filelock import FileLock, Timeout  # 50 ms to import, and most commands only read

        lock = FileLock(self._path, timeout=self._timeout, mode=FILE_MODE, poll_interval=POLL_INTERVAL)
        with reporting(f"Cannot write to the library {shown(self._path.parent)}"):
            make_folder(self._path.parent)
            try:
                lock.acquire()
            except Timeout as error:
                raise StoreError(
                    f"Another process has been writing to the library for {self._timeout:.0f} seconds;"
                    " nothing was changed",
                    "Wait for it to finish, or end it, and do this again.",
                ) from error
        return lock

    def try_enter(self) -> bool:
        """Keep other threads out until `leave`; False at once when one of them is writing."""
        return self._threads.acquire(blocking=False)

    def leave(self) -> None:
        """Let other threads in again."""
        self._threads.release()

"""The library's lock: one writer at a time, for moments."""

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

PATIENCE = 10.0
"""Seconds to wait for another process; changes take milliseconds, a large import some seconds."""
POLL = 0.003
"""Seconds between two tries."""


def load() -> None:
    """Load what the first lock needs, which takes long: in a thread, before it is needed."""
    import filelock  # noqa: F401 - loaded for `LibraryLock`


class LibraryLock:
    """Excludes other threads and, by the lock file, other processes; the system frees it when we die."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._threads = threading.RLock()
        self._deep = False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock during the block; who holds it already goes on holding it.

        Raises:
            StoreError: Another process holds it for too long, or the folder cannot be written.
        """
        with self._threads:
            if self._deep:
                yield
                return
            lock = self._acquired()
            self._deep = True
            try:
                yield
            finally:
                self._deep = False
                lock.release()

    def _acquired(self) -> FileLock:
        from filelock import FileLock, Timeout  # 50 ms to import, and most commands only read

        lock = FileLock(self._path, timeout=self._patience, mode=FILE_MODE, poll_interval=POLL)
        with reporting(f"Cannot write to the library {shown(self._path.parent)}"):
            make_folder(self._path.parent)
            try:
                lock.acquire()
            except Timeout as error:
                raise StoreError(
                    f"Another process has been writing to the library for {self._patience:.0f} seconds;"
                    " nothing was changed",
                    "Wait for it to finish, or end it, and do this again.",
                ) from error
        return lock

    def free(self) -> bool:
        """Keep other threads out, or return False at once when one is writing."""
        return self._threads.acquire(blocking=False)

    def let_go(self) -> None:
        """End what `free` began."""
        self._threads.release()

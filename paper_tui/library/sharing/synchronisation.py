"""Synchronise a library with other devices."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from paper_tui.config import Config
from paper_tui.library.contents import Contents
from paper_tui.library.history import History
from paper_tui.library.importing.imports import Imports
from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.library.sharing.shared_marks import SharedMarks
from paper_tui.library.sharing.shared_papers import SharedPapers
from paper_tui.library.sharing.shared_settings import SharedSettings
from paper_tui.network import without_password
from paper_tui.store import Store, StoreError
from paper_tui.store.files.lock import LibraryLock
from paper_tui.sync.database import is_address
from paper_tui.sync.exchange import Outcome, synchronise
from paper_tui.sync.parts import Parts
from paper_tui.sync.replica import Replica
from paper_tui.sync.transport import SyncError, Transport

if TYPE_CHECKING:
    from paper_tui.library.sharing.shared_files import SharedFiles

FOLDER = "sync"
GIT = "git:"
BUSY = 60.0
"""Seconds to wait for another process that synchronises this library."""


class Synchronisation:
    """Exchanges what the reader did with the same library on other devices."""

    def __init__(
        self,
        store: Store,
        contents: Contents,
        imports: Imports,
        indexes: Indexes,
        history: History,
        directory: Path,
        config: Callable[[], Config],
        on_files: Callable[[], object],
    ) -> None:
        """Create a synchronisation; `on_files` is called when files of others were received."""
        self._store = store
        self._contents = contents
        self._imports = imports
        self._indexes = indexes
        self._history = history
        self._folder = directory / FOLDER
        self._kept: tuple[object, Replica, SharedMarks] | None = None
        """Signature of the files, and what was read from them."""
        self._config = config
        self._on_files = on_files
        self._lock = LibraryLock(self._folder / "lock", BUSY)

    @property
    def is_begun(self) -> bool:
        """True if the library was ever synchronised."""
        return (self._folder / "device.json").exists()

    def run(self, transport: Transport) -> Outcome:
        """Exchange changes; what others changed is on the shelf when it returns.

        Raises:
            store.StoreError: The library cannot be written; nothing is lost.
        """
        from paper_tui.library.importing.import_report import uncollected

        with self._lock.held(), uncollected():
            self._store.refresh()
            try:
                replica, marks = self._taken()
                files = self._shared_files(replica, marks)
                outcome = synchronise(replica, self._parts(replica, marks, files), transport)
                if files and not outcome.problem:
                    outcome = self._exchange(files, transport, outcome)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise StoreError(
                    f"The library's folder {self._folder} cannot be written: {reason}"
                ) from error
            self._kept = (replica.signature(), replica, marks)
            return outcome

    def _taken(self) -> tuple[Replica, SharedMarks]:
        """The state of the last synchronisation, read again if that failed or another process wrote since."""
        kept, self._kept = self._kept, None
        if kept and kept[0] == kept[1].signature():
            return kept[1], kept[2]
        replica = Replica(self._folder, _machine(self._folder))
        papers = SharedPapers(self._store, self._contents, self._imports, self._indexes, replica)
        return replica, SharedMarks(self._store, self._contents, papers)

    def _parts(self, replica: Replica, marks: SharedMarks, files: SharedFiles | None) -> Parts:
        """The parts to synchronise."""
        file = self._history.settings_file
        settings = SharedSettings(self._store, file, replica, self._folder / "settings.json")
        return Parts(marks, settings, *([files] if files else []))

    def _shared_files(self, replica: Replica, marks: SharedMarks) -> SharedFiles | None:
        config = self._config()
        if config.sync_files == "never":
            return None
        from paper_tui.library.sharing.received_files import FilePolicy
        from paper_tui.library.sharing.shared_files import SharedFiles

        return SharedFiles(self._store, marks.papers, replica, FilePolicy.of(config), self._folder)

    def _exchange(self, files: SharedFiles, transport: Transport, outcome: Outcome) -> Outcome:
        """Exchange files after the events; those that are left are exchanged the next time."""
        try:
            done = files.exchange(transport.files)
        except SyncError as error:
            return replace(outcome, problem=str(error))
        if done.received:
            self._on_files()
        notes = (*outcome.notes, *done.notes)
        return replace(outcome, notes=notes, files_sent=done.sent, files_received=done.received)


def transport_of(place: str, library: Path) -> Transport:
    """The way that a setting names: a folder, ``git:REMOTE`` or ``postgresql://…``.

    Raises:
        SyncError: It cannot be used.
    """
    if place.startswith(GIT):
        from paper_tui.sync.git import GitRepository

        return GitRepository(place.removeprefix(GIT), library / FOLDER / "git")
    if is_address(place):
        from paper_tui.sync.postgres import PostgresDatabase

        return PostgresDatabase(place)
    from paper_tui.sync.folder import Folder

    return Folder(Path(place).expanduser())


def how_to_join(place: str) -> str:
    """A message where no other device has sent anything to a place: what to do on the other one."""
    git = place.startswith(GIT)
    shown = without_password(place.removeprefix(GIT))
    is_folder = not git and not is_address(place)
    there = ", once the folder has arrived there" if is_folder else ""
    command = f"paper-tui sync {'--git ' if git else ''}{quote(shown)}"
    return f"No other device has sent anything to {shown} so far. On the other one{there}: {command}"


def _machine(folder: Path) -> str:
    """Names this machine and the place of the library on it, which distinguishes a copy from the original."""
    return f"{platform.node()}:{os.path.realpath(folder)}"

"""The files of one open library: read, mended, locked and written."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.shelf import Change, Mark
from paper_tui.store.changes import PaperChanges
from paper_tui.store.errors import DamageError, StoreError, reason, reporting, shown
from paper_tui.store.files.atomic_files import UnconfirmedError, is_there, remove_drafts
from paper_tui.store.files.lock import LibraryLock
from paper_tui.store.files.paths import CATALOGUE_LINES, MARKS, PAPERS, Layout
from paper_tui.store.format.migrations import CURRENT
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.commit import Committer
from paper_tui.store.journal.compaction import Folder
from paper_tui.store.journal.journal_file import Step
from paper_tui.store.repair.backups import backups_of
from paper_tui.store.snapshot import Loader, Snapshot, decoded
from paper_tui.store.storage import Following, open_database

if TYPE_CHECKING:
    from paper_tui.store.files.temporary_copy import Scratch

FOLD_AT = 1 << 20
"""Bytes of the journal that are not in the shelf's file, from which on they are folded into it."""
FOLD_AT_CLOSE = 64 << 10


class Session:
    """One library's files; callers see snapshots of them."""

    def __init__(self, directory: Path, clock: Clock, pause: Callable[[], object] = bool) -> None:
        self.layout = Layout(directory)
        self.notices: list[str] = []
        self._clock = clock
        self._pause = pause
        self._lock = LibraryLock(self.layout.lock)
        self._scratch: Scratch | None = None
        self._read_only = directory.exists() and not os.access(directory, os.W_OK)
        if self._read_only:
            self.notices.append("The library's folder is read-only: nothing can be changed")
        self._refuse_links()
        self._use(self.layout)
        self.now = self._opened()

    def _use(self, layout: Layout) -> None:
        self._files = layout
        index = layout.cache / CATALOGUE_LINES
        self._catalogue, self.papers = open_database(layout.catalogue, PAPERS, index, self._pause)
        self._shelf, marks = open_database(layout.shelf, MARKS)
        self._loader = Loader(layout, self.papers, marks)
        self._committer = Committer(layout, self.papers)
        self._folder = Folder(layout, marks)

    def _opened(self) -> Snapshot:
        with suppress(DamageError, IsADirectoryError):
            now = self._loader.load()
            if not self._needs_mending(now):
                return now
        return self._mended()

    def _needs_mending(self, now: Snapshot) -> bool:
        files = self._files
        missing = any(
            not is_there(path) and backups_of(path, files.backups) for path in (files.catalogue, files.shelf)
        )
        outdated = self._loader.version < CURRENT.version
        waiting = any(files.folder.glob("catalogue.json.next-*")) and self._committer.is_waiting(
            step.change.id for step in self.steps()
        )
        return now.broken or missing or outdated or waiting

    def _mended(self) -> Snapshot:
        """Mend what is broken, in a copy where the library itself cannot be written.

        The journal is folded then, so that what was missing in it is told once.
        """
        if self._read_only:
            from paper_tui.store.files.temporary_copy import Scratch

            self._scratch = Scratch(self.layout)
            self._use(self._scratch.layout)
            return self._mend()
        with self._lock.held():
            return self._mend()

    def _mend(self) -> Snapshot:
        from paper_tui.store.repair.recovery import Mender

        mender = Mender(self._files, self._clock())
        for mended in mender.mend():
            copied = f"{mended.what} (in a copy: the library itself cannot be written)"
            self.notices.append(copied if self._scratch else mended.notice)
        self._tidy()
        self.notices += mender.migrate()
        return self._folder.fold(self._loader.load(), self._clock())

    def _refuse_links(self) -> None:
        layout = self.layout
        names = (layout.catalogue, layout.shelf, layout.journal, layout.lock)
        for path in (*names, layout.backups, layout.history, layout.cache):
            if path.is_symlink():
                raise StoreError(
                    f"{shown(path)} is a symbolic link; nothing was read or written through it",
                    "Put the real file in its place. The library's folder itself may be a link.",
                )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock, tidy up after the dead, catch up with the living.

        Raises:
            StoreError: Nothing was changed, or the message says otherwise.
        """
        if self._read_only:
            raise StoreError("The library's folder is read-only: nothing was changed")
        what = f"Cannot write to the library {shown(self.layout.folder)}, nothing was changed"
        with self._lock.held(), reporting(what):
            self._refuse_links()
            self._tidy()
            self.now = self._caught_up()
            try:
                yield
            except UnconfirmedError as error:
                raise StoreError(
                    f"The change was written, but may not survive a power cut: {reason(error)}",
                    "Copy the library folder to another disk.",
                ) from error
            self._fold_from(FOLD_AT)

    def _tidy(self) -> None:
        remove_drafts(self._files.folder)
        if self._committer.is_prepared():
            self._committer.settle(step.change.id for step in self.steps())

    def _caught_up(self) -> Snapshot:
        try:
            now = self._loader.catch_up(self.now, locked=True)
        except (DamageError, IsADirectoryError):
            return self._mended()
        return self._mended() if now.broken else now

    def refresh(self) -> bool:
        """Catch up with other processes; True when the catalogue or the shelf is another now."""
        if self._scratch or not self._lock.free():
            return False
        try:
            return self._refreshed()
        finally:
            self._lock.let_go()

    def _refreshed(self) -> bool:
        last = self.now
        try:
            self.now = self._loader.catch_up(last)
        except (DamageError, IsADirectoryError):
            self.now = self._mended()
        return last.catalogue is not self.now.catalogue or last.shelf is not self.now.shelf

    def steps(self) -> list[Step]:
        """All steps that the journal holds, oldest first."""
        return [decoded(line) for line in journal_file.read(self._files.journal).lines]

    def commit(self, label: str, changes: PaperChanges, *, undoes: str = "", redoes: str = "") -> Step | None:
        """Make one step last; None when all is so already. The caller is `writing`.

        Raises:
            OSError: Nothing was changed.
        """
        shelf, number = self.now.shelf, self.now.number + 1
        after = tuple(
            mark
            for mark in {mark.key: mark for mark in changes.marks}.values()
            if _differs(shelf.get(mark.key), mark)
        )
        before = tuple(shelf.get(mark.key) for mark in after)
        time = timestamp(self._clock())
        change = Change(f"{number:010}-{secrets.token_hex(3)}", time, label, before, after)
        prepared = self._prepared(changes, change)
        if not (after or prepared or undoes or redoes):
            return None
        step = Step(number, change, bool(prepared), undoes, redoes)
        try:
            state = self._committer.commit(step, self.now.end, prepared)
        except BaseException:
            with suppress(OSError, StoreError):  # the cause is raised; the next look at the disk comes anyway
                self.now = self._loader.catch_up(self.now, locked=True)
            raise
        self.now = self._loader.grown(self.now, step, state)
        return step

    def _prepared(self, changes: PaperChanges, change: Change) -> Following | None:
        if not changes.papers:
            return None
        try:
            return self._committer.prepare(changes.papers, change.id, self._clock())
        except DamageError as error:
            self.papers.distrust()
            self.now = self._mended()
            raise StoreError(
                "The catalogue was found damaged and has been mended; the change was not made", "Do it again."
            ) from error

    def _fold_from(self, limit: int) -> None:
        if self.now.unfolded <= limit:
            return
        try:
            self.now = self._folder.fold(self.now, self._clock())
        except OSError as error:
            self.notices.append(f"The journal could not be folded, and keeps every change: {reason(error)}")

    def close(self) -> None:
        """Fold a long journal, so that the next opening is quick, and let go of the files."""
        if self._scratch:
            self._scratch.close()
        elif not self._read_only and self.now.unfolded > FOLD_AT_CLOSE:
            with suppress(StoreError), self.writing():  # the journal holds everything, so a fold can wait
                self._fold_from(FOLD_AT_CLOSE)
        self._catalogue.close()
        self._shelf.close()


def _differs(before: Mark, after: Mark) -> bool:
    """Whether a mark changes anything: where nothing was done, none is kept, whatever paper it names."""
    return before != after and not (before.is_blank and after.is_blank)

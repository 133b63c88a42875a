"""A library on the disk: snapshots out, changes in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.files import NotAFileError
from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.serialization import mark_record
from paper_tui.papers.shelf import Change, Mark, Shelf
from paper_tui.papers.stored_records import stored_mark
from paper_tui.store.changes import PaperChanges, SettingChange, Undone
from paper_tui.store.errors import DamageError, StoreError, reason, reporting, shown
from paper_tui.store.files import cache
from paper_tui.store.files.atomic_files import UnconfirmedError
from paper_tui.store.files.cache import Buffer
from paper_tui.store.files.lock import LibraryLock
from paper_tui.store.files.paths import LibraryPaths
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.format.table_file import PreparedFile
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.conflict_copies import conflicts
from paper_tui.store.journal.journal_file import Step
from paper_tui.store.journal.snapshot import Snapshot
from paper_tui.store.journal.transaction import Transaction
from paper_tui.store.library_files import LibraryFiles

if TYPE_CHECKING:
    from paper_tui.store.files.temporary_copy import TemporaryCopy
    from paper_tui.store.journal.undo_plan import Reversal

FOLD_AT = 1 << 20
"""Bytes of the journal that are not in the shelf's file, from which on they are folded into it."""
FOLD_AT_CLOSE = 64 << 10
WriteSettings = Callable[[Sequence[SettingChange]], tuple[SettingChange, ...]]
"""Writes changes to the configuration file whose values are as before; returns those it wrote."""
READ_ONLY = "The library's folder is read-only: nothing can be changed"
CONFLICTS = (
    "A synchroniser left conflict copies beside the library's files; `paper-tui doctor --repair` merges them"
)
ID_BYTES = 6
"""Random bytes in a step's id: copies of a library give the same number to different steps."""


class Store:
    """A library on the disk. Safe to call from several threads; snapshots are replaced as a whole."""

    def __init__(self, directory: Path, clock: Clock, pause: Callable[[], object] = bool) -> None:
        """Open a library; as `open`, but system errors are not turned into messages."""
        self.paths = LibraryPaths(directory)
        self._clock = clock
        self._pause = pause
        self._notices: list[str] = []
        self._lock = LibraryLock(self.paths.lock)
        self._copy: TemporaryCopy | None = None
        self._files = LibraryFiles.in_folder(self.paths, pause)
        self._read_only = directory.exists() and not os.access(directory, os.W_OK)
        if self._read_only:
            self._notices.append(READ_ONLY)
        self._files.refuse_links()
        self._now = self._opened()
        if conflicts(self.paths):
            self._notices.append(CONFLICTS)

    @classmethod
    def open(cls, directory: Path, *, clock: Clock, pause: Callable[[], object] = bool) -> Store:
        """Open a library; a folder that does not exist is an empty one, made by the first change.

        Damaged files are kept under another name and repaired, which `notices` reports.

        Args:
            directory: The folder.
            clock: The time of changes.
            pause: Called now and then while a large file is read, now or later.

        Raises:
            StoreError: It cannot be read, or a newer version wrote it.
        """
        with reporting(f"Cannot read the library {shown(directory)}"):
            return cls(directory, clock, pause)

    @property
    def catalogue(self) -> Catalogue:
        """All papers, as last read."""
        return self._now.catalogue

    @property
    def shelf(self) -> Shelf:
        """All marks, as last read."""
        return self._now.shelf

    @property
    def notices(self) -> tuple[str, ...]:
        """Messages on repairs and files kept under another name."""
        return tuple(self._notices)

    @property
    def is_read_only(self) -> bool:
        """True if the library cannot be written."""
        return self._read_only

    @property
    def version(self) -> object:
        """Something that differs whenever papers or marks do."""
        return (self._now.catalogue_state, self._now.shelf_state, self._now.journal_state)

    def change(self, label: str, edit: Callable[[Shelf], Iterable[Mark]]) -> Change | None:
        """Change marks as one step that can be undone; on return it is durable.

        Args:
            label: What is done, for the history; a step with an empty one is skipped by undo.
            edit: From the newest shelf to the marks that are to be put on it.

        Returns:
            The change; None when there was nothing to change.

        Raises:
            StoreError: Nothing was changed, or the message says otherwise.
        """
        return self.change_papers(label, lambda _, shelf: PaperChanges(marks=tuple(edit(shelf))))

    def change_papers(self, label: str, plan: Callable[[Catalogue, Shelf], PaperChanges]) -> Change | None:
        """Change papers and marks as one step that can be undone; as `change`."""
        with self._writing():
            changes = plan(self.catalogue, self.shelf)
            transaction = Transaction(self.catalogue, self.shelf)
            transaction.papers.put(changes.papers)
            transaction.marks.put({mark.key: mark for mark in changes.marks})
            step = self._commit(label, transaction)
            return step.change if step else None

    def record_settings(self, label: str, settings: Sequence[SettingChange]) -> Change | None:
        """Record a change of the configuration file as one step that can be undone; as `change`."""
        with self._writing():
            step = self._commit(label, Transaction(self.catalogue, self.shelf), settings=tuple(settings))
            return step.change if step else None

    @contextmanager
    def transaction(self, label: str) -> Iterator[Transaction]:
        """Change papers and marks through TinyDB's tables; at the end of the block it is one durable step.

        Raises:
            ValueError: A document cannot be that of a paper; nothing was changed.
            StoreError: As `change`.
        """
        with self._writing():
            transaction = Transaction(self.catalogue, self.shelf)
            yield transaction
            self._commit(label, transaction)

    def undo(self, write_settings: WriteSettings | None = None) -> Undone | None:
        """Undo the newest change; None if there is none. Settings are written by `write_settings`."""
        from paper_tui.store.journal.undo_plan import next_undo

        return self._reverse(next_undo, write_settings)

    def redo(self, write_settings: WriteSettings | None = None) -> Undone | None:
        """Redo the change that was undone last; None if there is none. As `undo`."""
        from paper_tui.store.journal.undo_plan import next_redo

        return self._reverse(next_redo, write_settings)

    def _reverse(
        self,
        choose: Callable[[Sequence[Step]], Reversal | None],
        write_settings: WriteSettings | None,
    ) -> Undone | None:
        from paper_tui.store.journal.undo_plan import planned

        with self._writing():
            reversal = choose(self._files.steps())
            if reversal is None:
                return None
            papers = self._files.papers.generation
            changes, undone = planned(
                reversal, self.paths, papers, self.catalogue, self.shelf, write_settings
            )
            transaction = Transaction(self.catalogue, self.shelf)
            transaction.papers.put(changes.papers)
            transaction.marks.put({mark.key: mark for mark in changes.marks})
            links = {"undoes": reversal.undoes, "redoes": reversal.redoes}
            try:
                self._commit(reversal.label, transaction, settings=undone.settings, **links)
            except BaseException:
                if write_settings:
                    write_settings([one.reversed for one in undone.settings])
                raise
            return undone

    def next_undo(self) -> Change | None:
        """The change that `undo` would undo."""
        from paper_tui.store.journal.undo_plan import next_undo

        with reporting(f"Cannot read the library {shown(self.paths.folder)}"):
            reversal = next_undo(self._files.steps())
        return reversal.original if reversal else None

    def history(self, limit: int = 50) -> tuple[Change, ...]:
        """The changes in the journal, newest first, undos and redos among them."""
        with reporting(f"Cannot read the library {shown(self.paths.folder)}"):
            steps = [step for step in self._files.steps() if step.change.label]
        return tuple(step.change for step in reversed(steps[-limit:])) if limit > 0 else ()

    def changes(self) -> Iterator[Change]:
        """The changes in the journal as `history` has them, each read when it is asked for."""
        with reporting(f"Cannot read the library {shown(self.paths.folder)}"):
            lines = journal_file.read(self._files.paths.journal).lines
        steps = map(journal_file.decode, reversed(lines))
        return (step.change for step in steps if step.change.label)

    def setting_times(self) -> Mapping[tuple[str, ...], str]:
        """The time of each setting's last change by a step of the journal, as an ISO time in UTC."""
        with reporting(f"Cannot read the library {shown(self.paths.folder)}"):
            steps = self._files.steps()
        return {one.path: step.change.time for step in steps for one in step.settings}

    def steps(self) -> int:
        """The number of steps in the journal."""
        with reporting(f"Cannot read the library {shown(self.paths.folder)}"):
            return len(journal_file.read(self._files.paths.journal).lines)

    def step_ids(self) -> frozenset[str]:
        """The ids of all steps that are known to be in the library's files."""
        with reporting(f"Cannot read the library {shown(self.paths.folder)}"):
            lines = journal_file.read(self._files.paths.journal).lines
        return self._now.folded.known | {line.id for line in lines}

    def refresh(self) -> bool:
        """Load what other processes changed; True when the catalogue or the shelf differs.

        Three calls of stat when nothing has changed: cheap enough for a timer.

        Raises:
            StoreError: The library cannot be read any more; the snapshots are unchanged.
        """
        with reporting(f"Cannot read the library {shown(self.paths.folder)}"):
            if self._copy or not self._lock.try_enter():
                return False
            try:
                return self._refreshed()
            finally:
                self._lock.leave()

    def _refreshed(self) -> bool:
        last = self._now
        try:
            now = self._files.loader.catch_up(last)
            if now is not last and now.needs_repair:
                now = self._repaired()
        except (DamageError, NotAFileError):
            now = self._repaired()
        self._now = now
        return last.catalogue is not self._now.catalogue or last.shelf is not self._now.shelf

    def read_cache(
        self, name: str, stamp: str | None, only: Iterable[str] = (), *, from_anywhere: bool = False
    ) -> dict[str, memoryview] | None:
        """The buffers, all or some, that were written under a name and a stamp, or any; see `cache.read`."""
        return cache.read(self.paths.cache / name, stamp, only, from_anywhere=from_anywhere)

    def write_cache(self, name: str, stamp: str, buffers: Mapping[str, Buffer]) -> None:
        """Keep buffers beside the library, in place of those of the same name.

        Raises:
            StoreError: They could not be written; nothing depends on them.
        """
        with reporting(f"Cannot write to {shown(self.paths.cache)}"):
            cache.write(self.paths.cache / name, stamp, buffers)

    def fold(self, also: Sequence[str] = ()) -> None:
        """Fold the journal into the shelf's file.

        Args:
            also: The ids of steps of other copies of the library, whose marks have been merged.
        """
        with self._writing():
            self._now = self._files.compactor.fold(self._now, self._clock(), also)

    def close(self) -> None:
        """Fold a long journal, so that the library opens quickly, and remove temporary files."""
        if self._copy:
            self._copy.close()
        elif not self._read_only and self._now.unfolded > FOLD_AT_CLOSE:
            with suppress(StoreError), self._writing():  # the journal holds everything, so it can wait
                self._fold_if_long(FOLD_AT_CLOSE)

    def _opened(self) -> Snapshot:
        with suppress(DamageError, NotAFileError):
            now = self._files.loader.load()
            if not self._files.needs_repair(now):
                return now
        return self._repaired()

    def _repaired(self) -> Snapshot:
        """Repair what is damaged, in a copy where the library itself cannot be written."""
        if not self._read_only:
            with self._lock.held():
                now, repaired, migrated = self._files.repair(self._clock())
            self._notices += [*repaired, *migrated]
            return now
        from paper_tui.store.files.temporary_copy import TemporaryCopy
        from paper_tui.store.repair.recovery import KEPT

        self._copy = TemporaryCopy(self.paths)
        self._files = LibraryFiles.in_folder(self._copy.paths, self._pause)
        now, repaired, _ = self._files.repair(self._clock())
        in_copy = "(in a copy: the library itself cannot be written)"
        self._notices += [f"{notice.partition(KEPT)[0]} {in_copy}" for notice in repaired]
        return now

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock, clean up after killed writers, load what others wrote.

        Raises:
            StoreError: Nothing was changed, or the message says otherwise.
        """
        if self._read_only:
            raise StoreError("The library's folder is read-only: nothing was changed")
        what = f"Cannot write to the library {shown(self.paths.folder)}, nothing was changed"
        with self._lock.held(), reporting(what):
            self._files.refuse_links()
            self._files.clean_up()
            self._now = self._caught_up()
            try:
                yield
            except UnconfirmedError as error:
                raise StoreError(
                    f"The change was written, but may not survive a power cut: {reason(error)}",
                    "Copy the library folder to another disk.",
                ) from error
            self._fold_if_long(FOLD_AT)

    def _caught_up(self) -> Snapshot:
        try:
            now = self._files.loader.catch_up(self._now, locked=True)
        except (DamageError, NotAFileError):
            return self._repaired()
        return self._repaired() if now.needs_repair else now

    def _commit(
        self,
        label: str,
        transaction: Transaction,
        *,
        undoes: str = "",
        redoes: str = "",
        settings: tuple[SettingChange, ...] = (),
    ) -> Step | None:
        """Make one step durable; None when it changes nothing. The caller is `_writing`.

        Raises:
            OSError: Nothing was changed.
        """
        changes = transaction.changes()
        shelf, number = self.shelf, self._now.number + 1
        marks = (stored_mark(mark.key, mark_record(mark)) for mark in changes.marks)  # as it will be read
        after = tuple(mark for mark in marks if _differs(shelf.get(mark.key), mark))
        before = tuple(shelf.get(mark.key) for mark in after)
        name = f"{number:010}-{os.urandom(ID_BYTES).hex()}"
        change = Change(name, timestamp(self._clock()), label, before, after)
        prepared = self._prepared(changes, change)
        if not (after or prepared or undoes or redoes or settings):
            return None
        step = Step(number, change, bool(prepared), undoes, redoes, settings)
        try:
            line, state = self._files.committer.commit(step, self._now.end, self._now.last, prepared)
        except BaseException:
            with suppress(OSError, StoreError):  # the cause is raised; the next look at the disk comes anyway
                self._now = self._files.loader.catch_up(self._now, locked=True)
            raise
        self._now = self._files.loader.after_step(self._now, step, line, state)
        return step

    def _prepared(self, changes: PaperChanges, change: Change) -> PreparedFile | None:
        if not changes.papers:
            return None
        try:
            return self._files.committer.prepare(changes.papers, change.id, self._clock())
        except DamageError as error:
            self._files.papers.invalidate()
            self._now = self._repaired()
            raise StoreError(
                "The catalogue was damaged and has been repaired; the change was not made", "Do it again."
            ) from error

    def _fold_if_long(self, limit: int) -> None:
        if self._now.unfolded > limit:
            self._now, failed = self._files.fold(self._now, self._clock())
            self._notices += failed


def _differs(before: Mark, after: Mark) -> bool:
    """Return whether a mark changes anything: a blank one is not kept, whatever paper it names."""
    return before != after and not (before.is_blank and after.is_blank)

"""All files of a library in one folder, which is the library's own or a temporary copy of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from paper_tui.files import NotAFileError, remove_drafts
from paper_tui.store.errors import DamageError, StoreError, reason, shown
from paper_tui.store.files.paths import MARKS, PAPERS, LibraryPaths
from paper_tui.store.files.reading import is_there
from paper_tui.store.format.migrations import CURRENT
from paper_tui.store.format.table_file import TableFile
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.backups import backups_of
from paper_tui.store.journal.commit import Committer
from paper_tui.store.journal.compaction import Compactor
from paper_tui.store.journal.journal_file import Step, decode
from paper_tui.store.journal.snapshot import Loader, Snapshot
from paper_tui.store.messages import count


@dataclass(frozen=True, slots=True)
class LibraryFiles:
    """The files, and what reads and writes them; the caller holds the lock where it writes."""

    paths: LibraryPaths
    papers: TableFile
    marks: TableFile
    loader: Loader
    committer: Committer
    compactor: Compactor

    @classmethod
    def in_folder(cls, paths: LibraryPaths, pause: Callable[[], object]) -> LibraryFiles:
        """The files in a folder; `pause` is called now and then while a large one is read or written."""
        papers = TableFile(paths.catalogue, PAPERS, paths.catalogue_lines, pause)
        marks = TableFile(paths.shelf, MARKS, pause=pause)
        return cls(
            paths,
            papers,
            marks,
            Loader(paths, papers, marks),
            Committer(paths, papers),
            Compactor(paths, marks),
        )

    def steps(self) -> list[Step]:
        """All steps that the journal holds, oldest first."""
        return [decode(line) for line in journal_file.read(self.paths.journal).lines]

    def refuse_links(self) -> None:
        """Raise a `StoreError` where a symbolic link is in the place of a file or folder."""
        paths = self.paths
        files = (paths.catalogue, paths.shelf, paths.journal, paths.lock)
        for path in (*files, paths.backups, paths.history, paths.cache):
            if path.is_symlink():
                raise StoreError(
                    f"{shown(path)} is a symbolic link; nothing was read or written through it",
                    "Put the real file in its place. The library's folder itself may be a link.",
                )

    def clean_up(self) -> None:
        """Finish or remove what killed writers left behind."""
        remove_drafts(self.paths.folder)
        if self.committer.has_prepared():
            lines = journal_file.read(self.paths.journal).lines
            self.committer.finish_prepared(line.id for line in lines)

    def needs_repair(self, now: Snapshot) -> bool:
        """Return whether any file is not as it should be, or of an earlier version."""
        missing = any(
            not is_there(path) and backups_of(path, self.paths.backups)
            for path in (self.paths.catalogue, self.paths.shelf)
        )
        return now.needs_repair or missing or self.loader.version < CURRENT.version

    def repair(self, moment: datetime) -> tuple[Snapshot, list[str], list[str]]:
        """Repair what is damaged; the snapshot after it, messages of it, and messages of migrations."""
        from paper_tui.store.repair.recovery import Recovery, wait_until_still

        wait_until_still(self.paths)
        self.clean_up()
        with suppress(DamageError, NotAFileError):  # another process may have written it meanwhile
            now = self.loader.load()
            if not self.needs_repair(now):
                return now, [], []
        recovery = Recovery(self.paths, moment)
        repaired = [each.notice for each in recovery.run()]
        migrated = recovery.migrate()
        now = self.loader.load()
        if now.mixed:
            merged = count(now.mixed, "change")
            repaired.append(
                f"shelf.json and journal come from different copies of the library: {merged} merged"
            )
        return self.compactor.fold(now, moment), repaired, migrated

    def fold(self, now: Snapshot, moment: datetime) -> tuple[Snapshot, list[str]]:
        """Fold the journal; where that fails the snapshot is the same, and a message says so."""
        try:
            return self.compactor.fold(now, moment), []
        except (OSError, StoreError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            return now, [f"The journal could not be folded, and keeps every change: {why}"]

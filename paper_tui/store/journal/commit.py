"""Makes one step durable: its marks and its papers together, or neither.

A step of marks alone is one line appended to the journal. Where papers change too, their earlier state is
written to the history and the next catalogue beside the present one, both flushed; then the line is
appended, which decides; then the next catalogue takes its place. After a kill in between, the next writer
finds a prepared catalogue: it takes its place if the journal holds its change, else it is removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime

from paper_tui.files import remove_drafts
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.store.errors import UncertainError, reason
from paper_tui.store.files.atomic_files import (
    Draft,
    UnconfirmedError,
    append,
    make_folder,
    replace_file,
    sync_folder,
    undo_append,
)
from paper_tui.store.files.paths import PREPARED, PREVIOUS, LibraryPaths
from paper_tui.store.files.reading import Signature, is_there
from paper_tui.store.format.records_file import empty
from paper_tui.store.format.records_writer import Origin, write_generation
from paper_tui.store.format.table_file import PreparedFile, TableFile
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.backups import back_up
from paper_tui.store.journal.journal_file import Line, Step, parse_line
from paper_tui.store.journal.paper_history import PaperRecords, PreviousRecords

HISTORY_SIZE = 512 << 20
"""Bytes of the history; the oldest files are removed first, and their steps can then not be undone."""
STALE = 3_600.0
"""Seconds after which no draft in the cache, which is written without the lock, is still being written."""


class Committer:
    """Writes steps; the caller holds the lock and has caught up."""

    def __init__(self, paths: LibraryPaths, papers: TableFile) -> None:
        self._paths = paths
        self._papers = papers

    def prepare(
        self, papers: Mapping[PaperKey, Paper | None], change: str, moment: datetime
    ) -> PreparedFile | None:
        """Write the next catalogue beside the present one; None when no paper changes."""
        base = self._papers.generation
        name = self._paths.prepared(change).name
        catalogue = self._papers.prepare(PaperRecords(papers), Origin(change), name)
        try:
            if catalogue.changed:
                self._keep(PreviousRecords(catalogue.changed, base), change)
                back_up(self._paths.catalogue, self._paths.backups, moment)
                return catalogue
        except BaseException:
            catalogue.draft.discard()
            raise
        catalogue.draft.discard()
        return None

    def _keep(self, previous: PreviousRecords, change: str) -> None:
        """Write the earlier state of papers to the history."""
        self._clean_up()
        history = Draft(self._paths.previous(change))
        try:
            write_generation(history, empty(PREVIOUS), previous, Origin(change))
            history.commit()
        except BaseException:
            history.discard()
            raise

    def _clean_up(self) -> None:
        """Keep the history within its size, and remove the drafts of killed processes."""
        history = self._paths.history
        make_folder(history)
        remove_drafts(history)
        remove_drafts(self._paths.cache, older_than=STALE)
        room = HISTORY_SIZE
        for path in sorted(history.glob("*.json"), reverse=True):
            room -= path.stat().st_size
            if room < 0:
                path.unlink()

    def commit(
        self, step: Step, end: int, previous: str, catalogue: PreparedFile | None
    ) -> tuple[Line, Signature]:
        """Append the step and put its catalogue in place.

        Args:
            step: The step.
            end: The byte at which the journal ends.
            previous: The check of the journal's last line.
            catalogue: The step's catalogue, if it changes papers.

        Returns:
            The step's line, and the journal's state after it.

        Raises:
            UnconfirmedError: Both have happened, but may not survive a power cut.
            UncertainError: The step may be completed when the library is next opened.
            OSError: Neither has happened.
        """
        path = self._paths.journal
        text = journal_file.encode(step, previous)
        line = parse_line(text.partition(b"\n")[0])
        if line is None:
            raise ValueError("a step cannot be written as a line")
        try:
            if not is_there(path):
                replace_file(path, journal_file.whole(()))
                end = len(journal_file.header())
            state = append(path, text, end)
            if catalogue:
                self._put_in_place(catalogue, end)
        except UnconfirmedError:
            raise
        except UncertainError:
            raise
        except BaseException:
            if catalogue:
                catalogue.draft.discard()
            raise
        return line, state

    def _put_in_place(self, catalogue: PreparedFile, end: int) -> None:
        try:
            catalogue.commit()
        except UnconfirmedError:
            raise
        except OSError as error:
            self._undo_line(end, error)
            raise
        except BaseException:
            undo_append(self._paths.journal, end, journal_file.END)
            raise

    def _undo_line(self, end: int, cause: OSError) -> None:
        """Undo the line of a step whose catalogue could not be put in place."""
        try:
            undo_append(self._paths.journal, end, journal_file.END)
        except OSError as error:
            raise UncertainError(
                f"The change could not be completed: {reason(cause)}. It may be there when the library is "
                "next opened",
                "Make the disk writable, then look with `paper-tui history` whether the change is there.",
            ) from error

    def has_prepared(self) -> bool:
        """Return whether there is any prepared catalogue."""
        folder = self._paths.folder
        return folder.is_dir() and any(name.startswith(PREPARED) for name in os.listdir(folder))  # noqa: PTH208 - quicker

    def finish_prepared(self, changes: Iterable[str]) -> None:
        """Put prepared catalogues in place whose change is among those of the journal; remove others."""
        known = frozenset(changes)
        for path in sorted(self._paths.folder.glob(f"{PREPARED}*")):
            if path.name.removeprefix(PREPARED) in known:
                path.replace(self._paths.catalogue)
            else:
                path.unlink()
            sync_folder(self._paths.folder)

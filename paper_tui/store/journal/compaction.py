"""Folds the journal into the shelf's file now and then, and keeps the journal within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.serialization import mark_record
from paper_tui.store.errors import StoreError
from paper_tui.store.files.atomic_files import replace_file
from paper_tui.store.files.paths import MARKS, LibraryPaths
from paper_tui.store.format.records_file import open_generation
from paper_tui.store.format.table_file import TableFile
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.backups import back_up, backups_of
from paper_tui.store.journal.journal_file import Line, decode
from paper_tui.store.journal.lineage import Folded
from paper_tui.store.journal.snapshot import Snapshot

STEPS_KEPT = 1_000
BYTES_KEPT = 16 << 20
"""Of the journal, for undo; the newest step is kept whatever its size."""
SLACK = 4
"""The journal is cut back when it holds this many times what is to be kept."""


class Compactor:
    """Folds the journal; the caller holds the lock and has caught up."""

    def __init__(self, paths: LibraryPaths, marks: TableFile) -> None:
        self._paths = paths
        self._marks = marks

    def fold(self, now: Snapshot, moment: datetime, also: Sequence[str] = ()) -> Snapshot:
        """Write the marks of the journal into the shelf's file; the journal's lines stay for undo.

        Args:
            now: The newest snapshot.
            moment: The time.
            also: The ids of further steps whose marks have been merged.

        Raises:
            OSError: The shelf's file is unchanged, and the journal still holds every change.
        """
        reading = journal_file.read(self._paths.journal)
        fresh = [line for line in reading.lines if not now.folded.holds(line)]
        keys = {mark.key for line in fresh for mark in decode(line).marks}
        changes = {str(key): self._record(now, key) for key in keys}
        folded = now.folded.with_lines(reading.lines, now.number, also)
        back_up(self._paths.shelf, self._paths.backups, moment)
        self._marks.write(changes, folded.origin)
        self._trim(reading.lines)
        after = journal_file.read(self._paths.journal)
        _ = self._marks.generation
        return replace(
            now,
            shelf_state=self._marks.state,
            folded=folded,
            unfolded=0,
            journal_state=after.state,
            end=after.end,
            mixed=0,
            missing=0,
        )

    @staticmethod
    def _record(now: Snapshot, key: PaperKey) -> dict[str, object] | None:
        mark = now.shelf.get(key)
        return None if mark.is_blank else mark_record(mark)

    def _trim(self, lines: Sequence[Line]) -> None:
        """Cut the journal back to the newest steps, and remove the history of the others.

        Every step that is not in the newest good backup of the shelf is kept: if the shelf's file is
        damaged, backup and journal together hold everything.
        """
        size = sum(len(line.text) for line in lines)
        if len(lines) <= STEPS_KEPT * SLACK and size <= BYTES_KEPT * SLACK:
            return
        first = min(_first_kept(lines), self._first_unsaved(lines))
        if not first:
            return
        replace_file(self._paths.journal, journal_file.whole(lines[first:]))
        ids = {line.id for line in lines[first:]}
        for path in self._paths.history.glob("*.json"):
            if path.stem not in ids:
                path.unlink(missing_ok=True)

    def _first_unsaved(self, lines: Sequence[Line]) -> int:
        """The place of the first line whose step is not in the newest good backup."""
        for backup in backups_of(self._paths.shelf, self._paths.backups):
            try:
                saved = Folded.of(open_generation(backup, MARKS)[0])
            except (StoreError, OSError):
                continue
            return next((place for place, line in enumerate(lines) if not saved.holds(line)), len(lines))
        return 0


def _first_kept(lines: Sequence[Line]) -> int:
    """The place of the first line that is kept for undo."""
    room = BYTES_KEPT
    first = max(0, len(lines) - STEPS_KEPT)
    for place in range(len(lines) - 1, first - 1, -1):
        room -= len(lines[place].text)
        if room < 0:
            return min(place + 1, len(lines) - 1)
    return first

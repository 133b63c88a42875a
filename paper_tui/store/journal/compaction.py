"""Folds the journal into the shelf's file now and then, and keeps the journal within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.serialization import mark_record
from paper_tui.store.files.atomic_files import replace_file
from paper_tui.store.files.paths import Layout
from paper_tui.store.journal import journal_file
from paper_tui.store.repair.backups import back_up
from paper_tui.store.snapshot import Snapshot, decoded
from paper_tui.store.storage import RecordsStorage

STEPS_KEPT = 1_000
BYTES_KEPT = 16 << 20
"""Of the journal, for undo; the newest step is kept whatever its size."""
SLACK = 4
"""The journal is cut back when it holds this many times what is to be kept."""


class Folder:
    """Folds; the caller holds the lock and has caught up."""

    def __init__(self, layout: Layout, marks: RecordsStorage) -> None:
        self._layout = layout
        self._marks = marks

    def fold(self, now: Snapshot, moment: datetime) -> Snapshot:
        """Write the marks of the journal into the shelf's file; the journal's lines stay for undo.

        Raises:
            OSError: The shelf's file stands as it was, and the journal still holds every change.
        """
        reading = journal_file.read(self._layout.journal)
        fresh = [line for line in reading.lines if (journal_file.number_of(line) or 0) > now.folded]
        keys = {mark.key for line in fresh for mark in decoded(line).marks}
        changes = {str(key): self._record(now, key) for key in keys}
        back_up(self._layout.shelf, self._layout.backups, moment)
        self._marks.write_changes(changes, folded=now.number)
        self._trim(reading.lines)
        after = journal_file.read(self._layout.journal, 0)
        _ = self._marks.generation
        return replace(
            now,
            shelf_state=self._marks.state,
            folded=now.number,
            unfolded=0,
            journal_state=after.state,
            end=after.end,
        )

    @staticmethod
    def _record(now: Snapshot, key: PaperKey) -> dict[str, object] | None:
        mark = now.shelf.get(key)
        return None if mark.is_blank else mark_record(mark)

    def _trim(self, lines: Sequence[bytes]) -> None:
        """Cut the journal back to the newest steps, and drop what papers were before the others."""
        size = sum(map(len, lines))
        if len(lines) <= STEPS_KEPT * SLACK and size <= BYTES_KEPT * SLACK:
            return
        kept: list[bytes] = []
        room = BYTES_KEPT
        for line in reversed(lines[-STEPS_KEPT:]):
            room -= len(line)
            if kept and room < 0:
                break
            kept.append(line)
        kept.reverse()
        replace_file(self._layout.journal, journal_file.whole(kept))
        ids = {decoded(line).change.id for line in kept}
        for path in self._layout.history.glob("*.json"):
            if path.stem not in ids:
                path.unlink(missing_ok=True)

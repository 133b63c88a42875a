"""Makes one change last: the marks and the papers of a step together or neither.

A step of marks alone is one line appended to the journal. Where papers change too, what they were is
written to the history and the next catalogue beside the present one, both flushed; then the line is
appended, which decides; then the next catalogue takes its place. After a kill in between, whoever
writes next finds a prepared catalogue: it moves into place when the journal holds its change, else it goes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.store.files.atomic_files import (
    Draft,
    Signature,
    UnconfirmedError,
    append,
    is_there,
    make_folder,
    remove_drafts,
    replace_file,
    sync_folder,
    take_back,
)
from paper_tui.store.files.paths import PREVIOUS, Layout
from paper_tui.store.format.records_file import empty
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.journal_file import Step
from paper_tui.store.journal.paper_changes import PaperRecords, PreviousRecords
from paper_tui.store.journal.writer import write_next
from paper_tui.store.repair.backups import back_up
from paper_tui.store.storage import Following, RecordsStorage

HISTORY_ROOM = 512 << 20
"""Bytes for what papers were before changes; the oldest go first, and can then no longer be undone."""
STALE = 3_600.0
"""Seconds after which nobody is still writing a draft into the cache, which takes no lock."""
_PREPARED = "catalogue.json.next-"


class Committer:
    """Writes steps; the caller holds the lock and has caught up."""

    def __init__(self, layout: Layout, papers: RecordsStorage) -> None:
        self._layout = layout
        self._papers = papers

    def prepare(
        self, papers: Mapping[PaperKey, Paper | None], change: str, moment: datetime
    ) -> Following | None:
        """Write the next catalogue beside the present one; None when no paper is changed."""
        base = self._papers.generation
        name = self._layout.prepared(change).name
        catalogue = self._papers.following(PaperRecords(papers), base, change=change, name=name)
        try:
            if catalogue.changed:
                self._keep(PreviousRecords(catalogue.changed, base), change)
                back_up(self._layout.catalogue, self._layout.backups, moment)
                return catalogue
        except BaseException:
            catalogue.draft.discard()
            raise
        catalogue.draft.discard()
        return None

    def _keep(self, previous: PreviousRecords, change: str) -> None:
        """Write to the history what papers were."""
        self._tidy()
        history = Draft(self._layout.previous(change))
        try:
            write_next(history, empty(PREVIOUS), previous, change=change)
            history.commit()
        except BaseException:
            history.discard()
            raise

    def _tidy(self) -> None:
        """Make room in the history, and drop what killed processes left there and in the cache."""
        history = self._layout.history
        make_folder(history)
        remove_drafts(history)
        remove_drafts(self._layout.cache, older_than=STALE)
        room = HISTORY_ROOM
        for path in sorted(history.glob("*.json"), reverse=True):
            room -= path.stat().st_size
            if room < 0:
                path.unlink()

    def commit(self, step: Step, end: int, catalogue: Following | None) -> Signature:
        """Append the step and put its catalogue in place; the journal's state after it.

        Args:
            step: What is done.
            end: Where the journal ends.
            catalogue: Of the step, if it changes papers.

        Raises:
            UnconfirmedError: Both have happened, but may not survive a power cut.
            OSError: Neither has happened.
        """
        path = self._layout.journal
        try:
            if not is_there(path):
                replace_file(path, journal_file.whole(()))
                end = len(journal_file.header())
            state = append(path, journal_file.encode(step), end)
            if catalogue:
                self._put(catalogue, end)
        except UnconfirmedError:
            raise
        except BaseException:
            if catalogue:
                catalogue.draft.discard()
            raise
        return state

    def _put(self, catalogue: Following, end: int) -> None:
        try:
            catalogue.commit()
        except UnconfirmedError:
            raise
        except BaseException:
            take_back(self._layout.journal, end, journal_file.END)
            raise

    def is_waiting(self, changes: Iterable[str]) -> bool:
        """Whether a killed process left a catalogue whose change the journal holds."""
        return any(self._layout.prepared(change).exists() for change in changes)

    def is_prepared(self) -> bool:
        """Whether there is a catalogue that waits for its change, or for nothing any more."""
        folder = self._layout.folder
        return folder.is_dir() and any(name.startswith(_PREPARED) for name in os.listdir(folder))  # noqa: PTH208 - quicker

    def settle(self, changes: Iterable[str]) -> None:
        """Finish or drop what a killed process had prepared, given the ids of the journal's changes."""
        known = frozenset(changes)
        for path in sorted(self._layout.folder.glob(f"{_PREPARED}*")):
            if path.name.removeprefix(_PREPARED) in known:
                path.replace(self._layout.catalogue)
            else:
                path.unlink()
            sync_folder(self._layout.folder)

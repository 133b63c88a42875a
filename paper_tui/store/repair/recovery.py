"""Mends a library: what is broken is set aside, what is good comes back, and the reader is told.

A broken file is renamed, never written over and never taken for an empty one. Its good records come back
from itself, the others from the newest good backup. The shelf is then brought up to date by all the
lines of the journal, which holds every change since that backup: so of the shelf nothing acknowledged is
lost unless journal and shelf are damaged at once.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from paper_tui.store.errors import DamageError, StoreError
from paper_tui.store.files.atomic_files import Draft, is_there, make_folder, replace_file, sync_folder
from paper_tui.store.files.paths import MARKS, PAPERS, Layout
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.migrations import CURRENT, Schema
from paper_tui.store.format.records_file import Generation, empty, open_generation
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.writer import write_next
from paper_tui.store.messages import count
from paper_tui.store.repair.backups import back_up, backups_of, link_or_copy, stamped, time_of
from paper_tui.store.repair.migrator import Migrator
from paper_tui.store.repair.salvage import Salvage, salvage
from paper_tui.store.snapshot import decoded, missing_steps

_NOUNS = {PAPERS: "paper", MARKS: "mark"}


class Mended(NamedTuple):
    """Something that was mended."""

    what: str
    kept: str = ""
    """The name under which the broken file is kept, or empty."""

    @property
    def notice(self) -> str:
        """For the reader."""
        return f"{self.what}. The broken file is kept as {self.kept}" if self.kept else self.what


@dataclass(frozen=True, slots=True)
class Mender:
    """Mends the files of one library; the caller holds the lock."""

    layout: Layout
    now: datetime

    def mend(self) -> list[Mended]:
        """Mend all that is broken, and say what was done.

        Raises:
            StoreError: A newer version wrote a file; nothing was done.
            OSError: The disk refused; what is not mended stands as it was.
        """
        found = [
            self._records(self.layout.catalogue, PAPERS, frozenset()),
            self._records(self.layout.shelf, MARKS, self._journalled()),
            self._journal(),
        ]
        return [notice for notice in found if notice]

    def _journalled(self) -> frozenset[str]:
        """The keys whose marks the journal holds."""
        try:
            lines = journal_file.read(self.layout.journal).lines
        except IsADirectoryError:
            return frozenset()
        return frozenset(mark.key for line in lines for mark in decoded(line).marks)

    def _records(self, path: Path, kind: str, elsewhere: frozenset[str]) -> Mended | None:
        there = is_there(path)
        try:
            if there:
                open_generation(path, kind)
                return None
        except (DamageError, IsADirectoryError):
            pass
        backup = self._good_backup(path, kind)
        if not there and backup is None:
            return None
        good = salvage(path, kind)
        whole = good.head is not None and not good.lost
        earlier = empty(kind) if backup is None or whole else open_generation(backup, kind)[0]
        aside = self._rewrite(path, good, earlier)
        found = Rescue(len(good), sum(key not in good for key in earlier), len({*good, *earlier, *elsewhere}))
        return _told(path, kind, found, good, backup if len(earlier) else None, aside)

    def _before_journal(self) -> int:
        """The number before the first line of the journal."""
        try:
            lines = journal_file.read(self.layout.journal).lines
        except IsADirectoryError:
            return 0
        return max(0, min((journal_file.number_of(line) or 0 for line in lines), default=1) - 1)

    def _good_backup(self, path: Path, kind: str) -> Path | None:
        for backup in backups_of(path, self.layout.backups):
            try:
                open_generation(backup, kind)
            except (StoreError, IsADirectoryError):
                continue
            return backup
        return None

    def _rewrite(self, path: Path, good: Salvage, earlier: Generation) -> Path | None:
        """Write the file from what is good, and keep the broken one; where, or None when there was none.

        A shelf is then brought up to date by the whole journal.
        """
        last = max(earlier.head.generation, good.head.generation if good.head else 0)
        base = empty(earlier.head.kind)
        base.head = replace(base.head, generation=last, schema=min(good.schema, earlier.head.schema))
        change = good.head.change if good.head else earlier.head.change
        draft = Draft(path)
        try:
            records: Mapping[str, Record] = ChainMap(good, earlier)  # type: ignore[arg-type]  # is only read
            write_next(draft, base, records, change=change, folded=self._before_journal())
            aside = set_aside(path, self.now) if is_there(path) else None
            draft.commit()
        except BaseException:
            draft.discard()
            raise
        return aside

    def _journal(self) -> Mended | None:
        path = self.layout.journal
        try:
            reading = journal_file.read(path)
        except IsADirectoryError:
            aside = set_aside(path, self.now)
            return Mended("journal was a folder, and no journal could be read", aside.name)
        if reading.state is None:
            return self._missing_journal()
        if reading.damaged:
            return self._damaged_journal(path, reading)
        if not reading.torn:
            lost = self._lost_steps(reading)
            return Mended(f"journal lacks {count(lost, 'change')}, which may be lost") if lost else None
        make_folder(self.layout.backups)
        aside = back_up(path, self.layout.backups, self.now) or path
        replace_file(path, journal_file.whole(reading.lines))
        what = "journal was cut short: a change that was being written is missing, and perhaps earlier ones"
        return Mended(what, f"{self.layout.backups.name}/{aside.name}")

    def _missing_journal(self) -> Mended | None:
        """Begin a journal anew where the other files tell that there was one."""
        if not max(self._last_known()):
            return None
        replace_file(self.layout.journal, journal_file.whole(()))
        return Mended("journal was missing: the last changes may be lost, and earlier ones cannot be undone")

    def _last_known(self) -> tuple[int, int]:
        """The last step in the shelf's file, and the last one in the catalogue."""
        folded = last = 0
        if is_there(self.layout.shelf):
            folded = open_generation(self.layout.shelf, MARKS)[0].head.folded
        if is_there(self.layout.catalogue):
            last = Catalogue(open_generation(self.layout.catalogue, PAPERS)[0]).last_change
        return folded, last

    def _damaged_journal(self, path: Path, reading: journal_file.Reading) -> Mended:
        aside = set_aside(path, self.now)
        replace_file(path, journal_file.whole(reading.lines))
        lost = self._lost_steps(reading)
        what = f"{count(lost, 'change')} may be lost" if lost else "some undo steps are lost, no mark is"
        read = f"{count(len(reading.lines), 'change')} read, {count(reading.damaged, 'line')} could not be"
        return Mended(f"journal was damaged: {read}; {what}", aside.name)

    def _lost_steps(self, reading: journal_file.Reading) -> int:
        folded, last = self._last_known()
        newest = max((journal_file.number_of(line) or 0 for line in reading.lines), default=0)
        gap = missing_steps(folded, max(newest, last), reading)
        return max(gap, reading.damaged if newest <= folded else 0)

    def migrate(self, schema: Schema = CURRENT) -> list[str]:
        """Bring files of earlier versions to this one, a step at a time, each backed up before."""
        return Migrator(self.layout, self.now, schema).migrate()


def set_aside(path: Path, now: datetime) -> Path:
    """Keep a broken file under a name that says when it was found broken; nothing is written over.

    It keeps its own name too until the mended file takes it, so that a kill in between leaves no gap; a
    folder in a file's place is renamed.
    """
    name = f"{path.name}.damaged-{stamped(now)}"
    aside, tries = path.with_name(name), 0
    while is_there(aside):
        tries += 1
        aside = path.with_name(f"{name}-{tries}")
    if path.is_file():
        link_or_copy(path, aside)
    else:
        path.rename(aside)
    sync_folder(path.parent)
    return aside


@dataclass(frozen=True, slots=True)
class Rescue:
    """How many records came back, and from where."""

    saved: int
    restored: int
    known: int
    """From anywhere, the journal among it."""


def _told(
    path: Path, kind: str, found: Rescue, good: Salvage, backup: Path | None, aside: Path | None
) -> Mended:
    noun = _NOUNS[kind]
    made = time_of(backup) if backup else None
    parts = [f"{count(found.saved, noun)} saved from it"] if aside else []
    if made:
        day = f"{made.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        parts.append(f"{count(found.restored, noun)} taken from the backup of {day}")
    lost = good.lost - (found.known - found.saved)
    if lost > 0:
        parts.append(f"{count(lost, noun)} lost")
    state = "was damaged" if aside else "was missing"
    return Mended(f"{path.name} {state}: {', '.join(parts)}", aside.name if aside else "")

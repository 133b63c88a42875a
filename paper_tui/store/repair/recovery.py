"""Repairs a library: damaged files are kept under another name, good records come back, losses are counted.

A damaged file is never overwritten and never taken for an empty one. Its good records come back from itself,
the others from the newest good backup. The shelf is then brought up to date by all lines of the journal,
which is never cut back further than that backup reaches: so of the shelf nothing acknowledged is lost unless
journal and shelf are damaged at once.
"""

from __future__ import annotations

import time
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from paper_tui.files import NotAFileError
from paper_tui.store.errors import DamageError, StoreError
from paper_tui.store.files.atomic_files import Draft, make_folder, replace_file, sync_folder
from paper_tui.store.files.paths import MARKS, PAPERS, LibraryPaths
from paper_tui.store.files.reading import is_being_written, is_there
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.migrations import CURRENT, Schema
from paper_tui.store.format.records_file import Generation, empty, open_generation
from paper_tui.store.format.records_writer import Origin, write_generation
from paper_tui.store.format.table_file import TableFile
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.backups import back_up, backups_of, link_or_copy, stamped, time_of
from paper_tui.store.journal.journal_file import Line, Reading, decode
from paper_tui.store.journal.lineage import Folded, continuation
from paper_tui.store.journal.snapshot import is_outdated, last_paper_step
from paper_tui.store.messages import count
from paper_tui.store.repair.migrator import Migrator
from paper_tui.store.repair.salvage import Salvage, salvage

WRITER_TIMEOUT = 10.0
"""Seconds to wait for another program that is writing one of the files."""
POLL_INTERVAL = 0.05
KEPT = ". The broken file is kept as "
_NOUNS = {PAPERS: "paper", MARKS: "mark"}


class Repaired(NamedTuple):
    """Something that was repaired."""

    what: str
    kept: str = ""
    """The name under which the damaged file is kept, or empty."""

    @property
    def notice(self) -> str:
        """The message for users."""
        return f"{self.what}{KEPT}{self.kept}" if self.kept else self.what


def wait_until_still(paths: LibraryPaths) -> None:
    """Wait for other programs that are writing the library's files, such as ``cp`` or a synchroniser."""
    stop = time.monotonic() + WRITER_TIMEOUT
    while time.monotonic() < stop and any(
        map(is_being_written, (paths.catalogue, paths.shelf, paths.journal))
    ):
        time.sleep(POLL_INTERVAL)


@dataclass(frozen=True, slots=True)
class Recovery:
    """Repairs the files of one library; the caller holds the lock."""

    paths: LibraryPaths
    now: datetime

    def run(self) -> list[Repaired]:
        """Repair all that is damaged.

        Raises:
            StoreError: A newer version wrote a file; nothing was done.
            OSError: The disk refused; what is not repaired is unchanged.
        """
        found = [
            self._records(self.paths.catalogue, PAPERS, frozenset()),
            self._records(self.paths.shelf, MARKS, self._keys_in_journal()),
            self._journal(),
            self._outdated_catalogue(),
        ]
        return [repaired for repaired in found if repaired]

    def _lines(self) -> list[Line]:
        """The good lines of the journal."""
        try:
            return journal_file.read(self.paths.journal).lines
        except NotAFileError:
            return []

    def _keys_in_journal(self) -> frozenset[str]:
        """The keys whose marks the journal holds."""
        return frozenset(mark.key for line in self._lines() for mark in decode(line).marks)

    def _records(self, path: Path, kind: str, elsewhere: frozenset[str]) -> Repaired | None:
        there = is_there(path)
        try:
            if there:
                open_generation(path, kind)
                return None
        except (DamageError, NotAFileError):
            pass
        backup = self._good_backup(path, kind)
        if not there and backup is None:
            return None
        good = salvage(path, kind)
        earlier = empty(kind) if backup is None or good.is_whole else open_generation(backup, kind)[0]
        lost = continuation(Folded.of(earlier), self._lines()).missing if kind == MARKS else 0
        aside = self._rewrite(path, kind, good, earlier)
        rescue = Rescue(
            saved=len(good),
            restored=sum(key not in good for key in earlier),
            known=len({*good, *earlier, *elsewhere}),
            steps=0 if good.is_whole else lost,
        )
        return _report(path, kind, rescue, good, backup if len(earlier) else None, aside)

    def _good_backup(self, path: Path, kind: str) -> Path | None:
        for backup in backups_of(path, self.paths.backups):
            try:
                open_generation(backup, kind)
            except (StoreError, NotAFileError):  # other errors of the disk are no reason to pass it over
                continue
            return backup
        return None

    def _rewrite(self, path: Path, kind: str, good: Salvage, earlier: Generation) -> Path | None:
        """Write the file from what is good, and keep the damaged one; its name, or None without one."""
        last = max(earlier.header.generation, good.header.generation if good.header else 0)
        base = empty(kind)
        base.header = replace(base.header, generation=last)
        origin = self._shelf_origin(good, earlier) if kind == MARKS else self._catalogue_origin(good)
        version = min(good.schema, earlier.header.schema)
        draft = Draft(path)
        try:
            records: Mapping[str, Record] = ChainMap(good, earlier)  # type: ignore[arg-type]  # is only read
            write_generation(draft, base, records, origin, version=version)
            aside = set_aside(path, self.now) if is_there(path) else None
            draft.commit()
        except BaseException:
            draft.discard()
            raise
        return aside

    def _shelf_origin(self, good: Salvage, earlier: Generation) -> Origin:
        """The steps in a rewritten shelf: those before the journal, so that all of it is applied."""
        lines = self._lines()
        named = {line.id for line in lines}
        steps = good.steps or earlier.folded_steps[0]
        first = min((line.number for line in lines if line.number), default=1)
        return Origin(folded=first - 1, steps=tuple(name for name in steps if name not in named))

    def _catalogue_origin(self, good: Salvage) -> Origin:
        """The step that made a rewritten catalogue: what is missing of it has been reported."""
        try:
            last = last_paper_step(journal_file.read(self.paths.journal))
        except (NotAFileError, DamageError):
            last = None
        return Origin(last.id if last else good.header.change if good.header else "")

    def _journal(self) -> Repaired | None:
        path = self.paths.journal
        try:
            reading = journal_file.read(path)
        except NotAFileError:
            aside = set_aside(path, self.now)
            return Repaired("journal was no file, and no journal could be read", aside.name)
        if reading.state is None:
            return self._missing_journal()
        if reading.damaged:
            return self._damaged_journal(path, reading)
        if reading.torn:
            return self._torn_journal(path, reading)
        folded = self._folded()
        lost = continuation(folded, reading.lines).missing + self._missing_at_end(folded, reading.lines)
        return Repaired(f"journal lacks {count(lost, 'change')}, which may be lost") if lost else None

    def _missing_journal(self) -> Repaired | None:
        """Begin a new journal where the other files show that there was one."""
        if not max(self._folded().number, self._last_change()):
            return None
        replace_file(self.paths.journal, journal_file.whole(()))
        return Repaired(
            "journal was missing: the last changes may be lost, and earlier ones cannot be undone"
        )

    def _torn_journal(self, path: Path, reading: Reading) -> Repaired:
        make_folder(self.paths.backups)
        aside = back_up(path, self.paths.backups, self.now) or path
        replace_file(path, journal_file.whole(reading.lines))
        what = "journal was cut short: a change that was being written is missing, and perhaps earlier ones"
        return Repaired(what, f"{self.paths.backups.name}/{aside.name}")

    def _damaged_journal(self, path: Path, reading: Reading) -> Repaired:
        aside = set_aside(path, self.now)
        replace_file(path, journal_file.whole(reading.lines))
        lost = self._lost_steps(reading)
        what = f"{count(lost, 'change')} may be lost" if lost else "some undo steps are lost, no mark is"
        read = f"{count(len(reading.lines), 'change')} read, {count(reading.damaged, 'line')} could not be"
        return Repaired(f"journal was damaged: {read}; {what}", aside.name)

    def _lost_steps(self, reading: Reading) -> int:
        """The number of steps of a damaged journal that may be lost: without a line and not folded."""
        folded, lines = self._folded(), reading.lines
        numbers = [line.number for line in lines]
        jumps = sum(max(0, after - before - 1) for before, after in pairwise(numbers))
        jumps += max(0, numbers[0] - 1) if numbers else 0
        newest = max(numbers, default=0)
        at_end = max(0, reading.damaged - jumps) if newest >= folded.number or not lines else 0
        missing = continuation(folded, lines).missing
        return missing + max(at_end, self._missing_at_end(folded, lines))

    def _folded(self) -> Folded:
        """The steps in the shelf's file."""
        if not is_there(self.paths.shelf):
            return Folded()
        return Folded.of(open_generation(self.paths.shelf, MARKS)[0])

    def _last_change(self) -> int:
        """The number of the step that last changed the catalogue."""
        if not is_there(self.paths.catalogue):
            return 0
        return Catalogue(open_generation(self.paths.catalogue, PAPERS)[0]).last_change

    def _missing_at_end(self, folded: Folded, lines: Sequence[Line]) -> int:
        """The number of steps up to the catalogue's last one that are in neither file."""
        newest = max((line.number for line in lines), default=0)
        return max(0, self._last_change() - max(newest, folded.number))

    def _outdated_catalogue(self) -> Repaired | None:
        """Report, once, a catalogue that is not the one that the journal's last change of papers made."""
        file = TableFile(self.paths.catalogue, PAPERS)
        reading = journal_file.read(self.paths.journal)
        last = last_paper_step(reading)
        if last is None or not is_outdated(Catalogue(file.generation), reading):
            return None
        was_there = is_there(self.paths.catalogue)
        file.write({}, Origin(last.id))
        if not was_there:
            return Repaired("catalogue.json was missing, and so are its papers: import them again")
        return Repaired(
            "catalogue.json is from another copy of the library than the journal, or from an earlier time: "
            "papers may be missing, unless a conflict copy beside it has them"
        )

    def migrate(self, schema: Schema = CURRENT) -> list[str]:
        """Migrate files of earlier versions, a version at a time, each backed up before; messages of it."""
        return Migrator(self.paths, self.now, schema).run()


def set_aside(path: Path, now: datetime) -> Path:
    """Keep a damaged file under a name with the time; no other file is overwritten.

    It keeps its own name too until the repaired file takes it, so that a kill in between leaves no gap; a
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
    """The numbers of recovered records by their origin."""

    saved: int
    """From the damaged file."""
    restored: int
    """From the backup."""
    known: int
    """From anywhere, the journal included."""
    steps: int
    """Changes made after the backup, if there is one, and before the journal begins, which may be lost."""


def _report(
    path: Path, kind: str, rescue: Rescue, good: Salvage, backup: Path | None, aside: Path | None
) -> Repaired:
    noun = _NOUNS[kind]
    made = time_of(backup) if backup else None
    parts = [f"{count(rescue.saved, noun)} saved from it"] if aside else []
    if made:
        day = f"{made.year:04}-{made:%m-%d %H:%M} UTC"
        parts.append(f"{count(rescue.restored, noun)} taken from the backup of {day}")
    journalled = rescue.known - rescue.saved - rescue.restored
    if journalled and not good.is_whole:
        parts.append(f"{count(journalled, noun)} taken from the journal")
    lost = good.lost - (rescue.known - rescue.saved)
    if lost > 0:
        parts.append(f"{count(lost, noun)} lost")
    if rescue.steps:
        when = "made after it" if made else "made before the journal begins"
        parts.append(f"{count(rescue.steps, 'change')} {when} may be lost")
    elif good.header is None and kind == PAPERS and not made:
        parts.append("what else it held is lost: import it again")
    state = "was damaged" if aside else "was missing"
    return Repaired(f"{path.name} {state}: {', '.join(parts)}", aside.name if aside else "")

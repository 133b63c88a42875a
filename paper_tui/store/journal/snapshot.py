"""The state of a library at one moment, and how it follows what other processes write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from paper_tui.papers.shelf import Shelf
from paper_tui.store.errors import DamageError
from paper_tui.store.files.paths import LibraryPaths
from paper_tui.store.files.reading import Signature, signature
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.format.stored_shelf import shelf_of
from paper_tui.store.format.table_file import TableFile
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.journal_file import Line, Reading, Step, decode
from paper_tui.store.journal.lineage import Continuation, Folded, continuation
from paper_tui.store.journal.merge_marks import applied_in_order

ATTEMPTS = 20
_CHANGES_PAPERS = b',"papers":true'


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content of the files at one moment."""

    catalogue: Catalogue
    catalogue_state: Signature | None
    shelf: Shelf
    shelf_state: Signature | None = None
    folded: Folded = field(default_factory=Folded)
    """The steps that are in the shelf's file."""
    journal_state: Signature | None = None
    end: int = 0
    """The byte up to which the journal was read."""
    last: str = ""
    """The check of the journal's last line."""
    number: int = 0
    """The number of the newest step."""
    unfolded: int = 0
    """Bytes of the journal that are not in the shelf's file."""
    is_damaged: bool = False
    """True if the journal has damaged lines, or its end is missing."""
    mixed: int = 0
    """Steps of the journal that were merged into the shelf of another copy of the library."""
    missing: int = 0
    """Steps that are in neither file."""
    is_outdated: bool = False
    """True if the catalogue is not the one that the journal's last change of papers made."""

    @property
    def needs_repair(self) -> bool:
        """True if a file is not as it should be."""
        return self.is_damaged or self.mixed > 0 or self.missing > 0 or self.is_outdated


class Loader:
    """Reads a library's files; takes no lock, since this program replaces files and never rewrites them.

    The files are read together: when one was replaced meanwhile, all are read again, so that no change is
    missed between them.
    """

    def __init__(self, paths: LibraryPaths, papers: TableFile, marks: TableFile) -> None:
        self._paths = paths
        self._papers = papers
        self._marks = marks

    @property
    def version(self) -> int:
        """The oldest version among the files."""
        return min(self._papers.generation.header.schema, self._marks.generation.header.schema)

    def load(self) -> Snapshot:
        """Read everything."""
        return self._with_shelf(Snapshot(Catalogue(self._papers.generation), self._papers.state, Shelf()))

    def after_step(self, last: Snapshot, step: Step, line: Line, state: Signature) -> Snapshot:
        """The snapshot after a step that this process has just written, without reading it back."""
        papers = self._papers
        changed = papers.state != last.catalogue_state
        return replace(
            last,
            catalogue=Catalogue(papers.generation) if changed else last.catalogue,
            catalogue_state=papers.state,
            shelf=last.shelf.with_marks(step.marks) if step.marks else last.shelf,
            journal_state=state,
            end=state.size - len(journal_file.END),
            last=line.check,
            number=step.number,
            unfolded=last.unfolded + state.size - last.end,
        )

    def catch_up(self, last: Snapshot, *, locked: bool = False) -> Snapshot:
        """The present content of the files; the same object when nothing has changed.

        Without the lock, a line that another process is writing is left for the next time.
        """
        now = self._with_catalogue(last)
        if signature(self._paths.shelf) != now.shelf_state:
            return self._with_shelf(now)
        state = signature(self._paths.journal)
        if state == now.journal_state:
            return now
        return self._with_new_lines(now, state, locked=locked) or self._with_shelf(now)

    def _with_catalogue(self, last: Snapshot) -> Snapshot:
        if signature(self._paths.catalogue) == last.catalogue_state:
            return last
        return replace(last, catalogue=Catalogue(self._papers.generation), catalogue_state=self._papers.state)

    def _with_new_lines(self, last: Snapshot, state: Signature | None, *, locked: bool) -> Snapshot | None:
        """The snapshot with the lines appended since; None when the journal is not the one that was read."""
        known = last.journal_state
        if not state or not known or state[:2] != known[:2] or state.size <= last.end:
            return None
        reading = journal_file.read(self._paths.journal, last.end)
        if reading.torn and not locked:
            return last
        check = last.last
        for line in reading.lines:
            if line.previous != check:
                return None
            check = line.check
        if reading.damaged or reading.torn or not reading.lines:
            return None
        marks = {mark.key: mark for line in reading.lines for mark in decode(line).marks}
        return replace(
            last,
            shelf=last.shelf.with_marks(marks.values()) if marks else last.shelf,
            journal_state=reading.state,
            end=reading.end,
            last=check,
            number=max(last.number, *(line.number for line in reading.lines)),
            unfolded=last.unfolded + sum(len(line.text) + 1 for line in reading.lines),
            is_outdated=is_outdated(last.catalogue, reading) and last.is_outdated,
        )

    def _with_shelf(self, last: Snapshot) -> Snapshot:
        for _ in range(ATTEMPTS):
            records, state = self._marks.generation, self._marks.state
            shelf = shelf_of(records)
            reading = journal_file.read(self._paths.journal)
            if signature(self._paths.shelf) != state:
                continue
            if signature(self._paths.catalogue) != last.catalogue_state:
                last = self._with_catalogue(last)
                continue
            base = replace(last, shelf=shelf, shelf_state=state, folded=Folded.of(records))
            return _assembled(base, reading)
        raise DamageError("the library's files are being replaced all the time")


def _assembled(base: Snapshot, reading: Reading) -> Snapshot:
    """The snapshot of the shelf's file and a journal."""
    if _is_foreign(base, reading.lines):
        base = replace(base, folded=Folded())
        found = Continuation(tuple(reading.lines), follows=False, missing=0)
    else:
        found = continuation(base.folded, reading.lines)
    pairs = [pair for line in found.lines for pair in decode(line).pairs]
    if found.follows:
        marks = {after.key: after for _, after in pairs}
    else:
        marks = applied_in_order(pairs, base.shelf.get)
    newest = max(base.folded.number, *(line.number for line in reading.lines), 0)
    at_end = max(0, base.catalogue.last_change - newest)
    return replace(
        base,
        shelf=base.shelf.with_marks(marks.values()) if marks else base.shelf,
        journal_state=reading.state,
        end=reading.end,
        last=reading.lines[-1].check if reading.lines else base.folded.last,
        number=max(newest, base.catalogue.last_change),
        unfolded=sum(len(line.text) + 1 for line in found.lines),
        is_damaged=bool(reading.damaged) or (reading.torn and reading.state is not None),
        mixed=len(found.lines) if not found.follows and not found.missing else 0,
        missing=found.missing + at_end,
        is_outdated=is_outdated(base.catalogue, reading),
    )


def _is_foreign(base: Snapshot, lines: Sequence[Line]) -> bool:
    """True if a shelf of version 1, which does not list its steps, is not that of the journal beside it.

    Then the steps that it should hold by their numbers did not leave its marks as they are.
    """
    if base.folded.ids or not base.folded.number:
        return False
    held = (line for line in lines if base.folded.holds(line))
    last = {after.key: after for line in held for _, after in decode(line).pairs}
    marks = ((mark, base.shelf.get(key)) for key, mark in last.items())
    return any(mark != now and not (mark.is_blank and now.is_blank) for mark, now in marks)


def is_outdated(catalogue: Catalogue, reading: Reading) -> bool:
    """Return whether the last change of papers in the journal is not the one that made the catalogue."""
    last = last_paper_step(reading)
    if last is None or last.id == catalogue.change:
        return False
    known = any(line.id == catalogue.change for line in reading.lines)
    return known or catalogue.last_change <= last.number  # else the journal lacks the newest steps


def last_paper_step(reading: Reading) -> Line | None:
    """The line of the last step that changed papers."""
    for line in reversed(reading.lines):
        if _CHANGES_PAPERS in line.text and decode(line).papers:
            return line
    return None

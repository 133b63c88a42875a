"""The state of a library at one moment, and how it catches up with what other processes wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.serialization import mark_from_record
from paper_tui.papers.shelf import Mark, Shelf
from paper_tui.store.errors import DamageError
from paper_tui.store.files.atomic_files import Signature, signature
from paper_tui.store.files.paths import Layout
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.format.records_file import Generation
from paper_tui.store.journal import journal_file
from paper_tui.store.storage import RecordsStorage

ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was on the disk at one moment."""

    catalogue: Catalogue
    catalogue_state: Signature | None
    shelf: Shelf
    shelf_state: Signature | None
    folded: int
    """The last line of the journal that is in the shelf's file."""
    journal_state: Signature | None
    end: int
    """Up to which byte the journal was read."""
    number: int
    """Of the last line read."""
    unfolded: int
    """Bytes of the journal that are not in the shelf's file."""
    broken: bool = False
    """Whether the journal holds lines that are not what was written."""


def shelf_of(records: Generation) -> Shelf:
    """The marks in the shelf's file."""
    return Shelf(_marks(records))


def _marks(records: Generation) -> Iterable[Mark]:
    for key, record in records.everything().items():
        try:
            yield mark_from_record(PaperKey(key), record)
        except ValueError as error:
            raise DamageError(f"a mark cannot be read: {error}") from error


class Loader:
    """Reads a library's files; takes no lock, since no file is ever changed in place.

    The shelf's file and the journal are read together: when either was replaced meanwhile, both are
    read again, so that no change falls between them.
    """

    def __init__(self, layout: Layout, papers: RecordsStorage, marks: RecordsStorage) -> None:
        self._layout = layout
        self._papers = papers
        self._marks = marks

    @property
    def version(self) -> int:
        """The oldest version among the files."""
        return min(self._papers.generation.head.schema, self._marks.generation.head.schema)

    def load(self) -> Snapshot:
        """Everything, from the start."""
        catalogue = Catalogue(self._papers.generation)
        empty = Snapshot(catalogue, self._papers.state, Shelf(), None, 0, None, 0, 0, 0)
        return self._with_shelf(empty)

    def grown(self, last: Snapshot, step: journal_file.Step, state: Signature) -> Snapshot:
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
            number=step.number,
            unfolded=last.unfolded + state.size - last.end,
        )

    def catch_up(self, last: Snapshot, *, locked: bool = False) -> Snapshot:
        """What is there now; the same object when nothing has changed.

        Without the lock, the end of a line that another process is writing is left for the next time.
        """
        now = self._with_catalogue(last)
        if signature(self._layout.shelf) != now.shelf_state:
            return self._with_shelf(now)
        state = signature(self._layout.journal)
        if state == now.journal_state:
            return now
        return self._with_lines(now, state, locked=locked) or self._with_shelf(now)

    def _with_catalogue(self, last: Snapshot) -> Snapshot:
        if signature(self._layout.catalogue) == last.catalogue_state:
            return last
        return replace(last, catalogue=Catalogue(self._papers.generation), catalogue_state=self._papers.state)

    def _with_lines(self, last: Snapshot, state: Signature | None, *, locked: bool) -> Snapshot | None:
        """The snapshot with what was appended since; None when the journal is not the one we know."""
        known = last.journal_state
        if not state or not known or state[:2] != known[:2] or state.size <= last.end:
            return None
        reading = journal_file.read(self._layout.journal, last.end)
        if reading.torn and not locked:
            return last
        numbers = [journal_file.number_of(line) for line in reading.lines]
        expected = list(range(last.number + 1, last.number + 1 + len(numbers)))
        if reading.damaged or reading.torn or numbers != expected:
            return None
        return advanced(last, reading)

    def _with_shelf(self, last: Snapshot) -> Snapshot:
        for _ in range(ATTEMPTS):
            records = self._marks.generation
            state = self._marks.state
            reading = journal_file.read(self._layout.journal)
            if signature(self._layout.shelf) == state:
                fresh = replace(
                    last,
                    shelf=shelf_of(records),
                    shelf_state=state,
                    folded=records.head.folded,
                    number=max(records.head.folded, last.catalogue.last_change),
                    unfolded=0,
                )
                now = advanced(fresh, reading)
                gap = missing_steps(now.folded, now.number, reading)
                return replace(now, broken=True) if gap else now
        raise DamageError("the shelf is being written all the time")


def advanced(last: Snapshot, reading: journal_file.Reading) -> Snapshot:
    """The snapshot with the lines of the journal that it does not hold yet."""
    marks: dict[PaperKey, Mark] = {}
    number, unfolded = last.number, last.unfolded
    for line in reading.lines:
        found = journal_file.number_of(line) or 0
        if found > last.folded:
            step = decoded(line)
            marks.update((mark.key, mark) for mark in step.marks)
            unfolded += len(line) + 1
            number = max(number, found)
    shelf = last.shelf.with_marks(marks.values()) if marks else last.shelf
    return replace(
        last,
        shelf=shelf,
        journal_state=reading.state,
        end=reading.end,
        number=number,
        unfolded=unfolded,
        broken=bool(reading.damaged) or reading.torn,
    )


def missing_steps(folded: int, last: int, reading: journal_file.Reading) -> int:
    """How many lines the journal lacks between those in the shelf's file and the last one known of."""
    numbers = {journal_file.number_of(line) for line in reading.lines}
    return sum(number not in numbers for number in range(folded + 1, last + 1))


def decoded(line: bytes) -> journal_file.Step:
    """The step of a good line.

    Raises:
        DamageError: No version of ours wrote it.
    """
    try:
        return journal_file.decode(line)
    except ValueError as error:
        raise DamageError(str(error)) from error

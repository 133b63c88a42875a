"""Changes of papers and marks that are collected, through TinyDB's tables, to become one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import mark_record, paper_from_record, paper_record
from paper_tui.papers.shelf import UNIDENTIFIED, Mark, Shelf
from paper_tui.papers.stored_records import stored_mark
from paper_tui.store.changes import PaperChanges
from paper_tui.store.errors import StoreError
from paper_tui.store.files.paths import MARKS, PAPERS
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.tables import Edits, RecordsStorage, RecordsTable


class ShelfRecords(Mapping[str, Record]):
    """The marks of a shelf as records by key."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __len__(self) -> int:
        return len(self._shelf)

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.marks)

    def __contains__(self, key: object) -> bool:
        return key in self._shelf

    def __getitem__(self, key: str) -> Record:
        mark = self._shelf.get(PaperKey(key))
        if mark.is_blank:
            raise KeyError(key)
        return mark_record(mark)


class Transaction(RecordsStorage):
    """A storage of TinyDB that collects what is written to its tables."""

    def __init__(self, catalogue: Catalogue, shelf: Shelf) -> None:
        self._catalogue = catalogue
        self._papers: Edits[Paper] = Edits(catalogue.records, paper_record, paper_from_record)
        self._marks: Edits[Mark] = Edits(ShelfRecords(shelf), mark_record, stored_mark)

    @property
    def papers(self) -> RecordsTable:
        """The papers; created on each access: a stored one would be a cycle that keeps a file open."""
        return RecordsTable(self, PAPERS)

    @property
    def marks(self) -> RecordsTable:
        """The marks; rebuilt each time, as `papers`."""
        return RecordsTable(self, MARKS)

    def read(self) -> dict[str, Any]:
        """The tables with what was changed so far."""
        return {PAPERS: self._papers, MARKS: self._marks}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace both tables as a whole."""
        for name, edits in self.read().items():
            records = data.get(name, {})
            for key in [key for key in edits if key not in records]:
                del edits[key]
            edits.update(records)

    @contextmanager
    def editing(self, table: str) -> Iterator[Edits[Any]]:
        """A table that may be changed during the block."""
        tables = self.read()
        if table not in tables:
            raise StoreError(f"A library has the tables {PAPERS} and {MARKS} only")
        yield tables[table]

    def changes(self) -> PaperChanges:
        """All that was changed.

        Raises:
            ValueError: A record cannot be that of a paper.
        """
        papers = {PaperKey(key): paper for key, paper in self._papers.changes().items()}
        marks = (Mark(PaperKey(key)) if mark is None else mark for key, mark in self._marks.changes().items())
        return PaperChanges(papers, tuple(self._identified(mark) for mark in marks))

    def _identified(self, mark: Mark) -> Mark:
        """A mark with the identity of its paper, by which it is found again under another key."""
        if mark.identity != UNIDENTIFIED or mark.is_blank:
            return mark
        paper = self._catalogue.get(mark.key)
        return replace(mark, identity=paper.identity) if paper else mark

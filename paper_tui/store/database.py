"""A library as a TinyDB database, for scripts.

::

    with LibraryDatabase(Path("~/.local/share/paper-tui").expanduser()) as library:
        graphs = library.table("papers").search(where("title").search("graph"))
        library.table("marks").update({"state": "later"}, where("tags").any(["graphs"]))

Every call of TinyDB that changes something is one durable step, which the reader's undo takes back. Documents
are known by the keys of papers; a table takes only what can be read back as a paper or a mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Document

from paper_tui.papers.clock import Clock
from paper_tui.store.files.paths import MARKS, PAPERS
from paper_tui.store.format.tables import Edits, RecordsStorage, RecordsTable
from paper_tui.store.journal.transaction import ShelfRecords
from paper_tui.store.store import Store

LABEL = "changed by a script"


def _now() -> datetime:
    return datetime.now(UTC)


class LibraryStorage(RecordsStorage):
    """The tables of a library, which other processes may change meanwhile."""

    def __init__(self, directory: Path | str, clock: Clock = _now) -> None:
        """Open a library; as `Store.open`."""
        self._store = Store.open(Path(directory), clock=clock)

    def read(self) -> dict[str, Any]:
        """The records of each table by key, as they are now; Any: TinyDB's own word for a document."""
        self._store.refresh()
        return {PAPERS: self._store.catalogue.records, MARKS: ShelfRecords(self._store.shelf)}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace all papers and marks, as one step."""
        with self._store.transaction(LABEL) as transaction:
            transaction.write(data)

    @contextmanager
    def editing(self, table: str) -> Iterator[Edits[Any]]:
        """Change a table; all that was changed in the block is one step. Any: papers or marks."""
        with self._store.transaction(LABEL) as transaction, transaction.editing(table) as records:
            yield records

    def version(self) -> object:
        """Something that differs whenever papers or marks do."""
        self._store.refresh()
        return self._store.version

    def close(self) -> None:
        """Fold a long journal and remove temporary files."""
        self._store.close()


class PapersTable(RecordsTable):
    """The papers; one that is inserted without a key gets that of its identifiers or its title."""

    def with_key(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """A paper with its key."""
        if isinstance(document, self.document_class) or not isinstance(document, Mapping):
            return document
        from paper_tui.papers.builder import build_paper  # loads what reads TeX

        known = {name: document[name] for name in ("title", "arxiv_id", "doi") if name in document}
        key = build_paper(**{"title": ""} | known).key
        return Document(dict(document), doc_id=key)  # type: ignore[arg-type]  # annotated as int


class LibraryDatabase(TinyDB):
    """A library opened with TinyDB: the tables ``papers``, the default one, and ``marks``."""

    default_storage_class = LibraryStorage  # type: ignore[assignment]  # annotated as its own storage
    default_table_name = PAPERS
    table_class = RecordsTable  # type: ignore[assignment]  # mypy infers that only TinyDB's own will do

    def table(self, name: str, **kwargs: Any) -> RecordsTable:  # noqa: ANN401 - TinyDB's signature
        """One of the two tables."""
        if name == PAPERS and name not in self._tables:
            self._tables[name] = PapersTable(cast(LibraryStorage, self.storage), name, **kwargs)
        return cast(RecordsTable, super().table(name, **kwargs))

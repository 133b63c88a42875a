"""Runs TinyDB's own tests against the marks table of a library, journal and all.

They come in TinyDB's source distribution (``pip download --no-binary :all: --no-deps tinydb``)::

    python -m tests.store.tinydb_suite tinydb-4.9.0/tests

Those that do not apply are named below with the reason; each of them is expected to fail.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from paper_tui.store import LibraryDatabase
from paper_tui.store.database import LibraryStorage
from paper_tui.store.files.paths import MARKS, PAPERS
from paper_tui.store.format.tables import RecordsTable

FILES = ("test_tables.py", "test_queries.py", "test_operations.py", "test_tinydb.py")
NUMBERS = "compares document ids with numbers; ours are keys"
TABLES = "needs more tables than the two of a library"
NOT_APPLICABLE = {
    "test_next_id": NUMBERS,
    "test_truncate_table": NUMBERS,
    "test_insert_ids": NUMBERS,
    "test_insert_with_doc_id": NUMBERS,
    "test_insert_with_duplicate_doc_id": NUMBERS,
    "test_insert_multiple_with_ids": NUMBERS,
    "test_remove_returns_ids": NUMBERS,
    "test_update_returns_ids": NUMBERS,
    "test_upsert": NUMBERS,
    "test_upsert_by_id": NUMBERS,
    "test_tables_list": TABLES,
    "test_table_name": TABLES,
    "test_persist_table": TABLES,
    "test_table_repr": "expects the name of TinyDB's own class",
    "test_tinydb.py::test_all": "inserts empty documents; a mark without content is none",
}


class MarksDatabase(LibraryDatabase):
    """A library whose default table is that of marks; another name is a second, empty handle of it."""

    default_table_name = MARKS

    def table(self, name: str, **kwargs: Any) -> RecordsTable:  # noqa: ANN401 - as it is declared
        if name in (PAPERS, MARKS) or name in self._tables:
            return super().table(name, **kwargs)
        table = RecordsTable(cast(LibraryStorage, self.storage), MARKS, **kwargs)
        table.truncate()
        self._tables[name] = table
        return table


class Suite:
    """A pytest plugin with the fixture that TinyDB's tests ask for, and what is expected of them."""

    @pytest.fixture
    def db(self, tmp_path: Path) -> Iterator[LibraryDatabase]:
        with MarksDatabase(tmp_path / "library") as database:
            database.insert_multiple({"int": 1, "char": char} for char in "abc")
            yield database

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            name = item.name.partition("[")[0]
            reason = NOT_APPLICABLE.get(name) or NOT_APPLICABLE.get(f"{item.path.name}::{name}")
            if reason:
                item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


def main(folder: str) -> int:
    with tempfile.TemporaryDirectory(prefix="paper-tui-tinydb-") as place:
        for name in FILES:
            shutil.copyfile(Path(folder) / name, Path(place) / name)
        return pytest.main(["-q", "-rx", "-n", "0", "-p", "no:cacheprovider", place], plugins=[Suite()])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""The file of the text index: an SQLite database in the library's cache, which can always be rebuilt.

Why SQLite FTS5: it comes with Python, writes durably and step by step, and is fast enough. Measured by
``python -m tests.benchmarks --only text_index`` beside tantivy and the arrays of the search index of papers.

The table of words is without content: a text is kept once, in the file that it was read from. Words are
gathered in up to 64 MB of memory before they are written: the index gets smaller, and is built faster.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

FILE = "texts-2.sqlite"
"""The number changes with the tables."""
PATIENCE = 2.0
"""Seconds to wait for another process that writes the index."""
APPLICATION = 0x70617054
"""Marks the file among other SQLite databases."""
_NOT_DAMAGED = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
_TABLES = """
CREATE TABLE kept (id INTEGER PRIMARY KEY, key TEXT UNIQUE, stamp TEXT);
CREATE TABLE state (name TEXT PRIMARY KEY, value);
CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('hashsize', 67108864);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
"""
_NEW = f"PRAGMA auto_vacuum = INCREMENTAL; BEGIN; {_TABLES} PRAGMA application_id = {APPLICATION}; COMMIT;"


class ForeignError(sqlite3.DatabaseError):
    """The file is another database."""


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the index for a change, with its tables; it is created where there is none.

    Raises:
        sqlite3.Error: It is damaged, locked or cannot be written; `is_damage` distinguishes them.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as database:
        (owner,) = database.execute("PRAGMA application_id").fetchone()
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if owner != APPLICATION and (owner or tables):
            raise ForeignError("not the index of texts")
        if not owner:
            database.executescript(_NEW)
        yield database


def clear(database: sqlite3.Connection) -> None:
    """Empty the index."""
    dropped = "DROP TABLE kept; DROP TABLE state; DROP TABLE vocabulary; DROP TABLE words;"
    database.executescript(f"BEGIN; {dropped} {_TABLES} COMMIT;")


def give_room_back(database: sqlite3.Connection) -> None:
    """Shorten the file by what was freed when parts of the index were merged."""
    database.execute("PRAGMA incremental_vacuum").fetchall()


def remove(path: Path) -> None:
    """Remove the index, with what SQLite keeps beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether an error says that the file is damaged or foreign, so that only rebuilding it helps."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF not in _NOT_DAMAGED


def state(database: sqlite3.Connection, name: str) -> object:
    """Return a value that `set_state` keeps; None without one."""
    found = database.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return found[0] if found else None


def set_state(database: sqlite3.Connection, name: str, value: str | int | bytes) -> None:
    """Keep a value."""
    database.execute("REPLACE INTO state (name, value) VALUES (?, ?)", (name, value))

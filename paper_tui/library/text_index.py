"""Search inside the kept full texts, by an SQLite FTS5 index in the library's cache.

Measured with made-up texts of 63 kB, one process, seconds of processor time: at 2,000 texts (125 MB) FTS5
indexes 40 MB/s into 0.32 of the size of the text, and a prefix of three or more letters takes 2.1 ms at the
95th percentile; tantivy 23 MB/s, 0.22 and 0.5 ms. The arrays of the search index of papers would take 12 MB/s
and more room than the text. FTS5 comes with Python, is durable and incremental, and fast enough; its own
table of prefixes would take as much room again for 1.4 ms. Shorter prefixes are not searched for: one letter
takes 18 ms at 500 texts.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from paper_tui.library.contents import Contents
from paper_tui.library.imports import no_progress
from paper_tui.library.texts import Texts
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.search.text.tokenizer import pieces_of
from paper_tui.store import StoreError

FILE = "texts-1.sqlite"
"""The number changes with the tables."""
SHORTEST_PREFIX = 3
COMMIT_EVERY = 20
"""Texts in a transaction: what was indexed stays when the rest is cancelled."""
PATIENCE = 2.0
"""Seconds to wait for another process that writes the index."""
MOST_DEAD = 2
"""Outdated entries for each current one from which on the index is built anew."""
_TABLES = """
CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, key TEXT UNIQUE, stamp TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    body, content='', tokenize='unicode61 remove_diacritics 2');
"""


class TextIndex:
    """Finds papers by words of their kept texts. Safe to use from several threads and processes."""

    def __init__(self, directory: Path, texts: Texts, contents: Contents) -> None:
        self._path = directory / "cache" / FILE
        self._texts = texts
        self._contents = contents
        self._lock = threading.Lock()
        self._current: tuple[int, str] | None = None
        """The kept texts and the catalogue that were indexed last, so that a keystroke looks at no file."""

    def find(self, words: str, *, is_open: bool) -> list[PaperKey]:
        """Find the papers whose indexed text has these words next to each other.

        Args:
            words: One word or a phrase.
            is_open: Whether the last word may be the beginning of one.
        """
        folded = [piece.word.rstrip("+#") for piece in pieces_of(words)]
        if not any(folded) or not self._path.exists():
            return []
        starred = "*" if is_open and len(folded[-1]) >= SHORTEST_PREFIX else ""
        expression = f'"{" ".join(folded)}"{starred}'
        query = "SELECT key FROM kept JOIN words ON words.rowid = kept.id WHERE words MATCH ?"
        with suppress(sqlite3.Error), self._opened() as database:
            return [PaperKey(key) for (key,) in database.execute(query, (expression,))]
        self._current = None  # damaged: the next update builds it anew
        return []

    def update(
        self,
        doing: Callable[[str], object] = no_progress,
        cancel: CancelToken = NEVER,
        *,
        most: int | None = None,
    ) -> int:
        """Index the texts that are new or changed and forget those that are gone.

        Args:
            doing: Called with what is being done, in words.
            cancel: Checked before each text; what was indexed before stays.
            most: How many texts are read at most; None for all.

        Returns:
            How many texts are indexed; 0 where nothing had to be done.

        Raises:
            Cancelled: The caller cancelled.
        """
        with self._lock:
            state = (self._texts.version(), self._contents.catalogue.stamp)
            if state == self._current and self._path.exists():
                return 0
            stamps = self._stamps()
            if not stamps and not self._path.exists():
                return 0
            known = 0
            with suppress(OSError, sqlite3.OperationalError):  # read-only, or locked by another process
                try:
                    known = self._update(stamps, doing, cancel, most)
                except sqlite3.OperationalError:
                    raise
                except sqlite3.DatabaseError:  # damaged
                    self._path.unlink(missing_ok=True)
                    known = self._update(stamps, doing, cancel, most)
            self._current = state if known == len(stamps) else None
            return known

    def _update(
        self,
        stamps: dict[PaperKey, str],
        doing: Callable[[str], object],
        cancel: CancelToken,
        most: int | None,
    ) -> int:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._opened() as database:
            database.executescript(_TABLES)
            known = dict(database.execute("SELECT key, stamp FROM kept"))
            gone = [key for key, stamp in known.items() if stamps.get(PaperKey(key)) != stamp]
            database.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in gone])
            last = database.execute("SELECT coalesce(max(rowid), 0) FROM words").fetchone()[0]
            if last > MOST_DEAD * max(len(stamps), 1) + COMMIT_EVERY:
                database.executescript(f"DROP TABLE kept; DROP TABLE words; {_TABLES}")
                known, gone, last = {}, [], 0
            wanted = [key for key, stamp in stamps.items() if known.get(key) != stamp][:most]
            for number, key in enumerate(wanted, 1):
                cancel.check()
                doing(f"indexing text {number:,} of {len(wanted):,}")
                body = self._body(key)
                database.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (last + number, body))
                row = (last + number, key, stamps[key])
                database.execute("INSERT INTO kept (id, key, stamp) VALUES (?, ?, ?)", row)
                if number % COMMIT_EVERY == 0:
                    database.commit()
            database.commit()
        return len(known) - len(gone) + len(wanted)

    def _stamps(self) -> dict[PaperKey, str]:
        """Map the papers with a kept text to what names its file."""
        stamp_of, catalogue = self._texts.stamps(), self._contents.catalogue
        keys = (catalogue.key_at(place) for place in range(len(catalogue)))
        return {key: stamp for key in keys if (stamp := stamp_of(key))}

    def _body(self, key: PaperKey) -> str:
        """Return the words of a text; empty where it cannot be read any more."""
        from paper_tui.documents.model import plain_text

        paper = self._contents.catalogue.get(key)
        with suppress(StoreError):
            text = self._texts.get(paper) if paper else None
            return "\n".join(map(plain_text, text.document.blocks)) if text else ""
        return ""

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as database:
            yield database

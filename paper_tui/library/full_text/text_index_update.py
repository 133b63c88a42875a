"""Bring the text index up to date: add new and changed texts, forget those that are gone."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic

from paper_tui.library.full_text import text_index_file
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.search.text.tokenizer import STROKED

COMMIT_EVERY, COMMIT_AFTER = 400, 5.0
"""Texts and seconds in a transaction, at the most: what was indexed stays when the process is ended."""
MOST_DEAD = 2
"""Outdated entries for each current one from which on the index is rebuilt."""
VOCABULARY_LAG = 50
"""A vocabulary may lack the words of one in so many texts; gathering them reads the whole index."""
SOURCES, WORDS, WORDS_OF = "sources", "words", "words of"
"""Names of states: what was indexed, the words of four and more letters, and of how many entries."""
_LETTERS = "".join(map(chr, STROKED))
_STROKED = re.compile(f"[{_LETTERS}{_LETTERS.upper()}ß]")
_TERM = re.compile(r"[^\W\d_]{4,30}")

Progress = Callable[[int, int], object]
"""Called with how many texts were indexed, and of how many."""


def update(
    path: Path,
    stamps: Mapping[PaperKey, str],
    sources: str,
    body: Callable[[PaperKey], str],
    progress: Progress,
    cancel: CancelToken,
    most: int | None,
) -> int:
    """Index the texts that are new or changed; a damaged index is rebuilt.

    Args:
        path: The file of the index.
        stamps: What names the text of each paper that has one.
        sources: Names all of what is indexed, for `up_to_date`.
        body: Reads the words of a text.
        progress: See `Progress`.
        cancel: Checked before each text; what was indexed before stays.
        most: How many texts are read at most; None for all.

    Returns:
        How many texts the index has; 0 where it cannot be written now.

    Raises:
        Cancelled: The caller cancelled.
    """
    for attempt in range(2):
        try:
            with text_index_file.writing(path) as database:
                return _updated(database, stamps, sources, body, progress, cancel, most)
        except sqlite3.Error as error:
            if attempt or not text_index_file.is_damage(error):
                return 0
            with suppress(OSError):
                text_index_file.remove(path)
        except OSError:
            return 0
    return 0


def _updated(
    database: sqlite3.Connection,
    stamps: Mapping[PaperKey, str],
    sources: str,
    body: Callable[[PaperKey], str],
    progress: Progress,
    cancel: CancelToken,
    most: int | None,
) -> int:
    known = dict(database.execute("SELECT key, stamp FROM kept"))
    gone = [key for key, stamp in known.items() if stamps.get(PaperKey(key)) != stamp]
    last = _last(database)
    if last > MOST_DEAD * max(len(stamps), 10):
        text_index_file.clear(database)
        known, gone, last = {}, [], 0
    database.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in gone])
    new = [key for key, stamp in stamps.items() if known.get(key) != stamp]
    committed = monotonic()
    for number, key in enumerate(new[:most], 1):
        if cancel.is_cancelled:
            database.commit()
        cancel.check()
        progress(number - 1, len(new))
        row = last + number
        database.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (row, _folded(body(key))))
        database.execute("INSERT INTO kept (id, key, stamp) VALUES (?, ?, ?)", (row, key, stamps[key]))
        if number % COMMIT_EVERY == 0 or monotonic() - committed > COMMIT_AFTER:
            database.commit()
            committed = monotonic()
    _gather_words(database)
    if len(new[:most]) == len(new):
        text_index_file.set_state(database, SOURCES, sources)
    database.commit()
    text_index_file.give_room_back(database)
    return len(known) - len(gone) + len(new[:most])


def _last(database: sqlite3.Connection) -> int:
    """The number of the newest entry."""
    (last,) = database.execute("SELECT coalesce(max(rowid), 0) FROM words").fetchone()
    return int(last)


def _folded(body: str) -> str:
    """A text with the letters that SQLite does not fold as the search does."""
    if body.isascii():
        return body
    return _STROKED.sub(lambda found: STROKED.get(ord(found[0].lower()), found[0].casefold()), body)


def _gather_words(database: sqlite3.Connection) -> None:
    """Keep the words of all texts for misspelt queries, where enough texts are new."""
    entries, gathered = _last(database), text_index_file.state(database, WORDS_OF)
    known = gathered if isinstance(gathered, int) else 0
    if known <= entries <= known + known // VOCABULARY_LAG:
        return
    terms = database.execute("SELECT term FROM vocabulary")
    words = sorted({term.encode() for (term,) in terms if _TERM.fullmatch(term)})
    text_index_file.set_state(database, WORDS, b"\n".join(words))
    text_index_file.set_state(database, WORDS_OF, entries)

"""Search inside the full texts of a library."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.library.contents import Contents
from paper_tui.library.full_text import text_index_file
from paper_tui.library.full_text.text_index_file import FILE
from paper_tui.library.full_text.text_index_update import SOURCES, WORDS, Progress, update
from paper_tui.library.full_text.texts import Texts
from paper_tui.papers.cancellation import NEVER, Cancelled, CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.search.text.tokenizer import pieces_of
from paper_tui.store import StoreError

if TYPE_CHECKING:
    from paper_tui.library.in_memory_catalogue import Bundle
    from paper_tui.search.index.similar_words import WordList
    from paper_tui.store import Catalogue

SHORTEST_PREFIX = 4
"""Letters of the shortest beginning that is searched for; shorter ones are in nearly every text."""
REMEMBERED = 64
"""Answers that are kept while the index is the same."""
_CHECKED_EVERY = 20_000
"""Steps of SQLite between two checks for cancellation."""


def no_steps(done: int, total: int) -> None:
    """No-op progress callback."""


@dataclass(slots=True)
class _Opened:
    """The index as it was at one moment."""

    signature: tuple[int, int, int]
    database: sqlite3.Connection
    keys: dict[int, PaperKey]
    """Of every entry that is current."""
    places: dict[int, int] = field(default_factory=dict)
    """Positions in the catalogue of `stamp` by entry."""
    stamp: str = ""
    answers: dict[str, list[int]] = field(default_factory=dict)
    words: WordList | None = None


class TextIndex:
    """Finds papers by words of their full texts. Safe to use from several threads and processes."""

    def __init__(self, directory: Path, texts: Texts, contents: Contents) -> None:
        self.updates_itself = True
        """True if a search for `text:` indexes new texts first; the reader does that in the background."""
        self._path = directory / "cache" / FILE
        self._texts = texts
        self._contents = contents
        self._updating = threading.Lock()
        self._reading = threading.Lock()
        self._opened: _Opened | None = None

    def find(
        self, words: str, catalogue: Catalogue | Bundle, *, is_open: bool, cancel: CancelToken = NEVER
    ) -> Sequence[int]:
        """Find the papers whose indexed text has these words next to each other.

        Args:
            words: One word or a phrase.
            catalogue: In which the positions of papers are counted.
            is_open: Whether the last word may be the beginning of one.
            cancel: Checked often.

        Returns:
            Positions in the catalogue.

        Raises:
            Cancelled: The caller cancelled.
        """
        folded = [piece.word.rstrip("+#") for piece in pieces_of(words)]
        if not any(folded):
            return ()
        starred = "*" if is_open and len(folded[-1]) >= SHORTEST_PREFIX else ""
        return self._matching(f'"{" ".join(folded)}"{starred}', catalogue, cancel)

    def find_near(
        self, word: str, typos: int, catalogue: Catalogue | Bundle, cancel: CancelToken = NEVER
    ) -> tuple[Sequence[int], frozenset[str]]:
        """Find the papers whose indexed text has words like a misspelt one, and these words; as `find`."""
        with self._reading:
            opened = self._current()
            if opened is not None and opened.words is None:
                opened.words = self._gathered(opened)
        near = opened.words.near(word, typos, cancel) if opened and opened.words else ()
        if not near:
            return (), frozenset()
        expression = " OR ".join(f'"{each}"' for each in near)
        return self._matching(expression, catalogue, cancel), frozenset(near)

    def places(self, catalogue: Catalogue | Bundle) -> Sequence[int]:
        """List the positions of the papers with an indexed text."""
        with self._reading:
            opened = self._current()
            return [*self._placed(opened, catalogue).values()] if opened else ()

    @property
    def exists(self) -> bool:
        """True if there is an index on the disk."""
        return self._path.exists()

    def is_up_to_date(self) -> bool:
        """Return whether all texts are indexed; looks at no single one."""
        with self._reading, suppress(sqlite3.Error):
            opened = self._current()
            if opened is None:
                return False
            return text_index_file.state(opened.database, SOURCES) == self._sources()
        return False

    def update(
        self, progress: Progress = no_steps, cancel: CancelToken = NEVER, *, most: int | None = None
    ) -> int:
        """Index the texts that are new or changed and forget those that are gone.

        Args:
            progress: Called with how many texts were indexed, and of how many.
            cancel: Checked before each text; what was indexed before stays.
            most: How many texts are read at most; None for all.

        Returns:
            How many texts are indexed; 0 where nothing had to be done.

        Raises:
            Cancelled: The caller cancelled.
        """
        with self._updating:
            if self.is_up_to_date():
                return 0
            sources, stamps = self._sources(), self._stamps()
            if not stamps and not self._path.exists():
                return 0
            return update(self._path, stamps, sources, self._body, progress, cancel, most)

    def _sources(self) -> str:
        return f"{self._texts.version()} {self._contents.catalogue.stamp}"

    def _stamps(self) -> dict[PaperKey, str]:
        """Map the papers with a text to what names its file."""
        stamp_of = self._texts.stamps()
        return {paper.key: stamp for paper in self._contents.catalogue if (stamp := stamp_of(paper))}

    def _body(self, key: PaperKey) -> str:
        """Return the words of a text; empty where it cannot be read any more."""
        from paper_tui.documents.model import plain_text

        paper = self._contents.catalogue.get(key)
        with suppress(StoreError):
            document = self._texts.document(paper) if paper else None
            return "\n".join(map(plain_text, document.blocks)) if document else ""
        return ""

    def _matching(self, expression: str, catalogue: Catalogue | Bundle, cancel: CancelToken) -> Sequence[int]:
        with self._reading:
            opened = self._current()
            if opened is None:
                return ()
            if expression not in opened.answers:
                found = self._asked(opened, expression, cancel)
                if found is None:
                    return ()
                if len(opened.answers) >= REMEMBERED:
                    opened.answers.clear()
                opened.answers[expression] = found
            places = self._placed(opened, catalogue)
            return [places[entry] for entry in opened.answers[expression] if entry in places]

    def _asked(self, opened: _Opened, expression: str, cancel: CancelToken) -> list[int] | None:
        """The entries that match; None where the index cannot be read now."""
        opened.database.set_progress_handler(lambda: cancel.is_cancelled, _CHECKED_EVERY)
        try:
            found = opened.database.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
            return [entry for (entry,) in found]
        except sqlite3.Error as error:
            if cancel.is_cancelled:
                raise Cancelled from None
            if text_index_file.is_damage(error):
                self._discard()
            return None

    def _discard(self) -> None:
        """Have the next update rebuild a damaged index."""
        self._close()
        with suppress(OSError):
            text_index_file.remove(self._path)

    def _current(self) -> _Opened | None:
        """The index as it is now; None without one."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        signature = (status.st_ino, status.st_mtime_ns, status.st_size)
        if self._opened is None or self._opened.signature != signature:
            self._close()
            self._opened = self._load(signature)
        return self._opened

    def _load(self, signature: tuple[int, int, int]) -> _Opened | None:
        database = sqlite3.connect(self._path, timeout=text_index_file.PATIENCE, check_same_thread=False)
        try:
            keys = {entry: PaperKey(key) for entry, key in database.execute("SELECT id, key FROM kept")}
        except sqlite3.Error:
            database.close()
            return None
        return _Opened(signature, database, keys)

    def _placed(self, opened: _Opened, catalogue: Catalogue | Bundle) -> dict[int, int]:
        if opened.stamp != catalogue.stamp:
            places = {entry: catalogue.ordinal(key) for entry, key in opened.keys.items()}
            opened.places = {entry: place for entry, place in places.items() if place is not None}
            opened.stamp = catalogue.stamp
        return opened.places

    def _gathered(self, opened: _Opened) -> WordList | None:
        from paper_tui.search.index.similar_words import WordList

        with suppress(sqlite3.Error):
            words = text_index_file.state(opened.database, WORDS)
            return WordList(words.split(b"\n")) if isinstance(words, bytes) and words else None
        return None

    def _close(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.database.close()

    def close(self) -> None:
        """Close the file."""
        with self._reading:
            self._close()

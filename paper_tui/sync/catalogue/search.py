"""Search a shared catalogue by PostgreSQL's full text search.

Papers with the words in their titles are looked for first, then those with the words anywhere; of very many
of these, the newest are ranked. A word that no paper has is replaced by those that are spelt like it, where
the server has pg_trgm.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from paper_tui.papers.cancellation import CancelToken
from paper_tui.sync.catalogue.conditions import Condition, Words
from paper_tui.sync.catalogue.queries import Filter, Lexemes, filters
from paper_tui.sync.catalogue.server import SEARCH_PATH, NoCatalogueError, has_catalogue
from paper_tui.sync.database import connect, reporting, require_driver

if TYPE_CHECKING:
    import psycopg

SECONDS = 10
"""After which the server gives up a query."""
RANKED = 2_000
"""Papers with the words up to which all of them are ranked."""
NEWEST = 400
"""Of more, how many are ranked."""
_NAMES = ("key", "title", "authors", "abstract", "published", "arxiv_id", "doi", "url", "venue", "categories")
_RANKED = """
    SELECT key, title, string_to_array(nullif(authors, ''), E'\\n'), abstract, published, arxiv_id, doi, url,
        venue, categories
    FROM papers WHERE number = ANY(%s)
    ORDER BY ts_rank(all_words, %s::tsquery) + ts_rank(title_words, %s::tsquery, 1) DESC,
        published DESC, number DESC
    LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of a server."""

    records: tuple[dict[str, Any], ...]
    """Descriptions of papers, best first, which are not checked yet. Any: JSON values."""
    is_complete: bool
    """True if all papers that match were ranked, and not the newest alone."""
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that no paper has, with those that were looked for instead."""


class CatalogueServer:
    """One database with a catalogue, to which a connection is kept."""

    def __init__(self, address: str) -> None:
        """Over an address as libpq knows it.

        Raises:
            SyncError: The library for PostgreSQL is not installed.
        """
        require_driver()
        self.address = address
        self._one_at_a_time = threading.Lock()
        self._connection: psycopg.Connection | None = None
        self._spells = False
        """True if the server finds words that are spelt alike."""

    def search(self, conditions: Sequence[Condition], limit: int, cancel: CancelToken) -> Found:
        """Find papers that match all conditions, best first.

        Args:
            conditions: One of them at least names words or an identifier, and is not negated.
            limit: How many papers to return at the most.
            cancel: Checked before each query; `stop` ends the one that runs.

        Raises:
            SyncError: The server cannot be reached, has no catalogue, or took too long.
            Cancelled: The caller no longer wants the answer.
        """
        import psycopg

        with self._one_at_a_time, reporting(self.address):
            was_connected = self._connection is not None
            try:
                return self._answer(conditions, limit, cancel)
            except psycopg.Error as error:
                cancel.check()
                is_lost = was_connected and self._connection is None  # while the machine slept, for example
                if not is_lost and "user request" not in str(error):  # of `stop`, meant for another search
                    raise
                return self._answer(conditions, limit, cancel)

    def _answer(self, conditions: Sequence[Condition], limit: int, cancel: CancelToken) -> Found:
        """Search by the connection that there is, or a new one; a lost one is forgotten."""
        cancel.check()
        try:
            return self._search(self._connected(), conditions, limit, cancel)
        finally:
            if self._connection is not None and self._connection.closed:
                self._connection = None

    def stop(self) -> None:
        """End the query that runs, from any thread."""
        connection = self._connection
        if connection is not None and self._one_at_a_time.locked():
            connection.cancel_safe(timeout=1.0)

    def close(self) -> None:
        """Close the connection."""
        with self._one_at_a_time:
            self._disconnect()

    def _connected(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            connection = connect(self.address, SEARCH_PATH)
            if not has_catalogue(connection):
                connection.close()
                raise NoCatalogueError(
                    "the database has no catalogue; load one: paper-tui sync ADDRESS --catalogue FILE"
                )
            connection.execute(f"SET statement_timeout = '{SECONDS}s'".encode())
            found = connection.execute("SELECT FROM pg_extension WHERE extname = 'pg_trgm'").fetchone()
            self._spells = found is not None
            self._connection = connection
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _search(
        self, connection: psycopg.Connection, conditions: Sequence[Condition], limit: int, cancel: CancelToken
    ) -> Found:
        words = [each for each in conditions if isinstance(each, Words)]
        lexemes = Lexemes(connection, words, spells=self._spells)
        where = [*filters(conditions, lexemes)]
        if not where:
            return Found((), is_complete=True)
        positive = [each for each in words if not each.is_negated and each.field in ("", "title")]
        query = " & ".join(filter(None, map(lexemes.query, positive)))
        with connection.transaction():
            connection.execute("SET LOCAL enable_seqscan = off")  # it reads every paper for few that match
            cancel.check()
            title = [Filter("title_words @@ %s::tsquery", (query,))] if query else []
            in_title = _numbers(connection, [*title, *where], RANKED) if title else []
            cancel.check()
            anywhere = _numbers(connection, where, RANKED + 1)
            is_complete = len(anywhere) <= RANKED
            if not is_complete:
                cancel.check()
                connection.execute("SET LOCAL enable_bitmapscan = off")
                anywhere = _numbers(connection, where, NEWEST, "ORDER BY published DESC, number DESC")
            cancel.check()
            numbers = [*{*in_title, *anywhere}]
            rows = connection.execute(_RANKED, (numbers, query, query, limit)).fetchall()
        records = tuple(dict(zip(_NAMES, row, strict=True)) for row in rows)
        return Found(records, is_complete, lexemes.instead)


def _numbers(
    connection: psycopg.Connection, where: Sequence[Filter], limit: int, order: str = ""
) -> list[int]:
    """The numbers of some papers that match, in no order that means anything unless one is given."""
    conditions = " AND ".join(each.sql for each in where)
    sql = f"SELECT number FROM papers WHERE {conditions} {order} LIMIT %s"  # noqa: S608 - SQL of ours
    values = [value for each in where for value in each.values]
    return [number for (number,) in connection.execute(sql.encode(), [*values, limit]).fetchall()]

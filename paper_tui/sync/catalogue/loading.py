"""Load papers into a shared catalogue, a batch a transaction, so that a load that stops can be repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from paper_tui.papers.paper import Paper
from paper_tui.sync.catalogue.conditions import plain
from paper_tui.sync.catalogue.server import SEARCH_PATH, statements
from paper_tui.sync.database import opened, require_driver

if TYPE_CHECKING:
    import psycopg

BATCH = 10_000
_STAGING = """
    CREATE TEMPORARY TABLE staged (
        key text COLLATE "C", title text, authors text, abstract text, published text, arxiv_id text,
        doi text, url text, venue text, categories text[],
        plain_title text, plain_authors text, plain_abstract text
    )
"""
_INSERT = """
    INSERT INTO papers (
        key, title, authors, abstract, published, arxiv_id, doi, url, venue, categories,
        title_words, author_words, all_words
    )
    SELECT DISTINCT ON (key)
        key, title, authors, abstract, published, arxiv_id, doi, url, venue, categories, t, a,
        setweight(t, 'A') || setweight(a, 'B') || setweight(to_tsvector('english', plain_abstract), 'D')
    FROM staged, to_tsvector('english', plain_title) AS t, to_tsvector('simple', plain_authors) AS a
    ORDER BY key
    ON CONFLICT (key) DO UPDATE SET
        (title, authors, abstract, published, doi, url, venue, categories,
         title_words, author_words, all_words)
        = (excluded.title, excluded.authors, excluded.abstract, excluded.published, excluded.doi,
           excluded.url, excluded.venue, excluded.categories,
           excluded.title_words, excluded.author_words, excluded.all_words)
    WHERE (papers.title, papers.authors, papers.abstract, papers.published, papers.doi, papers.url,
           papers.venue, papers.categories)
        IS DISTINCT FROM
          (excluded.title, excluded.authors, excluded.abstract, excluded.published, excluded.doi,
           excluded.url, excluded.venue, excluded.categories)
    RETURNING (xmax = 0)
"""
_COUNT_WORDS = """
    INSERT INTO words (word, papers)
    SELECT word, ndoc
    FROM ts_stat(format('SELECT all_words FROM papers WHERE number > %%s AND number <= %%s', %s, %s))
    ON CONFLICT (word) DO UPDATE SET papers = words.papers + excluded.papers
"""
_COUNTED_AT_ONCE = 200_000
"""Papers whose words are counted in one transaction, which bounds the memory of the server."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The outcome of a load, so far."""

    added: int = 0
    changed: int = 0
    same: int = 0
    doing: str = ""
    """The step after the papers, in words."""


def load(address: str, papers: Iterable[Paper], report: Callable[[Loaded], None]) -> Loaded:
    """Add papers to a catalogue, or bring those up to date that it has under the same key.

    Args:
        address: Of the database, as libpq knows it.
        papers: They are read as they are sent.
        report: Called after each batch, and before each further step.

    Raises:
        SyncError: The server cannot be reached, or the role may not write; batches that are reported stay.
    """
    require_driver()
    done = Loaded()
    with opened(address, SEARCH_PATH) as connection:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(7206)")
            connection.execute(statements("catalogue.sql"))
        connection.execute(_STAGING)
        for batch in _batches(papers):
            with connection.transaction():
                added, changed = _add(connection, batch)
            done = Loaded(
                done.added + added, done.changed + changed, done.same + len(batch) - added - changed
            )
            report(done)
        for doing, step in (("counting words", _count_words), ("making indexes", _make_indexes)):
            report(Loaded(done.added, done.changed, done.same, doing))
            step(connection)
    return done


def _batches(papers: Iterable[Paper]) -> Iterator[Sequence[Paper]]:
    remaining = iter(papers)
    while batch := [*islice(remaining, BATCH)]:
        yield batch


def _add(connection: psycopg.Connection, batch: Sequence[Paper]) -> tuple[int, int]:
    """Send a batch; return how many papers are new, and how many differ from what was there."""
    connection.execute("TRUNCATE staged")
    with connection.cursor().copy("COPY staged FROM STDIN") as copy:
        for paper in batch:
            copy.write_row(_row(paper))
    written = [is_new for (is_new,) in connection.execute(_INSERT).fetchall()]
    return sum(written), len(written) - sum(written)


def _row(paper: Paper) -> tuple[object, ...]:
    authors = "\n".join(paper.authors)
    return (
        *(str(paper.key), paper.title, authors, paper.abstract, paper.published, paper.arxiv_id, paper.doi),
        *(paper.url, paper.venue, list(paper.categories)),
        *map(plain, (paper.title, authors, paper.abstract)),
    )


def _count_words(connection: psycopg.Connection) -> None:
    """Count in how many papers each word is, of those that are new since it was done last."""
    row = connection.execute(
        "SELECT coalesce((SELECT number FROM counted), 0), coalesce((SELECT max(number) FROM papers), 0)"
    ).fetchone()
    after, newest = row or (0, 0)
    while after < newest:
        last = min(after + _COUNTED_AT_ONCE, newest)
        with connection.transaction():
            connection.execute(_COUNT_WORDS, (after, last))
            connection.execute(
                "INSERT INTO counted (number) VALUES (%s)"
                " ON CONFLICT (single) DO UPDATE SET number = excluded.number",
                (last,),
            )
        after = last


def _make_indexes(connection: psycopg.Connection) -> None:
    connection.execute(statements("indexes.sql"))
    connection.execute("ANALYZE papers, words")

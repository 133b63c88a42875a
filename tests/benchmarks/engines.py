"""The cost of a keystroke in other engines: SQLite FTS5, and tantivy where it is installed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import islice

import numpy as np

from tests.benchmarks.library import MadeUp
from tests.benchmarks.rows import Row, row
from tests.benchmarks.search import queries
from tests.search.judged.engines import Engine, fts5, ours, tantivy, trigrams

QUERIES = 12


def measure(papers: int) -> Iterator[Row]:
    """Measure building each engine's index in memory, and asking it after each key of some queries.

    Yields:
        Rows with name, papers, value, unit, against and ratio, the last two empty.
    """
    library = list(MadeUp(papers))
    makers: dict[str, Callable[[], Engine]] = {"ours": lambda: ours(library)}
    if find_spec("tantivy"):
        makers["tantivy"] = lambda: tantivy(library)
    makers["fts5_trigram"] = lambda: fts5(library, "trigram", trigrams)
    for name, make in makers.items():
        began = time.perf_counter()
        ask = make()
        yield row(f"{name}_build", papers, time.perf_counter() - began, "s")
        taken = []
        for text in islice(queries(library), QUERIES):
            for end in range(1, len(text) + 1):
                began = time.perf_counter()
                ask(text[:end])
                taken.append((time.perf_counter() - began) * 1e3)
        for part in (50, 95):
            yield row(f"{name}_keystroke_p{part}", papers, float(np.percentile(taken, part)), "ms")

"""What a keystroke in the search bar costs, beside stock rapidfuzz over the titles alone in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice

import numpy as np
from rapidfuzz import fuzz, process

from paper_tui.library.indexer import INDEX
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Mark, Shelf, State
from paper_tui.search import Query, QueryError, Scope, SearchIndex
from paper_tui.store import Store
from tests.benchmarks.import_jsonl import made
from tests.benchmarks.library import MadeUp
from tests.benchmarks.rows import Row, row

QUERIES = 200
REFERENCES = 20
MARKS = 2_000
TODAY = date(2026, 11, 23)
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def measure(papers: int) -> Iterator[Row]:
    """Measure opening and searching the index of so many made-up papers.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    library = MadeUp(papers)
    store = Store.open(made(papers).folder, clock=lambda: datetime.now(UTC))
    began = time.perf_counter()
    buffers = store.read_cache(INDEX, store.catalogue.stamp)
    assert buffers is not None
    index = SearchIndex.from_buffers(buffers)
    yield row("index_open", papers, (time.perf_counter() - began) * 1e3, "ms")
    yield row("index_size", papers, sum(map(len, buffers.values())) / 1e6, "MB")
    reference = _reference(library)
    taken = _typed(index, library)
    for name, part in (("keystroke_p50", 50), ("keystroke_p95", 95), ("keystroke_worst", 100)):
        value = float(np.percentile(taken, part))
        against = f"rapidfuzz partial_ratio over all titles: {reference:.2f} ms"
        yield row(name, papers, value, "ms", against, value / reference)


def queries(library: Sequence[Paper], seed: int = 7) -> Iterator[str]:
    """Some words of a paper's title, perhaps an author, every other time with a slip."""
    draw = random.Random(seed)
    while True:
        paper = library[draw.randrange(len(library))]
        words = [word for word in paper.title.split() if len(word) > 2]
        chosen = draw.sample(words, min(len(words), draw.choice((1, 2, 2, 3))))
        if draw.random() < 0.2:
            chosen.append(paper.authors[0].split()[-1])
        if not chosen:
            continue
        if draw.random() < 0.5:
            place = draw.randrange(len(chosen))
            chosen[place] = slip(chosen[place], draw)
        yield " ".join(chosen).lower()


def slip(word: str, draw: random.Random) -> str:
    """The word with one letter wrong, missing, added or swapped with the next."""
    at = draw.randrange(len(word) - 1)
    letter = draw.choice(ALPHABET)
    return draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _typed(index: SearchIndex, library: MadeUp) -> list[float]:
    """Milliseconds from each keystroke of the queries to its results with their facets."""
    keys = [library.key_at(number) for number in range(0, len(library), max(1, len(library) // MARKS))]
    shelf = Shelf(Mark(key, state=State.DONE, tags=("read", "vision")) for key in keys)
    index.search(Scope(), shelf=shelf, catalogue=library, today=TODAY)
    taken = []
    for text in islice(queries(library), QUERIES):
        for end in range(1, len(text) + 1):
            began = time.perf_counter()
            try:
                scope = Scope(Query.parse(text[:end]))
            except QueryError:
                continue
            index.search(scope, shelf=shelf, catalogue=library, today=TODAY)
            taken.append((time.perf_counter() - began) * 1e3)
    return taken


def _reference(library: MadeUp) -> float:
    """Milliseconds that rapidfuzz takes for one query over all titles, as the median of some."""
    titles = [paper.title.lower() for paper in library]
    taken = []
    for text in islice(queries(library), REFERENCES):
        began = time.perf_counter()
        process.extract(text, titles, scorer=fuzz.partial_ratio, limit=100)
        taken.append((time.perf_counter() - began) * 1e3)
    return float(np.median(taken))

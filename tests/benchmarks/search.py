"""The cost of a keystroke in the search bar, beside stock rapidfuzz over the titles in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice

import numpy as np
from rapidfuzz import fuzz, process

from paper_tui.library.indexing.index_process import INDEX
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
TENTH = 10
"""So many times fewer papers are searched by turns with those of a size, to tell how the time grows."""
FEWEST = 1_000
TODAY = date(2026, 11, 23)
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def measure(papers: int) -> Iterator[Row]:
    """Measure opening and searching the index of so many made-up papers.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    typist = Typist(papers)
    yield row("index_open", papers, typist.opened, "ms")
    yield row("index_size", papers, typist.size / 1e6, "MB")
    fewer = [Typist(papers // TENTH)] if papers >= TENTH * FEWEST else []
    _type_by_turns([typist, *fewer])
    reference = _reference(typist.library)
    for name, part in (("keystroke_p50", 50), ("keystroke_p95", 95), ("keystroke_worst", 100)):
        value = typist.percentile(part)
        against = f"rapidfuzz partial_ratio over all titles: {reference:.2f} ms"
        yield row(name, papers, value, "ms", against, value / reference)
    for other in fewer:
        value, before = typist.percentile(95), other.percentile(95)
        against = f"{len(other.library):,} papers by turns with these: {before:.2f} ms"
        yield row("keystroke_p95_growth", papers, value, "ms", against, value / before)


class Typist:
    """Types queries into the search of a library, and notes how long each key takes."""

    def __init__(self, papers: int) -> None:
        self.library = MadeUp(papers)
        self._taken: list[float] = []
        store = Store.open(made(papers).folder, clock=lambda: datetime.now(UTC))
        began = time.perf_counter()
        buffers = store.read_cache(INDEX, store.catalogue.stamp)
        assert buffers is not None
        self._index = SearchIndex.from_buffers(buffers)
        self.opened = (time.perf_counter() - began) * 1e3
        """Milliseconds that it took to open the index."""
        self.size = sum(map(len, buffers.values()))
        """Bytes of the index."""
        marked = range(0, papers, max(1, papers // MARKS))
        keys = map(self.library.key_at, marked)
        self._shelf = Shelf(Mark(key, state=State.DONE, tags=("read", "vision")) for key in keys)
        self._search(Scope())

    def percentile(self, part: int) -> float:
        """Milliseconds from a key to its results with their facets, which so many in a hundred stay below."""
        return float(np.percentile(self._taken, part))

    def type(self, text: str) -> None:
        """Type a query, letter by letter."""
        for end in range(1, len(text) + 1):
            began = time.perf_counter()
            try:
                scope = Scope(Query.parse(text[:end]))
            except QueryError:
                continue
            self._search(scope)
            self._taken.append((time.perf_counter() - began) * 1e3)

    def _search(self, scope: Scope) -> None:
        self._index.search(scope, shelf=self._shelf, catalogue=self.library, today=TODAY)


def _type_by_turns(typists: Sequence[Typist]) -> None:
    """Let each type as many queries, one at a time, so that a busy machine slows all alike."""
    asked = [islice(queries(typist.library), QUERIES) for typist in typists]
    for texts in zip(*asked, strict=True):
        for typist, text in zip(typists, texts, strict=True):
            typist.type(text)


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


def _reference(library: MadeUp) -> float:
    """Milliseconds that rapidfuzz takes for one query over all titles, as the median of some."""
    titles = [paper.title.lower() for paper in library]
    taken = []
    for text in islice(queries(library), REFERENCES):
        began = time.perf_counter()
        process.extract(text, titles, scorer=fuzz.partial_ratio, limit=100)
        taken.append((time.perf_counter() - began) * 1e3)
    return float(np.median(taken))

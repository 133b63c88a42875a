"""Ranking for the reader and statistics: all papers in order, one decision more, the reasons of a screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from paper_tui.library.interest.statistics import statistics_of
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Change, Mark, Shelf, State
from paper_tui.ranking import Ranker, Signals, VectorsBuilder
from tests.benchmarks.library import MadeUp
from tests.benchmarks.rows import Row, row

CHOSEN = 200
CHANGES = 10_000
SCREEN = 40
RUNS = 5


def measure(papers: int) -> Iterator[Row]:
    """Measure in CPU time, as the best of a few, on the text of the given number of made-up papers."""
    some = list(MadeUp(papers))
    rows = {paper.key: number for number, paper in enumerate(some)}
    builder = VectorsBuilder()
    start = time.process_time()
    for paper in some:
        builder.add(paper)
    vectors = builder.built()
    yield row("ranking_vectors", papers, (time.process_time() - start) * 1000, "ms")
    liked = {paper.key: 1.0 for paper in some[:CHOSEN]}
    start = time.process_time()
    ranker = Ranker(vectors, Signals(liked), rows.get)
    yield row("ranking_first", papers, (time.process_time() - start) * 1000, "ms")
    keys = [paper.key for paper in some]
    more = Signals(liked | {some[-1].key: 1.0})
    questions: dict[str, Callable[[], object]] = {
        "ranking_all": lambda: Ranker(vectors, Signals(liked), rows.get).order(keys),
        "ranking_decision": lambda: Ranker(vectors, more, rows.get),
        "ranking_reasons_of_a_screen": lambda: [ranker.reasons(paper) for paper in some[-SCREEN:]],
        "statistics_of_changes": _statistics(keys),
    }
    for name, question in questions.items():
        yield row(name, papers, _best(question), "ms")


def _statistics(keys: list[PaperKey]) -> Callable[[], object]:
    now = datetime(2026, 9, 4, tzinfo=UTC)
    changes = []
    for number in range(CHANGES):
        when = (now - timedelta(minutes=50 * number)).isoformat().replace("+00:00", "Z")
        key = keys[number % len(keys)]
        changes.append(Change(when, when, "marked", (Mark(key),), (Mark(key, state=State.LATER),)))
    shelf = Shelf(change.after[0] for change in changes)
    return lambda: statistics_of((), shelf, changes, now)


def _best(work: Callable[[], object]) -> float:
    """Milliseconds of CPU time."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)

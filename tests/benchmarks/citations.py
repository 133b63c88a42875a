"""The citation graph of a library in which every paper cites 40 works."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from paper_tui.graph import CitationGraph
from paper_tui.library import Library
from paper_tui.library.citing.citation_answers import CITES, Answer
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.work import build_work
from tests.benchmarks.library import MadeUp
from tests.benchmarks.rows import Row, row

NOW = datetime(2026, 9, 4, tzinfo=UTC)
REFERENCES = 40
RUNS = 5


def measure(papers: int) -> Iterator[Row]:
    """Measure building the graph and each question, in CPU time, as the best of a few."""
    draw = Random(1)
    works = [f"doi:10.1000/{number}" for number in range(papers * 12)]
    last = len(works) - 1
    cited = {
        PaperKey(f"p{paper}"): [works[min(int(draw.paretovariate(0.4)), last)] for _ in range(REFERENCES)]
        for paper in range(papers)
    }
    graph = CitationGraph(cited)
    bare = _best(lambda: Counter(work for some in cited.values() for work in some))
    against = f"counting all edges once: {bare:.1f} ms"
    first = next(iter(cited))
    questions: dict[str, Callable[[], object]] = {
        "citations_build": lambda: CitationGraph(cited),
        "citations_missing": lambda: graph.missing(cited, known=works[:100]),
        "citations_coupled": lambda: graph.coupled(first),
        "citations_together": lambda: graph.co_cited(graph.cites(first)[0]),
    }
    for name, question in questions.items():
        taken = _best(question)
        yield row(name, papers, taken, "ms", against, taken / bare)
    with TemporaryDirectory() as folder:
        yield from _kept(Path(folder) / "library", papers, cited)


def _kept(folder: Path, papers: int, cited: Mapping[PaperKey, Sequence[str]]) -> Iterator[Row]:
    """Measure the first question of a library: while it builds the graph, and once that is kept."""

    def question() -> float:
        with closing(Library.open(folder, lambda: NOW)) as library:
            paper, citations = library.catalogue[0], library.citations
            start = time.process_time()
            citations.coupled(paper)
            return (time.process_time() - start) * 1000

    with closing(Library.open(folder, lambda: NOW)) as library:
        library.imports.add(MadeUp(papers), "made up")
        for paper, works in zip(library.catalogue, cited.values(), strict=True):
            listed = tuple(build_work(doi=each.removeprefix("doi:"), source="OpenAlex") for each in works)
            library.citations.answers.put(
                paper.key, CITES, [Answer("OpenAlex", NOW.date().isoformat(), listed)]
            )
    yield row("citations_graph_made", papers, question(), "ms")
    yield row("citations_first_question", papers, min(question() for _ in range(RUNS)), "ms")


def _best(work: Callable[[], object]) -> float:
    """Milliseconds of CPU time."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)

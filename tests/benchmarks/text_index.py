"""Search inside full texts: SQLite FTS5 beside tantivy, where that is installed, and our own arrays.

The texts are made up, some 60 kB each. CPU time counts, since building goes on beside a reader. Our own
arrays, those of the search index of papers, are built for a few texts only: they take longest.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from paper_tui.library.full_text.text_index_file import FILE
from paper_tui.library.full_text.text_index_update import update
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import NEVER
from paper_tui.papers.paper import PaperKey
from paper_tui.search import SearchIndex
from tests.benchmarks.library import word
from tests.benchmarks.rows import Row, row

LENGTH = 60_000
KEYSTROKES = 200
OWN = 100
"""Texts of which our own arrays are built."""
VOCABULARY = 120_000
_FEWEST = 3
"""Letters of a word at which the first keystroke is asked."""

Ask = Callable[[str], int]
"""From words, the last of them perhaps only begun, to how many texts have them."""


def text(number: int) -> str:
    """The made-up text of a number: words by Zipf's law, in sentences and paragraphs."""
    random = np.random.default_rng([7, number])
    ranks = (np.exp(random.random(LENGTH // 6) * np.log(VOCABULARY)).astype(int) - 1).tolist()
    sentences = (" ".join(map(word, ranks[at : at + 18])) + "." for at in range(0, len(ranks), 18))
    return "\n".join(sentences)[:LENGTH]


def measure(papers: int) -> Iterator[Row]:
    """Measure building and asking each engine, with one text a paper.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    with tempfile.TemporaryDirectory() as folder:
        engines = {"fts5": _fts5} | ({"tantivy": _tantivy} if find_spec("tantivy") else {})
        for name, make in engines.items():
            place = Path(folder) / name
            place.mkdir()
            began = time.process_time()
            ask, making = make(papers, place)
            speed = papers * LENGTH / 1e6 / (time.process_time() - began - making)
            size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
            yield row(f"{name}_build", papers, speed, "MB/s", "at least 20 MB/s", 20 / speed)
            share = size / (papers * LENGTH)
            yield row(f"{name}_size", papers, share, "", "of the text, at most 0.6", share / 0.6)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            yield row(f"{name}_memory_so_far", papers, peak, "MB")
            taken = _asked(ask)
            for part in (50, 95):
                value = float(np.percentile(taken, part))
                yield row(f"{name}_keystroke_p{part}", papers, value, "ms", "at most 50 ms", value / 50)
        yield from _own(min(papers, OWN))


def _asked(ask: Ask) -> list[float]:
    """CPU milliseconds of keystrokes: one word or two, from the third letter on."""
    random, taken = np.random.default_rng(3), []
    for number in range(KEYSTROKES):
        ranks = np.exp(random.random(1 + number % 2) * np.log(VOCABULARY)).astype(int)
        words = [word(int(rank)) for rank in ranks]
        end = int(random.integers(min(_FEWEST, len(words[-1])), len(words[-1]) + 1))
        began = time.process_time()
        ask(" ".join([*words[:-1], words[-1][:end]]))
        taken.append((time.process_time() - began) * 1e3)
    return taken


def _fts5(papers: int, folder: Path) -> tuple[Ask, float]:
    """Our text index, asked as the search of papers asks it: word by word."""
    from datetime import UTC, datetime

    from paper_tui.library import Library
    from paper_tui.library.full_text.text_index import TextIndex

    making = 0.0

    def body(key: PaperKey) -> str:
        nonlocal making
        began = time.process_time()
        made = text(int(key.rpartition(":")[2]))
        making += time.process_time() - began
        return made

    stamps = {PaperKey(f"title:{number:06}"): "1" for number in range(papers)}
    update(folder / "cache" / FILE, stamps, "1", body, lambda *_: None, NEVER, None)
    library = Library.open(folder / "library", lambda: datetime.now(UTC))
    index = TextIndex(folder, library.texts, library._contents)
    catalogue = _Places(papers)

    def ask(words: str) -> int:
        return sum(len(index.find(each, catalogue, is_open=True)) for each in words.split())  # type: ignore[arg-type]  # has what is asked for

    return ask, making


class _Places:
    """A catalogue as far as the text index asks it."""

    stamp = "made up"

    def __init__(self, papers: int) -> None:
        self._papers = papers

    def ordinal(self, key: PaperKey) -> int | None:
        return int(key.rpartition(":")[2])


def _tantivy(papers: int, folder: Path) -> tuple[Ask, float]:
    import tantivy as engine

    schema = engine.SchemaBuilder().add_integer_field("number", stored=True).add_text_field("body").build()
    index = engine.Index(schema, str(folder))
    writer = index.writer(50_000_000, 1)
    making = 0.0
    for number in range(papers):
        began = time.process_time()
        made = text(number)
        making += time.process_time() - began
        writer.add_document(engine.Document(number=number, body=made))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(words: str) -> int:
        must = engine.Occur.Must
        parts = [(must, engine.Query.regex_query(schema, "body", f"{each}.*")) for each in words.split()]
        return len(searcher.search(engine.Query.boolean_query(parts), papers).hits)

    return ask, making


def _own(texts: int) -> Iterator[Row]:
    papers = [build_paper(title=f"Text {number}", abstract=text(number)) for number in range(texts)]
    began = time.process_time()
    index = SearchIndex.build(papers)
    speed = texts * LENGTH / 1e6 / (time.process_time() - began)
    yield row("own_build", texts, speed, "MB/s", "at least 20 MB/s", 20 / speed)
    share = sum(len(buffer) for buffer in index.buffers().values()) / (texts * LENGTH)
    yield row("own_size", texts, share, "", "of the text, at most 0.6", share / 0.6)

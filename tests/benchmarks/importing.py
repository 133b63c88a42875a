"""The cost of an import from the file to the library on disk, beside the bare work of another library."""

from __future__ import annotations

import io
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.serialization import Entry, entry_record
from paper_tui.papers.shelf import Mark
from tests.benchmarks.library import MadeUp
from tests.benchmarks.sources import bibtex_entries

A_PAGE = 94
JSON_ALONE = "json.loads of each line and one json.dump"
Row = dict[str, object]


def measure(papers: int) -> Iterator[Row]:
    """Measure importing so many papers, and then a page of 94 twice, in seconds of this process.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "papers.jsonl"
        _write(path, papers)
        reference = _plainly(path, Path(place) / "plain.json")
        library = Library.open(Path(place) / "library", lambda: datetime.now(UTC))
        began = time.process_time()
        with path.open("rb") as stream:
            library.imports.read(stream, path.name)
        yield _row("import_jsonl", papers, time.process_time() - began, reference)
        page = _page(papers)
        for name in ("import_page", "import_page_again"):
            began = time.process_time()
            library.imports.add(page, name)
            yield _row(name, papers, time.process_time() - began, reference)
        library.history.undo()
        began = time.process_time()
        library.imports.add(page, "page")
        yield _row("import_page_without_identities", papers, time.process_time() - began, reference)
        library.close()
    yield _bibtex(papers)


def _bibtex(papers: int) -> Row:
    """The median of three turns, so that a busy machine slows both alike; the first warms both up."""
    from bibtexparser.entrypoint import parse_string

    text = bibtex_entries(papers)
    turns = [(_seconds(lambda: _imported(text)), _seconds(lambda: parse_string(text))) for _ in range(4)]
    seconds, reference = sorted(turns[1:], key=lambda turn: turn[0] / turn[1])[1]
    return _row("import_bibtex", papers, seconds, reference, "bibtexparser alone")


def _imported(text: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        library = Library.open(Path(place) / "library", lambda: datetime.now(UTC))
        library.imports.read(io.BytesIO(text.encode()), "papers.bib")
        library.close()


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _write(path: Path, papers: int) -> None:
    with path.open("w", encoding="ascii") as file:
        for paper in MadeUp(papers):
            file.write(json.dumps(entry_record(Entry(paper, Mark(paper.key)))) + "\n")


def _plainly(path: Path, dumped: Path) -> float:
    """Seconds that it takes to load every line and to dump all in one file."""
    began = time.process_time()
    with path.open("rb") as lines:
        records = [json.loads(line) for line in lines]
    with dumped.open("w", encoding="utf-8") as file:
        json.dump(records, file)
    return time.process_time() - began


def _page(papers: int) -> list[Paper]:
    """A page of titles and abstracts, every other of a paper that is known."""
    known = MadeUp(papers)
    page = []
    for rank in range(1, A_PAGE + 1):
        seen = [Sighting("daily-papers", edition="2026-11-20", rank=rank)]
        of = known[rank * papers // 200]
        title = of.title if rank % 2 else f"Page paper number {rank} of this day"
        page.append(build_paper(title=title, abstract=of.abstract, sightings=seen))
    return page


def _row(name: str, papers: int, seconds: float, reference: float, against: str = JSON_ALONE) -> Row:
    return {
        "name": name,
        "papers": papers,
        "value": round(seconds, 3),
        "unit": "s",
        "against": against,
        "ratio": round(seconds / reference, 2),
    }

"""The library of made-up papers that the benchmarks use, made once for each size, and what that costs."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.library import MadeUp
from tests.benchmarks.rows import Figures, Row, child, row, run_task

if TYPE_CHECKING:
    from paper_tui.library import Library

MODULE = "tests.benchmarks.import_jsonl"
RUNS = 3
"""Imports of which the median counts: a machine takes half as long again for the same from one moment on."""
ARRIVALS = 2_000
"""Papers in the file that is imported while the reader's main thread is listened to."""


@dataclass(frozen=True, slots=True)
class Made:
    """A library with its index, and files to import."""

    folder: Path
    arrivals: Path
    json_seconds: float
    import_seconds: float
    import_ratio: float
    """The one by the other, the median of what they were right after one another."""
    index_seconds: float


def measure(papers: int) -> Iterator[Row]:
    """Measure the import of so many papers from JSONL and the build of their index.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    found = made(papers)
    against = f"json.loads of each line and one json.dump: {found.json_seconds:.2f} s"
    yield row("import_jsonl", papers, found.import_seconds, "s", against, found.import_ratio)
    yield row("index_build", papers, found.index_seconds, "s")
    with copied(found.folder) as copy:
        updated = child(MODULE, "update", copy, papers)["seconds"]
    against = f"making it anew: {found.index_seconds:.2f} s"
    yield row("index_update", papers, updated, "s", against, updated / found.index_seconds)


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """A copy of a library beside it, since other benchmarks go on with the library as it is.

    No links: to replace a file that has another name costs less, as the system need not free it.
    """
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    os.sync()  # else the system writes gigabytes while one measures
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


@cache
def made(papers: int) -> Made:
    """The library of a size, in a temporary folder of this run; seconds are of processor time."""
    place = Path(tempfile.mkdtemp(prefix="paper-tui-benchmark-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    child(MODULE, "write", place, papers)
    turns = [_imported(place, papers) for _ in range(RUNS)]
    plainly, imported = (statistics.median(seconds) for seconds in zip(*turns, strict=True))
    ratio = statistics.median(imported / plainly for plainly, imported in turns)
    indexed = child(MODULE, "index", place, papers)["seconds"]
    (place / "papers.jsonl").unlink()
    return Made(place / "library", place / "arrivals.jsonl", plainly, imported, ratio, indexed)


def _imported(place: Path, papers: int) -> tuple[float, float]:
    """Seconds to load and dump plainly, and to import into an empty library."""
    shutil.rmtree(place / "library", ignore_errors=True)
    plainly = child(MODULE, "plainly", place, papers)["seconds"]
    return plainly, child(MODULE, "import", place, papers)["seconds"]


def write(place: Path, papers: int) -> Figures:
    """Write the papers as JSONL, and some others."""
    from paper_tui.papers.serialization import paper_record

    for name, many, seed in (("papers", papers, 1), ("arrivals", ARRIVALS, 7)):
        with (place / f"{name}.jsonl").open("w", encoding="ascii") as file:
            file.writelines(json.dumps(paper_record(paper)) + "\n" for paper in MadeUp(many, seed))
    return {}


def plainly(place: Path, papers: int) -> Figures:  # noqa: ARG001 - tasks share a shape
    """Load every line and dump all in one file."""
    began = time.process_time()
    with (place / "papers.jsonl").open("rb") as lines:
        records = [json.loads(line) for line in lines]
    with (place / "plain.json").open("w", encoding="utf-8") as file:
        json.dump(records, file)
    seconds = time.process_time() - began
    (place / "plain.json").unlink()
    return {"seconds": seconds}


def import_papers(place: Path, papers: int) -> Figures:  # noqa: ARG001 - as above
    """Import the papers into an empty library."""
    from paper_tui.library import Library

    library = Library.open(place / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC))
    began = time.process_time()
    with (place / "papers.jsonl").open("rb") as stream:
        library.imports.read(stream, "made-up papers")
    seconds = time.process_time() - began
    library.close()
    return {"seconds": seconds}


def index(place: Path, papers: int) -> Figures:  # noqa: ARG001 - as above
    """Have the index made and kept, as the first search does; seconds on the wall, since a child makes it."""
    from paper_tui.library import Library

    return _first_search(Library.open(place / "library", lambda: datetime(2026, 9, 4, tzinfo=UTC)))


def update(folder: Path, papers: int) -> Figures:  # noqa: ARG001 - as above
    """Have the index of a library brought up to date after an import."""
    from paper_tui.library import Library

    library = Library.open(folder, lambda: datetime(2026, 9, 4, tzinfo=UTC))
    with folder.with_name("arrivals.jsonl").open("rb") as stream:
        library.imports.read(stream, "made-up papers")
    return _first_search(library)


def _first_search(library: Library) -> Figures:
    """The cost until a search is answered, including the index."""
    from paper_tui.search import Scope

    began = time.perf_counter()
    library.search(Scope())
    seconds = time.perf_counter() - began
    library.close()
    return {"seconds": seconds}


if __name__ == "__main__":
    run_task({"write": write, "plainly": plainly, "import": import_papers, "index": index, "update": update})

"""The cost of the store: a bookmark against the barest safe write, and the rest of a library's life.

Every figure is the median of its repetitions in one run, so that the ratios hold on a slow machine too.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tinydb import TinyDB

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark, Shelf, mark_of
from paper_tui.store import PaperChanges, Store

MARKS = (5_000, 50_000)
BOOKMARKS = 1_000
STOCK_LIMIT = 10_000
"""Papers up to which stock TinyDB is measured for comparison; it takes seconds for one change beyond."""
ABSTRACT = "We study how far a model of words can be brought by words alone. " * 19
"""As long as most."""

Row = dict[str, object]


def measure(papers: int) -> Iterator[Row]:
    """Measure the store with so many papers.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    with tempfile.TemporaryDirectory(prefix="paper-tui-benchmark-") as place:
        folder = Path(place) / "library"
        found = {each.key: each for each in map(_paper, range(papers))}
        store = _open(folder)
        yield _row("import into an empty library", papers, _once(lambda: _import(store, found)), "s")
        yield from _lives(folder, papers, list(found.values()))
        for marks in MARKS:
            yield from _bookmarks(store, papers, marks)
        store.close()
        yield _row(f"open with {MARKS[-1]:,} marks", papers, _median(lambda: _open(folder), 5), "s")
    if papers <= STOCK_LIMIT:
        yield from _stock(papers)


def _paper(number: int) -> Paper:
    return build_paper(
        title=f"On words and what they do, part {number}",
        abstract=ABSTRACT,
        authors=("Ann Author", "Bob Writer", "Cyd Typist"),
        arxiv_id=f"{1801 + number // 50_000}.{number % 50_000:05}",
    )


def _open(folder: Path) -> Store:
    return Store.open(folder, clock=lambda: datetime.now(UTC))


def _import(store: Store, found: dict[PaperKey, Paper]) -> None:
    store.change_papers("import", lambda _catalogue, _shelf: PaperChanges(found))


def _lives(folder: Path, papers: int, found: list[Paper]) -> Iterator[Row]:
    """Opening, looking up, noticing others, adding a paper."""
    yield _row("open without marks", papers, _median(lambda: _open(folder), 5), "s")
    store = _open(folder)
    keys = iter([each.key for each in found[:: max(1, papers // 500)]] * 2)
    yield _row("get a paper", papers, _median(lambda: store.catalogue.get(next(keys)), 500), "s")
    yield _row("refresh, nothing new", papers, _median(store.refresh, 1_000), "s")
    new = _paper(papers)
    size = (folder / "catalogue.json").stat().st_size
    bare = _median(lambda: bare_write(folder, size), 3)
    yield _row("import one paper", papers, _once(lambda: _import(store, {new.key: new})), "s", bare)
    store.close()


def _bookmarks(store: Store, papers: int, marks: int) -> Iterator[Row]:
    store.change("marks", lambda _: [_mark(number) for number in range(marks)])
    store.close()
    folder = store.paths.folder
    size = (folder / "shelf.json").stat().st_size
    times, bares = [], []
    for number in range(BOOKMARKS):
        times.append(_once(lambda number=number: store.change("star", lambda shelf: [_star(shelf, number)])))
        if number % 20 == 0:
            bares.append(_once(lambda: bare_write(folder, size)))
    times.sort()
    bare = sorted(bares)[len(bares) // 2]
    name = f"bookmark with {marks:,} marks"
    yield _row(f"{name}, median", papers, times[len(times) // 2], "s", bare)
    yield _row(f"{name}, p99", papers, times[len(times) * 99 // 100], "s", bare)
    yield _row(f"{name}, longest", papers, times[-1], "s", bare)


def _mark(number: int) -> Mark:
    return replace(mark_of(_paper(number)), bookmarked="2026-09-03T10:00:00.000Z", tags=("words",))


def _star(shelf: Shelf, number: int) -> Mark:
    mark = shelf.get(_paper(number).key)
    return replace(mark, bookmarked="2026-09-04T10:00:00.000Z", note="again")


def _stock(papers: int) -> Iterator[Row]:
    """The cost of one bookmark when stock TinyDB keeps papers and bookmarks in one file."""
    with tempfile.TemporaryDirectory(prefix="paper-tui-benchmark-") as place:
        path = Path(place) / "stock.json"
        table = TinyDB(path).table("papers")
        table.insert_multiple({"title": str(number), "abstract": ABSTRACT} for number in range(papers))
        bare = _median(lambda: bare_write(Path(place), 1_000_000), 5)
        value = _median(lambda: table.update({"bookmarked": True}, doc_ids=[1]), 3)
        yield _row("bookmark with stock TinyDB", papers, value, "s", bare)


def bare_write(folder: Path, size: int) -> None:
    """The barest write of a file that is safe: temporary file, fsync, rename, fsync of the folder."""
    temporary = folder / ".bare"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, b"x" * size)
    os.fsync(descriptor)
    os.close(descriptor)
    temporary.replace(folder / ".bare-target")
    directory = os.open(folder, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _median(work: Callable[[], object], times: int) -> float:
    return sorted(_once(work) for _ in range(times))[times // 2]


def _row(name: str, papers: int, value: float, unit: str, bare: float | None = None) -> Row:
    against = "bare write-fsync-rename of that size" if bare else ""
    return {
        "name": name,
        "papers": papers,
        "value": value,
        "unit": unit,
        "against": against,
        "ratio": value / bare if bare else None,
    }


if __name__ == "__main__":
    import sys

    for row in measure(int(sys.argv[1])):
        print(row)

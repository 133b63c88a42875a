"""The cost of a bookmark until it is on the disk, in a library of some size with many marks."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.import_jsonl import made
from tests.benchmarks.rows import Figures, Row, child, row, run_task
from tests.benchmarks.store import bare_write

MARKS = 5_000
BOOKMARKS = 300
QUERY = "difusion transfromer"


def measure(papers: int) -> Iterator[Row]:
    """Measure one bookmark more, as the median of many.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    taken = child("tests.benchmarks.bookmark", "bookmark", made(papers).folder, papers)
    value, bare = taken["bookmark"], taken["bare"]
    against = f"bare write-fsync-rename of the shelf: {bare:.2f} ms"
    yield row("bookmark", papers, value, "ms", against, value / bare)
    after, again = taken["after"], taken["again"]
    yield row("search_after_bookmark", papers, after, "ms", f"asked again: {again:.2f} ms", after / again)


def bookmark(folder: Path, papers: int) -> Figures:
    """Bookmark papers one by one; now and then write as much as the shelf, and search."""
    from paper_tui.library import Library
    from paper_tui.search import Query, Scope

    scope = Scope(Query.parse(QUERY))

    def searched() -> float:
        began = time.perf_counter()
        library.search(scope)
        return (time.perf_counter() - began) * 1e3

    library = Library.open(folder, lambda: datetime(2026, 9, 5, tzinfo=UTC))
    catalogue = library.catalogue
    many = min(MARKS, papers // 2)
    library.marks.set_bookmarked([catalogue[place] for place in range(many)], bookmarked=True)
    library.close()
    library = Library.open(folder, lambda: datetime(2026, 9, 5, tzinfo=UTC))
    size = (folder / "shelf.json").stat().st_size
    taken, bares, after, again = [], [], [], []
    searched()
    for place in range(many, min(many + BOOKMARKS, papers)):
        paper = catalogue[place]
        began = time.perf_counter()
        library.marks.set_bookmarked([paper], bookmarked=True)
        taken.append((time.perf_counter() - began) * 1e3)
        if place % 10 == 0:
            began = time.perf_counter()
            bare_write(folder.parent, size)
            bares.append((time.perf_counter() - began) * 1e3)
            after.append(searched())
            again.append(searched())
    library.close()
    measured = {"bookmark": taken, "bare": bares, "after": after, "again": again}
    return {name: statistics.median(times) for name, times in measured.items()}


if __name__ == "__main__":
    run_task({"bookmark": bookmark})

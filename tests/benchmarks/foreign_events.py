"""The cost of merging 10,000 changes of another device: on papers that are here, and on new ones."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.rows import Row, row

EVENTS = 10_000
NAME = "foreign_events"


def measure(papers: int) -> Iterator[Row]:
    """Measure one synchronisation that receives the changes, in seconds of CPU.

    Args:
        papers: The number of papers that the other device changed; each has the more changes.
    """
    from paper_tui.library import Library
    from paper_tui.papers.builder import build_paper
    from paper_tui.sync.folder import Folder

    now = datetime(2026, 9, 5, tzinfo=UTC)
    made = [build_paper(title=f"Paper {each}", arxiv_id=f"2401.{each:05}") for each in range(papers)]
    with TemporaryDirectory() as root:
        shared = Folder(Path(root) / "shared")
        other = Library.open(Path(root) / "other", lambda: now)
        other.imports.add(made, "papers")
        other.marks.set_bookmarked(made, bookmarked=True)
        kinds = EVENTS // papers
        for number in range(kinds - 3):  # besides a bookmark, the identity and the record
            other.marks.set_tags(made, [f"tag{number}"], [])
        sent = other.sync.run(shared).sent
        other.close()
        for name, known in (("known", made), ("new", made[:1])):
            library = Library.open(Path(root) / name, lambda: now)
            library.imports.add(known, "papers")
            began = time.process_time()
            outcome = library.sync.run(shared)
            taken = time.process_time() - began
            assert outcome.changed == papers
            library.close()
            yield row(f"{NAME}_{name}", papers, taken, "s", f"{sent:,} events, as seconds", taken)

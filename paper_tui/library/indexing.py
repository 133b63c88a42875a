"""Makes and keeps the search index of a library: ``python -m paper_tui.library.indexing FOLDER STAMP``."""

from __future__ import annotations

import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.library.indexer import INDEX
from paper_tui.search import SearchIndex
from paper_tui.store import Store

NICENESS = 10


def main(folder: str, stamp: str) -> int:
    """Make and keep the index of the papers in a folder; 1 when their stamp is not this one any more."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    store = Store.open(Path(folder), clock=lambda: datetime.now(UTC))
    catalogue = store.catalogue
    if catalogue.stamp != stamp:
        return 1
    store.write_cache(INDEX, stamp, SearchIndex.build(catalogue).buffers())
    return 0


def _end_with_parent() -> None:
    """The parent holds the other end of standard input and never writes to it: it ends with the parent."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

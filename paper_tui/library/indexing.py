"""Makes and keeps the search index of a library: ``python -m paper_tui.library.indexing FOLDER STAMP``.

The index kept of the papers before is brought up to date where there is one: that takes a small part of
the time, and gives the same.
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.library.index_process import INDEX
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.search import SearchIndex
from paper_tui.store import Catalogue, Store

NICENESS = 10


def kept_index(store: Store, stamp: str | None) -> SearchIndex | None:
    """The index kept beside a library; None when it is of other papers than the stamp says.

    Without a stamp any will do, but for one of another version.
    """
    buffers = store.read_cache(INDEX, stamp)
    try:
        return None if buffers is None else SearchIndex.from_buffers(buffers)
    except ValueError:
        return None


def index_of(store: Store, catalogue: Catalogue, cancel: CancelToken = NEVER) -> SearchIndex:
    """The index of a catalogue, made anew or of the one that is kept.

    Raises:
        Cancelled: The caller cancelled.
    """
    before = kept_index(store, None)
    make = SearchIndex.build if before is None else before.updated
    return make(catalogue, catalogue.checks, cancel=cancel)


def main(folder: str, stamp: str) -> int:
    """Make and keep the index of the papers in a folder; 1 when their stamp is not this one any more."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    store = Store.open(Path(folder), clock=lambda: datetime.now(UTC))
    catalogue = store.catalogue
    if catalogue.stamp != stamp:
        return 1
    store.write_cache(INDEX, stamp, index_of(store, catalogue).buffers())
    return 0


def _end_with_parent() -> None:
    """The parent holds the other end of standard input and never writes to it: it ends with the parent."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

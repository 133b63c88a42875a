"""Build and store the search index of a library: ``python -m paper_tui.library.indexing.build FOLDER STAMP``.

A stored index of an earlier catalogue is updated (`SearchIndex.updated`), which gives the same result.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.library.child_process import be_child
from paper_tui.library.indexing.index_process import INDEX
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.search import SearchIndex
from paper_tui.store import Catalogue, Store


def kept_index(store: Store, stamp: str | None) -> SearchIndex | None:
    """Load the stored index; None when it is of another catalogue.

    Without a stamp any will do, except of another format.
    """
    buffers = store.read_cache(INDEX, stamp)
    try:
        return None if buffers is None else SearchIndex.from_buffers(buffers)
    except ValueError:
        return None


def index_of(store: Store, catalogue: Catalogue, cancel: CancelToken = NEVER) -> SearchIndex:
    """Build the index of a catalogue, or update the stored one.

    Raises:
        Cancelled: The caller cancelled.
    """
    before = kept_index(store, None)
    make = SearchIndex.build if before is None else before.updated
    return make(catalogue, catalogue.checks, cancel=cancel)


def main(folder: str, stamp: str) -> int:
    """Build and store the index of the papers in a folder; 1 if their stamp is another one by now."""
    be_child()
    store = Store.open(Path(folder), clock=lambda: datetime.now(UTC))
    catalogue = store.catalogue
    if catalogue.stamp != stamp:
        return 1
    store.write_cache(INDEX, stamp, index_of(store, catalogue).buffers())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

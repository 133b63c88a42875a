"""The search index and the identities of a catalogue, cached on disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.library.in_memory_catalogue import Bundle
from paper_tui.library.indexing.index_process import INDEX, Indexer
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.shelf import Change, Shelf
from paper_tui.store import Catalogue, Store, StoreError

if TYPE_CHECKING:
    from paper_tui.library.importing.identity_index import Identities
    from paper_tui.library.importing.import_planner import ImportPlan
    from paper_tui.search import Results, SearchIndex

MADE_HERE = 2_000
"""Papers up to which building an index here is faster than starting a process for it."""
IDENTITIES = "identities"
WORTH_KEEPING = 2_000
"""Papers from which on reading the cached identities is faster than computing them."""
KEPT_IN_MEMORY = 4 << 20
"""Bytes of identities that stay in memory, for imports of few papers that follow each other."""


class Indexes:
    """Caches the search index and the identities per catalogue stamp."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._indexer = Indexer(folder)
        self._indexing = threading.Lock()
        self._index: tuple[Catalogue | Bundle, SearchIndex] | None = None
        self._identities: tuple[str, Identities] | None = None
        """Small identities, with the stamp of their catalogue."""

    def index(
        self, catalogue: Catalogue | Bundle, cancel: CancelToken, indexing: Callable[[int], object]
    ) -> SearchIndex:
        """Return the search index of a catalogue: the one in memory, else the one on disk, else a new one.

        Args:
            catalogue: The catalogue.
            cancel: Checked often.
            indexing: Called with the number of papers when a new one is built, which takes long.
        """
        with self._indexing:
            if self._index and self._index[0].stamp == catalogue.stamp:
                return self._index[1]
            index = self._made_index(catalogue, cancel, indexing)
            self._index = (catalogue, index)
            return index

    def last(self) -> tuple[Catalogue, SearchIndex] | None:
        """Return the index in memory with its catalogue, which may be outdated; None before the first."""
        if self._index is None or isinstance(self._index[0], Bundle):
            return None
        return self._index[0], self._index[1]

    def startup_results(self, catalogue: Catalogue | Bundle, shelf: Shelf) -> Results | None:
        """All papers, newest first, without loading the search engine; None without a stored index."""
        from paper_tui.search.engine.startup_results import first_results

        buffers = self._startup_buffers(catalogue, shelf)
        return None if buffers is None else first_results(buffers, shelf)

    def order_of_arrival(self, catalogue: Catalogue | Bundle, shelf: Shelf) -> Sequence[int] | None:
        """The positions of all papers that are not hidden, newest first; None without a stored index."""
        from paper_tui.search.engine.startup_results import order_of_arrival

        buffers = self._startup_buffers(catalogue, shelf)
        return None if buffers is None else order_of_arrival(buffers, shelf)

    def _startup_buffers(
        self, catalogue: Catalogue | Bundle, shelf: Shelf
    ) -> Mapping[str, memoryview] | None:
        from paper_tui.search.engine import startup_results

        buffers = self._store.read_cache(INDEX, catalogue.stamp, startup_results.needed(shelf))
        if buffers is None or not startup_results.fits(buffers, len(catalogue)):
            return None
        return buffers

    def _made_index(
        self, catalogue: Catalogue | Bundle, cancel: CancelToken, indexing: Callable[[int], object]
    ) -> SearchIndex:
        from paper_tui.library.indexing.build import index_of, kept_index
        from paper_tui.search import SearchIndex

        kept = kept_index(self._store, catalogue.stamp)
        if kept is None and len(catalogue) > MADE_HERE:
            indexing(len(catalogue))
            if self._indexer.make(catalogue.stamp, cancel):
                kept = kept_index(self._store, catalogue.stamp)
        if kept is not None:
            return kept
        if isinstance(catalogue, Bundle):
            return SearchIndex.build(catalogue, cancel=cancel)
        index = index_of(self._store, catalogue, cancel)
        self._keep(INDEX, catalogue.stamp, index.buffers())
        return index

    def close(self) -> None:
        """End the index process."""
        self._indexer.close()

    def identities(self, catalogue: Catalogue, cancel: CancelToken) -> Identities:
        """Return the identities of a catalogue: those in memory or on disk, else computed from every paper.

        Args:
            catalogue: The catalogue.
            cancel: Checked often.
        """
        from paper_tui.library.importing.identity_index import Identities

        known = self._identities
        if known and known[0] == catalogue.stamp:
            return known[1]
        kept = self._store.read_cache(IDENTITIES, catalogue.stamp)
        if kept is None or kept.keys() != {"lines"}:
            found = Identities.of(catalogue, cancel)
        else:
            found = Identities.decode(kept["lines"], cancel)
        self._remember(catalogue, found)
        return found

    def _remember(self, catalogue: Catalogue, identities: Identities) -> None:
        small = len(identities.encode()) <= KEPT_IN_MEMORY
        self._identities = (catalogue.stamp, identities) if small else None

    def follow(
        self,
        identities: Identities,
        plan: ImportPlan,
        change: Change,
        cancel: CancelToken,
    ) -> None:
        """Save the identities of the catalogue after a change.

        Args:
            identities: Those before the change.
            plan: What was changed.
            change: The change.
            cancel: Checked often.
        """
        catalogue = self._store.catalogue
        if not change.id.startswith(f"{catalogue.last_change:010}-"):
            return  # another change has come already, whose papers are not known here
        present = (paper for paper in plan.papers.values() if paper is not None)
        following = identities.including(present, cancel, plan.known_as)
        self._remember(catalogue, following)
        if len(catalogue) >= WORTH_KEEPING:
            self._keep(IDENTITIES, catalogue.stamp, {"lines": following.encode()})

    def _keep(self, name: str, stamp: str, buffers: Mapping[str, bytes | bytearray | memoryview]) -> None:
        with suppress(StoreError):  # only speed depends on it, and a read-only library must stay readable
            self._store.write_cache(name, stamp, buffers)

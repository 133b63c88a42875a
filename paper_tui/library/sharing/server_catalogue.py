"""A large catalogue on a server, searched besides the library, which takes from it what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.library.paper_finder import PaperFinder
from paper_tui.library.sharing.group_papers import paper_of
from paper_tui.library.sharing.server_query import NotForServerError, conditions_of
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.search import Query
from paper_tui.store import Store

if TYPE_CHECKING:
    from paper_tui.sync.catalogue.search import CatalogueServer

LIMIT = 50
SOURCE = "server"
"""The source of papers that were imported from there."""


@dataclass(frozen=True, slots=True)
class ServerResults:
    """The papers of a server that match a query and are not in the library, best first."""

    query: Query
    papers: tuple[Paper, ...]
    known: int
    """The number of further matches that are in the library."""
    is_complete: bool = True
    """True if all papers that match were ranked, and not the newest alone."""
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that no paper of the server has, with those that were looked for instead."""
    is_asked: bool = True
    """True if the server can answer such a query."""
    problem: str = ""
    """The reason why the server gave no answer."""


class ServerCatalogue:
    """Searches the catalogue of one server at a time."""

    def __init__(self, store: Store, indexes: Indexes, clock: Clock, address: Callable[[], str]) -> None:
        """Create the search; `address` returns that of the server, empty for none."""
        self._address = address
        self._store = store
        self._indexes = indexes
        self._clock = clock
        self._server: CatalogueServer | None = None

    def search(self, query: Query, cancel: CancelToken, limit: int = LIMIT) -> ServerResults:
        """Search the server; what goes wrong is the `problem` of the results.

        Raises:
            Cancelled: The caller no longer wants the answer.
        """
        from paper_tui.sync.transport import SyncError

        try:
            conditions = conditions_of(query)
            found = self._connected().search(conditions, limit, cancel)
        except NotForServerError as error:
            return ServerResults(query, (), 0, is_asked=False, problem=str(error))
        except SyncError as error:
            return ServerResults(query, (), 0, problem=str(error))
        cancel.check()
        described = (paper_of(record) for record in found.records)
        seen = Sighting(SOURCE, seen=timestamp(self._clock()))
        papers = [replace(paper, sightings=(seen,)) for paper in described if paper is not None]
        finder = PaperFinder(self._store.catalogue, self._indexes, cancel)
        new = tuple(paper for paper in papers if not self._has(finder, paper))
        return ServerResults(query, new, len(papers) - len(new), found.is_complete, found.instead)

    def stop(self) -> None:
        """End the search that runs, from any thread."""
        if self._server is not None:
            self._server.stop()

    def close(self) -> None:
        """Close the connection."""
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _has(self, finder: PaperFinder, paper: Paper) -> bool:
        """Return whether the library has a paper."""
        return self._store.catalogue.ordinal(paper.key) is not None or finder.find(paper.identity) is not None

    def _connected(self) -> CatalogueServer:
        from paper_tui.sync.catalogue.search import CatalogueServer

        address = self._address()
        if self._server is None or self._server.address != address:
            self.close()
            self._server = CatalogueServer(address)
        return self._server

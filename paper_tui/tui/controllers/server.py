"""The catalogue of a server, searched besides the library while the user types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from paper_tui.library.messages import named
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.search import Query
from paper_tui.tui.controllers.navigation import NavigationController
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.state.context import ReaderContext

if TYPE_CHECKING:
    from paper_tui.library.sharing.server_catalogue import ServerResults

WORKERS = "server"
PAUSE = 0.3
"""Seconds without another letter after which the server is asked."""


class ServerController:
    """Asks the server the current question; the only writer of the screen's `server` and `asks_server`."""

    def __init__(
        self, context: ReaderContext, search: SearchController, navigation: NavigationController
    ) -> None:
        self._context = context
        self._screen = context.screen
        self._search = search
        self._navigation = navigation
        self._pause: Timer | None = None

    def start(self) -> None:
        """Follow the question."""
        self._screen.watch(self._screen, "scope", self._follow, init=False)
        self._follow()

    @property
    def _query(self) -> Query:
        return self._screen.scope.as_query

    def _follow(self) -> None:
        """Ask once typing has paused; an answer to an earlier one is not shown any more."""
        self._screen.server = None
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        wanted = bool(self._context.config.catalogue) and not self._query.is_empty
        self._screen.asks_server = wanted
        if wanted:
            self._pause = self._screen.set_timer(PAUSE, self._ask)

    def _ask(self) -> None:
        self._pause = None
        self._context.run_in_thread(WORKERS, partial(self._answer, self._query))

    def _answer(self, query: Query, cancel: CancelToken) -> None:
        """Search in a worker; what an earlier worker still asks is stopped on the server."""
        server = self._context.library.server
        server.stop()
        try:
            results = server.search(query, cancel)
        except Cancelled:
            return
        self._context.on_ui(self._accept, results)

    def _accept(self, results: ServerResults) -> None:
        """Show an answer, unless it answers another question."""
        if results.query == self._query and self._pause is None:
            self._screen.server = results
            self._screen.asks_server = False

    def go(self) -> None:
        """Go to the papers of the server."""
        if self._screen.server is not None and self._screen.server.papers:
            self._navigation.go("server")
        elif self._context.config.catalogue:
            self._context.notify("The server has nothing more for this search.")
        else:
            self._context.notify(
                'No server is configured. Set one in the settings: catalogue = "postgresql://HOST/NAME"'
            )

    def add(self, paper: Paper) -> None:
        """Add a paper to the library, and go to it."""
        library = self._context.library

        def change() -> str:
            library.imports.add([paper], f"{named([paper])} from the server")
            self._context.on_ui(self._added, paper)
            return f"Added {named([paper])} · u undoes it"

        self._context.edit(change)

    def _added(self, paper: Paper) -> None:
        self._search.ask(self._search.bar.text, self._screen.scope, paper.key)
        self._search.search_again()
        self._follow()

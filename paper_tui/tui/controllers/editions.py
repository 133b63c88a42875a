"""Editions: the days of daily sources, and how many of their papers were seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from paper_tui.library import Listing
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.edition import Edition
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.filter_strip import FACET, FilterStrip
from paper_tui.tui.widgets.paper_list import PaperList


class EditionController:
    """Steps from one edition to the next, and shows above the list how much of it was seen."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._screen = context.screen
        self._search = search

    def start(self) -> None:
        """Follow the listing."""
        self._screen.watch(self._screen, "listing", self._describe, init=False)

    def step(self, newer: int) -> None:
        """Show the next newer edition, or with -1 the next older; without one shown, the newest."""
        self._look_up(self._screen.listing, newer)

    @property
    def _shown(self) -> str:
        """The name of the only edition filtered by; empty otherwise."""
        chosen = [value for facet, value in self._screen.scope.chosen if facet == FACET]
        return chosen[0] if len(chosen) == 1 else ""

    def _describe(self, listing: Listing | None) -> None:
        if listing is not None:
            self._look_up(listing, 0)

    def _look_up(self, listing: Listing | None, newer: int) -> None:
        self._context.run_in_thread("editions", partial(self._read, listing, newer))

    def _read(self, listing: Listing | None, newer: int, cancel: CancelToken) -> None:
        try:
            editions = self._context.library.editions()
        except (Cancelled, StoreError):  # the search reports problems of the library
            return
        if not cancel.is_cancelled:
            self._context.on_ui(self._take, editions, listing, newer)

    def _take(self, editions: Sequence[Edition], listing: Listing | None, newer: int) -> None:
        if newer:
            self._step_in(editions, newer)
        elif listing is self._screen.listing:
            self._screen.query_one(FilterStrip).editions = tuple(editions)
            shown = next((each for each in editions if each.name == self._shown), None)
            if shown is not None:
                title = f" {messages.edition(shown, self._screen.today)} "
                self._screen.query_one(PaperList).border_title = title

    def _step_in(self, editions: Sequence[Edition], newer: int) -> None:
        names = [edition.name for edition in editions]
        if not names:
            self._context.offer("There are no daily papers here.", self._context.remedy("program.fetch"))
            return
        now = self._shown
        place = names.index(now) - newer if now in names else 0
        if not 0 <= place < len(names):
            self._context.notify(f"This is the {'newest' if newer > 0 else 'oldest'} edition.")
            return
        self.show(names[place])

    def show(self, name: str) -> None:
        """Show an edition in place of the one shown."""
        scope = self._screen.scope
        others = [pair for pair in scope.chosen if pair[0] != FACET]
        self._search.leave_place()
        self._search.set_scope(replace(scope, chosen=(*others, (FACET, name))))

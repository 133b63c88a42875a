"""Where the reader left off, and what has come in since."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from dataclasses import replace

from textual import events, on

from paper_tui.library import Library, Listing, ReaderState
from paper_tui.papers.clock import timestamp
from paper_tui.search import Query, QueryError, Scope, Sort
from paper_tui.settings import Settings
from paper_tui.tui.controllers.pane_sizes import PaneSizes
from paper_tui.tui.controllers.search_controller import SearchActions
from paper_tui.tui.controllers.search_history import Place
from paper_tui.tui.render import messages
from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList

BY_ARRIVAL = (Sort.RELEVANCE, Sort.NEWEST)
"""The orders in which, with no words asked for, what came in last stands first."""


class Visits(SearchActions, PaneSizes):
    """Begins as the last visit ended: order, sizes and place; its search is one step back."""

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__(library, settings)
        self._last_visit = self.left_off.visited
        self.set_reactive(SearchActions.scope, Scope(sort=self.left_off.sort))
        place = self._last_place()
        if place.scope != self.scope:
            self._trail = self._trail.leaving(place)
        self._begun = False

    def _last_place(self) -> Place:
        left = self.left_off
        try:
            query = Query.parse(left.query)
        except QueryError:
            return Place("", self.scope, left.paper)
        return Place(left.query, Scope(query, left.chosen, left.sort), left.paper)

    @on(events.Mount)
    def _begin_as_left(self) -> None:
        self.side_width, self.list_share = self.left_off.side_width, self.left_off.list_share
        self.set_class(self.left_off.folded, "-folded")
        self.watch(self, "listing", self._divide, init=False)

    def _divide(self, listing: Listing | None) -> None:
        """Draw a line below what came in since the last visit; without any, go to where the reader was."""
        rows = self.query_one(PaperList)
        new = self._new_rows(listing) if listing else 0
        rows.divider_label = messages.new_since(new, self._last_visit, self.today) if new else ""
        rows.divider = new or None
        if listing and not self._begun:
            self._begun = True
            if not new and self.left_off.paper and listing.results.scope == self.unasked:
                rows.go_to(self.left_off.paper)

    def _new_rows(self, listing: Listing) -> int:
        """How many of the first rows came in since the last visit; 0 where the order does not tell."""
        scope = listing.results.scope
        if not self._last_visit or not scope.query.is_empty or scope.sort not in BY_ARRIVAL:
            return 0
        rows = self.query_one(PaperList)

        def was_there(row: int) -> bool:
            paper = rows.paper_at(row)
            return paper is None or paper.added <= self._last_visit

        return bisect_left(range(len(listing)), True, key=was_there)

    async def finish(self) -> None:
        """Keep where the reader leaves off, too."""
        await super().finish()
        if self.paper is not None:
            self.left_off = self.left_off.with_place(self.paper.key, self.query_one(PaperDetail).place)
        await asyncio.to_thread(self.library.ui_state.save, self._as_left())

    @on(PaperDetail.Left)
    def _keep_place(self, event: PaperDetail.Left) -> None:
        self.left_off = self.left_off.with_place(event.key, event.place)

    def _as_left(self) -> ReaderState:
        return replace(
            self.left_off,
            visited=timestamp(self.settings.clock()),
            query=str(self.scope.query),
            chosen=self.scope.chosen,
            sort=self.scope.sort,
            paper=self.paper.key if self.paper else None,
            side_width=self.side_width,
            list_share=self.list_share,
            folded=self.has_class("-folded"),
        )

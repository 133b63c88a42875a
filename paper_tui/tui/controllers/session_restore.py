"""Restore where the last session ended, and save where this one does."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from dataclasses import replace

from paper_tui.library import Listing, ReaderState
from paper_tui.papers.clock import timestamp
from paper_tui.papers.paper import PaperKey
from paper_tui.search import Query, QueryError, Scope, Sort
from paper_tui.tui.controllers.pane_sizes import PaneSizes
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.controllers.search_history import Place
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList

BY_ARRIVAL = (Sort.RELEVANCE, Sort.NEWEST)
"""The orders that list the newest arrivals first while no words are asked for."""


class SessionRestore:
    """Restores order, sizes and position; the last search is one step back in the history.

    The only writer of the screen's `left_off`.
    """

    def __init__(self, context: ReaderContext, search: SearchController, sizes: PaneSizes) -> None:
        self._context = context
        self._screen = context.screen
        self._search = search
        self._sizes = sizes
        self._last_visit = self._screen.left_off.visited
        self._is_started = False
        search.restore(self._last_place())

    def start(self) -> None:
        """Restore sizes and position, and divide new papers from known ones in every listing."""
        left = self._screen.left_off
        self._sizes.set_side_width(left.side_width)
        self._sizes.set_list_share(left.list_share)
        self._screen.set_class(left.folded, "-folded")
        self._screen.watch(self._screen, "listing", self._divide, init=False)

    def keep_position(self, key: PaperKey, position: int) -> None:
        """Remember the reading position of a text, as a character offset."""
        self._screen.left_off = self._screen.left_off.with_place(key, position)

    async def save(self) -> None:
        """Save the state of this session."""
        paper = self._screen.paper
        if paper is not None:
            self.keep_position(paper.key, self._screen.query_one(PaperDetail).place)
        await asyncio.to_thread(self._context.library.ui_state.save, self._state())

    def _last_place(self) -> Place:
        left = self._screen.left_off
        try:
            query = Query.parse(left.query)
        except QueryError:
            return Place("", Scope(sort=left.sort), left.paper)
        return Place(left.query, Scope(query, left.chosen, left.sort), left.paper)

    def _divide(self, listing: Listing | None) -> None:
        """Mark off what was added since the last session; without any, go to the last current paper."""
        rows = self._screen.query_one(PaperList)
        new = self._new_rows(listing) if listing else 0
        rows.divider_label = messages.new_since(new, self._last_visit, self._screen.today) if new else ""
        rows.divider = new or None
        if listing and not self._is_started:
            self._is_started = True
            last = self._screen.left_off.paper
            if not new and last and listing.results.scope == self._search.everything:
                rows.go_to(last)

    def _new_rows(self, listing: Listing) -> int:
        """Count the first rows that were added since the last session; 0 in another order."""
        scope = listing.results.scope
        if not self._last_visit or not scope.query.is_empty or scope.sort not in BY_ARRIVAL:
            return 0
        rows = self._screen.query_one(PaperList)

        def is_known(row: int) -> bool:
            paper = rows.paper_at(row)
            return paper is None or paper.added <= self._last_visit

        return bisect_left(range(len(listing)), True, key=is_known)

    def _state(self) -> ReaderState:
        screen = self._screen
        return replace(
            screen.left_off,
            visited=timestamp(screen.settings.clock()),
            query=str(screen.scope.query),
            chosen=screen.scope.chosen,
            sort=screen.scope.sort,
            paper=screen.paper.key if screen.paper else None,
            side_width=self._sizes.side_width,
            list_share=self._sizes.list_share,
            folded=screen.has_class("-folded"),
        )

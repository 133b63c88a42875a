"""Start triage from the main screen, and follow what was decided."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from paper_tui.library import Listing
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.search import Sort
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext

if TYPE_CHECKING:
    from paper_tui.tui.triage.triage_session import TriageSession

GROUP = "triage"


class TriageController:
    """Opens triage on the new papers that are listed."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._search = search

    def begin(self) -> None:
        """Go through the new papers, one at a time."""
        from paper_tui.tui.triage.triage_session import begin

        screen = self._context.screen
        listing = screen.listing
        session = begin(listing, screen.shelf) if listing else None
        if listing is None or session is None or not session.papers:
            self._offer_more()
            return
        self._context.open_in_thread(GROUP, partial(self._order, listing, session))

    def _order(self, listing: Listing, session: TriageSession, cancel: CancelToken) -> None:
        """Order the papers: with a time limit by interest, and as many as the reader's pace allows."""
        from paper_tui.library.interest.pace import papers_in
        from paper_tui.tui.triage.triage_session import (
            limited,
            ordered_by,
            with_followed_first,
            with_surprises,
        )

        screen = self._context.screen
        by_interest = listing.results.scope.sort is Sort.FOR_YOU
        minutes = screen.config.triage_minutes
        try:
            ranker = screen.library.for_you.ranker(cancel) if minutes or by_interest else None
        except (Cancelled, StoreError):
            ranker = None  # the order of the list will do
        if ranker is not None and not by_interest:
            session = ordered_by(session, lambda row: ranker.score(listing.key(row)))
        if ranker is not None:
            session = with_surprises(session, screen.today.toordinal())
        session = with_followed_first(session, listing)
        if minutes:
            session = limited(session, papers_in(minutes, screen.shelf))
        self._context.on_ui(self._open, listing, session)

    def _open(self, listing: Listing, session: TriageSession) -> None:
        from paper_tui.tui.triage.triage_screen import TriageScreen

        screen = self._context.screen
        settings = replace(screen.settings, config=screen.config)
        triage = TriageScreen(screen.library, settings, screen.edits, listing, session)
        self._context.push(triage, self._follow)

    def _offer_more(self) -> None:
        """Say that no new paper is listed, and where there may be some."""
        scope = self._context.screen.scope
        narrowed = scope != self._search.everything
        self._context.offer(
            messages.NOTHING_NEW,
            self._context.remedy("search.clear") if narrowed else None,
            self._context.remedy("program.fetch"),
            self._context.remedy("program.import"),
        )

    def _follow(self, _: None) -> None:
        """Show what is left once the last decision is on disk; keys for the list wait for that."""
        self._search.wait_for_answer()
        self._context.edit(lambda: None)

"""Start triage from the main screen, and follow what was decided."""

from __future__ import annotations

from dataclasses import replace

from paper_tui.search import Sort
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext


class TriageController:
    """Opens triage on the new papers that are listed."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._search = search

    def begin(self) -> None:
        """Go through the new papers, one at a time."""
        from paper_tui.tui.triage.triage_screen import TriageScreen
        from paper_tui.tui.triage.triage_session import begin, with_surprises

        screen = self._context.screen
        session = begin(screen.listing, screen.shelf) if screen.listing else None
        if screen.listing and session and session.papers:
            if screen.listing.results.scope.sort is Sort.FOR_YOU:
                session = with_surprises(session, screen.today.toordinal())
            settings = replace(screen.settings, config=screen.config)
            triage = TriageScreen(screen.library, settings, screen.edits, screen.listing, session)
            self._context.push(triage, self._follow)
        else:
            self._offer_more()

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

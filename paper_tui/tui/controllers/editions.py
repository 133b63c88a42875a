"""The days of sources, one after another, and how far the reader has come with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual import events, on, work
from textual.message import Message

from paper_tui.library import Listing
from paper_tui.papers.cancellation import Cancelled
from paper_tui.papers.edition import Edition
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchActions
from paper_tui.tui.render import messages
from paper_tui.tui.widgets.paper_list import PaperList

FACET = "edition"


class EditionActions(SearchActions):
    """Goes from one edition to the next, and says above the list how much of it was seen."""

    @dataclass
    class EditionsKnown(Message):
        """All editions, newest first, as they were for a listing; and where to go from there."""

        editions: tuple[Edition, ...]
        listing: Listing | None
        newer: int = 0
        """How many editions to go on: 1 to a newer one, -1 to an older, 0 to stay."""

    @on(events.Mount)
    def _follow_editions(self) -> None:
        self.watch(self, "listing", self._head_list, init=False)

    def action_edition(self, newer: int) -> None:
        """Show the next edition, newer or older; without one shown, the newest."""
        self._look_up(self.listing, newer)

    def _head_list(self, listing: Listing | None) -> None:
        if listing and self._shown_edition:
            self._look_up(listing, 0)

    @property
    def _shown_edition(self) -> str:
        """The name of the one edition that is shown, or empty."""
        chosen = [value for facet, value in self.scope.chosen if facet == FACET]
        return chosen[0] if len(chosen) == 1 else ""

    @work(thread=True, group="editions", exclusive=True)
    def _look_up(self, listing: Listing | None, newer: int) -> None:
        try:
            editions = self.library.editions()
        except (Cancelled, StoreError):  # the search of the list tells of trouble with the library
            return
        self.post_message(self.EditionsKnown(editions, listing, newer))

    @on(EditionsKnown)
    def _take_counts(self, event: EditionsKnown) -> None:
        if event.newer:
            self._go_on(event.editions, event.newer)
        elif event.listing is self.listing:
            shown = next((each for each in event.editions if each.name == self._shown_edition), None)
            if shown is not None:
                self.query_one(PaperList).border_title = f" {messages.edition(shown, self.today)} "

    def _go_on(self, editions: Sequence[Edition], newer: int) -> None:
        names = [edition.name for edition in editions]
        if not names:
            self.notify("No paper here stood in an edition: fetch daily papers with r.", markup=False)
            return
        now = self._shown_edition
        place = names.index(now) - newer if now in names else 0
        if not 0 <= place < len(names):
            self.notify(f"This is the {'newest' if newer > 0 else 'oldest'} edition.", markup=False)
            return
        others = [pair for pair in self.scope.chosen if pair[0] != FACET]
        self.leave_place()
        self.scope = replace(self.scope, chosen=(*others, (FACET, names[place])))

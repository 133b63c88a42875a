"""What can be typed into the palette besides names: ``mark done: date:<2026-10``."""

from __future__ import annotations

import asyncio
import re
from functools import partial

from textual.command import Hit, Hits, Provider
from textual.content import Content

from paper_tui.papers.shelf import State
from paper_tui.search import QueryError
from paper_tui.store import StoreError
from paper_tui.tui.controllers.bulk import BulkActions

_TYPED = re.compile(rf"\s*mark\s+({'|'.join(State)})\s*:\s*(.*\S)", re.IGNORECASE)


class BulkCommands(Provider):
    """Offers to give all papers that a query finds a state, and says how many they are."""

    async def search(self, query: str) -> Hits:
        """The offer, where the text is one; what is wrong with its query, where it is none."""
        typed, screen = _TYPED.match(query), self.screen
        if not typed or not isinstance(screen, BulkActions):
            return
        state, wanted = State(typed[1].lower()), typed[2]
        try:
            count = len(await asyncio.to_thread(screen.library.matching, wanted))
        except (QueryError, StoreError) as error:
            yield Hit(1, Content(f"mark {state}: {error}"), _nothing, text=query)
            return
        papers = "1 paper" if count == 1 else f"{count:,} papers"
        offer = Content(f"Mark {papers} {state}")
        yield Hit(
            1,
            offer,
            partial(screen.mark_found, wanted, state),
            text=query,
            help=f"{wanted} · u takes it back",
        )


def _nothing() -> None:
    """What cannot be done is only explained."""

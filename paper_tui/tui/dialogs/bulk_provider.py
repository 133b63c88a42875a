"""Bulk changes typed into the palette: ``mark done: date:<2026-10``."""

from __future__ import annotations

import asyncio
import re
from functools import partial

from textual.command import Hit, Hits, Provider
from textual.content import Content

from paper_tui.papers.shelf import State
from paper_tui.search import QueryError
from paper_tui.store import StoreError
from paper_tui.tui.state.reader_screen import ReaderScreen

_TYPED = re.compile(rf"\s*mark\s+({'|'.join(State)})\s*:\s*(.*\S)", re.IGNORECASE)


class BulkProvider(Provider):
    """Offers to set the state of all papers that a query finds, with their number."""

    async def search(self, query: str) -> Hits:
        """Yield the offer, or what is wrong with its query."""
        typed, screen = _TYPED.match(query), self.screen
        if not typed or not isinstance(screen, ReaderScreen) or screen.mark_found is None:
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
            help=f"{wanted} · u undoes it",
        )


def _nothing() -> None:
    """Do nothing: the line only explains a problem."""

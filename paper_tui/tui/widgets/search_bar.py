"""The search bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive, var
from textual.widget import Widget
from textual.widgets import Input, Label

from paper_tui.library import Listing
from paper_tui.papers.clock import local_day
from paper_tui.search import Sort
from paper_tui.tui.render.styles import short_date
from paper_tui.tui.system.input_queue import OrderedInput

ROOM = 24
"""Cells for the count in a wide terminal: enough for hundreds of thousands of papers."""
ROOMY = 80
"""Columns from which a terminal is wide here."""
PLACEHOLDER, SHORT_PLACEHOLDER = "search anything; typos are tolerated", "search"


class SearchInput(OrderedInput):
    """The input line; Down and Enter go to the list."""

    BINDINGS = [
        Binding(
            "down,enter",
            "screen.do('search.leave')",
            "to the list",
            id="search.leave",
            tooltip="Go to the list",
        ),
    ]


class SearchCount(Widget):
    """Number of matches, flush right; while typing its width only grows, to save layouts."""

    text: reactive[str] = reactive("")

    def __init__(self) -> None:
        super().__init__()
        self._room = 0
        """Its width in cells."""

    def watch_text(self, text: str) -> None:
        """Fit the text."""
        self.fit(self._room if text else 0)

    def fit(self, least: int = 0) -> None:
        """Fit the text, with a minimum width that is larger in a wide terminal."""
        needed = cell_len(self.text) + 2 if self.text else 0
        room = max(needed, least, ROOM if self.app.size.width >= ROOMY else 0)
        if room != self._room:
            self._room = room
            self.styles.width = room

    def render(self) -> Content:
        """Return the text flush right."""
        return Content(self.text.rjust(self.size.width))


class SearchBar(Horizontal):
    """The query, and the number of matches."""

    listing: var[Listing | None] = var(None)

    @dataclass
    class Changed(Message):
        """The text typed so far."""

        text: str

        def can_replace(self, message: Message) -> bool:
            """Keep only the last of a burst."""
            return isinstance(message, SearchBar.Changed)

    def compose(self) -> ComposeResult:
        """Label, input line and count."""
        yield Label("/", id="search-sign")
        yield SearchInput(placeholder=PLACEHOLDER, compact=True, select_on_focus=False)
        yield SearchCount()

    @property
    def text(self) -> str:
        """The text typed."""
        return self.query_one(SearchInput).value

    @text.setter
    def text(self, text: str) -> None:
        self.query_one(SearchInput).value = text

    def watch_listing(self, listing: Listing | None) -> None:
        """Show the number of matches and the sort order."""
        if not self.is_mounted or listing is None:
            return
        count, total = len(listing), listing.results.total
        found = f"{count:,} of {total:,}" if count != total else ""
        self.query_one(SearchCount).text = "  ".join(filter(None, (found, _order(listing))))

    @on(events.Resize)
    def _fit_count(self) -> None:
        self.query_one(SearchCount).fit()
        is_wide = self.app.size.width >= ROOMY
        self.query_one(SearchInput).placeholder = PLACEHOLDER if is_wide else SHORT_PLACEHOLDER

    @on(Input.Changed)
    def _say_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))


def _order(listing: Listing) -> str:
    """The order of a listing in words; empty for the usual one."""
    sort = listing.results.scope.sort
    if listing.gains and listing.gains.since:
        day = local_day(listing.gains.since)
        return f"by gain since {short_date(day, date.fromisoformat(day))}"
    return "" if sort is Sort.RELEVANCE else f"by {sort.value}"

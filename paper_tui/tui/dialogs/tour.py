"""The guided tour: a few small cards over the running reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from paper_tui.keys import table
from paper_tui.keys.keymap import keys_of
from paper_tui.tui.system.input_queue import Dialog

POINTED_AT = "-pointed-at"
NEXT, BACK, LEAVE = ("enter", "right"), ("left",), ("escape",)


@dataclass(frozen=True, slots=True)
class Card:
    """One step of the tour."""

    title: str
    text: str
    """Has the ids of keys in braces."""
    about: str
    """CSS selector of the part of the screen that it describes."""


CARDS = (
    Card(
        "Welcome",
        "This is the list of papers. {move.down} and {move.up} move, {paper.read} reads, {pane.back} goes "
        "back. Any other key closes the tour and works at once.",
        "PaperList",
    ),
    Card(
        "Find",
        "{search.open} and a word, misspelt if you like: difusion. Results appear while you type.",
        "SearchBar",
    ),
    Card(
        "Decide",
        "{paper.bookmark} bookmarks, {paper.later} marks as later, {paper.done} as done, {paper.hide} hides. "
        "{program.undo} undoes anything.",
        "PaperList",
    ),
    Card(
        "Narrow down",
        "{pane.filters} goes to the filters: states, tags, years, sources. {paper.read} chooses one.",
        "FilterPane",
    ),
    Card(
        "Ten minutes a day",
        "{paper.triage} shows the new papers one at a time. A key decides, and a recap follows.",
        "PaperList",
    ),
    Card(
        "Your own papers",
        "{program.import} imports a file, {program.fetch} fetches from a service. {program.help} lists all "
        "keys, {program.palette} finds any command by name, this tour too.",
        "Footer",
    ),
)


class TourScreen(Dialog[None]):
    """Shows one card after another; any other key closes it and goes to the reader."""

    at: var[int] = var(0)

    def __init__(self, below: Screen[None], chosen: Mapping[str, str]) -> None:
        """A tour of a screen, with the user's keymap."""
        super().__init__()
        self._below = below
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The card."""
        yield Static(markup=False)

    def on_mount(self) -> None:
        """Show the first card."""
        self._show()

    def validate_at(self, at: int) -> int:
        """Return the number of an existing card."""
        return max(0, min(at, len(CARDS) - 1))

    def watch_at(self) -> None:
        """Show another card."""
        if self.is_mounted:
            self._show()

    @on(events.Unmount)
    def _point_at_nothing(self) -> None:
        self._below.query(f".{POINTED_AT}").remove_class(POINTED_AT)

    @on(events.Click)
    def _leave_by_click(self) -> None:
        self.dismiss(None)

    @on(events.Key)
    def _go_on(self, event: events.Key) -> None:
        """Go on, back or close; pass any other key to the screen below."""
        event.stop()
        event.prevent_default()
        if event.key in BACK:
            self.at -= 1
        elif event.key in NEXT and self.at + 1 < len(CARDS):
            self.at += 1
        elif self.is_active:
            self.dismiss(None)
            if event.key not in (*NEXT, *LEAVE):
                self.app.post_message(events.Key(event.key, event.character))

    def _show(self) -> None:
        card = CARDS[self.at]
        text = self.query_one(Static)
        text.border_title = f"{card.title}  {self.at + 1}/{len(CARDS)}"
        last = self.at + 1 == len(CARDS)
        text.border_subtitle = "← back · enter close" if last else "→ next · ← back · esc close"
        text.update(self._words(card.text))
        self._point_at_nothing()
        self._below.query(card.about).add_class(POINTED_AT)

    def _words(self, text: str) -> Content:
        """Return a card's text with the keys in place of their ids: every second part is an id."""
        known = table.by_id()
        return Content.assemble(
            *(
                (table.shown(keys_of(known[part], self._chosen))[0], "bold $accent") if number % 2 else part
                for number, part in enumerate(re.split(r"\{([\w.]+)\}", text))
            )
        )

"""A first look around: a few small cards over the running reader, which hinder nothing."""

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
    """One thing to try."""

    title: str
    text: str
    """Keys stand in it by their ids, in braces."""
    about: str
    """The part of the screen that it is about, as a selector."""


CARDS = (
    Card(
        "Welcome",
        "Here is your list of papers. {move.down} and {move.up} move, {paper.read} reads, {pane.back} comes "
        "back. Try a key at any time: the tour steps aside for it.",
        "PaperList",
    ),
    Card(
        "Find",
        "{search.open} and then a word, misspelt if you like: difusion. Results come while you type.",
        "SearchBar",
    ),
    Card(
        "Decide",
        "{paper.bookmark} bookmarks, {paper.later} keeps for later, {paper.done} is done, {paper.hide} "
        "hides. {program.undo} takes anything back.",
        "PaperList",
    ),
    Card(
        "Narrow down",
        "{pane.filters} goes to the filters: new or later, tags, years, sources. {paper.read} chooses one.",
        "FilterPane",
    ),
    Card(
        "Ten minutes a day",
        "{paper.triage} shows what is new, one paper at a time. A key decides, and a recap comes at the end.",
        "PaperList",
    ),
    Card(
        "Your own papers",
        "{program.import} brings in a file, {program.fetch} asks a service. {program.help} tells every key, "
        "{program.palette} finds any command by name, this tour too.",
        "Footer",
    ),
)


class TourScreen(Dialog[None]):
    """Shows one card after another; any key but those for the next and the last one goes to the reader."""

    at: var[int] = var(0)

    def __init__(self, beneath: Screen[None], chosen: Mapping[str, str]) -> None:
        """Be about a screen, in the words of the keys that the reader chose."""
        super().__init__()
        self._beneath = beneath
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The card."""
        yield Static(markup=False)

    def on_mount(self) -> None:
        """Show the first card."""
        self._show()

    def validate_at(self, at: int) -> int:
        """A card that there is."""
        return max(0, min(at, len(CARDS) - 1))

    def watch_at(self) -> None:
        """Show another card."""
        if self.is_mounted:
            self._show()

    @on(events.Unmount)
    def _point_at_nothing(self) -> None:
        self._beneath.query(f".{POINTED_AT}").remove_class(POINTED_AT)

    @on(events.Click)
    def _leave_by_click(self) -> None:
        self.dismiss(None)

    @on(events.Key)
    def _hear(self, event: events.Key) -> None:
        """Go on, back or away; any other key means the reader, and is heard there."""
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
        text.border_subtitle = "← back · enter ends" if last else "→ next · ← back · esc ends"
        text.update(self._words(card.text))
        self._point_at_nothing()
        self._beneath.query(card.about).add_class(POINTED_AT)

    def _words(self, text: str) -> Content:
        """A card's text with the reader's keys in their places: every second part is the id of one."""
        known = table.by_id()
        return Content.assemble(
            *(
                (table.shown(keys_of(known[part], self._chosen))[0], "bold $accent") if number % 2 else part
                for number, part in enumerate(re.split(r"\{([\w.]+)\}", text))
            )
        )

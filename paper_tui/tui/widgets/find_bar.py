"""Where the reader types what to find in the paper's text."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from paper_tui.tui.system.input_queue import OrderedInput


class FindInput(OrderedInput):
    """A line of text whose Enter goes on to the next match."""

    BINDINGS = [
        Binding("enter", "ask_step(1)", "next", show=False),
        Binding("shift+enter", "ask_step(-1)", "previous", show=False),
        Binding("tab", "leave", "to the text", show=False),
    ]

    def action_ask_step(self, matches: int) -> None:
        """Ask for another match."""
        self.post_message(FindBar.Stepped(matches))

    def action_leave(self) -> None:
        """Give the keys to the text; what was found stays lit."""
        self.post_message(FindBar.Left())


class FindBar(Horizontal):
    """What to find, and which of how many matches is shown."""

    @dataclass
    class Changed(Message):
        """What was typed so far."""

        text: str

    @dataclass
    class Stepped(Message):
        """Another match is asked for, so many on."""

        matches: int

    class Left(Message):
        """The reader wants to go on in the text."""

    def compose(self) -> ComposeResult:
        """A sign, the line and the count."""
        yield Label("/", classes="sign")
        yield FindInput(placeholder="find in this text", compact=True, select_on_focus=True)
        yield Label("", classes="count", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(FindInput).value

    def open(self) -> None:
        """Come up and take the keys."""
        self.display = True
        self.screen.set_focus(self.query_one(FindInput))

    def close(self) -> None:
        """Go away."""
        self.query_one(FindInput).value = ""
        self.display = False

    def show_count(self, current: int, total: int) -> None:
        """Say which match is shown, from 1, and how many there are."""
        count = f"{current:,} of {total:,}" if total else "no match" if self.text else ""
        self.query_one(".count", Label).update(count)

    @on(Input.Changed)
    def _say_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

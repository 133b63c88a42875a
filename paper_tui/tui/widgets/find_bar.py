"""The find bar: searches in the paper's text."""

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
    """An input line whose Enter goes to the next match."""

    BINDINGS = [
        Binding("enter", "ask_step(1)", "next", show=False),
        Binding("shift+enter", "ask_step(-1)", "previous", show=False),
        Binding("tab", "leave", "to the text", show=False),
    ]

    def action_ask_step(self, matches: int) -> None:
        """Ask for another match."""
        self.post_message(FindBar.Stepped(matches))

    def action_leave(self) -> None:
        """Focus the text; matches stay highlighted."""
        self.post_message(FindBar.Left())


class FindBar(Horizontal):
    """The text to find, and the number of the current match."""

    @dataclass
    class Changed(Message):
        """The text typed so far."""

        text: str

    @dataclass
    class Stepped(Message):
        """Go to another match, counted from the current one."""

        matches: int

    class Left(Message):
        """Focus the text."""

    def compose(self) -> ComposeResult:
        """Label, input line and count."""
        yield Label("/", classes="sign")
        yield FindInput(placeholder="find in this text", compact=True, select_on_focus=True)
        yield Label("", classes="count", markup=False)

    @property
    def text(self) -> str:
        """The text typed."""
        return self.query_one(FindInput).value

    def open(self) -> None:
        """Show and focus the bar."""
        self.display = True
        self.screen.set_focus(self.query_one(FindInput))

    def show(self, text: str) -> None:
        """Show the bar with a text that is found already; the focus stays."""
        self.display = True
        with self.prevent(Input.Changed):
            self.query_one(FindInput).value = text

    def close(self) -> None:
        """Hide the bar."""
        self.query_one(FindInput).value = ""
        self.display = False

    def show_count(self, current: int, total: int) -> None:
        """Show the number of the current match, from 1, and the number of all."""
        count = f"{current:,} of {total:,}" if total else "no match" if self.text else ""
        self.query_one(".count", Label).update(count)

    @on(Input.Changed)
    def _say_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

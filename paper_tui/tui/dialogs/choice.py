"""A question with a few answers, each on a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from paper_tui.glyphs import CHOSEN
from paper_tui.tui.system.input_queue import Dialog
from paper_tui.tui.widgets.menu import Menu


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer."""

    key: str
    value: str
    label: str


class ChoiceScreen(Dialog[str | None]):
    """Shows the answers; a key or Enter chooses one, Escape none."""

    BINDINGS = [Binding("escape,q", "leave", "Close", show=False)]

    def __init__(self, title: str, choices: Sequence[Choice], current: str = "") -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._current = current

    def compose(self) -> ComposeResult:
        """One line an answer."""
        options = [Option(self._line(choice), id=choice.value) for choice in self._choices]
        menu = Menu(*options, markup=False, compact=True)
        menu.border_title = self._title
        yield menu

    def on_mount(self) -> None:
        """Start at the current answer."""
        values = [choice.value for choice in self._choices]
        self.query_one(OptionList).highlighted = values.index(self._current) if self._current in values else 0

    @on(events.Key)
    def _pick_by_key(self, event: events.Key) -> None:
        for choice in self._choices:
            if event.character == choice.key:
                event.stop()
                self.dismiss(choice.value)

    @on(OptionList.OptionSelected)
    def _pick(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def _line(self, choice: Choice) -> Content:
        sign = CHOSEN if choice.value == self._current else " "
        width = max(len(_shown(each.key)) for each in self._choices)
        key = (_shown(choice.key).ljust(width), "$accent bold")
        return Content.assemble(f"{sign} ", key, "  ", choice.label, " ")


def _shown(key: str) -> str:
    return "space" if key == " " else key

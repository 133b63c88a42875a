"""A list of things the user made, such as tags, with the actions for each on keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from paper_tui.tui.system.input_queue import Dialog
from paper_tui.tui.widgets.menu import MenuPane


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the list."""

    name: str
    shown: Content
    key: str = ""
    """Key that runs the first action on it."""


@dataclass(frozen=True, slots=True)
class ListAction:
    """An action on a row; one that needs no row works on an empty list too."""

    key: str
    """Empty for Enter."""
    name: str
    needs_row: bool = True


@dataclass(frozen=True, slots=True)
class ListChoice:
    """The chosen action and row; the name is empty where the action needs none."""

    action: ListAction
    name: str = ""


class ListManager(Dialog[ListChoice | None]):
    """Shows the rows; a key returns its action with the current row, Enter the first action."""

    BINDINGS = [Binding("escape,q", "dismiss(None)", "Close", show=False)]

    def __init__(
        self, title: str, rows: Sequence[Row], actions: Sequence[ListAction], *, empty: str, current: str = ""
    ) -> None:
        super().__init__()
        self._title, self._rows, self._actions = title, rows, actions
        self._empty, self._current = empty, current
        self._is_answered = False

    def compose(self) -> ComposeResult:
        """One line a row, and the actions below."""
        menu = MenuPane()
        usable = [action for action in self._actions if self._rows or not action.needs_row]
        hints = [f"{action.key or 'enter'} {action.name}" for action in usable]
        keyed = any(row.key for row in self._rows)
        menu.add_options([Option(_line(row, keyed=keyed), id=row.name) for row in self._rows])
        menu.display = bool(self._rows)
        with Vertical() as box:
            box.border_title = self._title
            yield menu
            if not self._rows:
                yield Static(self._empty, markup=False)
            yield Static(" · ".join(map(_unbroken, (*hints, "esc close"))), markup=False, classes="hint")

    def on_mount(self) -> None:
        """Start at the given row, else at the first."""
        names = [row.name for row in self._rows]
        if names:
            menu = self.query_one(MenuPane)
            menu.highlighted = names.index(self._current) if self._current in names else 0

    @on(events.Key)
    def _choose_by_key(self, event: events.Key) -> None:
        if not event.is_printable:
            return
        for action in self._actions:
            if event.character == action.key:
                event.stop()
                self._answer(action, self._current_name)
        for row in self._rows:
            if event.character == row.key:
                event.stop()
                self._answer(self._actions[0], row.name)

    @on(OptionList.OptionSelected)
    def _choose_first(self) -> None:
        self._answer(self._actions[0], self._current_name)

    @property
    def _current_name(self) -> str:
        option = self.query_one(MenuPane).highlighted_option
        return option.id if option and option.id else ""

    def _answer(self, action: ListAction, name: str) -> None:
        """Close with an answer; keys that arrive before the screen is gone are ignored."""
        if not self._is_answered and (name or not action.needs_row):
            self._is_answered = True
            self.dismiss(ListChoice(action, name))


def _unbroken(hint: str) -> str:
    """Return a hint that is not broken over two lines."""
    return hint.replace(" ", "\N{NO-BREAK SPACE}")


def _line(row: Row, *, keyed: bool) -> Content:
    return Content.assemble((row.key.ljust(1), "$accent bold"), "  ", row.shown) if keyed else row.shown

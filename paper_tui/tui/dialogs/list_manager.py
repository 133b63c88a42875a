"""A list of things that the reader made, such as tags, each with what can be done with it on keys."""

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

from paper_tui.tui.dialogs.dialog import Dialog
from paper_tui.tui.widgets.menu import MenuPane


@dataclass(frozen=True, slots=True)
class Row:
    """One thing."""

    name: str
    shown: Content
    key: str = ""
    """What does the first verb with it at once."""


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be done with a thing; what needs none can be done with an empty list too."""

    key: str
    name: str
    needs_row: bool = True


@dataclass(frozen=True, slots=True)
class Managed:
    """What the reader wants done, and with what; with nothing where the verb needs none."""

    verb: Verb
    name: str = ""


class ManageScreen(Dialog[Managed | None]):
    """Shows the things; a key answers with its verb and the current one, Enter with the first verb."""

    BINDINGS = [Binding("escape,q", "dismiss(None)", "Close", show=False)]

    def __init__(
        self, title: str, rows: Sequence[Row], verbs: Sequence[Verb], *, empty: str, current: str = ""
    ) -> None:
        super().__init__()
        self._title, self._rows, self._verbs = title, rows, verbs
        self._empty, self._current = empty, current
        self._answered = False

    def compose(self) -> ComposeResult:
        """One line a thing, and the verbs below."""
        menu = MenuPane()
        usable = [verb for verb in self._verbs if self._rows or not verb.needs_row]
        hints = [f"{verb.key or 'enter'} {verb.name}" for verb in usable]
        keyed = any(row.key for row in self._rows)
        rows = [Option(_line(row, keyed=keyed), id=row.name) for row in self._rows]
        menu.add_options(rows)
        menu.display = bool(rows)
        with Vertical() as box:
            box.border_title = self._title
            yield menu
            if not rows:
                yield Static(self._empty, markup=False)
            yield Static(" · ".join(map(_unbroken, (*hints, "esc closes"))), markup=False, classes="hint")

    def on_mount(self) -> None:
        """Start at the thing that was current, else at the first."""
        names = [row.name for row in self._rows]
        if names:
            menu = self.query_one(MenuPane)
            menu.highlighted = names.index(self._current) if self._current in names else 0

    @on(events.Key)
    def _do_by_key(self, event: events.Key) -> None:
        if not event.is_printable:
            return
        for verb in self._verbs:
            if event.character == verb.key:
                event.stop()
                self._answer(verb, self._current_name)
        for row in self._rows:
            if event.character == row.key:
                event.stop()
                self._answer(self._verbs[0], row.name)

    @on(OptionList.OptionSelected)
    def _do_first(self) -> None:
        self._answer(self._verbs[0], self._current_name)

    @property
    def _current_name(self) -> str:
        option = self.query_one(MenuPane).highlighted_option
        return option.id if option and option.id else ""

    def _answer(self, verb: Verb, name: str) -> None:
        """Close with an answer; a key that comes after it, before the screen has gone, is too late."""
        if not self._answered and (name or not verb.needs_row):
            self._answered = True
            self.dismiss(Managed(verb, name))


def _unbroken(hint: str) -> str:
    """A hint that stays in one line."""
    return hint.replace(" ", "\N{NO-BREAK SPACE}")


def _line(row: Row, *, keyed: bool) -> Content:
    return Content.assemble((row.key.ljust(1), "$accent bold"), "  ", row.shown) if keyed else row.shown

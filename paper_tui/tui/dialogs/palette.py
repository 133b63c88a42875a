"""The command palette: every key of the screen by name, and what vim users type after a colon."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.shelf import State
from paper_tui.search import QueryError
from paper_tui.store import StoreError
from paper_tui.tui.render.styles import highlighted
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.input_queue import Dialog, OrderedInput
from paper_tui.tui.widgets.menu import Menu

Run = Callable[[], Awaitable[None] | None]
PLACEHOLDER = "type a command, a row number, or mark done: QUERY"
KEY_COLUMN = 10
_MARK = re.compile(rf"\s*mark\s+({'|'.join(State)})\s*:\s*(.*\S)", re.IGNORECASE)
_ROW = re.compile(r"\s*(\d+)\s*")


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette."""

    name: str
    run: Run
    key: str = ""
    """The key that does the same."""
    words: str = ""
    """Further words under which it is found, after the names."""


class Palette(Dialog[None]):
    """Typing filters the commands, by name first; Enter runs the current one."""

    BINDINGS = [
        Binding("escape,ctrl+p", "dismiss(None)", "Close", show=False),
        Binding("down,ctrl+n", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Up", show=False),
        Binding("enter", "run", "Run", show=False),
    ]

    def __init__(self, context: ReaderContext, commands: Sequence[Command], extra: Sequence[Command]) -> None:
        """A palette of commands; `extra` ones are found only by their whole name, as ``q`` and ``w``."""
        super().__init__()
        self._reader = context
        self._commands, self._extra = commands, extra
        self._found: list[Command] = list(commands)

    def compose(self) -> ComposeResult:
        """The line to type in, and the commands."""
        with Vertical() as box:
            box.border_title = "Commands"
            box.border_subtitle = "enter run · esc close"
            with Horizontal(classes="typed"):
                yield Static(":", markup=False)
                yield OrderedInput(
                    placeholder="type a command, a row number, or mark done: QUERY", compact=True
                )
            menu = Menu(markup=False, compact=True)
            menu.can_focus = False
            yield menu

    def on_mount(self) -> None:
        """Show all commands."""
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        typed = self.query_one(Input).value
        special = self._special(typed)
        ids = {command.words.split()[0] for command in special if command.words}
        others = [one for one in self._commands if ids.isdisjoint(one.words.split()[:1])]
        self._found = [*special, *matching(others, typed)]
        words = typed.lower().split()
        menu = self.query_one(Menu)
        menu.set_options([Option(_line(command, words)) for command in self._found])
        menu.highlighted = 0 if self._found else None

    @on(Input.Submitted)
    async def action_run(self) -> None:
        """Close, and run the current command."""
        self._show()  # what was typed so far counts, though its message may be on its way
        row = self.query_one(OptionList).highlighted
        self._run(self._found[row or 0] if self._found else None)

    @on(OptionList.OptionSelected)
    def _run_clicked(self, event: OptionList.OptionSelected) -> None:
        self._run(self._found[event.option_index])

    def action_page(self, pages: int) -> None:
        """Move by the lines in sight."""
        self.action_move(pages * max(self.query_one(Menu).size.height - 1, 1))

    def action_move(self, rows: int) -> None:
        """Make another command the current one."""
        menu = self.query_one(OptionList)
        if self._found:
            menu.highlighted = max(0, min((menu.highlighted or 0) + rows, len(self._found) - 1))

    def _run(self, command: Command | None) -> None:
        if command is None:
            self._reader.notify("No such command. esc closes the palette.", severity="warning")
            return
        self.dismiss(None)
        self.app.call_next(command.run)

    def _special(self, typed: str) -> list[Command]:
        """Return what is offered beyond the names: vim's commands, a row, or a bulk change."""
        if match := _ROW.fullmatch(typed):
            row = int(match[1])
            return [Command(f"Go to row {row:,}", lambda: self._reader.go_to_row(row - 1))]
        if match := _MARK.match(typed):
            return self._bulk_change(State(match[1].lower()), match[2])
        return [command for command in self._extra if command.key == typed.strip()]

    def _bulk_change(self, state: State, query: str) -> list[Command]:
        mark = self._reader.screen.mark_found
        if mark is None:
            return []
        self._reader.run_in_thread("palette", lambda cancel: self._count(state, query, cancel))
        return [Command(f"Mark every paper of {query} as {state}", lambda: mark(query, state))]

    def _count(self, state: State, query: str, cancel: CancelToken) -> None:
        """Say how many papers a bulk change is about, or what is wrong with its query."""
        try:
            count = len(self._reader.library.matching(query))
            said = f"{count:,} {'paper' if count == 1 else 'papers'} would be marked as {state} · u undoes it"
        except (QueryError, StoreError) as error:
            said = str(error)
        if not cancel.is_cancelled:
            self._reader.on_ui(self._say, said)

    def _say(self, said: str) -> None:
        if self.is_active:
            self.query_one(Vertical).border_subtitle = Content(said)


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """Return the commands that have every word, those first that begin with the text or have it by name."""
    words = typed.lower().split()

    def rank(command: Command) -> int:
        name, rest = command.name.lower(), f"{command.name} {command.words}".lower()
        if name.startswith(typed.lower().strip()):
            return 0
        if all(f" {name}".find(f" {word}") >= 0 for word in words):
            return 1
        if all(word in name for word in words):
            return 2
        return 3 if all(word in rest for word in words) else 4

    ranked = sorted(((rank(command), at) for at, command in enumerate(commands)))
    return [commands[at] for place, at in ranked if place < 4]


def _line(command: Command, words: Sequence[str]) -> Content:
    spans = tuple((at, at + len(word)) for word in words if (at := command.name.lower().find(word)) >= 0)
    return Content.assemble((command.key.ljust(KEY_COLUMN), "$muted"), highlighted(command.name, spans))

"""The keys of all actions, found by typing and set by pressing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from paper_tui.config import Config
from paper_tui.config_file import Change, entry
from paper_tui.keys import table
from paper_tui.keys.keymap import holder_of, keys_of
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.input_queue import Dialog, OrderedInput
from paper_tui.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

KEY_COLUMN = 18
ELSEWHERE = {
    key.id: title
    for title, group in table.GROUPS
    for key in group
    if (title, group) not in (("Move", table.MOVING), *table.ON_MAIN)
}
"""The screens of the keys that do not work in the list, by id."""


class KeyEditor(Dialog[None]):
    """One action a row; Enter waits for its new key, Delete restores the default."""

    BINDINGS = [
        Binding("escape", "back", "Close", show=False),
        Binding("down,ctrl+n", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Up", show=False),
        Binding("enter", "set_key", "Set", show=False),
        Binding("delete", "reset", "Default", show=False, priority=True),
    ]

    def __init__(self, context: ReaderContext) -> None:
        super().__init__()
        self._reader = context
        self._found: list[table.Key] = []

    def compose(self) -> ComposeResult:
        """The line to search with, and the actions in the order of the help."""
        with Vertical() as box:
            box.border_title = "Keys"
            box.border_subtitle = "enter set a key · del default · esc close"
            with Horizontal(classes="typed"):
                yield Static("/", markup=False)
                yield OrderedInput(placeholder="type to search actions and keys", compact=True)
            menu = Menu(markup=False, compact=True)
            menu.can_focus = False
            yield menu

    def on_mount(self) -> None:
        """Show the keys now and after every change."""
        self.watch(self._reader.screen, "config", self._show)

    @on(Input.Changed)
    def _filter(self) -> None:
        self._show(self._reader.config)

    def _show(self, config: Config) -> None:
        words = self.query_one(Input).value.lower().split()
        menu, kept = self.query_one(Menu), self._current
        self._found = [
            key
            for title, group in table.GROUPS
            for key in group
            if all(word in f"{key.id} {key.help} {title} {_pressed(key, config)}".lower() for word in words)
        ]
        menu.set_options([Option(_line(key, config), id=key.id) for key in self._found])
        if self._found:
            menu.highlighted = self._found.index(kept) if kept in self._found else 0

    @property
    def _current(self) -> table.Key | None:
        row = self.query_one(Menu).highlighted
        return self._found[row] if row is not None and row < len(self._found) else None

    def action_page(self, pages: int) -> None:
        """Move by the lines in sight."""
        self.action_move(pages * max(self.query_one(Menu).size.height - 1, 1))

    def action_move(self, rows: int) -> None:
        """Make another action the current one."""
        menu = self.query_one(Menu)
        if self._found:
            menu.highlighted = max(0, min((menu.highlighted or 0) + rows, len(self._found) - 1))

    def action_back(self) -> None:
        """Show all actions again; when all are shown, close."""
        typed = self.query_one(Input)
        if typed.value:
            typed.value = ""
        else:
            self.dismiss(None)

    def action_reset(self) -> None:
        """Restore the default keys of the current action."""
        key = self._current
        if key is not None and key.id in self._reader.config.keys:
            self._reader.change_config(entry("keys", key.id, None))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def action_set_key(self) -> None:
        """Wait for the new key of the current action."""
        key = self._current
        if key is not None:
            self.app.push_screen(KeyCapture(self._reader, key))


class KeyCapture(Dialog[None]):
    """Waits for one key. A key that another action has is taken from it only when pressed twice."""

    def __init__(self, context: ReaderContext, key: table.Key) -> None:
        super().__init__()
        self._reader = context
        self._key = key
        self._contested = ""
        """The key pressed last, if another action has it."""

    def compose(self) -> ComposeResult:
        """Compose the instructions."""
        with Vertical() as box:
            box.border_title = self._key.id
            box.border_subtitle = "esc cancel"
            yield Static(f"{self._key.help}.\n\nPress the new key.", markup=False)

    @on(events.Key)
    def _take(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
            return
        holder = holder_of(event.key, self._key.id, self._reader.config.keys, self._reader.config.commands)
        if holder and (event.key != self._contested or holder not in table.by_id()):
            self._contested = event.key
            shown = table.shown(event.key)[0]
            self.query_one(Static).update(_conflict(shown, self._key, holder))
            return
        self._reader.change_config(_binding(self._key, event.key, holder, self._reader.config))
        self.dismiss(None)


def _conflict(pressed: str, key: table.Key, holder: str) -> str:
    other = table.by_id().get(holder)
    if other is None:
        return f"{pressed} runs the command “{holder}”, set in the configuration file.\n\nPress another key."
    return (
        f"{pressed} is taken: {other.help} ({holder}).\n\n"
        f"Press {pressed} again to take it for “{key.help}”; {holder} loses it. Or press another key."
    )


def _binding(key: table.Key, pressed: str, holder: str, config: Config) -> Change:
    """Return the change that binds a key, and takes it from the action that has it."""
    bind = entry("keys", key.id, pressed)
    other = table.by_id().get(holder)
    if other is None:
        return bind
    left = [each for each in keys_of(other, config.keys).split(",") if each.strip() != pressed]
    free = entry("keys", holder, ",".join(left) or table.UNBOUND)

    def change(document: TOMLDocument) -> None:
        bind(document)
        free(document)

    return change


def _pressed(key: table.Key, config: Config) -> str:
    return " ".join(table.shown(keys_of(key, config.keys)))


def _line(key: table.Key, config: Config) -> Content:
    """Return keys, action and screen, keys of the user's own in another colour."""
    style = "$warning" if key.id in config.keys else "$accent"
    where = f"  {ELSEWHERE[key.id].lower()}" if key.id in ELSEWHERE else ""
    return Content.assemble(
        (_pressed(key, config).ljust(KEY_COLUMN), style), " ", key.help, (where, "$muted")
    )

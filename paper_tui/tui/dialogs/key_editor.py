"""Every key with what it does, to look up and to change."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from paper_tui.config import Config
from paper_tui.config_file import entry
from paper_tui.keys import table
from paper_tui.keys.keymap import keymap_problems, keys_of
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.system.input_queue import Dialog
from paper_tui.tui.widgets.menu import MenuPane

KEY_COLUMN = 18


class KeyEditor(Dialog[None]):
    """One action a row; Enter asks for other keys, Delete brings back the usual ones."""

    BINDINGS = [
        *bindings(table.MOVING),
        Binding("escape,q", "dismiss(None)", "Close", show=False),
        Binding("delete,backspace", "forget", "The usual", show=False),
    ]

    def __init__(self, context: ReaderContext) -> None:
        super().__init__()
        self._reader = context

    def compose(self) -> ComposeResult:
        """The actions, in the order of the help."""
        menu = MenuPane()
        menu.border_title = "Keys"
        menu.border_subtitle = "enter changes · del the usual · esc closes"
        yield menu

    def on_mount(self) -> None:
        """Start at the first key, and show each as it is from now on."""
        self.watch(self._reader.screen, "config", self._show)
        self.query_one(MenuPane).highlighted = 1

    def _show(self, config: Config) -> None:
        options: list[Option] = []
        for title, group in table.GROUPS:
            options.append(Option(Content.styled(title, "$muted bold"), id=f" {title}", disabled=True))
            options += [Option(_line(key, config), id=key.id) for key in group]
        self.query_one(MenuPane).show_options(options)

    def action_forget(self) -> None:
        """Bring back the usual keys of the current action."""
        key = self._current
        if key.id in self._reader.config.keys:
            self._reader.change_config(entry("keys", key.id, None))

    @property
    def _current(self) -> table.Key:
        option = self.query_one(MenuPane).highlighted_option
        return table.by_id()[str(option.id) if option else "move.down"]

    @on(OptionList.OptionSelected)
    def _ask(self) -> None:
        key = self._current
        now = keys_of(key, self._reader.config.keys)

        def take(text: str | None) -> None:
            if text is None or text.strip() in ("", now):
                return
            problems = keymap_problems({**self._reader.config.keys, key.id: text})
            new = [each for each in problems if each not in keymap_problems(self._reader.config.keys)]
            if new:
                self.notify(f"{new[0]}. Nothing was changed.", severity="error", markup=False)
            else:
                self._reader.change_config(entry("keys", key.id, text.strip()))

        hint = f"{key.help}. Several with commas between, such as b,ctrl+b,f5"
        self.app.push_screen(LineScreen(key.id, hint, now), take)


def _line(key: table.Key, config: Config) -> Content:
    """The keys, in another colour where they are the reader's own, and what they do."""
    pressed = " ".join(table.shown(keys_of(key, config.keys)))
    style = "$warning" if key.id in config.keys else "$accent"
    return Content.assemble((pressed.ljust(KEY_COLUMN), style), " ", key.help)

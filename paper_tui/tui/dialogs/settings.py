"""The settings dialog; changes are written to the configuration file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from paper_tui.config import Config
from paper_tui.config_file import Change, setting
from paper_tui.glyphs import SEPARATOR
from paper_tui.keys import table
from paper_tui.tui.dialogs.key_editor import KeyEditor
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.dialogs.settings_schema import SETTINGS, SettingRow
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.system.input_queue import Dialog
from paper_tui.tui.widgets.menu import MenuPane

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

NAME_COLUMN = 16


class SettingsScreen(Dialog[None]):
    """One setting a row; Enter edits it, Delete resets it."""

    BINDINGS = [
        *bindings(table.MOVING),
        Binding("escape,q,comma", "dismiss(None)", "Close", show=False),
        Binding("delete,backspace", "forget", "As at first", show=False),
    ]

    def __init__(self, context: ReaderContext) -> None:
        super().__init__()
        self._reader = context
        self._file = context.settings.config_file

    def compose(self) -> ComposeResult:
        """The settings, and below them a description of the current one."""
        with Vertical() as box:
            box.border_title = Content(f"Settings {SEPARATOR} {self._file}")
            box.border_subtitle = "enter edit · del reset · esc close"
            yield MenuPane()
            yield Static(markup=False, classes="hint")

    def on_mount(self) -> None:
        """Start at the first setting, and follow the configuration."""
        self.watch(self._reader.screen, "config", self._show)
        self.query_one(MenuPane).highlighted = 0

    def _show(self, config: Config) -> None:
        self.query_one(MenuPane).show_options([_option(row, config) for row in SETTINGS])

    def action_forget(self) -> None:
        """Take the current setting out of the file."""
        row = self._current
        if row.elsewhere:
            self._tell_where(row)
        else:
            self._reader.change_config(setting(row.name, None))

    @property
    def _current(self) -> SettingRow:
        return SETTINGS[self.query_one(MenuPane).highlighted or 0]

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        self.query_one(Static).update(self._current.help)

    @on(OptionList.OptionSelected)
    async def _edit(self) -> None:
        row = self._current
        if row.name == "theme":
            await self.run_action("app.change_theme")
        elif row.name == "keys":
            self.app.push_screen(KeyEditor(self._reader))
        elif row.choices:
            self._reader.change_config(_next(row))
        elif row.elsewhere:
            self._tell_where(row)
        else:
            self._ask(row)

    def _ask(self, row: SettingRow) -> None:
        def take(text: str | None) -> None:
            if text is not None:
                self._reader.change_config(setting(row.name, row.parse(text)))

        typed = row.typed(self._reader.config)
        self.app.push_screen(LineScreen(row.name, row.help, typed, check=row.problem), take)

    def _tell_where(self, row: SettingRow) -> None:
        self.notify(f"{row.name}: {row.elsewhere}\n{self._file}", markup=False)


def _option(row: SettingRow, config: Config) -> Option:
    """A name and its value."""
    value = row.shown(config)
    name = Content(row.name.ljust(NAME_COLUMN))
    return Option(name + Content.styled(value, "$muted" if value == "none" else "$accent"), id=row.name)


def _next(row: SettingRow) -> Change:
    """Selects the next of a few choices, counted from what the file says."""

    def change(document: TOMLDocument) -> None:
        now = document.get(row.name, row.choices[0])
        at = row.choices.index(now) if now in row.choices else -1
        document[row.name] = row.choices[(at + 1) % len(row.choices)]

    return change

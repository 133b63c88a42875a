"""The application: looks, commands and signals; everything else is a screen's."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from textual import on
from textual.app import App, SystemCommand
from textual.screen import Screen

from paper_tui.library import Library
from paper_tui.papers.paper import Paper
from paper_tui.settings import Settings, environment
from paper_tui.tui import keys
from paper_tui.tui.clipboard import copy_through_tmux
from paper_tui.tui.keymap import keys_of, usable
from paper_tui.tui.screens.main import MainScreen
from paper_tui.tui.screens.theme_choice import ThemeScreen
from paper_tui.tui.themes import TERMINAL, THEMES, fallbacks


class PaperApp(App[None]):
    """Reads one library."""

    TITLE = "paper-tui"
    CSS_PATH = Path(__file__).with_name("paper_tui.tcss")
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 3

    def __init__(
        self, library: Library, settings: Settings, *, picking: bool = False, query: str = ""
    ) -> None:
        few_colours = bool(environment().get("NO_COLOR"))
        super().__init__(ansi_color=True if few_colours else None)
        self.picked: Sequence[Paper] = ()
        """What was chosen, when the reader was opened to choose."""
        self._picking = picking
        self._query = query
        for theme in THEMES:
            self.register_theme(theme)
        if few_colours or self.console.color_system == "standard":
            self.theme = TERMINAL
        else:
            chosen = settings.config.theme
            self.theme = chosen if chosen in self.available_themes else THEMES[0].name
        self.failure: BaseException | None = None
        """What ended the reader, when that was nothing the program expects."""
        self._library = library
        self._settings = settings

    def get_default_screen(self) -> Screen[None]:
        """The main screen, on the library."""
        return MainScreen(self._library, self._settings, picking=self._picking, query=self._query)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that Textual's own themes lack."""
        return dict(fallbacks(self.current_theme))

    def on_mount(self) -> None:
        """Take over the reader's own keys, and leave in good order when the system asks."""
        self.app_resume_signal.subscribe(self, self._paint_anew)
        self.set_keymap(usable(self._settings.config.keys))
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
                loop.add_signal_handler(number, partial(self._leave_on, number))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every key of the main screen by name, besides Textual's commands.

        Any is Textual's: a screen may be of any result.
        """
        if isinstance(screen, MainScreen):
            for title, group in keys.GROUPS:
                if title != "Move":
                    for key in group:
                        shown = keys.shown(keys_of(key, self._settings.config.keys))[0]
                        name = f"{key.label[0].upper()}{key.label[1:]}: {key.help[0].lower()}{key.help[1:]}"
                        yield SystemCommand(name, f"{title} · {shown}", _run(screen, key))
        for command in super().get_system_commands(screen):
            if command.title in ("Theme", "Screenshot"):
                yield command

    def action_change_theme(self) -> None:
        """Choose a theme while looking at it."""
        self.push_screen(ThemeScreen())

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by whatever reaches the reader's clipboard: tmux's buffer, else the terminal's OSC 52."""
        if self.is_headless or not copy_through_tmux(text, environment()):
            super().copy_to_clipboard(text)

    @on(MainScreen.Picked)
    def _leave_with_choice(self, event: MainScreen.Picked) -> None:
        self.picked = event.papers
        self.exit()

    def _fatal_error(self) -> None:
        """Leave in good order. Textual's own way, which has no public hook, prints a traceback."""
        self.failure = sys.exception()
        self.exit(return_code=1)

    def _paint_anew(self, _: App[Any]) -> None:
        """Paint every row after the shell had the screen; Textual paints only those that change."""
        self.screen.refresh(layout=True)
        self.refresh(repaint=True, layout=True)

    def _leave_on(self, number: int) -> None:
        self.run_worker(self._leave(128 + number), group="leave")

    async def _leave(self, code: int) -> None:
        """Leave once everything the reader did is on disk."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                await screen.edits.finish()
        self.exit(return_code=code)


def _run(screen: MainScreen, key: keys.Key) -> Callable[[], Awaitable[None]]:
    return partial(screen.run_action, key.action)

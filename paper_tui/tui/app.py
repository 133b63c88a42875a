"""The application: looks, commands and signals; everything else is a screen's."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, on, work
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import Provider
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen

from paper_tui.config import Config
from paper_tui.settings import Settings, environment
from paper_tui.tui.render.ascii_filter import Ascii
from paper_tui.tui.screens.loading import OpeningScreen
from paper_tui.tui.system.gc_scheduler import Tidier
from paper_tui.tui.system.message_drain import heard, settled
from paper_tui.tui.theme.themes import TERMINAL, THEMES, fallbacks

if TYPE_CHECKING:  # loading these takes longer than the first picture, and is done behind it
    from paper_tui.library import Library, Listing
    from paper_tui.papers.paper import Paper
    from paper_tui.tui.keys.bindings import Key
    from paper_tui.tui.screens.main import MainScreen

LEAVING = ("ctrl+c", "ctrl+q")
"""Keys that are heard also while the library is being opened."""
LOW = 16
"""Rows below which the palette gives a command no second line."""
TIDIED_EVERY = 0.1
"""Seconds between two looks at whether this is a time to look for garbage."""
LASTING = "edits"
"""The group of the worker that runs as long as the main screen."""
PATIENCE = 1.0
"""Seconds that keys wait for an answer that they are about; a new index may take minutes."""


def _bulk_commands() -> type[Provider]:
    """What the palette offers besides names, loaded when it opens."""
    from paper_tui.tui.dialogs.bulk_provider import BulkCommands

    return BulkCommands


class PaperApp(App[None], inherit_bindings=False):
    """Reads one library, which is opened behind the first picture.

    Keys typed before there is a list are kept, and heard in their order once there is one; so are those
    that arrive behind the key that leaves a search, until the list shows what was found.
    """

    BINDINGS = [Binding("ctrl+q", "quit", show=False, priority=True)]
    TITLE = "paper-tui"
    CSS_PATH = Path(__file__).with_name("paper_tui.tcss")
    COMMANDS = App.COMMANDS | {_bulk_commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 3

    class Opened(Message):
        """The library is open, or cannot be opened."""

    class Shown(Message):
        """There is a list, or it takes so long that keys need not wait for it."""

    def __init__(
        self,
        open_library: Callable[[], Library],
        settings: Settings,
        *,
        picking: bool = False,
        query: str = "",
        may_tour: bool = False,
    ) -> None:
        few_colours = bool(environment().get("NO_COLOR"))
        super().__init__(ansi_color=True if few_colours else None)
        self.picked: Sequence[Paper] = ()
        """What was chosen, when the reader was opened to choose."""
        self._picking = picking
        self._query = query
        self._tours = may_tour and not picking and not query
        """Whether to show the reader around once there is a list."""
        for theme in THEMES:
            self.register_theme(theme)
        self._few_colours = few_colours or self.console.color_system == "standard"
        self._ascii = Ascii(enabled=settings.config.glyphs == "ascii")
        self._choose_theme(settings.config)
        self.failure: BaseException | None = None
        """What ended the reader, when it was not left by a key."""
        self.library: Library | None = None
        """The library, once it is open."""
        self.main: MainScreen | None = None
        """The main screen, once there is a library to show."""
        self._open_library = open_library
        self._first: Listing | None = None
        """What the list shows first, until it does: it holds all the papers of then."""
        self._settings = settings
        self._tidier = Tidier()
        self._early: list[events.Key] | None = []
        """The keys that wait for the list; None once it is there."""
        self._is_leaving = False
        """Whether the reader was left, so that what is typed now has no effect any more."""

    def get_default_screen(self) -> Screen[None]:
        """What is seen until the library is open."""
        return OpeningScreen()

    def get_driver_class(self) -> type[Driver]:
        """What Textual chooses; in place of its own for Unix, the one that outlasts the terminal."""
        chosen = super().get_driver_class()
        if sys.platform == "win32":
            return chosen
        from paper_tui.tui.system.driver import OutlastingDriver

        return OutlastingDriver if issubclass(OutlastingDriver, chosen) else chosen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that Textual's own themes lack."""
        return dict(fallbacks(self.current_theme))

    def on_mount(self) -> None:
        """Open the library, and leave in good order when the system asks."""
        self.app_resume_signal.subscribe(self, self._paint_anew)
        self.call_after_refresh(self._open)
        self.set_interval(TIDIED_EVERY, self._tidy)
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
                loop.add_signal_handler(number, self._leave, 128 + number)

    @work(thread=True, group="open")
    def _open(self) -> None:
        """Open the library and load what shows it."""
        try:
            self.library = self._open_library()
            self._first = None if self._query else self.library.startup_listing()
            self._tours = self._tours and not self.library.shelf and not self.library.ui_state.load().toured
            import paper_tui.tui.screens.main  # noqa: F401 - for `_show_library`, which must not wait for it
        except Exception as error:  # noqa: BLE001 - handed on, and raised once the terminal is the user's again
            self.failure = error
        self.post_message(self.Opened())

    @on(Opened)
    async def _show_library(self) -> None:
        if self.library is None or self.failure is not None:
            self.exit(return_code=1)
            return
        from paper_tui.tui.screens.main import MainScreen

        first, self._first = self._first, None
        main = MainScreen(self.library, self._settings, picking=self._picking, query=self._query, first=first)
        self.watch(main, "config", self._go_by_config)
        await self.push_screen(main)
        self.main = main
        if first:
            main.call_after_refresh(self.post_message, self.Shown())
        else:
            self.set_timer(PATIENCE, partial(self.post_message, self.Shown()))

    async def on_event(self, event: events.Event) -> None:
        """Keep the keys that are typed before there is a list, and hear the others in their order."""
        if isinstance(event, events.InputEvent | events.Paste):
            if self._is_leaving:
                return
            self._tidier.hear()
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif event.key in LEAVING or not self._must_wait():
            await self._hear(event)
        else:
            self._early = [*(self._early or ()), event]

    def _must_wait(self) -> bool:
        """Whether a key is about a list that is not there yet."""
        main = self.main
        if self._early is None and main is not None and main is self.screen and main.is_unanswered:
            self._early = []
            self.set_timer(PATIENCE, partial(self.post_message, self.Shown()))
        return self._early is not None

    async def _hear(self, event: events.Key) -> None:
        """Do what a key is bound to before the next key is heard, so that this one goes where it leads.

        Left to Textual, a key goes to what has the focus and up from there while the keys that arrived with
        it are already heard. What is typed into a line is the line's, which hears it in its own time, and so
        do dialogs, for which the next key waits, as it does for what follows where a screen was left.
        """
        from paper_tui.tui.screens.base import ReaderScreen
        from paper_tui.tui.widgets.ordered_input import Line

        focused = self.screen.focused
        if focused and focused.check_consume_key(event.key, event.character):
            await super().on_event(event)
            return
        is_reader = self.screen.is_mounted and isinstance(self.screen, ReaderScreen)
        if not is_reader or isinstance(focused, Line):
            await settled(self)
        screen = self.screen
        self.app_focus = True
        bound = None if event.is_forwarded else screen.active_bindings.get(event.key)
        if not (bound and bound.enabled and await self.run_action(bound.binding.action, bound.node)):
            await super().on_event(event)
        if screen is not self.screen or not isinstance(screen, ReaderScreen):
            await settled(self)

    def _tidy(self) -> None:
        self._tidier.tidy(busy=any(worker.is_running and worker.group != LASTING for worker in self.workers))

    async def on_search_actions_searched(self) -> None:
        """Hear the keys that waited, unless this answer was to an earlier question."""
        if self.main is None or not self.main.is_unanswered:
            await self._hear_early_keys()

    @on(Shown)
    async def _hear_early_keys(self) -> None:
        self._tidier.begin()
        early, self._early = self._early or [], None
        if self.main is not None:
            self.main.is_unanswered = False
        for event in early:
            await self.on_event(event)
        tours, self._tours = self._tours and not early, False
        if tours and self.main is not None:
            self.main.action_tour()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every key of the screen by name, besides Textual's commands.

        Any is Textual's: a screen may be of any result.
        """
        from paper_tui.tui.dialogs.palette_entries import entries
        from paper_tui.tui.screens.base import ReaderScreen

        if isinstance(screen, ReaderScreen):
            is_low = self.size.height < LOW
            for key, name, second in entries(screen.key_groups, screen.config.keys, is_low=is_low):
                yield SystemCommand(name, second, _run(screen, key))
        if screen is self.main and self.main is not None:
            yield SystemCommand("Take the tour", "A first look around", self.main.action_tour)
        for command in super().get_system_commands(screen):
            if command.title in ("Theme", "Screenshot"):
                yield command

    def action_command_palette(self) -> None:
        """Find any command by name."""
        from paper_tui.tui.dialogs.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_change_theme(self) -> None:
        """Choose a theme while looking at it."""
        from paper_tui.config_file import setting
        from paper_tui.tui.dialogs.theme_picker import ThemeScreen

        def keep(theme: str | None) -> None:
            if theme and self.main is not None:
                kept = f"{theme} is kept for terminals with more colours." if self._few_colours else ""
                self.main.change_config(setting("theme", theme), kept)

        self.push_screen(ThemeScreen(), keep)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to every line on its way to the terminal: where ASCII is wanted, that too."""
        return [*super().get_line_filters(), *([self._ascii] if self._ascii.enabled else [])]

    def _go_by_config(self, before: Config, config: Config) -> None:
        """Take over keys, theme and signs as they are chosen now."""
        from paper_tui.tui.keys.keymap import usable

        self.set_keymap(usable(config.keys))
        if config.theme != before.theme:
            self._choose_theme(config)
        if config.glyphs != before.glyphs:
            self._ascii.enabled = config.glyphs == "ascii"
            self.refresh_css(animate=False)

    def _choose_theme(self, config: Config) -> None:
        chosen = TERMINAL if self._few_colours else config.theme
        self.theme = chosen if chosen in self.available_themes else THEMES[0].name

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by whatever reaches the reader's clipboard: tmux's buffer, else the terminal's OSC 52."""
        from paper_tui.tui.system.clipboard import copy_through_tmux

        if self.is_headless or not copy_through_tmux(text, environment()):
            super().copy_to_clipboard(text)

    def on_main_screen_picked(self, event: MainScreen.Picked) -> None:
        """Leave with what was chosen."""
        self.picked = event.papers
        self._leave(0)

    def _fatal_error(self) -> None:
        """Leave in good order. Textual's own way, which has no public hook, prints a traceback."""
        self.failure = sys.exception()
        self.exit(return_code=1)

    def _paint_anew(self, _: App[Any]) -> None:
        """Paint every row after the shell had the screen; Textual paints only those that change."""
        self.screen.refresh(layout=True)
        self.refresh(repaint=True, layout=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002 - Textual's shape
        """Where the key for leaving discards what is being written, it does only that."""
        return action != "quit" or not self._is_writing

    @property
    def _is_writing(self) -> bool:
        """Whether a text is being written that can be kept or discarded."""
        return hasattr(self.screen, "action_discard")

    async def action_quit(self) -> None:
        """Leave from a dialog, with everything the reader did on disk."""
        self._leave(0)

    def _leave(self, code: int) -> None:
        """Leave once everything the reader did is on disk; what is typed from now on has no effect."""
        if not self._is_leaving:
            self._is_leaving = True
            self.run_worker(self._finish(code), group="leave")

    async def _finish(self, code: int) -> None:
        await settled(self)
        if self._is_writing:
            await self.run_action("keep", self.screen)
            await settled(self)
        await heard(self)
        if self.main is not None:
            await self.main.finish()
        await settled(self)
        self.exit(return_code=code)


def _run(screen: Screen[Any], key: Key) -> Callable[[], Awaitable[None]]:
    return partial(screen.run_action, key.action)

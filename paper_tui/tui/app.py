"""The application: themes, palette, signals, and the order of keys; everything else is a screen's."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, on, work
from textual.app import App
from textual.binding import Binding
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.theme import Theme
from textual.timer import Timer

from paper_tui.config import Config
from paper_tui.glyphs import needs_ascii
from paper_tui.images.choice import Graphics, decide
from paper_tui.images.colours import Colours
from paper_tui.settings import Settings, environment
from paper_tui.tui.render.ascii_filter import AsciiFilter
from paper_tui.tui.screens.loading import LoadingScreen
from paper_tui.tui.system.gc_tuning import freeze_and_resume
from paper_tui.tui.system.input_queue import InputQueue, OrderedInput, drained, settled
from paper_tui.tui.system.terminal_probe import NOT_ASKED, Answer
from paper_tui.tui.theme.themes import BY_NAME, TERMINAL, THEMES, fallbacks

if TYPE_CHECKING:  # loading these takes longer than the first frame, and is done behind it
    from paper_tui.library import Library, Listing
    from paper_tui.papers.paper import Paper
    from paper_tui.tui.screens.main import MainScreen

QUIT_KEYS = ("ctrl+c", "ctrl+q")
"""Keys that are handled also while the library is being opened."""
ANSWER_TIMEOUT = 1.0
"""Seconds that keys wait for the answer they act on; a new index may take minutes."""
OPENING_TIMEOUT = 10.0
"""Seconds that keys wait for a screen they act on: in another one they would do something else."""


class PaperApp(App[None], inherit_bindings=False):
    """Reads one library, which is opened behind the first frame.

    Keys typed before there is a list are held back until there is one; so are keys typed right behind the
    one that leaves the search bar, until the list shows the answer.
    """

    BINDINGS = [Binding("ctrl+q", "quit", show=False, priority=True)]
    TITLE = "paper-tui"
    CSS_PATH = Path(__file__).with_name("paper_tui.tcss")
    ENABLE_COMMAND_PALETTE = False
    NOTIFICATION_TIMEOUT = 3

    class Opened(Message):
        """The library is open, or cannot be opened."""

    class Ready(Message):
        """There is a list, or it takes so long that keys need not wait for it."""

    def __init__(
        self,
        open_library: Callable[[], Library],
        settings: Settings,
        *,
        picking: bool = False,
        query: str = "",
        may_tour: bool = False,
        answer: Answer = NOT_ASKED,
        on_start: Callable[[], object] = lambda: None,
    ) -> None:
        """Create the application.

        Args:
            open_library: Opens the library; called in a worker.
            settings: Directories, clock and configuration.
            picking: Whether it is opened to choose papers for a script.
            query: The first search.
            may_tour: Whether to offer the guided tour to a new user.
            answer: What the terminal answered before.
            on_start: Called when the terminal is taken over.
        """
        self.answer = answer
        self.on_start = on_start
        few_colours = bool(environment().get("NO_COLOR"))
        super().__init__(ansi_color=True if few_colours else None)
        self.picked: Sequence[Paper] = ()
        """The papers chosen, when it was opened to choose."""
        self._picking = picking
        self._query = query
        self._tours = may_tour and not picking and not query
        for theme in THEMES:
            self.register_theme(theme)
        self._few_colours = few_colours or self.console.color_system == "standard"
        self._ascii = AsciiFilter(enabled=_needs_ascii(settings.config))
        self._choose_theme(settings.config)
        self.failure: BaseException | None = None
        """The exception that ended the reader."""
        self.library: Library | None = None
        """The library, once it is open."""
        self.main: MainScreen | None = None
        """The main screen, once the library is open."""
        self._open_library = open_library
        self._first: Listing | None = None
        """The first listing; dropped once shown, since it holds all papers of that time."""
        self._settings = settings
        self._keys = InputQueue(self.on_event)
        self._patience: Timer | None = None
        """Opens the queue of keys when what they wait for takes long."""
        self._is_leaving = False
        """True if the reader is quitting, so that input is ignored."""

    def get_default_screen(self) -> Screen[None]:
        """Return the screen shown until the library is open."""
        return LoadingScreen()

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, or in place of its own for Unix one that survives a hangup."""
        chosen = super().get_driver_class()
        if sys.platform == "win32":
            return chosen
        from paper_tui.tui.system.driver import HangupSafeDriver

        return HangupSafeDriver if issubclass(HangupSafeDriver, chosen) else chosen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours that Textual's own themes lack."""
        return dict(fallbacks(self.current_theme))

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme; Textual copies its table of themes for each of 1,400 look-ups at start: 8 ms."""
        return BY_NAME.get(theme_name) or super().get_theme(theme_name)

    def on_mount(self) -> None:
        """Open the library, and quit in good order on signals."""
        self.app_resume_signal.subscribe(self, self._repaint)
        self.call_after_refresh(self._open)
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
                loop.add_signal_handler(number, self._leave, 128 + number)

    @work(thread=True, group="open")
    def _open(self) -> None:
        """Open the library and load the main screen's code."""
        try:
            from paper_tui.config_file import ConfigFile

            library = self._open_library()
            library.history.settings_file = ConfigFile(self._settings.config_file)
            self.library = library
            self._first = None if self._query else self.library.startup_listing()
            self._tours = self._tours and not self.library.shelf and not self.library.ui_state.load().toured
            import paper_tui.tui.screens.main  # noqa: F401 - for `_show_library`, which must not wait for it
        except Exception as error:  # noqa: BLE001 - passed on, and raised once the terminal is restored
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
        self.watch(main, "config", self._apply_config)
        await self.push_screen(main)
        self.main = main
        if first:
            main.call_after_refresh(self.post_message, self.Ready())
        else:
            self._open_queue_later()

    async def on_event(self, event: events.Event) -> None:
        """Handle keys one after another, or hold them back until there is a list."""
        if self._is_leaving and isinstance(event, events.InputEvent | events.Paste):
            return
        if self.main is not None and isinstance(
            event, events.Key | events.MouseScrollDown | events.MouseDown
        ):
            self.main.control.reading_time.follow_input(self.screen_stack)
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif event.key in QUIT_KEYS or not self._must_wait():
            await self._handle_key(event)
        else:
            self._keys.put(event)

    def _must_wait(self) -> bool:
        """Return whether a key acts on something that is not shown yet."""
        if not self._keys.is_closed and self._is_late:
            self._keys.close()
            self._open_queue_later()
        return self._keys.is_closed

    @property
    def _is_late(self) -> bool:
        """True if the main screen does not show yet what the next key acts on."""
        main = self.main
        if main is None or main is not self.screen:
            return False
        return main.control.search.is_unanswered or main.context.is_opening

    def _open_queue_later(self) -> None:
        """Let keys wait no longer than the time that their reason allows."""
        is_opening = self.main is not None and self.main.context.is_opening
        seconds = OPENING_TIMEOUT if is_opening else ANSWER_TIMEOUT
        self._patience = self.set_timer(seconds, partial(self.post_message, self.Ready()))

    async def _handle_key(self, event: events.Key) -> None:
        """Run what a key is bound to before the next key is handled.

        What is typed into an input line is handled by the line; for dialogs, and behind a key that left a
        screen, the next key waits until all have settled.
        """
        from paper_tui.tui.state.reader_screen import ReaderScreen

        focused = self.screen.focused
        if focused and focused.check_consume_key(event.key, event.character):
            await super().on_event(event)
            return
        is_reader = self.screen.is_mounted and isinstance(self.screen, ReaderScreen)
        if not is_reader or isinstance(focused, OrderedInput):
            await settled(self)
        screen = self.screen
        self.app_focus = True
        bound = None if event.is_forwarded else screen.active_bindings.get(event.key)
        with self.batch_update():  # one frame for all that the key changes, at 12 ms instead of 33
            if not (bound and bound.enabled and await self.run_action(bound.binding.action, bound.node)):
                await super().on_event(event)
            if self.main is not None and screen is self.main:
                await drained(screen)
                await drained(self.main.text)
        self.screen.check_idle()
        if screen is not self.screen or not isinstance(screen, ReaderScreen):
            await settled(self)

    async def on_input_ready(self) -> None:
        """Handle the keys held back, unless what they act on is outdated already."""
        if not self._is_late:
            await self._open_queue()

    @on(Ready)
    async def _open_queue(self) -> None:
        freeze_and_resume()
        if self._patience is not None:
            self._patience.stop()
        if self.main is not None:
            self.main.control.search.stop_waiting()
            self.main.context.stop_waiting()
        were_keys = await self._keys.open()
        tours, self._tours = self._tours and not were_keys, False
        if tours and self.main is not None:
            await self.main.action_do("program.tour")

    def action_change_theme(self) -> None:
        """Choose a theme with a live preview."""
        from paper_tui.config_file import setting
        from paper_tui.tui.dialogs.theme_picker import ThemeScreen

        def save(theme: str | None) -> None:
            if theme and self.main is not None:
                saved = f"{theme} is saved for terminals with more colours." if self._few_colours else ""
                self.main.context.change_config(setting("theme", theme), saved)

        self.push_screen(ThemeScreen(), save)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every line drawn, the ASCII one where ASCII is chosen."""
        return [*super().get_line_filters(), *([self._ascii] if self._ascii.enabled else [])]

    def _apply_config(self, before: Config, config: Config) -> None:
        """Apply keys, theme and glyphs of a changed configuration."""
        from paper_tui.keys.keymap import usable

        self.set_keymap(usable(config.keys))
        if config.theme != before.theme:
            self._choose_theme(config)
        if config.glyphs != before.glyphs:
            self._ascii.enabled = _needs_ascii(config)
            self.refresh_css(animate=False)

    def _choose_theme(self, config: Config) -> None:
        chosen = TERMINAL if self._few_colours else config.theme
        self.theme = chosen if chosen in self.available_themes else THEMES[0].name

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """The screens that are seen through the one above: none but below a dialog.

        Textual, which has no public hook, counts one below any screen, and redraws all of the upper one
        whenever the lower one does anything.
        """
        return super()._background_screens if isinstance(self.screen, ModalScreen) else []

    @property
    def graphics(self) -> Graphics:
        """The way to draw pictures in this terminal, as the settings are now."""
        config = self.main.config if self.main is not None else self._settings.config
        colours = {"truecolor": Colours.TRUE, "256": Colours.MANY, "standard": Colours.FEW}
        shown = colours.get(self.console.color_system or "")
        return decide(config.images, environment(), self.answer.terminal, shown, is_ascii=self._ascii.enabled)

    def write_graphics(self, sequence: str) -> None:
        """Write an escape sequence to the terminal, in order with the frames."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy through tmux where it runs, else through the terminal (OSC 52)."""
        from paper_tui.tui.system.clipboard import copy_through_tmux

        if self.is_headless or not copy_through_tmux(text, environment()):
            super().copy_to_clipboard(text)

    def on_main_screen_picked(self, event: MainScreen.Picked) -> None:
        """Quit with the papers chosen."""
        self.picked = event.papers
        self._leave(0)

    def _fatal_error(self) -> None:
        """Quit in good order. Textual's own way, which has no public hook, prints a traceback."""
        self.failure = sys.exception()
        self.exit(return_code=1)

    def _repaint(self, _: App[Any]) -> None:
        """Repaint every row after the shell had the screen; Textual repaints only those that change."""
        self.screen.refresh(layout=True)
        self.refresh(repaint=True, layout=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002 - Textual's shape
        """Disable quitting while a text is being written: the same key discards the text."""
        return action != "quit" or not self._is_writing

    @property
    def _is_writing(self) -> bool:
        """True if the current dialog holds a text that can be saved or discarded."""
        return hasattr(self.screen, "action_discard")

    async def action_quit(self) -> None:
        """Quit once every edit is on disk."""
        self._leave(0)

    def _leave(self, code: int) -> None:
        """Quit once every edit is on disk; input is ignored from now on."""
        if not self._is_leaving:
            self._is_leaving = True
            self.run_worker(self._finish(code), group="leave")

    async def _finish(self, code: int) -> None:
        await settled(self)
        if self._is_writing:
            await self.run_action("keep", self.screen)
            await settled(self)
        await drained(self)
        if self.main is not None:
            from paper_tui.tui.state.reader_screen import ReaderScreen

            for screen in reversed(self.screen_stack):  # a text above the main screen has edits for it
                if isinstance(screen, ReaderScreen):
                    await screen.finish()
        await settled(self)
        self.exit(return_code=code)


def _needs_ascii(config: Config) -> bool:
    """Return whether to draw in ASCII; Textual draws on standard error."""
    return config.glyphs == "ascii" or needs_ascii(getattr(sys.__stderr__, "encoding", None), environment())

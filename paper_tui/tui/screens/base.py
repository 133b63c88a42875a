"""What all parts of the main screen share: its state, and the one way to change the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from textual.reactive import Reactive, var
from textual.screen import Screen
from textual.widget import Widget

from paper_tui import config_file
from paper_tui.config import Config
from paper_tui.library import Library, Listing, ReaderState
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.search import Scope
from paper_tui.settings import Settings, SettingsError
from paper_tui.store import StoreError
from paper_tui.tui.controllers.write_queue import EditQueue
from paper_tui.tui.keys.bindings import Groups
from paper_tui.tui.widgets.paper_detail import PaperDetail


class ReaderScreen(Screen[None]):
    """Question, answer, current paper and selection, each with this screen as its one owner.

    The main screen is made of several of these, one for each family of what a reader does; none of them
    keeps state of its own that another one needs.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Who has the keys; with Textual's own, all is drawn anew for it, and not only what looks different."""
    key_groups: ClassVar[Groups] = ()
    """The keys that are this screen's own, which the palette finds by name."""
    scope: var[Scope] = var(Scope(), init=False)
    """The question."""
    listing: var[Listing | None] = var(None)
    """Its answer."""
    shelf: var[Shelf] = var(Shelf)
    paper: var[Paper | None] = var(None)
    """The current paper, whose text is shown."""
    selected: var[frozenset[PaperKey]] = var(frozenset(), init=False)
    """The papers that keys are about instead of the current one."""
    today: var[date] = var(date.today)
    config: var[Config] = var(Config, init=False)
    """What the user chose, as the configuration file now says."""
    left_off: var[ReaderState] = var(ReaderState, init=False)
    """Where the last visit left off and, as it goes on, what this one leaves for the next."""

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.edits = EditQueue()
        self.wanted: PaperKey | None = None
        """The paper to go to as soon as it is listed."""
        self.set_reactive(ReaderScreen.left_off, library.ui_state.load())
        self.set_reactive(ReaderScreen.config, settings.config)
        self.set_reactive(ReaderScreen.today, settings.clock().date())
        self.set_reactive(ReaderScreen.shelf, library.shelf)

    def search_again(self) -> None:
        """Ask the current question anew."""
        raise NotImplementedError

    def edit(self, edit: Callable[[], str | None]) -> None:
        """Change the library; show the change once it is on disk, or say why it could not be made."""
        self.edits.put(edit, self._edited)

    def action_palette(self) -> None:
        """Find any command by name."""
        self.app.action_command_palette()

    def action_help(self) -> None:
        """Show every key."""
        from paper_tui.tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.config.keys))

    def action_raw(self) -> None:
        """Show TeX as its source wrote it, or as Unicode again."""
        text = self.query_one(PaperDetail)
        text.raw = not text.raw

    async def action_leave(self) -> None:
        """Leave, also while one types."""
        await self.action_quit()

    async def action_quit(self) -> None:
        """Leave once everything the reader did is on disk."""
        await self.app.action_quit()

    async def finish(self) -> None:
        """Wait until everything the reader did is on disk."""
        await self.edits.finish()

    def _edited(self, message: str | None, problem: Exception | None) -> None:
        if isinstance(problem, StoreError):
            self.notify(str(problem), title="Not saved", severity="error", timeout=15, markup=False)
        elif problem is not None:
            raise problem
        if message:
            self.notify(message, markup=False)
        self.shelf = self.library.shelf
        self.search_again()

    def change_config(
        self, change: config_file.Change, done: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Write a change into the configuration file, then go by it; say what was done, or why it was not.

        Args:
            change: What to change.
            done: What is said once it is written.
            then: What follows once it is written.
        """
        write = partial(config_file.change_config, self.settings.config_file, change)
        self.edits.put(write, partial(self._configured, done, then))

    def _configured(
        self,
        done: str,
        then: Callable[[], None] | None,
        config: Config | None,
        problem: Exception | None,
    ) -> None:
        if isinstance(problem, SettingsError):
            self.notify(str(problem), title="Not saved", severity="error", timeout=15, markup=False)
        elif problem is not None:
            raise problem
        if config is not None:
            self.config = config
            self.library.configure(config)
            if done:
                self.notify(done, markup=False)
            if then:
                then()

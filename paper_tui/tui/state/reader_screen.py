"""State and action dispatch that the main screen and triage share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import Reactive, var
from textual.screen import Screen
from textual.widget import Widget

from paper_tui.config import Config
from paper_tui.keys.table import Groups
from paper_tui.library import Library, Listing, ReaderState
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf, State
from paper_tui.search import Scope
from paper_tui.settings import Settings
from paper_tui.tui.state.edit_queue import EditQueue
from paper_tui.tui.state.layout import classes_at

if TYPE_CHECKING:
    from paper_tui.library.sharing.group_view import GroupView
    from paper_tui.library.sharing.server_catalogue import ServerResults

Action = Callable[[], Awaitable[None] | None]
"""Runs what a key is bound to."""


class ReaderScreen(Screen[None]):
    """Holds the state that panes show; controllers change it, each part of it one controller.

    Bound keys run the action `do(id)`, which calls the controller method that `actions` has for the id.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The focused widget; Textual's own reactive repaints the whole screen when it changes."""
    key_groups: ClassVar[Groups] = ()
    """The keys declared for this screen, which the palette lists."""
    help_name: ClassVar[str] = "the list"
    """The screen of `keys.table.SCREENS` whose keys the help shows first."""
    scope: var[Scope] = var(Scope(), init=False)
    """The current question: query, filters and order."""
    listing: var[Listing | None] = var(None)
    """Its answer."""
    shelf: var[Shelf] = var(Shelf)
    """The marks as they are shown."""
    paper: var[Paper | None] = var(None)
    """The current paper, whose text is shown."""
    selected: var[frozenset[PaperKey]] = var(frozenset(), init=False)
    """The papers that actions apply to in place of the current one."""
    today: var[date] = var(date.today)
    config: var[Config] = var(Config, init=False)
    """The configuration file's content."""
    groups: var[GroupView | None] = var(None, init=False)
    """Contributions of groups; None before they are loaded."""
    server: var[ServerResults | None] = var(None, init=False)
    """The server's results for the current query; None before it answers."""
    asks_server: var[bool] = var(False, init=False)
    """True if an answer of the server is awaited."""
    left_off: var[ReaderState] = var(ReaderState, init=False)
    """Saved state of the last visit, updated for the next one."""

    def __init__(self, library: Library, settings: Settings, edits: EditQueue) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.edits = edits
        self.actions: Mapping[str, Action] = {}
        """The actions of the keys, by the id of the key."""
        self.mark_found: Callable[[str, State], None] | None = None
        """Sets the state of all papers that a query finds; None where the palette does not offer it."""
        self.set_reactive(ReaderScreen.left_off, library.ui_state.load())
        self.set_reactive(ReaderScreen.config, settings.config)
        self.set_reactive(ReaderScreen.today, settings.clock().astimezone().date())
        self.set_reactive(ReaderScreen.shelf, library.shelf)
        width, height = self.app.size
        self.add_class(  # Textual would add them behind the first layout, and make another
            *classes_at(self.HORIZONTAL_BREAKPOINTS, width), *classes_at(self.VERTICAL_BREAKPOINTS, height)
        )

    def _compositor_refresh(self) -> None:
        """Repaint once below a dialog.

        Textual, which has no public hook, asks a screen below another for a repaint whenever it repaints it:
        every message would then repaint both, 20 times in 10 s while nothing happens.
        """
        super()._compositor_refresh()
        if self is not self.app.screen:
            self._repaint_required = False

    @property
    def paper_read(self) -> PaperKey | None:
        """The paper whose text is in sight; None for none."""
        return self.paper.key if self.paper else None

    async def action_do(self, key_id: str) -> None:
        """Run the action of a key."""
        result = self.actions[key_id]()
        if isawaitable(result):
            await result

    async def finish(self) -> None:
        """Wait until every edit is on disk."""
        await self.edits.finish()

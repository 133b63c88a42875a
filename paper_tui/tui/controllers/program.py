"""Palette, help, tour and quitting."""

from __future__ import annotations

from collections.abc import Awaitable

from paper_tui.tui.dialogs.help import HelpScreen
from paper_tui.tui.dialogs.palette import Palette
from paper_tui.tui.dialogs.palette_entries import commands_of, vim_commands
from paper_tui.tui.dialogs.tour import TourScreen
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.paper_detail import PaperDetail


class ProgramController:
    """Actions of the program, on any screen."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context

    def open_palette(self) -> None:
        """Open the command palette."""
        if not isinstance(self._context.app.screen, Palette):
            commands, extra = commands_of(self._context), vim_commands(self._context)
            self._context.push(Palette(self._context, commands, extra))

    def open_help(self) -> None:
        """Show all keys and the query language."""
        self._context.push(HelpScreen(self._context.config.keys, self._context.screen.help_name))

    def open_tour(self) -> None:
        """Show the guided tour, and remember that it was shown."""
        library, edits = self._context.library, self._context.screen.edits

        def remember(_: None) -> None:
            edits.put(library.ui_state.mark_tour_done, lambda *_: None)

        self._context.push(TourScreen(self._context.screen, self._context.config.keys), remember)

    def toggle_raw(self) -> None:
        """Show title and abstract as the source wrote them, TeX and all, or rendered again."""
        text = self._context.screen.query_one(PaperDetail)
        text.raw = not text.raw

    def quit(self) -> Awaitable[None]:
        """Quit once every edit is on disk."""
        return self._context.app.action_quit()

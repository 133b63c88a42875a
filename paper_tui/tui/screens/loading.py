"""The screen shown until the library is open: the frame of the main screen.

It is made of little, so that it is there at once; what the main screen needs is loaded behind it.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from paper_tui.tui.widgets.title_bar import TitleBar


class LoadingScreen(Screen[None]):
    """The bars at the edges, and a message."""

    BINDINGS = [Binding("ctrl+c", "app.quit", show=False)]
    DEFAULT_CSS = """
    LoadingScreen {
        background: $background;
        color: $muted;
        TitleBar { height: 1; }
        #opening-search, #opening-hints { height: 1; background: $panel; color: $accent; }
        #opening { height: 1fr; padding: 2 2; }
    }
    """

    def compose(self) -> ComposeResult:
        """The same bars as the main screen."""
        yield TitleBar()
        yield Static(" /", id="opening-search", markup=False)
        yield Static("Opening the library …", id="opening", markup=False)
        yield Static("", id="opening-hints", markup=False)

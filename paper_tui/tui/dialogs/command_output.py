"""The output of a command, to scroll through."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from paper_tui.tui.system.input_queue import Dialog
from paper_tui.tui.widgets.scroll_page import ScrollPage


class OutputScreen(Dialog[None]):
    """A page of plain text; Escape closes it."""

    BINDINGS = [Binding("escape,q,enter", "dismiss(None)", "Close", show=False)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """The text, with its title above."""
        with ScrollPage() as page:
            page.border_title = Content(self._title).markup
            page.border_subtitle = "esc close"
            yield Static(self._text, markup=False)

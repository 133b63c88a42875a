"""Asks for one line or for a note."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea


class LineScreen(ModalScreen[str | None]):
    """One line of text; Enter takes it, Escape leaves things as they are."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Close", show=False)]

    def __init__(self, title: str, hint: str, text: str = "", suggester: Suggester | None = None) -> None:
        super().__init__()
        self._title, self._hint, self._text, self._suggester = title, hint, text, suggester

    def compose(self) -> ComposeResult:
        """The line with a hint below."""
        with Vertical() as box:
            box.border_title = self._title
            yield Input(self._text, suggester=self._suggester, compact=True, select_on_focus=False)
            yield Static(self._hint, markup=False, classes="hint")

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class NoteScreen(ModalScreen[str | None]):
    """A note of several lines; Escape keeps what was written, since nothing is ever lost."""

    BINDINGS = [
        Binding("escape,ctrl+s", "keep", "Keep", show=False),
        Binding("ctrl+q", "dismiss(None)", "Discard", show=False, priority=True),
    ]

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self._title, self._note = title, note

    def compose(self) -> ComposeResult:
        """The note with a hint below."""
        with Vertical() as box:
            box.border_title = self._title
            yield TextArea(self._note, soft_wrap=True, compact=True)
            yield Static("esc keeps · ctrl+q discards · Markdown is fine", markup=False, classes="hint")

    def on_mount(self) -> None:
        """Go on where the note ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Close and hand over what was written."""
        self.dismiss(self.query_one(TextArea).text)

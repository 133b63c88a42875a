"""Ask for the path of a file, with completion as in a shell."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from paper_tui.tui.dialogs.paths import Completion, clean_path, complete
from paper_tui.tui.system.input_queue import Dialog, OrderedInput

SHOWN = 12
"""Candidates listed at once."""


class PathInput(OrderedInput):
    """A line whose Tab completes."""

    BINDINGS = [Binding("tab", "screen.complete", "Complete", show=False)]


class PathScreen(Dialog[str | None]):
    """Tab completes and lists the candidates, Enter takes the path, Escape cancels.

    Enter on a folder lists its files first; a path that ends with a slash is taken.
    """

    BINDINGS = [Binding("escape", "dismiss(None)", "Close", show=False)]

    def __init__(self, title: str, hint: str, text: str = "") -> None:
        super().__init__()
        self._title, self._hint, self._text = title, hint, text

    def compose(self) -> ComposeResult:
        """The line, the candidates and a hint."""
        with Vertical() as box:
            box.border_title = self._title
            yield PathInput(self._text, compact=True, select_on_focus=True)
            yield Static(id="candidates", markup=False)
            yield Static(self._hint, markup=False, classes="hint")

    def on_mount(self) -> None:
        """List what is here."""
        self._list(complete(self._text))

    def action_complete(self) -> None:
        """Complete the path to the common part of the candidates."""
        line = self.query_one(PathInput)
        completion = complete(line.value)
        line.value = completion.text
        line.action_end()
        if completion.text.endswith("/") and not completion.candidates:
            completion = complete(completion.text)
        self._list(completion)

    @on(Input.Changed)
    def _follow(self, event: Input.Changed) -> None:
        self._list(complete(event.value))

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if typed and not typed.endswith("/") and clean_path(typed).is_dir():
            line = self.query_one(PathInput)
            line.value = event.value.rstrip("/") + "/"
            line.action_end()
            return
        self.dismiss(event.value)

    def _list(self, completion: Completion) -> None:
        names = completion.candidates
        shown = [Content.styled(name, "$accent" if name.endswith("/") else "") for name in names[:SHOWN]]
        if len(names) > SHOWN:
            shown.append(Content.styled(f"and {len(names) - SHOWN:,} more", "$muted"))
        self.query_one("#candidates", Static).update(Content("\n").join(shown))

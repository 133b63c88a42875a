"""Prompts for one line of text and for a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

from paper_tui.tui.system.input_queue import Dialog, OrderedInput


class LineScreen(Dialog[str | None]):
    """One line of text; Enter returns it, Escape cancels. A line that is refused stays to be corrected."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", "Close", show=False),
        Binding("tab", "complete", "Complete", show=False),
    ]

    def __init__(
        self,
        title: str,
        hint: str,
        text: str = "",
        *,
        placeholder: str = "",
        suggester: Suggester | None = None,
        check: Callable[[str], str] | None = None,
    ) -> None:
        """Ask for a line.

        Args:
            title: What it is.
            hint: Shown below it.
            text: The line to edit.
            placeholder: Shown while it is empty.
            suggester: Completes it.
            check: Returns why a line is refused; empty where it is not.
        """
        super().__init__()
        self._title, self._hint, self._text, self._check = title, hint, text, check
        self._placeholder, self._suggester = placeholder, suggester

    def compose(self) -> ComposeResult:
        """The line with a hint below."""
        with Vertical() as box:
            box.border_title = self._title
            yield OrderedInput(
                self._text,
                placeholder=self._placeholder,
                suggester=self._suggester,
                compact=True,
                select_on_focus=False,
            )
            yield Static(self._hint, markup=False, classes="hint")

    def action_complete(self) -> None:
        """Take the suggestion shown after the cursor."""
        self.query_one(Input).action_cursor_right()

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        problem = self._check(event.value) if self._check else ""
        if problem:
            self.query_one(Static).update(Content.styled(problem, "$error"))
        else:
            self.dismiss(event.value)


class TagSuggester(Suggester):
    """Completes the tag being typed with one of the library's, the most used first."""

    def __init__(self, tags: Mapping[str, int]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._tags = sorted(tags, key=lambda tag: (-tags[tag], tag))

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed; None where no tag begins so."""
        begun = re.split(r"[\s,]", value)[-1].casefold()
        named = {word.casefold() for word in re.split(r"[\s,]+", value)}
        fitting = (tag for tag in self._tags if begun and tag.startswith(begun) and tag not in named)
        tag = next(fitting, None)
        return tag and value[: len(value) - len(begun)] + tag


class NoteScreen(Dialog[str | None]):
    """A note of several lines; Escape saves it, ctrl+q discards it."""

    BINDINGS = [
        Binding("escape,ctrl+s", "keep", "Keep", show=False),
        Binding("ctrl+c", "keep", "Keep", show=False, priority=True),
        Binding("ctrl+e", "edit", "Editor", show=False, priority=True),
        Binding("ctrl+q", "discard", "Discard", show=False, priority=True),
    ]

    def __init__(self, title: str, note: str, *, edit: Callable[[str], str | None]) -> None:
        super().__init__()
        self._title, self._note, self._edit = title, note, edit

    def compose(self) -> ComposeResult:
        """The note below the title of its paper."""
        with Vertical() as box:
            box.border_title = "Note"
            box.border_subtitle = "esc save · ctrl+q discard · ctrl+e editor · Markdown"
            yield Static(self._title, markup=False, classes="hint title")
            yield TextArea(self._note, soft_wrap=True, compact=True)

    def on_mount(self) -> None:
        """Put the cursor at the end of the note."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_edit(self) -> None:
        """Continue in the user's editor."""
        area = self.query_one(TextArea)
        written = self._edit(area.text)
        if written is not None:
            area.text = written
            area.move_cursor(area.document.end)

    def action_discard(self) -> None:
        """Close without saving; the text is copied to the clipboard."""
        written = self.query_one(TextArea).text
        if written != self._note:
            self.app.copy_to_clipboard(written)
            self.app.notify("The note is unchanged. What you typed is in the clipboard.", markup=False)
        self.dismiss(None)

    def action_keep(self) -> None:
        """Close and return the note."""
        self.dismiss(self.query_one(TextArea).text)

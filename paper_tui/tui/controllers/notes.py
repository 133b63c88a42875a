"""Notes on papers, written in a dialog or in the user's editor."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.app import App

from paper_tui.papers.paper import Paper
from paper_tui.settings import environment
from paper_tui.tui.dialogs.prompt import NoteScreen
from paper_tui.tui.state.context import ReaderContext

UNCHANGED = "The note is unchanged. An editor in a window of its own must wait: EDITOR='code --wait'."


class NoteController:
    """Edits the note of the target paper."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context

    def edit(self) -> None:
        """Edit the note in a dialog."""
        paper, app = self._context.target, self._context.app
        if paper is not None:
            note = self._context.screen.shelf.get(paper.key).note
            dialog = NoteScreen(paper.title, note, edit=partial(edited_note, app))
            self._context.push(dialog, partial(self._save, paper))

    def edit_in_editor(self) -> None:
        """Edit the note in the user's editor."""
        paper = self._context.target
        if paper is not None:
            note = self._context.screen.shelf.get(paper.key).note
            self._save(paper, edited_note(self._context.app, note))

    def _save(self, paper: Paper, note: str | None) -> None:
        if note is not None:
            self._context.edit(lambda: self._set_note(paper, note))

    def _set_note(self, paper: Paper, note: str) -> None:
        """Write the note; the screen shows it, so nothing is reported."""
        self._context.library.marks.set_note(paper, note)


def edited_note(app: App[Any], note: str) -> str | None:
    """Return a note as the user's editor left it; None, and a toast, when it is unchanged.

    Any is Textual's: an app may be of any result.
    """
    from paper_tui.tui.system.editor import EditorError, edited
    from paper_tui.tui.system.suspend import lend_terminal

    try:
        written = edited(note, environment(), partial(lend_terminal, app))
    except EditorError as error:
        app.notify(str(error), title="Editor", severity="error", timeout=15, markup=False)
        return None
    if written == note:
        app.notify(UNCHANGED, timeout=8, markup=False)
        return None
    return written

"""Notes on papers, written in place or in an editor."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.app import App

from paper_tui.papers.paper import Paper
from paper_tui.settings import environment
from paper_tui.tui.controllers.paper_actions import PaperActions

UNCHANGED = (
    "The note is as it was. An editor with a window of its own must be told to wait: EDITOR='code --wait'"
)


class NoteActions(PaperActions):
    """Write a note on the current paper."""

    def action_note(self) -> None:
        """Write a note on the current paper, here."""
        from paper_tui.tui.dialogs.prompt import NoteScreen

        paper = self.target
        if paper is not None:
            note = self.shelf.get(paper.key).note
            screen = NoteScreen(paper.title, note, edit=partial(edited_note, self.app))
            self.app.push_screen(screen, partial(self._save_note, paper))

    def action_note_editor(self) -> None:
        """Write a note on the current paper in the editor."""
        paper = self.target
        if paper is not None:
            self._save_note(paper, edited_note(self.app, self.shelf.get(paper.key).note))

    def _save_note(self, paper: Paper, note: str | None) -> None:
        if note is not None:
            self.edit(lambda: self._noted(paper, note))

    def _noted(self, paper: Paper, note: str) -> None:
        """Write the note; the screen shows it, so nothing is said."""
        self.library.marks.set_note(paper, note)


def edited_note(app: App[Any], note: str) -> str | None:
    """A note as the user's editor leaves it; None, and a notice, when it is as it was.

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

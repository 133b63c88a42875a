"""Actions on the paper whose text is open."""

from __future__ import annotations

from functools import partial

from paper_tui.library import KeyNotFoundError
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import State
from paper_tui.tui.controllers.notes import edited_note
from paper_tui.tui.text.text_page import TextPage


class PaperController:
    """State, bookmark, note and undo; each is on disk before the screen says so."""

    def __init__(self, screen: TextPage, paper: Paper) -> None:
        self._screen = screen
        self._library = screen.library
        self.paper = paper

    def set_state(self, state: str) -> None:
        """Set the state of the paper; the same again takes it back."""
        self._screen.context.edit(lambda: self._stated(State(state)))

    def toggle_bookmark(self) -> None:
        """Bookmark the paper, or take the bookmark away."""
        self._screen.context.edit(self._bookmarked)

    def write_note(self) -> None:
        """Write a note on the paper."""
        from paper_tui.tui.dialogs.prompt import NoteScreen

        app = self._screen.app
        note = self._screen.shelf.get(self.paper.key).note
        screen = NoteScreen(self.paper.title, note, edit=partial(edited_note, app))
        app.push_screen(screen, self._save_note)

    def find(self, arxiv_id: str, doi: str) -> Paper | None:
        """The paper of the library that has an arXiv id or a DOI."""
        for wanted in filter(None, (arxiv_id, doi)):
            try:
                paper = self._library.find(wanted)
            except KeyNotFoundError:
                continue
            if wanted in (paper.arxiv_id, paper.doi):
                return paper
        return None

    def _save_note(self, note: str | None) -> None:
        if note is not None:
            self._screen.context.edit(
                lambda: "Note saved" if self._library.marks.set_note(self.paper, note) else None
            )

    def _stated(self, state: State) -> str:
        self._library.marks.toggle_state([self.paper], state)
        now = self._library.shelf.get(self.paper.key).state
        return f"Marked {now.value}; u takes it back."

    def _bookmarked(self) -> str:
        self._library.marks.toggle_bookmark([self.paper])
        return "Bookmarked" if self._library.shelf.get(self.paper.key).bookmarked else "Bookmark removed"

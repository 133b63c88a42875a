"""Attach files to a paper: copied into the library, or remembered where they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from paper_tui.library.full_text.attachments import AttachError
from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.dialogs.path_prompt import PathScreen
from paper_tui.tui.dialogs.paths import clean_path
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext

COPY = Choice("c", "copy", "copy a file into the library")
LINK = Choice("l", "link", "remember where a file is")
REMOVE = Choice("r", "remove", "remove the attached file")
UNLINK = Choice("f", "unlink", "forget where its files are")
HINT = "PDF, HTML, Markdown, JATS, … · tab complete · enter attach"


class AttachmentController:
    """Attaches files to the target paper; each change can be undone."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._search = search
        self._path = ""
        """The path that was typed last and could not be attached."""

    def choose(self) -> None:
        """Ask what to do with the files of the target paper, and do it."""
        paper, library = self._context.target, self._context.library
        if paper is None:
            return
        known = library.catalogue.get(paper.key) or paper
        choices = [COPY, LINK]
        choices += [REMOVE] if library.texts.attached(paper.key) else []
        choices += [UNLINK] if known.files else []

        def chosen(what: str | None) -> None:
            if what in ("copy", "link"):
                take = partial(self._attach, paper, is_link=what == "link")
                self._context.push(PathScreen("Attach a file", HINT, self._path), take)
            elif what == "remove":
                self._edit(lambda: "Removed; u brings it back." if library.attachments.detach(paper) else "")
            elif what == "unlink":
                self._edit(lambda: messages.done(library.attachments.unlink(known)) or "")

        self._context.push(ChoiceScreen("File of the paper", choices), chosen)

    def _attach(self, paper: Paper, typed: str | None, *, is_link: bool) -> None:
        if not typed or not typed.strip():
            return
        self._path = typed
        path = clean_path(typed)
        self._edit(partial(self._link if is_link else self._copy, paper, path))

    def _copy(self, paper: Paper, path: Path) -> str:
        try:
            text = self._context.library.attachments.attach_file(paper, path)
        except AttachError as error:
            return str(error)
        self._path = ""
        name, blocks = clean_line(path.name), len(text.document.blocks)
        return f"Attached {name}: {blocks:,} blocks of text. enter reads it, u takes it back."

    def _link(self, paper: Paper, path: Path) -> str:
        if not path.is_file():
            return f"{clean_line(path.name)} is not a file. Nothing was changed."
        self._path = ""
        return messages.done(self._context.library.attachments.link(paper, path)) or "It is linked already."

    def _edit(self, change: Callable[[], str]) -> None:
        def edit() -> str:
            said = change()
            self._context.on_ui(self._search.search_again)
            return said

        self._context.edit(edit)

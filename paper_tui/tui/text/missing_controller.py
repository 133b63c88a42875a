"""Actions on a text that could not be loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from paper_tui.library.full_text.attachments import AttachError
from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line
from paper_tui.tui.dialogs.path_prompt import PathScreen
from paper_tui.tui.dialogs.paths import clean_path
from paper_tui.tui.text.missing_text import ATTACH, Step, steps_for
from paper_tui.tui.text.text_page import TextPage

ATTACH_HINT = "HTML, PDF, Markdown, JATS, TEI, text · tab complete · enter attach"


class MissingTextController:
    """Attaches a file, asks the services again, or leads back to what can be done there.

    Args:
        screen: The page of the text.
        paper: The paper.
        reload: Loads the text.
        problem: Shows why there is still no text.
    """

    def __init__(
        self, screen: TextPage, paper: Paper, reload: Callable[[], None], problem: Callable[[str], None]
    ) -> None:
        self._screen = screen
        self._paper = paper
        self._reload = reload
        self._problem = problem
        self._path = ""
        """The path that was typed last and could not be attached."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The actions to offer."""
        return steps_for(self._paper)

    def take(self, name: str) -> None:
        """Take the step of a name."""
        match name:
            case ATTACH.name:
                self._screen.context.push(PathScreen("Attach a file", ATTACH_HINT, self._path), self._attach)
            case "again":
                self._reload()
            case "open":
                self._screen.host.open_page(self._paper)
            case "complete":
                self._screen.close_text()
                self._screen.host.complete()
            case _:
                self._screen.close_text()

    def _attach(self, typed: str | None) -> None:
        self._path = typed or ""
        if self._path.strip():
            self._screen.context.edit(partial(self._write, self._path))

    def _write(self, typed: str) -> str | None:
        """Attach a file in the edit queue, then load the text from it."""
        path, context = clean_path(typed), self._screen.context
        try:
            self._screen.library.attachments.attach_file(self._paper, path)
        except AttachError as error:
            context.on_ui(self._problem, str(error))
            return None
        context.on_ui(self._reload)
        return f"Attached {clean_line(path.name)}; u takes it back."

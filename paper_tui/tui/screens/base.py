"""What all parts of the main screen share: its state, and the one way to change the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual.reactive import var
from textual.screen import Screen

from paper_tui.library import Library, Listing
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.search import Scope
from paper_tui.settings import Settings
from paper_tui.store import StoreError
from paper_tui.tui.screens.edits import EditQueue


class ReaderScreen(Screen[None]):
    """Question, answer, current paper and selection, each with this screen as its one owner.

    The main screen is made of several of these, one for each family of what a reader does; none of them
    keeps state of its own that another one needs.
    """

    scope: var[Scope] = var(Scope(), init=False)
    """The question."""
    listing: var[Listing | None] = var(None)
    """Its answer."""
    shelf: var[Shelf] = var(Shelf)
    paper: var[Paper | None] = var(None)
    """The current paper, whose text is shown."""
    selected: var[frozenset[PaperKey]] = var(frozenset(), init=False)
    """The papers that keys are about instead of the current one."""
    today: var[date] = var(date.today)

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.edits = EditQueue()
        self.wanted: PaperKey | None = None
        """The paper to go to as soon as it is listed."""
        self.set_reactive(ReaderScreen.today, settings.clock().date())
        self.set_reactive(ReaderScreen.shelf, library.shelf)

    def search_again(self) -> None:
        """Ask the current question anew."""
        raise NotImplementedError

    def edit(self, edit: Callable[[], str | None]) -> None:
        """Change the library; show the change once it is on disk, or say why it could not be made."""
        self.edits.put(edit, self._edited)

    def _edited(self, message: str | None, problem: Exception | None) -> None:
        if isinstance(problem, StoreError):
            self.notify(str(problem), title="Not saved", severity="error", timeout=15, markup=False)
        elif problem is not None:
            raise problem
        if message:
            self.notify(message, markup=False)
        self.shelf = self.library.shelf
        self.search_again()

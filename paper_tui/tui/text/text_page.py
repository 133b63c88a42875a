"""The state of the page on which a text is read, which keys and controllers share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.reactive import var

from paper_tui.documents.layout.texts import title_text
from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.model import Document, Heading, Position
from paper_tui.documents.passages.motions import Motions, section_of
from paper_tui.documents.passages.progress import Progress
from paper_tui.library import Library
from paper_tui.papers.highlights import WHOLE
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf, State
from paper_tui.settings import Settings
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.state.edit_queue import EditQueue
from paper_tui.tui.state.reader_screen import ReaderScreen
from paper_tui.tui.text.jump_trail import JumpTrail
from paper_tui.tui.text.outline import Outline
from paper_tui.tui.text.status_line import Standing, StatusLine
from paper_tui.tui.text.text_view import TextView

EMPTY = Document(())
SECONDS_OF_NOTE = 4
"""Seconds for which the bottom line shows a message in place of the keys."""


@dataclass(frozen=True, slots=True)
class TextHost:
    """The interface of the screen that opened the text page."""

    show_paper: Callable[[PaperKey], object]
    """Show a paper of the library."""
    add_paper: Callable[[str], object]
    """Fetch a paper by the name of a source, as ``arxiv:1706.03762``."""
    open_page: Callable[[Paper], None]
    """Open the page of a paper in the browser."""
    show_marks: Callable[[], object]
    """Show the marks as the library has them now."""
    complete: Callable[[], object]
    """Look the paper up, for what it lacks."""


class TextPage(ReaderScreen):
    """Owns the document, the reader's position in it, and the history of jumps."""

    measure: var[int] = var(80, init=False)
    """Cells of a line, where there is room for so many."""

    def __init__(
        self, library: Library, settings: Settings, edits: EditQueue, paper: Paper, host: TextHost
    ) -> None:
        """A page without a text; edits go to a queue that someone else runs."""
        super().__init__(library, settings, edits)
        self.context = ReaderContext(self)
        self.host = host
        self.document = EMPTY
        self.progress = Progress(EMPTY)
        self.motions = Motions(Typesetter(EMPTY))
        self.view = TextView()
        self.outline = Outline()
        self.status = StatusLine()
        self.headings: list[int] = []
        """The blocks of the section headings."""
        self.target: Position | None = None
        """The target of the last jump, which is marked until the next."""
        self._trail = JumpTrail()
        self._note = ""
        self.set_reactive(TextPage.paper, paper)
        self.set_reactive(TextPage.measure, settings.config.text_width)

    def take_document(self, document: Document) -> Typesetter:
        """Have another document, still without lines."""
        self.document = document
        typesetter = Typesetter(document)
        self.progress = Progress(document)
        self.motions = Motions(typesetter)
        entries = document.outline
        self.headings = [entry.index for entry in entries]
        self.outline.show(entries)
        self.set_class(not entries, "-no-outline")
        return typesetter

    def section_name(self, block: int) -> str:
        """The number and title of the section of a block."""
        heading = section_of(self.document, self.headings, block)
        if heading is None or not isinstance(heading.content, Heading):
            return ""
        return f"{heading.content.number} {title_text(heading.content.parts)}".strip()

    def follow(self) -> None:
        """Bring the bottom line and the outline up to date with the position."""
        view = self.view
        if not view.is_attached or view.typesetter is None:
            return
        at_end, position = view.is_at_end, view.position
        permille = WHOLE if at_end else self.progress.permille(position)
        minutes = 0 if at_end else self.progress.minutes_left(position)
        note = "The end · d marks it done" if at_end and self._may_be_done else self._note
        self.status.standing = Standing(self.section_name(position.block), permille, minutes, note)
        if not self.outline.has_class("-open"):
            self.outline.follow(position.block)

    @property
    def _may_be_done(self) -> bool:
        return self.paper is not None and self.shelf.get(self.paper.key).state is not State.DONE

    def say(self, note: str) -> None:
        """Say something in the bottom line for a while."""
        self._note = note
        self.follow()
        self.set_timer(SECONDS_OF_NOTE, self._say_no_more)

    def _say_no_more(self) -> None:
        self._note = ""
        self.follow()

    def watch_shelf(self, _shelf: Shelf) -> None:
        """Show highlights and state as they are now."""
        if self.view.is_attached and self.view.typesetter is not None:
            self.view.redraw()
            self.follow()

    def watch_measure(self, measure: int) -> None:
        """Lay the text out again."""
        self.view.measure = measure

    def placed(self, _done: object, _problem: Exception | None) -> None:
        """Take note that the place is on disk; without it only comfort is lost."""
        if self.view.is_attached:
            self.context.show_marks()
        else:  # written while the text was closed
            self.host.show_marks()

    # --- jumps ---

    def jump(self, position: Position, *, mark: bool = False) -> None:
        """Go somewhere, so that one key leads back."""
        self._trail = self._trail.jumped(self.view.position)
        self._show(position if mark else None, position)

    def jump_back(self) -> None:
        """Go back to where the last jump began."""
        self._trail, position = self._trail.back(self.view.position)
        self._go_along(position, "This is where the jumps began.")

    def jump_forward(self) -> None:
        """Go forward again."""
        self._trail, position = self._trail.forward(self.view.position)
        self._go_along(position, "There is nothing to go forward to.")

    def _go_along(self, position: Position | None, nothing: str) -> None:
        if position is None:
            self.notify(nothing, markup=False)
        else:
            self._show(None, position)

    def _show(self, target: Position | None, position: Position) -> None:
        self.target = target
        self.view.go_to(position)
        self.view.redraw()

    # --- the clipboard ---

    def copy(self, text: str) -> None:
        """Copy a text, and say so."""
        self.app.copy_to_clipboard(text)
        self.notify(f"Copied: {text[:80]}", markup=False)

    def copy_passage(self, text: str, section: str) -> None:
        """Copy a passage with the paper and section that it is from."""
        title = self.paper.title if self.paper else ""
        self.app.copy_to_clipboard(f"“{text}” ({', '.join(part for part in (title, section) if part)})")
        self.notify(f"Copied with its source: {text[:60]}", markup=False)

    # --- leaving ---

    def close_text(self) -> None:
        """Leave the text."""
        if self.is_active:
            self.dismiss(None)

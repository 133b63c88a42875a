"""The figures of a paper: captions to move through, and the picture beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from paper_tui.documents.figures import PaperFigure, figures
from paper_tui.documents.model import Document
from paper_tui.keys import table
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.tui.controllers.program import ProgramController
from paper_tui.tui.pictures.hints import hints
from paper_tui.tui.pictures.paper_figures import PaperFigures, figure_index
from paper_tui.tui.pictures.picture_screen import PictureHost, PictureScreen
from paper_tui.tui.pictures.picture_view import PictureView
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.state.reader_screen import ReaderScreen
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.text.text_source import LibraryTexts, TextUnavailableError
from paper_tui.tui.widgets.menu import MenuPane

HINTS = ("move.down", "gallery.enlarge", "paper.open", "gallery.close", "program.help")
NO_FIGURES = "This text has no figures."


class GalleryScreen(ReaderScreen):
    """Shows the figure whose caption is chosen; enter shows it on the whole screen."""

    key_groups = table.IN_GALLERY
    help_name = "the figures"
    BINDINGS = bindings(table.GALLERY, table.BORROWED_BY_GALLERY)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]
    AUTO_FOCUS = "MenuPane"

    class Found(Message):
        """The figures of the text, or the reason why there are none."""

        def __init__(self, figures: tuple[PaperFigure, ...], problem: str = "") -> None:
            super().__init__()
            self.figures, self.problem = figures, problem

    class Loading(Message):
        """Progress of opening the text."""

        def __init__(self, doing: str) -> None:
            super().__init__()
            self.doing = doing

    def __init__(
        self,
        below: ReaderContext,
        paper: Paper,
        document: Document | None,
        open_page: Callable[[Paper], None],
    ) -> None:
        """Show the figures of a paper above another screen.

        Args:
            below: The context of that screen.
            paper: The paper.
            document: Its text, where that is open; else it is opened first.
            open_page: Opens the page of a paper in the browser.
        """
        super().__init__(below.library, below.settings, below.screen.edits)
        self.context = ReaderContext(self)
        self._below = below
        self._paper = paper
        self._document = document
        self._open_page = open_page
        self._figures: PaperFigures | None = None
        self.view = PictureView()
        self.set_reactive(ReaderScreen.paper, paper)
        self.set_reactive(ReaderScreen.config, below.config)
        program = ProgramController(self.context)
        self.actions = {
            "gallery.close": self._leave,
            "gallery.enlarge": self._enlarge,
            "paper.open": partial(open_page, paper),
            "program.palette": program.open_palette,
            "program.help": program.open_help,
            "program.leave": self.app.action_quit,
        }

    def compose(self) -> ComposeResult:
        """Title, captions, the picture with its caption, and the keys."""
        yield Static(f"Figures of {self._paper.title}", id="gallery-title", markup=False)
        with Horizontal(id="gallery-body"):
            yield MenuPane()
            with Vertical():
                yield self.view
                yield Static("", id="picture-caption", markup=False)
        yield Static("", id="picture-status", markup=False)

    def on_mount(self) -> None:
        """Look for the figures."""
        self.view.message = "Looking for figures …"
        self.run_worker(self._find, thread=True, group="figures", exclusive=True, description="find figures")

    def on_unmount(self) -> None:
        """Close what was opened."""
        if self._figures is not None:
            self._figures.close()

    # --- the figures ---

    def _find(self) -> None:
        worker = get_current_worker()
        try:
            document = self._document or self._loaded(CancelToken(lambda: worker.is_cancelled))
        except Cancelled:
            return
        except TextUnavailableError as error:
            self.post_message(self.Found((), str(error)))
        else:
            self.post_message(self.Found(figures(document), NO_FIGURES))

    def _loaded(self, cancel: CancelToken) -> Document:
        source = LibraryTexts(self.library, self._paper, self.context.config)
        return source.load(lambda doing: self.post_message(self.Loading(doing)), cancel).document

    @on(Loading)
    def _show_progress(self, event: Loading) -> None:
        self.view.message = f"{event.doing} …"

    @on(Found)
    def _show_figures(self, event: Found) -> None:
        if not event.figures:
            self.view.message = event.problem
            self._show_status()
            return
        self._figures = PaperFigures(self.library, self._paper, event.figures, self.context.config)
        menu = self.query_one(MenuPane)
        menu.set_options([Option(_line(each), id=str(at)) for at, each in enumerate(event.figures)])
        menu.highlighted = 0

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        if self._figures is None:
            return
        item = self._figures.items[event.option_index]
        caption = self.query_one("#picture-caption", Static)
        caption.update(Content.assemble((item.label, "bold"), ". " if item.caption else "", item.caption))
        self.view.show(item)
        self._show_status()

    @on(OptionList.OptionSelected)
    def _enlarge(self) -> None:
        at = self.query_one(MenuPane).highlighted
        if self._figures is None or at is None:
            return
        items = self._figures.items
        host = PictureHost(
            find=lambda typed: figure_index([item.figure for item in items], typed),
            open_outside=lambda _: self._open_page(self._paper),
            show=self._choose,
        )
        self.context.push(PictureScreen(self.context, items, host, start=at))

    def _choose(self, index: int) -> None:
        self.query_one(MenuPane).highlighted = index

    @on(PictureView.Shown)
    def _show_status(self) -> None:
        self.query_one("#picture-status", Static).update(
            hints(HINTS, self.config, self.view.reason, self.view.note)
        )

    def _leave(self) -> None:
        if self.is_active:
            self.workers.cancel_group(self, "figures")
            self.dismiss(None)


def _line(figure: PaperFigure) -> Content:
    where = f" · page {figure.page}" if figure.page else ""
    return Content.assemble(
        (figure.label, "bold $accent"), (where, "$muted"), "\n", (figure.caption[:200] or " ", "$muted")
    )

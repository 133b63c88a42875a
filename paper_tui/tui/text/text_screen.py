"""The page on which the full text of a paper is read."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from paper_tui.documents.layout.line import Mark
from paper_tui.documents.model import Position, plain_text
from paper_tui.keys import table
from paper_tui.library import Library
from paper_tui.library.full_text.text_passages import TextPassage
from paper_tui.papers.paper import Paper
from paper_tui.settings import Settings
from paper_tui.tui.controllers.program import ProgramController
from paper_tui.tui.pictures.figure_controller import FigureController
from paper_tui.tui.pictures.pages import PagesController
from paper_tui.tui.state.edit_queue import EditQueue
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.text.bars import Bar, LabelBar, PassageBar
from paper_tui.tui.text.card import Card
from paper_tui.tui.text.figures_in_text import FiguresInText
from paper_tui.tui.text.find_controller import FindController
from paper_tui.tui.text.missing_controller import MissingTextController
from paper_tui.tui.text.missing_text import MissingText
from paper_tui.tui.text.outline import Outline
from paper_tui.tui.text.paper_controller import PaperController
from paper_tui.tui.text.passage_controller import PassageController
from paper_tui.tui.text.place_keeper import SECONDS_BETWEEN_WRITES, PlaceKeeper
from paper_tui.tui.text.reference_controller import ReferenceController
from paper_tui.tui.text.status_line import HINTS, MISSING_HINTS
from paper_tui.tui.text.text_loader import TextLoader
from paper_tui.tui.text.text_page import TextHost, TextPage
from paper_tui.tui.text.text_source import TextSource
from paper_tui.tui.text.text_view import AT_END, TextView
from paper_tui.tui.widgets.find_bar import FindBar

WIDTHS = [(0, "-narrow"), (60, "-medium"), (120, "-wide")]
HEIGHTS = [(0, "-low"), (16, "-high")]
"""The classes of the screen by the least number of columns and rows."""
MEASURE_STEP = 4
WIDEST_MEASURE = 160


class TextScreen(TextPage):
    """Leads keys and messages to the controllers, each of which owns what it is about."""

    key_groups = table.IN_TEXT
    help_name = "a text"
    BINDINGS = bindings(table.TEXT, table.BORROWED_BY_TEXT)
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = "TextView"

    def __init__(
        self,
        library: Library,
        settings: Settings,
        edits: EditQueue,
        paper: Paper,
        source: TextSource,
        host: TextHost,
    ) -> None:
        """Read a paper; edits go to a queue that someone else runs."""
        super().__init__(library, settings, edits, paper, host)
        self._loader = TextLoader(self, source, lambda: library.citations)
        self.papers = PaperController(self, paper)
        self.find = FindController(self)
        self.figures = FigureController(self.context, host.open_page, lambda: self.document)
        self.references = ReferenceController(self, self.papers, self.figures.open_image)
        self.pictures = FiguresInText(self)
        self.passages = PassageController(self)
        self.places = PlaceKeeper(self)
        self.missing = MissingTextController(self, paper, self.load_anew, self._show_missing)
        program = ProgramController(self.context)
        self.actions = {
            "page.done": partial(self.papers.set_state, "done"),
            "paper.bookmark": self.papers.toggle_bookmark,
            "paper.reading": partial(self.papers.set_state, "reading"),
            "paper.open": self.action_open,
            "paper.figures": self.figures.open_gallery,
            "paper.pages": PagesController(self.context).open,
            "program.undo": self.context.undo,
            "program.redo": self.context.redo,
            "program.palette": program.open_palette,
            "program.help": program.open_help,
            "program.leave": self.app.action_quit,
        }

    def compose(self) -> ComposeResult:
        """Title, outline beside the text, bars that come when they are asked for, the bottom line."""
        with Horizontal(id="text-head"):
            yield Static(self.paper.title if self.paper else "", id="text-title", markup=False)
            yield Static("", id="text-source", markup=False)
        with Horizontal(id="text-body"):
            yield self.outline
            yield self.view
        yield Static("", id="text-notice", markup=False)
        yield Card()
        yield LabelBar()
        yield PassageBar()
        yield FindBar()
        yield self.status

    def on_mount(self) -> None:
        """Ask for the text."""
        self.view.measure = self.measure
        self.view.marks_of = self._marks
        self.status.config = self.config
        self.query_one("#text-notice", Static).update("Opening the text …")
        self.set_interval(SECONDS_BETWEEN_WRITES, self.places.keep)
        self.app.app_resume_signal.subscribe(self, self.pictures.send_again)
        self.call_after_refresh(self._loader.load)  # parsing would slow the first frame down

    def on_unmount(self) -> None:
        """Close the figures."""
        self.pictures.close()

    # --- loading ---

    def action_refetch(self) -> None:
        """Fetch the text again; the one that is shown stays until another is there."""
        self.places.keep()
        self.notify("Fetching the text again", markup=False)
        self._loader.load(again=True)

    @on(TextLoader.Loading)
    def _show_progress(self, event: TextLoader.Loading) -> None:
        self.query_one("#text-notice", Static).update(f"{event.doing}   esc cancels")

    @on(TextLoader.Loaded)
    def _show_text(self, event: TextLoader.Loaded) -> None:
        notice = self.query_one("#text-notice", Static)
        if event.text is None:
            if self.view.typesetter is not None:
                notice.display = False
                self.notify(event.problem, severity="error", timeout=15, markup=False)
            else:
                self._show_missing(event.problem)
            return
        notice.display = False
        self._hide_missing()
        typesetter = self.take_document(event.text.document)
        self.pictures.begin(event.text.document, event.text.image_sizes)
        self.view.show(typesetter, self.places.begin(typesetter))
        if event.text.passage is not None:
            self._open_at(event.text.passage)
        self.query_one("#text-source", Static).update(event.text.source)
        for warning in (*event.text.notices, *self.document.warnings)[:3]:
            self.notify(warning, severity="warning", markup=False)
        self.view.call_after_refresh(self._loader.prepare, typesetter)  # the first screen comes first

    def _open_at(self, passage: TextPassage) -> None:
        """Go to what was searched for in the library, with every match in sight highlighted."""
        position = Position(passage.block, passage.start)
        self.jump(position)
        block = self.document.blocks[passage.block]
        self.find.begin(plain_text(block)[passage.start : passage.end], position)

    def _show_missing(self, problem: str) -> None:
        """Show why there is no text, and what can be done."""
        self.query_one("#text-notice", Static).display = False
        self.add_class("-missing")
        self.status.hints = MISSING_HINTS
        self.query(MissingText).remove()
        self.mount(MissingText(problem, self.missing.steps), before=self.query_one(Card))

    def _hide_missing(self) -> None:
        if self.query(MissingText):
            self.query(MissingText).remove()
            self.remove_class("-missing")
            self.status.hints = HINTS
            self.set_focus(self.view)

    @on(MissingText.Chosen)
    def _take_step(self, event: MissingText.Chosen) -> None:
        self.missing.take(event.name)

    def load_anew(self) -> None:
        """Load a text that was missing."""
        notice = self.query_one("#text-notice", Static)
        notice.update("Opening the text …")
        notice.display = True
        self._hide_missing()
        self._loader.load()

    @on(TextLoader.Prepared)
    def _take_searchable(self, event: TextLoader.Prepared) -> None:
        if event.typesetter is not self.view.typesetter:
            return
        self.find.take(event.searchable)
        self.passages.take(event.searchable)
        moved = self.places.check(event.typesetter, event.searchable)
        if moved is not None:
            self.view.go_to(moved)

    @on(TextLoader.Resolved)
    def _take_papers(self, event: TextLoader.Resolved) -> None:
        if event.typesetter is self.view.typesetter:
            self.references.known = event.papers

    # --- what is shown ---

    def _marks(self, block: int) -> list[Mark]:
        is_target = self.target is not None and self.target.block == block
        target = [Mark(0, AT_END, "target")] if is_target else []
        return [*self.passages.marks(block), *target, *self.find.marks(block)]

    @on(TextView.Moved)
    def _moved(self) -> None:
        self.follow()
        self.places.moved()
        self.pictures.moved()

    # --- moving ---

    def action_backward(self) -> None:
        """Go back to where the last jump began."""
        self.jump_back()

    def action_forward(self) -> None:
        """Go forward again."""
        self.jump_forward()

    def action_paragraph(self, blocks: int) -> None:
        """Go to another paragraph."""
        self.view.go_to(self.motions.block(self.view.position, blocks))

    def action_section(self, sections: int) -> None:
        """Go to another section."""
        self.jump(self.motions.section(self.view.position, sections))

    @on(TextView.JumpRequested)
    def _jump(self, event: TextView.JumpRequested) -> None:
        self.jump(event.position)

    def action_sideways(self, steps: int) -> None:
        """Move wide tables sideways."""
        self.view.action_sideways(steps)

    def action_measure(self, steps: int) -> None:
        """Make the column wider or narrower."""
        widest = min(WIDEST_MEASURE, self.view.size.width)
        self.measure = min(max(self.view.width + steps * MEASURE_STEP, 30), max(widest, 30))

    def action_outline(self) -> None:
        """Go to the outline."""
        if self.headings:
            self.outline.open()
        else:
            self.notify("This text has no sections.", markup=False)

    @on(Outline.Left)
    def _leave_outline(self) -> None:
        self.outline.close()
        self.set_focus(self.view)

    @on(Outline.Chosen)
    def _go_to_section(self, event: Outline.Chosen) -> None:
        self._leave_outline()
        self.jump(Position(event.block, 0))

    # --- search ---

    def action_find(self) -> None:
        """Search in the text."""
        self.find.open()

    def action_find_next(self, matches: int) -> None:
        """Go to another match."""
        self.find.step(matches)

    def action_next_or_note(self) -> None:
        """Go to the next match; while nothing is searched for, write a note on the paper."""
        if self.find.is_on:
            self.find.step(1)
        else:
            self.papers.write_note()

    def action_page_down(self) -> None:
        """Move down a page."""
        self.view.action_page_down()

    @on(FindBar.Changed)
    def _find_typed(self, event: FindBar.Changed) -> None:
        self.find.find(event.text)

    @on(FindBar.Stepped)
    def _find_step(self, event: FindBar.Stepped) -> None:
        self.find.step(event.matches)

    @on(FindBar.Left)
    def _leave_find_bar(self) -> None:
        self.set_focus(self.view)

    # --- references and passages ---

    def action_labels(self) -> None:
        """Put letters on what leads somewhere."""
        self.references.ask(formulas=False)

    def action_tex(self) -> None:
        """Show the TeX of a formula."""
        self.references.ask(formulas=True)

    @on(LabelBar.Chosen)
    def _choose_label(self, event: LabelBar.Chosen) -> None:
        self.references.choose(event.label)
        self.references.stop()

    @on(Card.Use)
    def _use_card(self, event: Card.Use) -> None:
        self.references.use(event.purpose)

    @on(TextView.Pressed)
    def _press(self, event: TextView.Pressed) -> None:
        if event.part is not None:
            self.references.show(event.part)

    def action_select(self) -> None:
        """Choose a passage."""
        self.passages.start()

    @on(TextView.Dragged)
    def _drag(self, event: TextView.Dragged) -> None:
        self.passages.choose(event.start, event.end)

    @on(PassageBar.Move)
    def _move_caret(self, event: PassageBar.Move) -> None:
        self.passages.move(event.motion)

    @on(PassageBar.Begin)
    def _begin_passage(self) -> None:
        self.passages.begin()

    @on(PassageBar.Use)
    def _use_passage(self, event: PassageBar.Use) -> None:
        self.passages.use(event.purpose)

    @on(Bar.Closed)
    def _bar_closed(self, event: Bar.Closed) -> None:
        if isinstance(event.bar, PassageBar):
            self.passages.stop()
        elif isinstance(event.bar, LabelBar) and not event.bar.typed:
            self.references.stop()
        if self.focused is event.bar or self.focused is None:
            self.set_focus(self.view)

    # --- the paper ---

    def action_open(self) -> None:
        """Open the paper in the browser."""
        if self.paper is not None:
            self.host.open_page(self.paper)

    # --- leaving ---

    def action_close_text(self) -> None:
        """Close the search, else the text."""
        if self.find.is_on:
            self.find.close()
            self.set_focus(self.view)
            return
        self.close_text()

    def close_text(self) -> None:
        """Leave the text, with the place kept."""
        self.places.keep()
        self._loader.cancel()
        super().close_text()

    async def finish(self) -> None:
        """Keep the place, and wait until every edit is on disk."""
        self.places.keep()
        await super().finish()

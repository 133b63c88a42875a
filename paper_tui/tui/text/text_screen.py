"""The page on which the full text of a paper is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import var
from textual.widgets import Static

from paper_tui.documents.layout.line import Mark
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
from paper_tui.tui.controllers.write_queue import EditQueue
from paper_tui.tui.keys import bindings
from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.text.bars import Bar, LabelBar, PassageBar
from paper_tui.tui.text.card import Card
from paper_tui.tui.text.find_controller import FindController
from paper_tui.tui.text.jump_trail import JumpTrail
from paper_tui.tui.text.outline import Outline
from paper_tui.tui.text.paper_controller import PaperController
from paper_tui.tui.text.passage_controller import PassageController
from paper_tui.tui.text.place_keeper import SECONDS_BETWEEN_WRITES, PlaceKeeper
from paper_tui.tui.text.reference_controller import ReferenceController
from paper_tui.tui.text.status_line import Standing, StatusLine
from paper_tui.tui.text.text_loader import TextLoader
from paper_tui.tui.text.text_source import TextSource
from paper_tui.tui.text.text_view import TextView
from paper_tui.tui.widgets.find_bar import FindBar

EMPTY = Document(())
MEASURE_STEP = 4
WIDEST_MEASURE = 160


@dataclass(frozen=True, slots=True)
class TextHost:
    """What the text page asks of the screen that opened it."""

    show_paper: Callable[[PaperKey], object]
    """Show a paper of the library."""
    add_paper: Callable[[str], object]
    """Fetch a paper by the name of a source, as ``arxiv:1706.03762``."""
    open_page: Callable[[Paper], None]
    """Open the page of a paper in the browser."""


class TextScreen(ReaderScreen):
    """Owns the document, the trail of jumps and the measure; controllers own what they are about."""

    key_groups = bindings.IN_TEXT
    BINDINGS = bindings.bindings(bindings.TEXT, bindings.BORROWED_BY_TEXT)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]
    AUTO_FOCUS = "TextView"

    measure: var[int] = var(80, init=False)

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
        super().__init__(library, settings)
        self.edits = edits
        self._host = host
        self._loader = TextLoader(self, source)
        self.papers = PaperController(self, paper)
        self.document = EMPTY
        self.progress = Progress(EMPTY)
        self.motions = Motions(Typesetter(EMPTY))
        self.view = TextView()
        self._outline = Outline()
        self._status = StatusLine()
        self.find = FindController(self)
        self.references = ReferenceController(self)
        self.passages = PassageController(self)
        self.places = PlaceKeeper(self)
        self._trail = JumpTrail()
        self._headings: list[int] = []
        self._target: Position | None = None
        self._end_told = False
        self.set_reactive(TextScreen.paper, paper)
        self.set_reactive(TextScreen.measure, settings.config.text_width)

    def compose(self) -> ComposeResult:
        """Title, outline beside the text, bars that come when they are asked for, the bottom line."""
        with Horizontal(id="text-head"):
            yield Static(self.paper.title if self.paper else "", id="text-title", markup=False)
            yield Static("", id="text-source", markup=False)
        with Horizontal(id="text-body"):
            yield self._outline
            yield self.view
        yield Static("", id="text-notice", markup=False)
        yield Card()
        yield LabelBar()
        yield PassageBar()
        yield FindBar()
        yield self._status

    def on_mount(self) -> None:
        """Ask for the text."""
        self.view.measure = self.measure
        self.view.marks_of = self._marks
        self._status.config = self.config
        self.query_one("#text-notice", Static).update("Opening the text …")
        self.set_interval(SECONDS_BETWEEN_WRITES, self.places.keep)
        self._loader.load()

    # --- loading ---

    def action_refetch(self) -> None:
        """Fetch the text anew; the one that is shown stays until another is there."""
        self.places.keep()
        self.notify("Fetching the text anew", markup=False)
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
            notice.update(f"{event.problem}\n\nesc goes back")
            return
        notice.display = False
        self.document = event.text.document
        typesetter = Typesetter(self.document)
        self.progress = Progress(self.document)
        self.motions = Motions(typesetter)
        outline = self.document.outline
        self._headings = [entry.index for entry in outline]
        self._outline.show(outline)
        self.set_class(not outline, "-no-outline")
        self.view.show(typesetter, self.places.begin(typesetter))
        self.query_one("#text-source", Static).update(event.text.source)
        for warning in (*event.text.notices, *self.document.warnings)[:3]:
            self.notify(warning, severity="warning", markup=False)
        self._loader.prepare(typesetter)

    @on(TextLoader.Prepared)
    def _take_searchable(self, event: TextLoader.Prepared) -> None:
        if event.typesetter is not self.view.typesetter:
            return
        self.find.take(event.searchable)
        self.passages.take(event.searchable)
        moved = self.places.check(event.typesetter, event.searchable)
        if moved is not None:
            self.view.go_to(moved)

    # --- what is shown ---

    def _marks(self, block: int) -> list[Mark]:
        target = [Mark(0, 1_000_000_000, "target")] if self._target and self._target.block == block else []
        return [*self.passages.marks(block), *target, *self.find.marks(block)]

    def section_name(self, block: int) -> str:
        """The number and title of the section that a block stands in."""
        heading = section_of(self.document, self._headings, block)
        if heading is None or not isinstance(heading.content, Heading):
            return ""
        return f"{heading.content.number} {title_text(heading.content.parts)}".strip()

    @on(TextView.Moved)
    def _follow(self) -> None:
        position, view = self.view.position, self.view
        at_end = view.is_at_end
        permille = WHOLE if at_end else self.progress.permille(position)
        minutes = 0 if at_end else self.progress.minutes_left(position)
        note = "The end · d marks it done" if at_end and self._may_be_done else ""
        self._status.standing = Standing(self.section_name(position.block), permille, minutes, note)
        if not self._outline.has_class("-open"):
            self._outline.follow(position.block)
        self.places.moved()

    @property
    def _may_be_done(self) -> bool:
        return self.paper is not None and self.shelf.get(self.paper.key).state is not State.DONE

    def search_again(self) -> None:
        """A text stays whatever is done with its paper."""

    def watch_shelf(self, _shelf: Shelf) -> None:
        """Show highlights and state as they are now."""
        if self.view.is_attached and self.view.typesetter is not None:
            self.view.redraw()
            self._follow()

    def watch_measure(self, measure: int) -> None:
        """Lay the text out anew."""
        self.view.measure = measure

    def placed(self, _done: object, _problem: Exception | None) -> None:
        """Take note that the place is on disk; without it only comfort is lost."""
        if self.view.is_attached:
            self.shelf = self.library.shelf

    # --- moving ---

    def jump(self, position: Position, *, mark: bool = False) -> None:
        """Go somewhere, so that one key leads back."""
        self._trail = self._trail.jumped(self.view.position)
        self._target = position if mark else None
        self.view.go_to(position)
        self.view.redraw()

    def action_backward(self) -> None:
        """Go back to where the last jump began."""
        self._trail, position = self._trail.back(self.view.position)
        self._go_along(position, "This is where the jumps began.")

    def action_forward(self) -> None:
        """Go forward again."""
        self._trail, position = self._trail.forward(self.view.position)
        self._go_along(position, "There is nothing to go forward to.")

    def _go_along(self, position: Position | None, nothing: str) -> None:
        if position is None:
            self.notify(nothing, markup=False)
            return
        self._target = None
        self.view.go_to(position)
        self.view.redraw()

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
        if self._headings:
            self._outline.open()
        else:
            self.notify("This text has no sections.", markup=False)

    @on(Outline.Left)
    def _leave_outline(self) -> None:
        self._outline.close()
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

    def copy(self, text: str) -> None:
        """Copy a text, and say so."""
        self.app.copy_to_clipboard(text)
        self.notify(f"Copied: {text[:80]}", markup=False)

    def copy_passage(self, text: str, section: str) -> None:
        """Copy a passage with the paper and section that it is from."""
        title = self.paper.title if self.paper else ""
        self.app.copy_to_clipboard(f"“{text}” ({', '.join(part for part in (title, section) if part)})")
        self.notify(f"Copied with its source: {text[:60]}", markup=False)

    # --- the paper ---

    def show_paper(self, paper: Paper) -> None:
        """Leave the text for another paper."""
        self.action_close_text()
        self._host.show_paper(paper.key)

    def add_paper(self, source: str) -> None:
        """Fetch a paper into the library."""
        self.notify(f"Fetching {source}", markup=False)
        self._host.add_paper(source)

    def action_open(self) -> None:
        """Open the paper in the browser."""
        if self.paper is not None:
            self._host.open_page(self.paper)

    def action_state(self, state: str) -> None:
        """Set the state of the paper; the same key again takes it back."""
        self.papers.set_state(state)

    def action_bookmark(self) -> None:
        """Bookmark the paper, or take the bookmark away."""
        self.papers.toggle_bookmark()

    def action_undo(self) -> None:
        """Take back the last change."""
        self.papers.undo()

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.papers.redo()

    # --- leaving ---

    def action_close_text(self) -> None:
        """Close the search, else the text."""
        if self.find.is_on:
            self.find.close()
            self.set_focus(self.view)
            return
        if self.is_active:
            self.places.keep()
            self._loader.cancel()
            self.dismiss(None)

    async def action_quit(self) -> None:
        """Leave the program, with the place kept."""
        self.places.keep()
        await super().action_quit()

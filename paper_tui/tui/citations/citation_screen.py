"""The page of citations: what a paper cites, what cites it, and what that connects."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from paper_tui.keys import table
from paper_tui.library import fetch_settings
from paper_tui.library.citing.citation_answers import CITED_BY, CITES
from paper_tui.library.citing.citations import Cited, Standing
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.store import StoreError
from paper_tui.tui.citations.lists import Loaded, View, by_connection, by_standing, drawn, heading, tabs
from paper_tui.tui.controllers.program import ProgramController
from paper_tui.tui.pictures.hints import hints
from paper_tui.tui.state.context import ReaderContext, Severity
from paper_tui.tui.state.reader_screen import ReaderScreen
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.widgets.menu import MenuPane

if TYPE_CHECKING:
    from paper_tui.library.citing.adding_works import Added
    from paper_tui.sources.services import FetchSettings

GROUP = "bibliography"
ADDING = "import"
HINTS = (
    *("citations.open", "citations.add", "citations.select", "citations.add_all", "citations.next"),
    *("citations.ask", "citations.browse", "citations.close"),
)
NOTHING = {
    View.CITES: "No references are known. The text of the paper has them: f fetches and opens it.",
    View.CITED_BY: "No paper is known to cite it.",
    View.CONNECTED: "No other paper of the library cites the same works or is cited together with it.",
    View.LACKING: "Nothing that several of your bookmarks cite is missing from the library.",
}
DIRECTIONS = {View.CITES: CITES, View.CITED_BY: CITED_BY}


class CitationScreen(ReaderScreen):
    """Shows one list at a time; its works open where the library has them, and are added where not."""

    key_groups = table.IN_CITATIONS
    help_name = "citations"
    BINDINGS = bindings(table.CITATIONS, table.BORROWED_BY_CITATIONS)
    AUTO_FOCUS = "MenuPane"

    class Found(Message):
        """One list; the last one of a load or one on the way to it."""

        def __init__(self, view: View, loaded: Loaded, *, is_last: bool) -> None:
            super().__init__()
            self.view, self.loaded, self.is_last = view, loaded, is_last

    class Doing(Message):
        """Progress in words."""

        def __init__(self, doing: str) -> None:
            super().__init__()
            self.doing = doing

    def __init__(
        self,
        below: ReaderContext,
        paper: Paper,
        go_to: Callable[[PaperKey], None],
        changed: Callable[[], None],
        open_url: Callable[[str], None],
        open_text: Callable[[], object],
    ) -> None:
        """Show the citations of a paper above another screen.

        Args:
            below: The context of that screen.
            paper: The paper.
            go_to: Shows a paper of the library on that screen.
            changed: Called when papers were added.
            open_url: Opens a URL in the browser.
            open_text: Opens the text of the paper on that screen.
        """
        super().__init__(below.library, below.settings, below.screen.edits)
        self.context = ReaderContext(self)
        self._below = below
        self.set_reactive(ReaderScreen.paper, paper)
        self.set_reactive(ReaderScreen.config, below.config)
        self.context.on_marks_changed = lambda _: self._reload()
        self._paper = paper
        self._go_to, self._changed = go_to, changed
        self._open_url, self._text = open_url, open_text
        self._view = View.CITES
        self._loaded: dict[View, Loaded] = {}
        self._chosen: set[Cited] = set()
        program = ProgramController(self.context)
        self.actions = {
            "citations.close": self._leave,
            "citations.open": self._open,
            "citations.add": self._add_chosen,
            "citations.add_all": self._add_all,
            "citations.select": self._select,
            "citations.next": lambda: self._step(1),
            "citations.previous": lambda: self._step(-1),
            "citations.ask": lambda: self._load(again=True),
            "citations.browse": self._browse,
            "citations.text": self._open_text,
            "program.undo": self.context.undo,
            "program.redo": self.context.redo,
            "program.palette": program.open_palette,
            "program.help": program.open_help,
            "program.leave": self.app.action_quit,
        }

    def compose(self) -> ComposeResult:
        """Title, names of the lists, works, where they come from, and the keys."""
        yield Static(self._paper.title, id="citations-title", markup=False)
        yield Static("", id="citations-tabs", markup=False)
        with Vertical():
            yield MenuPane()
            yield Static("", id="citations-empty", markup=False)
        yield Static("", id="citations-said", markup=False)
        yield Static(hints(HINTS, self.config), id="citations-keys", markup=False)

    def on_mount(self) -> None:
        """Show the first list."""
        self._load()

    # --- the lists ---

    def _load(self, *, again: bool = False) -> None:
        """Load the current list: what is known at once, then what services say."""
        view, settings = self._view, self._settings
        self._say("looking …")

        def work(cancel: CancelToken) -> None:
            try:
                self._find(view, settings, cancel, again=again)
            except Cancelled:
                return
            except StoreError as error:
                self.post_message(self.Found(view, Loaded((), str(error)), is_last=True))

        self.context.run_in_thread(GROUP, work)

    def _find(self, view: View, settings: FetchSettings, cancel: CancelToken, *, again: bool) -> None:
        citations, paper = self.library.citations, self._paper
        direction = DIRECTIONS.get(view)
        if direction is None:
            self.post_message(self.Found(view, self._connections(view, cancel), is_last=True))
            return
        known = citations.references(paper) if view is View.CITES else citations.cited_by(paper, cancel)
        is_last = not again and citations.is_known(known, direction)
        self.post_message(self.Found(view, by_standing(known), is_last=is_last))
        if not is_last:

            def doing(what: str) -> None:
                self.post_message(self.Doing(what))

            found = citations.look_up(paper, direction, settings, again=again, doing=doing, cancel=cancel)
            self.post_message(self.Found(view, by_standing(found), is_last=True))

    def _connections(self, view: View, cancel: CancelToken) -> Loaded:
        citations = self.library.citations
        if view is View.LACKING:
            missing = citations.missing(cancel=cancel)
            return by_connection(("your bookmarks cite and you lack", "cite it:", missing))
        return by_connection(
            ("cite the same", "works in common:", citations.coupled(self._paper, cancel=cancel)),
            ("cited together with it", "cite both:", citations.co_cited(self._paper, cancel=cancel)),
        )

    def _reload(self) -> None:
        """Reload the list after the library changed; other lists are loaded when they are shown."""
        self._loaded = {}
        self._changed()
        self._load()

    def _step(self, by: int) -> None:
        views = list(View)
        self._view = views[(views.index(self._view) + by) % len(views)]
        self._chosen = set()
        self._show(Loaded(()))
        self._load()

    @on(Found)
    def _take(self, event: Found) -> None:
        self._loaded[event.view] = event.loaded
        if event.view is self._view:
            self._show(event.loaded, is_last=event.is_last)

    @on(Doing)
    def _show_progress(self, event: Doing) -> None:
        self._say(f"{event.doing} …")

    def _show(self, loaded: Loaded, *, is_last: bool = False) -> None:
        menu = self.query_one(MenuPane)
        menu.show_options(self._options(loaded))
        if menu.highlighted is None and loaded.lines:
            menu.highlighted = 1
        menu.display = bool(loaded.lines)
        empty = self.query_one("#citations-empty", Static)
        empty.display = not loaded.lines
        empty.update(NOTHING[self._view] if is_last else "")
        self.query_one("#citations-tabs", Static).update(tabs(self._view, self._loaded))
        if is_last:
            self._say(loaded.said)
        if loaded.lines:
            menu.focus()

    def _options(self, loaded: Loaded) -> list[Option]:
        options, number = list[Option](), 0
        for group in loaded.groups:
            options.append(Option(heading(group, is_first=not options), disabled=True))
            for line in group.lines:
                options.append(Option(drawn(line, self.shelf, self._chosen), id=str(number)))
                number += 1
        return options

    def _say(self, text: str) -> None:
        self.query_one("#citations-said", Static).update(text)

    @property
    def _lines(self) -> tuple[Cited, ...]:
        loaded = self._loaded.get(self._view)
        return tuple(line.cited for line in loaded.lines) if loaded else ()

    @property
    def _current(self) -> Cited | None:
        option = self.query_one(MenuPane).highlighted_option
        number = int(option.id) if option and option.id else -1
        return self._lines[number] if 0 <= number < len(self._lines) else None

    # --- keys ---

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        current = self._current
        if current is None or not self.is_active:
            return
        if current.paper is not None:
            self._leave()
            self._go_to(current.paper.key)
        else:
            self._add([current])

    def _select(self) -> None:
        current, loaded = self._current, self._loaded.get(self._view)
        if current is None or loaded is None or current.paper is not None:
            return
        self._chosen ^= {current}
        menu = self.query_one(MenuPane)
        menu.show_options(self._options(loaded))
        menu.action_cursor_down()

    def _add_chosen(self) -> None:
        chosen = [each for each in self._lines if each in self._chosen]
        self._add(chosen or ([self._current] if self._current else []))

    def _add_all(self) -> None:
        self._add([each for each in self._lines if each.standing is Standing.KNOWN])

    def _add(self, chosen: list[Cited]) -> None:
        """Add works to the library in one step, which continues when the page is left."""
        works = [each.work for each in chosen if each.paper is None]
        if not works:
            self.context.notify("Nothing to add: the library has it already.")
            return
        settings, name = self._settings, f"{len(works):,} of the citations of {self._paper.title[:40]}"

        def work(cancel: CancelToken) -> None:
            try:
                added = self.library.work_adder.add(
                    works, name, settings, self.settings.clock(), self._doing, cancel
                )
            except Cancelled:
                return
            except StoreError as error:
                self._below.on_ui(self._below.report, error)
            else:
                self._below.on_ui(self._show_added, added)

        self._below.run_in_thread(ADDING, work)

    def _doing(self, what: str) -> None:
        if self.is_attached:
            self.post_message(self.Doing(what))

    def _show_added(self, added: Added) -> None:
        severity: Severity = "warning" if added.problem else "information"
        self._below.notify(added.text, severity=severity, timeout=8)
        if self.is_attached:
            self._chosen = set()
            self.context.show_marks()
            self._reload()
        else:
            self._changed()

    def _browse(self) -> None:
        current = self._current
        if current is None:
            return
        from paper_tui.papers.identifiers import arxiv_url, doi_url

        arxiv, doi = current.work.arxiv_id, current.work.doi
        if arxiv or doi:
            self._open_url(arxiv_url(arxiv) if arxiv else doi_url(doi))
        else:
            self.context.copy(current.work.text or current.work.label)

    def _open_text(self) -> None:
        self._leave()
        self._text()

    @property
    def _settings(self) -> FetchSettings:
        return fetch_settings(self.config)

    def _leave(self) -> None:
        if self.is_active:
            self.workers.cancel_group(self, GROUP)
            self.dismiss(None)

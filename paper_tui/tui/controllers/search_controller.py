"""How the reader asks: by words, filters and order, and where it has been."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import on, work
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from paper_tui.library import Library, Listing
from paper_tui.papers.cancellation import Cancelled
from paper_tui.papers.paper import PaperKey
from paper_tui.search import Query, QueryError, Scope, Sort
from paper_tui.settings import Settings
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_history import Place, Trail
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.render import messages
from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.system.ui_priority import making_way
from paper_tui.tui.widgets.filter_pane import FilterPane
from paper_tui.tui.widgets.search_bar import SearchBar, SearchInput
from paper_tui.tui.widgets.title_bar import TitleBar


class SearchActions(ReaderScreen):
    """Asks the library in a worker; an answer that comes too late is let go of by its message's hearer."""

    @dataclass
    class Searched(Message):
        """An answer arrived."""

        listing: Listing
        is_last: bool
        """Whether it is of all papers, rather than of those before a new index."""

    @dataclass
    class Indexing(Message):
        """An index has to be made before there is an answer, which takes long."""

        papers: int

    @dataclass
    class Troubled(Message):
        """The library cannot be read as it should be."""

        problem: str

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__(library, settings)
        self._trail = Trail()
        self.is_unanswered = False
        """Whether the list has the keys and does not show the answer yet that they are about."""
        self._told = ""
        """The trouble that was told last, so that a lasting one is told once."""

    @property
    def unasked(self) -> Scope:
        """The question that asks for every paper, in the order that was chosen."""
        return Scope(sort=self.scope.sort)

    def watch_scope(self) -> None:
        """Ask anew."""
        self.search_again()

    def search_again(self) -> None:
        """Ask the current question of the library as it is now."""
        self._search(replace(self.scope, current=self.paper.key if self.paper else None))

    @work(thread=True, group="search", exclusive=True)
    def _search(self, scope: Scope) -> None:
        worker = get_current_worker()
        cancel = making_way(lambda: worker.is_cancelled)

        def answer(listing: Listing, *, is_last: bool) -> None:
            listing.prepare(self.size.height, cancel)
            if not worker.is_cancelled:
                self.post_message(self.Searched(listing, is_last))
            if not cancel.is_cancelled:
                listing.put_in_order()

        def answer_meanwhile(papers: int) -> None:
            self.post_message(self.Indexing(papers))
            listing = self.library.search_last_index(scope, cancel)
            if listing is not None:
                answer(listing, is_last=False)

        try:
            answer(self.library.search(scope, cancel, answer_meanwhile), is_last=True)
        except Cancelled:
            return
        except StoreError as error:
            self.post_message(self.Troubled(str(error)))

    @on(Indexing)
    def _tell_indexing(self, event: Indexing) -> None:
        self.query_one(TitleBar).indexing = event.papers

    @on(Searched)
    def _tell_indexed(self, event: Searched) -> None:
        if event.is_last:
            self.query_one(TitleBar).indexing = 0

    @on(Troubled)
    def _tell_trouble(self, event: Troubled) -> None:
        self.is_unanswered = False
        self.query_one(TitleBar).indexing = 0
        if event.problem != self._told:
            self._told = event.problem
            self.notify(event.problem, title="The library", severity="error", timeout=20, markup=False)

    @on(SearchBar.Changed)
    def _ask(self, event: SearchBar.Changed) -> None:
        self.ask_typed(event.text)

    def ask_typed(self, text: str) -> None:
        """Ask what is typed so far, or say why it is no question."""
        try:
            query = Query.typed(text)
        except QueryError as problem:
            self._explain(problem)
            return
        self._explain(None)
        self.scope = replace(self.scope, query=query)

    def explain_query(self) -> None:
        """Say what is missing in a query that one is done typing."""
        try:
            Query.parse(self.query_one(SearchBar).text)
        except QueryError as problem:
            self._explain(problem)

    def _explain(self, problem: QueryError | None) -> None:
        error = self.query_one("#query-error", Static)
        error.display = problem is not None
        if problem is not None:
            caret = " " * cell_len(problem.text[: problem.position]) + "^ "
            error.update(caret + str(problem))

    @on(FilterPane.Toggled)
    def _toggle_facet(self, event: FilterPane.Toggled) -> None:
        self.leave_place()
        pair = (event.facet, event.value)
        chosen = [other for other in self.scope.chosen if other != pair]
        if len(chosen) == len(self.scope.chosen):
            chosen.append(pair)
        self.scope = replace(self.scope, chosen=tuple(chosen))

    @property
    def place(self) -> Place:
        """Where the reader is."""
        return Place(self.query_one(SearchBar).text, self.scope, self.paper.key if self.paper else None)

    def leave_place(self) -> None:
        """Remember where the reader is, before another question is asked."""
        self._trail = self._trail.leaving(self.place)

    def ask(self, text: str, scope: Scope, key: PaperKey | None = None) -> None:
        """Ask a question, with what stands in the search bar for it, and go to a paper of its answer."""
        self.query_one(SearchBar).text = text
        self.wanted = key
        self.scope = scope

    def action_search(self) -> None:
        """Give the search bar the keys."""
        self.leave_place()
        self.set_focus(self.query_one(SearchInput))

    def action_clear(self) -> None:
        """Forget the search and the filters."""
        if self.scope != self.unasked or self.query_one(SearchBar).text:
            self.leave_place()
            self.ask("", self.unasked)

    def action_backward(self) -> None:
        """Go back to the question that was asked before this one."""
        self._trail, there = self._trail.backward(self.place)
        self._go_along(there, "There is nothing to go back to.")

    def action_forward(self) -> None:
        """Go forward to where the reader came back from."""
        self._trail, there = self._trail.forward(self.place)
        self._go_along(there, "There is nothing to go forward to.")

    def _go_along(self, there: Place | None, nowhere: str) -> None:
        if there is None:
            self.notify(nowhere, markup=False)
        else:
            self.ask(there.text, there.scope, there.key)

    def action_sort(self) -> None:
        """Ask for the order of the list."""
        choices = [Choice(sort.value[0], sort.value, label) for sort, label in messages.SORTS.items()]
        self.app.push_screen(ChoiceScreen("Sort by", choices, self.scope.sort.value), self._sort_by)

    def _sort_by(self, picked: str | None) -> None:
        if picked:
            self.scope = replace(self.scope, sort=Sort(picked))

"""The search: its question, its answer and the history of questions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from rich.cells import cell_len
from textual.widgets import Static

from paper_tui.library import Listing
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.search import MarkPart, Query, QueryError, Scope, Sort
from paper_tui.store import StoreError
from paper_tui.tui.controllers.current_paper import CurrentPaper
from paper_tui.tui.controllers.navigation import NavigationController
from paper_tui.tui.controllers.search_history import Place, SearchHistory
from paper_tui.tui.controllers.seen_tracker import SeenTracker
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.input_queue import InputReady
from paper_tui.tui.widgets.paper_list import PaperList
from paper_tui.tui.widgets.search_bar import SearchBar
from paper_tui.tui.widgets.title_bar import TitleBar

FACET_PARTS = MarkPart.STATE | MarkPart.TAGS
"""Parts of marks whose changes change the counts of the filter pane."""


class SearchController:
    """Searches in a worker and accepts an answer only while its question is the current one.

    The only writer of the screen's `scope` and `listing`, and of `is_unanswered`.
    """

    def __init__(
        self,
        context: ReaderContext,
        navigation: NavigationController,
        current: CurrentPaper,
        seen: SeenTracker,
    ) -> None:
        self._context = context
        self._screen = context.screen
        self._navigation = navigation
        self._current = current
        self._seen = seen
        self._history = SearchHistory()
        self._wanted: PaperKey | None = None
        """The paper to go to as soon as it is listed."""
        self._reported = ""
        """The problem that was reported last; a lasting one is reported once."""
        self.is_unanswered = False
        """True if the list is focused and does not show the current question's answer yet."""

    @property
    def everything(self) -> Scope:
        """The question that every visible paper answers, in the chosen order."""
        return Scope(sort=self._screen.scope.sort)

    @property
    def place(self) -> Place:
        """The present entry of the history."""
        paper = self._screen.paper
        return Place(self.bar.text, self._screen.scope, paper.key if paper else None)

    @property
    def bar(self) -> SearchBar:
        """The search bar."""
        return self._screen.query_one(SearchBar)

    def restore(self, place: Place) -> None:
        """Begin with an earlier search one step back in the history."""
        self._screen.set_reactive(type(self._screen).scope, Scope(sort=place.scope.sort))
        if place.scope != self._screen.scope:
            self._history = self._history.leaving(place)

    def set_scope(self, scope: Scope) -> None:
        """Ask a question; it is asked again when it is the current one already."""
        changed = scope != self._screen.scope
        self._screen.scope = scope
        if changed:
            self.is_unanswered = self._navigation.focused_pane == "papers"
            self.search_again()

    def search_again(self) -> None:
        """Ask the current question of the library as it is now."""
        scope = replace(self._screen.scope, current=self._seen.just_seen)
        self._context.run_in_thread("search", partial(self._search, scope))

    def follow_marks(self, parts: MarkPart) -> None:
        """Search again where a change of marks can change the list or its counts."""
        listing = self._screen.listing
        if (
            listing is None
            or listing.catalogue is not self._context.library.catalogue
            or parts & (self._screen.scope.mark_parts | FACET_PARTS)
        ):
            self.search_again()
        else:
            self._show_counts(listing)
            if listing.results.scope == self._screen.scope:
                self.set_answered()

    def show(self, listing: Listing) -> None:
        """Show an answer: rows, counts, and the paper that is wanted."""
        rows = self._screen.query_one(PaperList)
        rows.notice = messages.for_listing(listing)
        rows.choices = messages.choices_for(listing)
        self._context.show_marks()
        self._screen.listing = listing
        wanted, self._wanted = self._wanted, None
        if wanted is not None and rows.go_to(wanted):
            self._navigation.go("papers")
        elif wanted is not None:
            self._screen.call_after_refresh(self._current.show_unlisted, wanted)
        self._show_counts(listing)

    def choose_suggestion(self, number: int) -> None:
        """Ask the suggested search with this number, of those listed when nothing matches."""
        listing = self._screen.listing
        suggestions = listing.results.suggestions if listing is not None else ()
        if number < len(suggestions):
            scope = suggestions[number].applied_to(self._screen.scope)
            self.leave_place()
            self.ask(str(scope.query), scope)
        else:
            self.clear()

    def stop_waiting(self) -> None:
        """Let keys act on the list as it is, since the answer takes long."""
        self.is_unanswered = False

    def wait_for_answer(self) -> None:
        """Let keys wait until the list shows the answer to the current question."""
        self.is_unanswered = True

    def ask(self, text: str, scope: Scope, key: PaperKey | None = None) -> None:
        """Ask a question, with its text in the search bar, and go to a paper among the results."""
        self.bar.text = text
        self._wanted = key
        self.set_scope(scope)

    def ask_typed(self, text: str) -> None:
        """Ask what has been typed so far, or explain why it cannot be parsed."""
        try:
            query = Query.typed(text)
        except QueryError as problem:
            self._explain(problem)
            return
        self._explain(None)
        self.set_scope(replace(self._screen.scope, query=query))

    def open(self) -> None:
        """Focus the search bar."""
        self.leave_place()
        self._navigation.go("search")

    def leave(self) -> None:
        """Go from the search bar to the list; the text counts even before its message has arrived."""
        self.ask_typed(self.bar.text)
        try:
            Query.parse(self.bar.text)
        except QueryError as problem:
            self._explain(problem)
        self._navigation.go("papers")
        listing = self._screen.listing
        self.is_unanswered = listing is None or listing.results.scope != self._screen.scope

    def go_to(self, key: PaperKey) -> None:
        """Go to a paper, clearing a search that excludes it; a hidden one is shown without the list."""
        self._navigation.hide_side()
        if self._screen.query_one(PaperList).go_to(key):
            self._navigation.go("papers")
        elif self._screen.scope == self.everything:
            self._current.show_unlisted(key)
        else:
            self.leave_place()
            self.ask("", self.everything, key)

    def clear(self) -> None:
        """Clear the search and the filters."""
        if self._screen.scope != self.everything or self.bar.text:
            self.leave_place()
            self.ask("", self.everything)

    def toggle_filter(self, facet: str, value: str) -> None:
        """Add a value to the filters, or remove it."""
        chosen, pair = list(self._screen.scope.chosen), (facet, value)
        if pair in chosen:
            chosen.remove(pair)
        else:
            chosen.append(pair)
        self.leave_place()
        self.set_scope(replace(self._screen.scope, chosen=tuple(chosen)))

    def remove_last_filter(self) -> None:
        """Remove the filter that was added last."""
        if self._screen.scope.chosen:
            self.toggle_filter(*self._screen.scope.chosen[-1])
        else:
            self._context.notify("There is no filter to remove.")

    def leave_place(self) -> None:
        """Remember the present search in the history, before another one is asked."""
        self._history = self._history.leaving(self.place)

    def backward(self) -> None:
        """Go back to the previous search."""
        self._history, there = self._history.backward(self.place)
        self._go_to(there, "There is no previous search.")

    def forward(self) -> None:
        """Go forward to the search that was left with `backward`."""
        self._history, there = self._history.forward(self.place)
        self._go_to(there, "There is no next search.")

    def sort(self) -> None:
        """Ask for the sort order."""
        choices = [Choice(sort.value[0], sort.value, label) for sort, label in messages.SORTS.items()]
        dialog = ChoiceScreen("Sort by", choices, self._screen.scope.sort.value)
        self._context.push(dialog, self._sort_by)

    def _sort_by(self, picked: str | None) -> None:
        if picked:
            self.set_scope(replace(self._screen.scope, sort=Sort(picked)))
        if picked == Sort.FOR_YOU.value:
            for_you = self._context.library.for_you
            if for_you.signs < for_you.signs_needed:
                self._context.notify(messages.too_little_known(for_you.signs, for_you.signs_needed))

    def _go_to(self, there: Place | None, nowhere: str) -> None:
        if there is None:
            self._context.notify(nowhere)
        else:
            self.ask(there.text, there.scope, there.key)

    def _search(self, scope: Scope, cancel: CancelToken) -> None:
        """Search in a worker; while a new index is built, answer from the last one."""

        def answer(listing: Listing, *, is_final: bool) -> None:
            listing.prepare(self._screen.size.height, cancel)
            if not cancel.is_cancelled:
                self._context.on_ui(self._accept, listing, is_final)
                listing.put_in_order()

        def answer_meanwhile(papers: int) -> None:
            self._context.on_ui(self._show_indexing, papers)
            listing = self._context.library.search_last_index(scope, cancel)
            if listing is not None:
                answer(listing, is_final=False)

        try:
            answer(self._context.library.search(scope, cancel, answer_meanwhile), is_final=True)
        except Cancelled:
            return
        except StoreError as error:
            self._context.on_ui(self.report, str(error))

    def _accept(self, listing: Listing, is_final: bool) -> None:
        """Show an answer from the worker, unless it answers another question.

        Args:
            listing: The answer.
            is_final: Whether all papers were searched, and not those of the last index only.
        """
        if is_final:
            self._show_indexing(0)
        if listing.results.scope != self._screen.scope:
            return
        if self._wanted is not None and not is_final:
            return  # the wanted paper may not be in the last index
        self.show(listing)
        self.set_answered()

    def set_answered(self) -> None:
        """Let keys act on the list again."""
        self.is_unanswered = False
        self._screen.post_message(InputReady())

    def report(self, problem: str) -> None:
        """Report that the library cannot be read."""
        self.set_answered()
        self._show_indexing(0)
        if problem != self._reported:
            self._reported = problem
            self._context.notify(problem, title="The library", severity="error", timeout=20)

    def _show_indexing(self, papers: int) -> None:
        self._screen.query_one(TitleBar).indexing = papers

    def _show_counts(self, listing: Listing) -> None:
        bar, library = self._screen.query_one(TitleBar), self._context.library
        bar.counts = messages.counts(listing, self._screen.shelf)
        bar.place = messages.STARTER if library.is_starter else library.place

    def _explain(self, problem: QueryError | None) -> None:
        error = self._screen.query_one("#query-error", Static)
        error.display = problem is not None
        if problem is not None:
            caret = " " * cell_len(problem.text[: problem.position]) + "^ "
            error.update(caret + str(problem))

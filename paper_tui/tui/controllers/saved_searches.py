"""Saved searches: open, save, rename and remove them, and keep their counts up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from textual.content import Content

from paper_tui.config_file import entry, renamed
from paper_tui.library import Listing
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.text import clean_line
from paper_tui.search import MarkPart, Query, Scope
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.list_manager import ListAction, ListChoice, ListManager, Row
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.filter_pane import FilterPane, SavedSearch

TABLE = "searches"
KEYS = "123456789"
"""Keys that open the first saved searches in the list."""
OPEN, RENAME, REMOVE = ListAction("", "open"), ListAction("r", "rename"), ListAction("x", "remove")


class SavedSearchController:
    """Edits the saved searches of the configuration; the only writer of the filter pane's list of them."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._screen = context.screen
        self._search = search
        self._catalogue: object = None
        """The papers that the searches were last counted in."""

    def start(self) -> None:
        """Follow configuration and papers."""
        self._screen.watch(self._screen, "config", self._show_all)
        self._screen.watch(self._screen, "listing", self._follow_papers, init=False)

    def follow_marks(self, parts: MarkPart) -> None:
        """Count again the searches on which a change of marks has an effect."""
        affected = (Scope(Query.parse(search.query)).mark_parts & parts for search in self.searches)
        if any(affected):
            self._count_all()

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches with the counts known last."""
        return self._screen.query_one(FilterPane).searches

    def open(self, name: str) -> None:
        """Ask a saved search."""
        query = self._context.config.searches.get(name)
        if query is not None:
            self._search.leave_place()
            self._search.ask(query, replace(self._search.everything, query=Query.parse(query)))

    def save(self) -> None:
        """Ask for a name, and save the current question under it."""
        query = str(self._screen.scope.as_query)
        if not query:
            remedies = (self._context.remedy("search.open"), self._context.remedy("pane.filters"))
            self._context.offer("There is no search or filter to save.", *remedies)
            return

        def save(name: str | None) -> None:
            if name is None:
                return
            kept = clean_line(name) or query
            change = entry(TABLE, kept, query)
            write = partial(self._context.change_config, change, f"Saved as “{kept}”. ' opens it.")
            if self._context.config.searches.get(kept, query) != query:
                self._context.ask_replace(f"the search “{kept}”", write)
            else:
                write()

        self._context.push(LineScreen("Save this search", "name · enter save", placeholder=query), save)

    def manage(self) -> None:
        """List the saved searches."""
        rows = [
            Row(search.name, _line(search), KEYS[place : place + 1])
            for place, search in enumerate(self.searches)
        ]
        empty = "None yet: search for something, then press S."
        dialog = ListManager("Saved searches", rows, (OPEN, RENAME, REMOVE), empty=empty)
        self._context.push(dialog, self._manage)

    def _manage(self, choice: ListChoice | None) -> None:
        if choice is None:
            return
        if choice.action is OPEN:
            self.open(choice.name)
        elif choice.action is REMOVE:
            query = self._context.config.searches.get(choice.name, "")
            removed = f"Removed “{choice.name}”: {query}"
            self._context.change_config(entry(TABLE, choice.name, None), removed)
        else:
            self._rename(choice.name)

    def _rename(self, name: str) -> None:
        def rename(typed: str | None) -> None:
            kept = clean_line(typed or "")
            if not kept or kept == name:
                return
            write = partial(self._context.change_config, renamed(TABLE, name, kept), f"Renamed to “{kept}”.")
            if kept in self._context.config.searches:
                self._context.ask_replace(f"the search “{kept}”", write)
            else:
                write()

        self._context.push(LineScreen("Rename the search", "enter rename · esc cancel", name), rename)

    def _follow_papers(self, listing: Listing | None) -> None:
        if listing is not None and listing.catalogue is not self._catalogue:
            self._catalogue = listing.catalogue
            self._count_all()

    def _show_all(self) -> None:
        """Show every saved search with the count known last, and count again."""
        known = {(search.name, search.query): search for search in self.searches}
        saved = self._context.config.searches.items()
        pane = self._screen.query_one(FilterPane)
        pane.searches = tuple(known.get(pair, SavedSearch(*pair)) for pair in saved)
        self._count_all()

    def _count_all(self) -> None:
        if self.searches and self._catalogue is not None:
            self._context.run_in_thread("saved searches", partial(self._count, self.searches))

    def _count(self, saved: Sequence[SavedSearch], cancel: CancelToken) -> None:
        counted = []
        for search in saved:
            try:
                found = self._context.library.search(Scope(Query.parse(search.query)), cancel)
            except (Cancelled, StoreError):  # the search of the list reports problems of the library
                return
            counted.append(replace(search, count=len(found)))
        self._context.on_ui(self._show_counts, tuple(counted))

    def _show_counts(self, searches: tuple[SavedSearch, ...]) -> None:
        if [(search.name, search.query) for search in searches] == list(
            self._context.config.searches.items()
        ):
            self._screen.query_one(FilterPane).searches = searches


def _line(search: SavedSearch) -> Content:
    count = "" if search.count is None else f"{search.count:,}"
    return Content.assemble(search.name, "  ", (search.query, "$muted"), "  ", (count, "$accent"))

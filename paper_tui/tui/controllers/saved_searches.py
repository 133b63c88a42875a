"""Searches that the reader gave names: opened, counted, saved, renamed and removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual import events, on, work
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.worker import get_current_worker

from paper_tui.config_file import entry, renamed
from paper_tui.library import Library, Listing
from paper_tui.papers.cancellation import Cancelled
from paper_tui.papers.shelf import Shelf
from paper_tui.papers.text import clean_line
from paper_tui.search import Query, Scope
from paper_tui.settings import Settings
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchActions
from paper_tui.tui.dialogs.list_manager import Managed, ManageScreen, Row, Verb
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.system.ui_priority import making_way
from paper_tui.tui.widgets.filter_pane import FilterPane, SavedSearch

TABLE = "searches"
KEYS = "123456789"
"""The keys of the first saved searches."""
OPEN, RENAME, REMOVE = Verb("", "opens"), Verb("r", "rename"), Verb("x", "remove")


class SavedSearchActions(SearchActions):
    """Keeps the counts of saved searches up to date with the library."""

    searches: var[tuple[SavedSearch, ...]] = var(())

    @dataclass
    class Counted(Message):
        """It is known how many papers each saved search finds."""

        searches: tuple[SavedSearch, ...]

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__(library, settings)
        self._counted: tuple[object, Shelf] | None = None
        """The papers and marks that searches were last counted in."""

    @on(events.Mount)
    def _keep_counted(self) -> None:
        self.watch(self, "config", self._count_all)
        self.watch(self, "listing", self._count_where_changed, init=False)

    def _count_where_changed(self, listing: Listing | None) -> None:
        if listing and self._counted != (listing.catalogue, self.shelf):
            self._counted = (listing.catalogue, self.shelf)
            self._count_all()

    def _count_all(self) -> None:
        """Show every saved search with the count known last, and count anew."""
        known = {(search.name, search.query): search for search in self.searches}
        saved = self.config.searches.items()
        self.searches = tuple(known.get(pair, SavedSearch(*pair)) for pair in saved)
        if self.searches and self._counted:
            self._count(self.searches)

    @work(thread=True, group="saved searches", exclusive=True)
    def _count(self, saved: Sequence[SavedSearch]) -> None:
        worker = get_current_worker()
        cancel = making_way(lambda: worker.is_cancelled)
        counted = []
        for search in saved:
            try:
                found = self.library.search(Scope(Query.parse(search.query)), cancel)
            except (Cancelled, StoreError):  # the search of the list tells of trouble with the library
                return
            counted.append(replace(search, count=len(found)))
        self.post_message(self.Counted(tuple(counted)))

    @on(Counted)
    def _show_counts(self, event: Counted) -> None:
        if [(search.name, search.query) for search in event.searches] == list(self.config.searches.items()):
            self.searches = event.searches

    @on(FilterPane.Opened)
    def _open_from_pane(self, event: FilterPane.Opened) -> None:
        self.open_search(event.name)

    def open_search(self, name: str) -> None:
        """Ask a saved search in place of the present question."""
        query = self.config.searches.get(name)
        if query is not None:
            self.leave_place()
            self.ask(query, replace(self.unasked, query=Query.parse(query)))

    def action_save_search(self) -> None:
        """Give the present question a name."""
        query = str(self.scope.as_query)
        if not query:
            self.notify("There is no search to save: type one with /, or choose filters.", markup=False)
            return

        def save(name: str | None) -> None:
            if name is not None:
                kept = clean_line(name) or query
                self.change_config(entry(TABLE, kept, query), f"Saved as “{kept}”. ' opens it.")

        self.app.push_screen(LineScreen("Save this search", "its name; enter saves", placeholder=query), save)

    def action_saved_searches(self) -> None:
        """Show the saved searches."""
        rows = [
            Row(search.name, _shown(search), KEYS[place : place + 1])
            for place, search in enumerate(self.searches)
        ]
        empty = "None yet: search for something, then press S."
        screen = ManageScreen("Saved searches", rows, (OPEN, RENAME, REMOVE), empty=empty)
        self.app.push_screen(screen, self._manage_search)

    def _manage_search(self, wanted: Managed | None) -> None:
        if wanted is None:
            return
        query = self.config.searches.get(wanted.name, "")
        if wanted.verb is OPEN:
            self.open_search(wanted.name)
        elif wanted.verb is REMOVE:
            self.change_config(entry(TABLE, wanted.name, None), f"Removed “{wanted.name}”: {query}")
        else:
            self._rename_search(wanted.name)

    def _rename_search(self, name: str) -> None:
        def rename(typed: str | None) -> None:
            kept = clean_line(typed or "")
            if kept and kept != name:
                self.change_config(renamed(TABLE, name, kept), f"Renamed to “{kept}”.")

        self.app.push_screen(LineScreen("Rename the search", "enter renames", name), rename)


def _shown(search: SavedSearch) -> Content:
    count = "" if search.count is None else f"{search.count:,}"
    return Content.assemble(search.name, "  ", (search.query, "$muted"), "  ", (count, "$accent"))

"""Search inside full texts: the index of their words, and the passages that a search found."""

from __future__ import annotations

import time
from functools import partial

from paper_tui.library import Listing
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.search import Query, Scope
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.paper_detail import PaperDetail
from paper_tui.tui.widgets.paper_list import PaperList
from paper_tui.tui.widgets.title_bar import Activity, TitleBar

INDEX_GROUP, PASSAGE_GROUP = "text index", "passages"
TOLD_FROM = 5
"""Texts to index from which on the title bar says so."""
RUNS = 3
"""Times that the index is brought up to date in sequence while texts keep changing."""
PAUSE, SLICES = 0.15, 3
"""Seconds without a new answer after which texts are read for passages, and checks meanwhile."""


class FullTextController:
    """Keeps the text index up to date in the background, and has passages found for the rows in sight."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._screen = context.screen
        self._search = search
        self._stamp = ""
        """Of the catalogue that was looked at last for texts to index."""

    def start(self) -> None:
        """Follow the list, the papers and the texts from now on."""
        library = self._context.library
        library.text_index.updates_itself = False
        library.texts.on_kept = partial(self._context.on_ui, self.update_index)
        self._screen.watch(self._screen, "listing", self._follow_listing, init=False)
        self._screen.watch(self._screen.query_one(PaperList), "scroll_y", self.find_passages, init=False)

    def cancel(self) -> None:
        """Stop indexing; what was indexed stays."""
        self._screen.workers.cancel_group(self._screen, INDEX_GROUP)

    def update_index(self) -> None:
        """Index the texts that are new, in a process of its own."""
        running = (each for each in self._screen.workers if each.group == INDEX_GROUP and each.is_running)
        if next(running, None) is None:
            self._context.run_in_thread(INDEX_GROUP, self._update)

    def find_passages(self) -> None:
        """Find the passages of the rows in sight that were found by their texts."""
        rows, listing = self._screen.query_one(PaperList), self._screen.listing
        if listing is None or not len(listing) or not listing.results.term_matches:
            return
        wanted = [row for row in rows.visible_rows() if listing.is_in_text(row)]
        if any(listing.passage(row) is None for row in wanted):
            self._context.run_in_thread(PASSAGE_GROUP, partial(self._find, listing, wanted))

    def _follow_listing(self, listing: Listing | None) -> None:
        if listing is None:
            return
        self.find_passages()
        library = self._context.library
        has_texts = bool(library.texts.version()) or not library.is_starter
        if listing.catalogue.stamp != self._stamp and has_texts:
            self._stamp = listing.catalogue.stamp
            self.update_index()

    def _find(self, listing: Listing, rows: list[int], cancel: CancelToken) -> None:
        try:
            for _ in range(SLICES):
                time.sleep(PAUSE / SLICES)
                cancel.check()
            for row in listing.find_passages(rows, cancel):
                self._context.on_ui(self._show_passage, listing, row)
        except Cancelled:
            return

    def _show_passage(self, listing: Listing, row: int) -> None:
        if listing is self._screen.listing:
            self._screen.query_one(PaperList).row_changed(row)
            self._screen.query_one(PaperDetail).passage_found(listing.key(row))

    def _update(self, cancel: CancelToken) -> None:
        library = self._context.library
        try:
            has_changed = False
            for _ in range(RUNS):
                if library.text_index.is_up_to_date() or not self._has_texts(cancel):
                    break
                if not library.text_indexer.run(self._show_progress, cancel):
                    break
                has_changed = True
        except Cancelled:
            has_changed = True
        self._context.on_ui(self._finish, has_changed)

    def _has_texts(self, cancel: CancelToken) -> bool:
        """Return whether any text is kept or belongs to a paper, or was indexed."""
        library = self._context.library
        if library.texts.version() or library.text_index.exists:
            return True
        return len(library.search(Scope(Query.parse("has:pdf")), cancel)) > 0

    def _show_progress(self, done: int, total: int) -> None:
        if total >= TOLD_FROM:
            what = f"indexing {total:,} texts for search"
            self._context.on_ui(self._set_activity, Activity(what, done / total))

    def _set_activity(self, activity: Activity | None) -> None:
        self._screen.query_one(TitleBar).activity = activity

    def _finish(self, has_changed: bool) -> None:
        if not has_changed:
            return
        self._set_activity(None)
        listing = self._screen.listing
        if listing is not None and listing.results.term_matches:
            self._search.search_again()


def row_in_text(listing: Listing | None, key: PaperKey) -> int | None:
    """Return the row of a paper that was found by words of its full text only; None for another."""
    row = listing.row_of(key) if listing else None
    return row if row is not None and listing is not None and listing.is_in_text(row) else None

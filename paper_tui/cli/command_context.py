"""The library that a command works on, and searches in it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from paper_tui.cli.exit_codes import USAGE, CommandError
from paper_tui.cli.output import busy, print_message
from paper_tui.config_file import ConfigFile
from paper_tui.library import Library
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings

if TYPE_CHECKING:
    from paper_tui.library.interest.gains import Gains


@contextmanager
def open_library(settings: Settings) -> Iterator[Library]:
    """Open the library for the time of one command; print what had to be repaired."""
    library = Library.open(settings.library, settings.clock)
    library.configure(settings.config)
    library.history.settings_file = ConfigFile(settings.config_file)
    try:
        for notice in library.notices:
            print_message(f"paper-tui: {notice}")
        _take_over_server(library, settings)
        yield library
    finally:
        library.close()


def _take_over_server(library: Library, settings: Settings) -> None:
    """Fill the copy of a library on a server when it is opened for the first time."""
    address = settings.config.library
    if not address or address != settings.config.sync or library.sync.is_begun:
        return
    from paper_tui.library.sharing.synchronisation import transport_of
    from paper_tui.sync.transport import SyncError

    try:
        with busy(f"reading the library of {library.place}"):
            problem = library.sync.run(transport_of(address, settings.library)).problem
    except SyncError as error:
        problem = str(error)
    if problem:
        print_message(f"paper-tui: {clean_line(problem, 1_000)}")


def query_text(options: argparse.Namespace, settings: Settings) -> str:
    """The query of a command line: its words, and the saved search that ``--saved`` names.

    Raises:
        CommandError: No saved search has that name.
    """
    typed = " ".join(options.words)
    if options.saved is None:
        return typed
    saved = settings.config.searches.get(options.saved)
    if saved is None:
        known = ", ".join(f"“{name}”" for name in settings.config.searches) or "none"
        name = clean_line(options.saved)
        raise CommandError(f"no saved search has the name “{name}”. Saved searches: {known}", USAGE)
    return f"({saved}) ({typed})" if typed.strip() else saved


def _lists_everything(query: str, sort: str) -> bool:
    """Return whether the stored order of arrival is the answer, which saves loading the search engine."""
    return not query.strip() and sort in ("relevance", "newest")


class Found(NamedTuple):
    """The outcome of a search."""

    advice: list[str]
    """Suggestions where nothing matches."""
    rows: Iterator[tuple[Entry, float]]
    """The matching papers with their scores from 0 to 1."""
    gains: Gains | None
    """The upvotes that papers gained, where that is the order."""


def search_library(library: Library, query: str, sort: str = "relevance", limit: int | None = None) -> Found:
    """Search a library."""
    shelf = library.shelf
    everything = library.in_order_of_arrival() if _lists_everything(query, sort) else None
    if everything is not None:
        some = islice(everything, limit)
        return Found([], ((Entry(paper, shelf.get(paper.key)), 0.0) for paper in some), None)
    from paper_tui.search import Query, Scope, Sort

    scope = Scope(query=Query.parse(query), sort=Sort(sort))
    with busy("searching") as label:
        listing = library.search(scope, indexing=lambda count: label(f"indexing {count:,} papers"))
    count = len(listing) if limit is None else min(limit, len(listing))

    def rows() -> Iterator[tuple[Entry, float]]:
        for row in range(count):
            paper = listing.paper(row)
            yield Entry(paper, shelf.get(paper.key)), listing.results.score(row)

    return Found([one.text for one in listing.results.suggestions], rows(), listing.gains)

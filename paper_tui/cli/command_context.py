"""A library opened for the time of one command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from paper_tui.cli.output import print_message
from paper_tui.library import Library
from paper_tui.papers.serialization import Entry
from paper_tui.search import Query, Scope, Sort
from paper_tui.settings import Settings


@contextmanager
def open_library(settings: Settings) -> Iterator[Library]:
    """The library of this run; what had to be repaired on opening is told."""
    library = Library.open(settings.library, settings.clock, settings.config.rules)
    try:
        for notice in library.notices:
            print_message(f"paper-tui: {notice}")
        yield library
    finally:
        library.close()


def search_library(
    library: Library, words: Sequence[str], sort: str = "relevance", limit: int | None = None
) -> tuple[list[str], Iterator[tuple[Entry, float]]]:
    """What to tell when nothing matches, and the papers that match a query with their scores, best first."""
    scope = Scope(query=Query.parse(" ".join(words)), sort=Sort(sort))
    listing = library.search(scope)
    shelf = library.shelf
    count = len(listing) if limit is None else min(limit, len(listing))

    def rows() -> Iterator[tuple[Entry, float]]:
        for row in range(count):
            paper = listing.paper(row)
            yield Entry(paper, shelf.get(paper.key)), listing.results.score(row)

    return [advice.text for advice in listing.results.advice], rows()

"""Texts of the reader: empty and loading states, counts, sort orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from paper_tui.glyphs import SEPARATOR, STAR
from paper_tui.library import Listing
from paper_tui.papers.clock import local_day
from paper_tui.papers.edition import Edition
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Change, EffectiveState, Shelf
from paper_tui.search import Sort
from paper_tui.tui.render import styles

CLEAR_SEARCH = "clear the search and the filters (esc)"
LOADING = Content.styled("Opening the library …", "$muted")
STARTER = "starter library · i import your own papers"
NOTHING_NEW = "No new papers are listed: all of them were seen."
SORTS = {
    Sort.RELEVANCE: "best match first",
    Sort.NEWEST: "last added first",
    Sort.PUBLISHED: "by date of publication",
    Sort.VOTES: "most upvoted first",
    Sort.GAIN: "gained most upvotes first",
    Sort.TITLE: "by title",
    Sort.FOR_YOU: "for you, by what you read",
}
NO_PAPERS = "No papers yet. Choose a line with enter, or press its key:"
FIRST_STEPS = (
    ("program.import", "i  import a file: BibTeX, an arXiv feed, a Daily Papers page, …"),
    ("program.fetch", "r  fetch papers from a service: daily papers, arXiv, a feed, …"),
    ("program.help", "?  show all keys"),
)
"""The lines to choose in an empty library, each with the id of its key."""


def too_little_known(signs: int, needed: int) -> str:
    """Return why papers are not ranked for the reader yet, and how they are sorted."""
    return (
        f"Too little is known to rank papers: {signs} of {needed} bookmarked, read or noted. "
        "Best match first, then newest, until then."
    )


def for_listing(listing: Listing) -> Content:
    """Return the text shown in place of rows when a listing has none."""
    if len(listing):
        return Content("")
    if not listing.results.total:
        return Content(NO_PAPERS)
    return Content.assemble(("No paper matches.", "bold"), " Choose a line with enter:")


def choices_for(listing: Listing) -> tuple[str, ...]:
    """Return the lines to choose from when a listing has no rows."""
    if len(listing):
        return ()
    if not listing.results.total:
        return tuple(line for _, line in FIRST_STEPS)
    return (*(suggestion.text for suggestion in listing.results.suggestions), CLEAR_SEARCH)


def counts(listing: Listing, shelf: Shelf) -> str:
    """Return the number of papers, of new ones and of bookmarks."""
    total = listing.results.total
    dealt_with = len(shelf) - shelf.state_counts[EffectiveState.NEW] - listing.results.strays
    bookmarks = len(shelf.bookmarks)
    said = (
        f"{total:,} papers",
        f"{max(total - dealt_with, 0):,} new",
        f"{bookmarks:,} {STAR}" if bookmarks else "",
    )
    return f" {SEPARATOR} ".join(part for part in said if part)


def new_since(count: int, visited: str, today: date) -> str:
    """Return the label of the line below the papers that were added since the last session.

    Args:
        count: Number of these papers.
        visited: End of that session, as an ISO time in UTC.
        today: The present day.
    """
    visited = local_day(visited)
    day = styles.short_date(visited, today)
    return f"↑ {count:,} new since the last session, {'today' if visited == today.isoformat() else day}"


def edition(shown: Edition, today: date) -> str:
    """Return an edition with its progress: ``3 Sep · daily-papers · 14 of 38 seen``."""
    progress = f"{shown.seen:,} of {shown.total:,} seen"
    return " · ".join((styles.short_date(shown.day, today), shown.source, progress))


def done(change: Change | None) -> str | None:
    """Return the message of a change; None where nothing changed."""
    return f"{change.label[0].upper()}{change.label[1:]}. u undoes it." if change else None


def about(papers: Sequence[Paper]) -> str:
    """Return the title of one paper, or the number of several."""
    return papers[0].title if len(papers) == 1 else f"{len(papers):,} papers"

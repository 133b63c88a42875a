"""What the reader says in its own words: empty and loading states, counts, orders."""

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

LOADING = Content.styled("Opening the library …", "$muted")
STARTER = "starter library · i imports your own papers"
NOTHING_NEW = "Nothing here is new: every paper that is shown has been looked at."
SORTS = {
    Sort.RELEVANCE: "best match first",
    Sort.NEWEST: "newest arrivals first",
    Sort.PUBLISHED: "by date of publication",
    Sort.VOTES: "most upvoted first",
    Sort.GAIN: "gained most upvotes first",
    Sort.TITLE: "by title",
    Sort.FOR_YOU: "for you: by what you bookmark and read",
}
NO_PAPERS = (
    "No papers yet.\n\n"
    "Save a Daily Papers page, a BibTeX file or an arXiv feed, and bring it in with i here or with\n\n"
    "    paper-tui import FILE"
)


def for_listing(listing: Listing) -> Content:
    """What stands in place of rows when a listing has none."""
    if len(listing):
        return Content("")
    if not listing.results.total:
        return Content(NO_PAPERS)
    lines = [Content.styled("Nothing matches.", "bold"), Content("")]
    lines += [Content.styled(advice.text, "$muted") for advice in listing.results.suggestions]
    lines.append(Content.styled("esc clears the search and the filters", "$muted"))
    return Content("\n").join(lines)


def counts(listing: Listing, shelf: Shelf) -> str:
    """How many papers there are, and how many of them the reader has not dealt with."""
    total = listing.results.total
    stood_on = listing.results.scope.current
    dealt_with = len(shelf) - shelf.state_counts[EffectiveState.NEW]
    if stood_on is not None and shelf.get(stood_on).effective_state is EffectiveState.SEEN:
        dealt_with -= 1
    bookmarks = len(shelf.bookmarks)
    said = (
        f"{total:,} papers",
        f"{max(total - dealt_with, 0):,} new",
        f"{bookmarks:,} {STAR}" if bookmarks else "",
    )
    return f" {SEPARATOR} ".join(part for part in said if part)


def new_since(count: int, visited: str, today: date) -> str:
    """What the line says that stands below the papers that came in since the last visit.

    Args:
        count: How many they are.
        visited: When that visit ended, as an ISO time in UTC.
        today: Decides how the day is said.
    """
    visited = local_day(visited)
    day = styles.short_date(visited, today)
    return f"↑ {count:,} new since your last visit, {'today' if visited == today.isoformat() else day}"


def edition(shown: Edition, today: date) -> str:
    """An edition with how far one has come with it: ``3 Sep · daily-papers · 14 of 38 seen``."""
    progress = f"{shown.seen:,} of {shown.total:,} seen"
    return " · ".join((styles.short_date(shown.day, today), shown.source, progress))


def done(change: Change | None) -> str | None:
    """A change as it is told; None where nothing changed."""
    return f"{change.label[0].upper()}{change.label[1:]}. u takes it back." if change else None


def about(papers: Sequence[Paper]) -> str:
    """Which papers a dialog is about: the title of one, the number of more."""
    return papers[0].title if len(papers) == 1 else f"{len(papers):,} papers"

"""Follows: authors, words, citations and saved searches, and the papers that match them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paper_tui.library.interest.follow_lines import NOT, SAVED, author_doubt, excluded, is_name, query_of
from paper_tui.library.interest.followed import Followed, Origin
from paper_tui.papers.paper import Paper, PaperKey

if TYPE_CHECKING:
    from paper_tui.library.result_list import Listing
    from paper_tui.search import Scope

    Search = Callable[[Scope], Listing]


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper, and what it is there for."""

    paper: Paper
    follow: str
    """The line of the configuration."""
    doubt: str = ""
    """The doubt whether it is somebody else's: ``K. He may not be Kaiming He``."""

    @property
    def origin(self) -> Origin:
        """The line with its doubt."""
        return Origin(self.follow, self.doubt)


class Following:
    """Finds papers by the lines that the reader follows."""

    def __init__(self) -> None:
        self.lines: tuple[str, ...] = ()
        """``author:NAME``, ``saved:NAME`` or any query; replace to change."""
        self.searches: Mapping[str, str] = {}
        """The saved searches by name."""
        self._last: tuple[object, Followed] | None = None

    @property
    def lost_searches(self) -> list[str]:
        """The names of saved searches that are followed and do not exist."""
        named = (line.removeprefix(SAVED) for line in self.lines if line.startswith(SAVED))
        return [name for name in named if name not in self.searches]

    @property
    def has_citations(self) -> bool:
        """True if what is followed depends on citations."""
        queries = (query_of(line, self.searches) for line in self._followed_lines)
        return any(name in query for query in queries for name in ("cites:", "citedby:", "has:refs"))

    def hits(self, search: Search, added: str = "") -> list[Hit]:
        """Papers that came from what is followed, each once, in the order of the lines.

        Args:
            search: Lists the papers of a scope.
            added: A condition on the time of import, such as ``added:<7d``.
        """
        found: dict[PaperKey, Hit] = {}
        for line in self._followed_lines:
            listing = self._candidates(line, added, search)
            if listing is None:
                continue
            for place, doubt in self._of(line, listing).items():
                paper = listing.catalogue[place]
                found.setdefault(paper.key, Hit(paper, line, doubt))
        return list(found.values())

    def found(self, stamp: str, search: Search) -> Followed:
        """All papers that what is followed brings; computed once for a state of the catalogue.

        Args:
            stamp: Names that state.
            search: Lists the papers of a scope.
        """
        question = (stamp, self.lines, self.searches)
        if self._last is None or self._last[0] != question:
            candidates = {line: self._candidates(line, "", search) for line in self._followed_lines}
            lines = {line: self._of(line, found) for line, found in candidates.items() if found}
            self._last = (question, Followed(lines))
        return self._last[1]

    @property
    def _followed_lines(self) -> Iterator[str]:
        return (line for line in dict.fromkeys(self.lines) if not line.startswith(NOT))

    def _candidates(self, line: str, added: str, search: Search) -> Listing | None:
        """The papers of a line's query; None for a query that cannot be followed."""
        from paper_tui.search import Query, QueryError, Scope

        text = query_of(line, self.searches)
        try:
            query = Query.parse(f"({text}) {added}" if text else "")
        except QueryError:
            return None
        if not text or query.speaks_of_followed:
            return None
        return search(replace(Scope(query), strict=True))

    def _of(self, line: str, listing: Listing) -> Mapping[int, str]:
        """The papers of a line by position, with the doubt about each."""
        places = iter(listing.results.order)
        catalogue = listing.catalogue
        if is_name(line):
            doubts = {place: author_doubt(line, catalogue[place].authors) for place in places}
        else:
            doubts = dict.fromkeys(places, "")
        not_these = {key for key, of in excluded(self.lines) if of == line}
        return {
            place: doubt
            for place, doubt in doubts.items()
            if doubt is not None and (not not_these or catalogue.key_at(place) not in not_these)
        }

"""Works as bibliographies and citation services name them, and lists of them merged into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from paper_tui.papers.identity import Identity, fold

SHORTEST_TITLE = 20
"""Letters and digits from which on a title names a work; shorter ones are too common."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is cited or cites; any part may be empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    arxiv_id: str = ""
    """Without version."""
    doi: str = ""
    """In lower case."""
    venue: str = ""
    text: str = ""
    """The entry as the bibliography prints it."""
    sources: tuple[str, ...] = ()
    """Who said so: ``text``, ``OpenAlex``, …"""

    @property
    def id(self) -> str:
        """Names the work wherever it is cited: by arXiv id, DOI or title; empty when none can."""
        if self.arxiv_id:
            return f"arxiv:{self.arxiv_id}"
        if self.doi:
            return f"doi:{self.doi}"
        folded = fold(self.title)
        return f"title:{folded}" if len(folded) >= SHORTEST_TITLE else ""

    @property
    def identity(self) -> Identity:
        """The identity by which to find the work in a library."""
        author = self.authors[0] if self.authors else ""
        return Identity(self.arxiv_id, self.doi, self.title, author, self.year[:4])

    @property
    def label(self) -> str:
        """A line for display: the title, else the entry as printed, else the identifier."""
        return self.title or self.text or self.arxiv_id or self.doi


def merged_works(works: Iterable[Work]) -> list[Work]:
    """Merge lists of several sources: the same work once, with what each source knows of it.

    The order is that of first mention. Works that have nothing in common but a printed entry stay apart.
    """
    found: list[Work] = []
    places: dict[str, int] = {}
    for work in works:
        names = _names(work)
        place = next((places[name] for name in names if name in places), None)
        if place is not None and found[place].identity.contradicts(work.identity):
            place = None
        if place is None:
            place = len(found)
            found.append(work)
        else:
            found[place] = _joined(found[place], work)
        for name in _names(found[place]):
            places.setdefault(name, place)
    return found


def _names(work: Work) -> list[str]:
    """Everything that the work may be known by."""
    title = replace(work, arxiv_id="", doi="").id
    ids = [f"arxiv:{work.arxiv_id}" if work.arxiv_id else "", f"doi:{work.doi}" if work.doi else ""]
    return [name for name in (*ids, title) if name]


def _joined(one: Work, other: Work) -> Work:
    return Work(
        title=one.title or other.title,
        authors=one.authors or other.authors,
        year=one.year or other.year,
        arxiv_id=one.arxiv_id or other.arxiv_id,
        doi=one.doi or other.doi,
        venue=one.venue or other.venue,
        text=one.text or other.text,
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
    )

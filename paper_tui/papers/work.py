"""Works that papers cite or that cite them, as bibliographies and citation services name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.identity import Identity, fold
from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line

SHORTEST_TITLE = 20
"""Letters and digits from which on a title names a work; shorter ones are too common."""
TITLE, SHORT_TITLE = "title:", "short:"
"""Kinds of names; a short title finds papers, but says not that two works are one."""
LONGEST_ENTRY = 1_000
LONGEST_AUTHORS = 500


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is cited or cites; any part may be empty. `build_work` cleans what others wrote."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    arxiv_id: str = ""
    """Without version."""
    doi: str = ""
    """In lower case; never one of arXiv's own."""
    venue: str = ""
    text: str = ""
    """The entry as the bibliography prints it."""
    sources: tuple[str, ...] = ()
    """Its sources: ``text``, ``OpenAlex``, …"""

    @property
    def id(self) -> str:
        """Names the work wherever it is cited: by arXiv id, DOI or title; empty when none can."""
        if self.arxiv_id:
            return f"arxiv:{self.arxiv_id}"
        return f"doi:{self.doi}" if self.doi else self.title_id

    @property
    def title_id(self) -> str:
        """Names the work by its title alone; empty when that is too short."""
        folded = fold(self.title)
        return f"{TITLE}{folded}" if len(folded) >= SHORTEST_TITLE else ""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it may be found by, without spaces: ids, and the title, even one too short to name it."""
        folded = fold(self.title)
        named = (
            ("arxiv:", self.arxiv_id),
            ("doi:", self.doi),
            (TITLE if len(folded) >= SHORTEST_TITLE else SHORT_TITLE, folded),
        )
        return tuple(kind + value for kind, value in named if value)

    @property
    def identity(self) -> Identity:
        """The identity by which to find the work in a library."""
        author = self.authors[0] if self.authors else ""
        return Identity(self.arxiv_id, self.doi, self.title, author, self.year[:4])

    @property
    def label(self) -> str:
        """A line for display: the title, else the entry as printed, else the identifier."""
        return self.title or self.text or (f"arXiv:{self.arxiv_id}" if self.arxiv_id else self.doi)


def build_work(
    *,
    title: str = "",
    authors: Iterable[str] = (),
    year: str = "",
    arxiv_id: str = "",
    doi: str = "",
    venue: str = "",
    text: str = "",
    source: str,
) -> Work:
    """Build a work of what others wrote, cleaned; arXiv's own DOIs count as arXiv ids."""
    arxiv = parse_arxiv_id(arxiv_id) or (parse_arxiv_id(doi) if "arxiv" in doi.lower() else None)
    year = year[:4]
    return Work(
        title=clean_line(title),
        authors=tuple(name for author in authors if (name := clean_line(author, LONGEST_AUTHORS))),
        year=year if year.isascii() and year.isdecimal() and len(year) == 4 else "",
        arxiv_id=arxiv.number if arxiv else "",
        doi=parse_doi(doi),
        venue=clean_line(venue),
        text=clean_line(text, LONGEST_ENTRY),
        sources=(source,),
    )


def work_of(paper: Paper, source: str) -> Work:
    """A paper as a work that a source names."""
    year = str(paper.year or "")
    return Work(paper.title, paper.authors, year, paper.arxiv_id, paper.doi, paper.venue, "", (source,))


def work_record(work: Work) -> dict[str, Any]:
    """A work as stored, without empty fields. Any: JSON values."""
    return {name: value for name, value in asdict(work).items() if value}


def stored_work(record: Mapping[str, Any]) -> Work:  # Any: what JSON holds
    """The work of a record.

    Raises:
        TypeError: It is none.
        AttributeError: As above.
    """
    texts = {
        name: str(record.get(name, "")) for name in ("title", "year", "arxiv_id", "doi", "venue", "text")
    }
    authors, sources = (tuple(map(str, record.get(name, ()))) for name in ("authors", "sources"))
    return Work(**texts, authors=authors, sources=sources)

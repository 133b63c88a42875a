"""A server in the shape of Hugging Face and arXiv that knows papers by title, among decoys."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from paper_tui.papers.title_match import words
from tests.sources.services.helpers import Asked, Server, answer

PER_PAGE = 100
PUBLISHED = "2026-08-31T17:59:00.000Z"


@dataclass(frozen=True)
class Known:
    """A paper as the services have it."""

    number: str
    title: str
    abstract: str
    authors: tuple[str, ...] = ("Ada Lovelace",)
    kind: str = ""
    """Of a decoy, why it may be taken for another paper."""


OTHER = "Entirely different words on a matter of no relation to pictures, language or networks whatever."


def decoys(known: Known, number: int) -> list[Known]:
    """Papers that are easily taken for another; those on the same matter have its abstract too."""
    title, abstract = known.title, known.abstract
    counted = re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), title)
    made = (
        ("sequel", f"{title} II", abstract),
        ("sequel", f"{title} 3: The Sequel", abstract),
        ("v2/v3", f"{title} v2", abstract),
        ("two/three", counted if counted != title else f"{title} for Two Agents", abstract),
        ("not", f"Not {title}", abstract),
        ("extended abstract", f"{title} (Extended Abstract)", abstract),
        ("erratum", f"Erratum: {title}", abstract),
        ("same title by others", title, OTHER),
        ("prefix", title.split(":")[0] if ":" in title else f"{title} in the Wild", OTHER),
        ("prefix", f"On {title}", OTHER),
    )
    return [
        Known(f"19{number % 12 + 1:02}.{number:03}{place:02}", *made_of, ("Grace Hopper",), kind)
        for place, (kind, *made_of) in enumerate(made)
    ]


class Hub:
    """Answers lists of a day, searches and title queries."""

    def __init__(self, server: Server, papers: list[Known], day: str = "2026-09-03") -> None:
        self.papers = papers
        self.others = [decoy for number, known in enumerate(papers) for decoy in decoys(known, number)]
        self._day = day
        self.published: list[Known] = []
        """Papers that only registrars of DOIs know; their numbers are DOIs."""
        self.server = server
        server.on("/api/daily_papers", self._daily)
        server.on("/api/papers/search", self._search)
        server.on("/api/query", self._arxiv)
        server.on("/works", self._crossref)
        server.on("/dois", answer({"data": [], "meta": {"total": 0}}))
        server.on("/graph/v1/paper/search", answer({"total": 0, "offset": 0, "data": []}))

    @property
    def decoys(self) -> int:
        return len(self.others)

    def _daily(self, connection: socket.socket, asked: Asked) -> None:
        of_day = asked.query.get("date") == self._day
        connection.sendall(answer([_item(known) for known in (self.papers if of_day else [])][:PER_PAGE]))

    def _search(self, connection: socket.socket, asked: Asked) -> None:
        wanted = {*words(asked.query["q"])}
        connection.sendall(answer([_item(known) for known in self._near(wanted)]))

    def _arxiv(self, connection: socket.socket, asked: Asked) -> None:
        wanted = {*re.findall(r"ti:(\w+)", asked.query["search_query"])}
        found = [known for known in self._near(wanted) if wanted <= _words(known.title)]
        connection.sendall(answer(_atom(found), content_type="application/atom+xml"))

    def _crossref(self, connection: socket.socket, asked: Asked) -> None:
        items = [_work(known) for known in self._registered(asked.query["query.bibliographic"])]
        connection.sendall(answer({"status": "ok", "message-type": "work-list", "message": {"items": items}}))

    def _registered(self, title: str) -> list[Known]:
        wanted = {*words(title)}
        return [known for known in self.published if len(wanted & _words(known.title)) >= len(wanted) * 0.6]

    def _near(self, wanted: set[str]) -> list[Known]:
        """Decoys first, as a service's own order may well be."""
        every = [*self.others, *self.papers]
        return [known for known in every if len(wanted & _words(known.title)) >= len(wanted) * 0.6][:60]


@cache
def _words(title: str) -> frozenset[str]:
    return frozenset(words(title))


def _item(known: Known) -> dict[str, object]:
    authors = [{"name": name} for name in known.authors]
    described = {"id": known.number, "title": known.title, "summary": known.abstract, "authors": authors}
    days = {"publishedAt": PUBLISHED, "submittedOnDailyAt": "2026-09-02T23:40:00.000Z"}
    return {"paper": described | days, "title": known.title, "publishedAt": PUBLISHED}


def _work(known: Known) -> dict[str, object]:
    """A work as Crossref describes it."""
    names = [name.split() for name in known.authors]
    return {
        "DOI": known.number,
        "type": "journal-article",
        "title": [known.title],
        "abstract": f"<jats:p>{escape(known.abstract)}</jats:p>",
        "author": [{"given": name[0], "family": name[-1], "sequence": "first"} for name in names],
        "container-title": ["Journal of Tides"],
        "issued": {"date-parts": [[2026, 5]]},
        "reference-count": 0,
        "is-referenced-by-count": 0,
        "score": 31.2,
    }


def _atom(papers: list[Known]) -> str:
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{known.number}v1</id><title>{escape(known.title)}</title>"
        f"<summary>{escape(known.abstract)}</summary><published>2019-01-01T00:00:00Z</published>"
        f"{''.join(f'<author><name>{escape(name)}</name></author>' for name in known.authors)}</entry>"
        for known in papers
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"<opensearch:totalResults>{len(papers)}</opensearch:totalResults>{entries}</feed>"
    )

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


@dataclass(frozen=True)
class Known:
    """A paper as the services have it."""

    number: str
    title: str
    abstract: str
    authors: tuple[str, ...] = ("Ada Lovelace",)


def decoys(known: Known, number: int) -> list[Known]:
    """Papers that are easily taken for another: sequels, other numbers, prefixes, namesakes, notes on it."""
    title, abstract = known.title, known.abstract
    other = "Entirely different words on a matter of no relation to pictures, language or networks whatever."
    made = [
        (f"{title} II", abstract),
        (f"{title} v2", abstract),
        (f"{title} 3: The Sequel", abstract),
        (f"Not {title}", abstract),
        (f"{title} (Extended Abstract)", abstract),
        (f"Erratum: {title}", abstract),
        (title, other),
        (title.split(":")[0] if ":" in title else f"{title} in Two Dimensions", other),
        (title.replace("One", "Two").replace("Two", "Three"), other)
        if "One" in title
        else (f"On {title}", other),
    ]
    return [
        Known(f"19{number % 12 + 1:02}.{number:03}{place:02}", made_title, made_abstract, ("Grace Hopper",))
        for place, (made_title, made_abstract) in enumerate(made)
    ]


class Hub:
    """Answers lists of a day, searches and title queries."""

    def __init__(self, server: Server, papers: list[Known], day: str = "2026-09-03") -> None:
        self._papers = papers
        self._others = [decoy for number, known in enumerate(papers) for decoy in decoys(known, number)]
        self._day = day
        self.server = server
        server.on("/api/daily_papers", self._daily)
        server.on("/api/papers/search", self._search)
        server.on("/api/query", self._arxiv)

    @property
    def decoys(self) -> int:
        return len(self._others)

    def _daily(self, connection: socket.socket, asked: Asked) -> None:
        of_day = asked.query.get("date") == self._day
        connection.sendall(answer([_item(known) for known in (self._papers if of_day else [])][:PER_PAGE]))

    def _search(self, connection: socket.socket, asked: Asked) -> None:
        wanted = {*words(asked.query["q"])}
        connection.sendall(answer([_item(known) for known in self._near(wanted)]))

    def _arxiv(self, connection: socket.socket, asked: Asked) -> None:
        wanted = {*re.findall(r"ti:(\w+)", asked.query["search_query"])}
        found = [known for known in self._near(wanted) if wanted <= _words(known.title)]
        connection.sendall(answer(_atom(found), content_type="application/atom+xml"))

    def _near(self, wanted: set[str]) -> list[Known]:
        """Decoys first, as a service's own order may well be."""
        every = [*self._others, *self._papers]
        return [known for known in every if len(wanted & _words(known.title)) >= len(wanted) * 0.6][:60]


@cache
def _words(title: str) -> frozenset[str]:
    return frozenset(words(title))


def _item(known: Known) -> dict[str, object]:
    authors = [{"name": name} for name in known.authors]
    return {
        "paper": {"id": known.number, "title": known.title, "summary": known.abstract, "authors": authors},
        "title": known.title,
        "publishedAt": "2026-09-02T00:00:00.000Z",
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

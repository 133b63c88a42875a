"""A server in the shapes of OpenAlex, OpenCitations, Crossref and Semantic Scholar."""

from __future__ import annotations

import socket
import threading

from paper_tui.sources.services import Timing
from tests.sources.services.helpers import Asked, Server, answer

NAMES = ("openalex", "semanticscholar", "crossref", "opencitations")
OWN = "10.1000/tides"
"""The DOI of the paper that all of them know."""


def quick() -> Timing:
    """A clock of each thread, which goes on only while the thread sleeps, and that takes no time.

    With one clock for all, a service that waits lets the requests to the others time out.
    """
    slept = threading.local()

    def moment() -> float:
        return float(getattr(slept, "seconds", 0.0))

    def sleep(seconds: float) -> None:
        slept.seconds = moment() + seconds

    return Timing(now=lambda: 1.8e9 + moment(), steady=moment, sleep=sleep, jitter=lambda: 0.0)


def openalex_work(number: int, title: str, doi: str = "", year: int = 2020, page: str = "") -> object:
    return {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/{doi}" if doi else None,
        "display_name": title,
        "publication_year": year,
        "publication_date": f"{year}-02-03",
        "authorships": [{"author": {"display_name": "Ada Brook"}, "raw_author_name": "A. Brook"}],
        "primary_location": {"landing_page_url": page or None, "source": None},
        "locations": [],
    }


def scholar_work(title: str | None, ids: dict[str, str] | None = None, year: int = 2020) -> object:
    return {
        "paperId": "f00",
        "title": title,
        "authors": [{"authorId": "1", "name": "Ada Brook"}],
        "year": year,
        "venue": "Journal of Tides",
        "externalIds": ids,
    }


def citation(citing: str, cited: str) -> object:
    return {
        "oci": "061-062",
        "citing": f"omid:br/061 {citing} pmid:1",
        "cited": f"omid:br/062 {cited}",
        "creation": "2021-03",
        "timespan": "P1Y",
        "journal_sc": "no",
        "author_sc": "no",
    }


def openalex(server: Server, cites: list[object], cited_by: list[object], *, total: int = 0) -> None:
    """Answer look-ups of `OWN` and the two kinds of lists."""
    ids = [work["id"] for work in cites if isinstance(work, dict)]
    own = {
        "id": "https://openalex.org/W1",
        "referenced_works": ids,
        "cited_by_count": total or len(cited_by),
    }
    server.on(f"/works/doi%3A{OWN}", answer(own))
    server.on(f"/works/doi:{OWN}", answer(own))

    def listed(connection: socket.socket, asked: Asked) -> None:
        kind, _, wanted = asked.query["filter"].partition(":")
        if kind == "doi":  # the same path at Crossref
            dois = asked.query["filter"].replace("doi:", "").split(",")
            items = [{"DOI": doi, "title": [f"Study {doi}"], "type": "journal-article"} for doi in dois]
            connection.sendall(answer({"message": {"items": items}}))
            return
        some = {f"https://openalex.org/{each}" for each in wanted.split("|")}
        works = [work for work in cites if isinstance(work, dict) and work["id"] in some]
        connection.sendall(answer({"meta": {}, "results": cited_by if kind == "cites" else works}))

    server.on("/works", listed)


def scholar(server: Server, name: str, cites: list[object], cited_by: list[object]) -> None:
    """Answer for a paper of Semantic Scholar by its name there."""
    for path, inner, works in (("references", "citedPaper", cites), ("citations", "citingPaper", cited_by)):
        data = [{inner: work} for work in works]
        server.on(f"/graph/v1/paper/{name}/{path}", answer({"offset": 0, "data": data}))


def crossref(server: Server, references: list[object], doi: str = OWN) -> None:
    """Answer for the work of a DOI."""
    work = {"DOI": doi, "title": ["Tides"], "reference-count": len(references), "reference": references}
    server.on(f"/works/{doi.replace('/', '%2F')}", answer({"status": "ok", "message": work}))


def opencitations(server: Server, cites: list[str], cited_by: list[str], doi: str = OWN) -> None:
    """Answer with pairs of DOIs."""
    server.on(
        f"/index/v2/references/doi:{doi}", answer([citation(f"doi:{doi}", f"doi:{each}") for each in cites])
    )
    server.on(
        f"/index/v2/citations/doi:{doi}", answer([citation(f"doi:{each}", f"doi:{doi}") for each in cited_by])
    )

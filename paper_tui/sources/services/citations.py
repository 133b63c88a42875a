"""Services of citations: OpenAlex, OpenCitations, Crossref and Semantic Scholar.

Each names works in its own way; here all of them answer with `Work` values. Crossref has none of arXiv's
papers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import islice
from urllib.parse import quote, urlencode

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.identity import Identity
from paper_tui.papers.paper import Paper
from paper_tui.papers.work import Work, build_work, work_of
from paper_tui.sources import openalex_json, semantic_scholar_json
from paper_tui.sources.base import Context
from paper_tui.sources.json_values import Json, a_count, a_text, an_object, objects
from paper_tui.sources.services.exchange_types import NO_KEY, ApiKey, FetchSettings, Response
from paper_tui.sources.services.json_answers import get_json
from paper_tui.sources.services.response_body import check_json
from paper_tui.sources.services.title_search import (
    CROSSREF,
    SCHOLAR_INTERVAL,
    SCHOLAR_KEY,
    SEMANTIC_SCHOLAR,
)

MOST_WORKS = 1_000
"""Works that are taken from one service for one paper."""
OPENALEX_PAGE = 100
"""Works of a page of OpenAlex, and ids that one of its filters takes."""
OPENALEX_FIELDS = (
    "id,doi,display_name,publication_year,publication_date,authorships,primary_location,locations"
)
SCHOLAR_FIELDS = "title,authors,year,venue,externalIds"
_NOWHERE = Context("citations", date.min, "")


class Direction(StrEnum):
    """Direction of citations from the point of view of a paper."""

    CITES = "cites"
    """The works that the paper cites."""
    CITED_BY = "cited-by"
    """The works that cite the paper."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The works that a service lists for a paper."""

    works: tuple[Work, ...]
    total: int | None
    """Works that the service counts, which may be more than it lists; None where it only says "more"."""


Get = Callable[[str], object]
"""Returns the JSON answer for a path of the service."""


@dataclass(frozen=True, slots=True)
class CitationService:
    """One service; a `client.Server`."""

    name: str
    """As the settings call it."""
    title: str
    """For display."""
    base_url: str
    named: Callable[[Identity], str]
    """The service's name for a paper; empty where it cannot know it."""
    listing: Mapping[Direction, Callable[[Get, str], Listed]]
    """The request for the works in each direction that it supports, given such a name."""
    interval: float = 0.0
    key: ApiKey = NO_KEY
    needs_key: bool = False

    def check(self, response: Response) -> None:
        """Accept JSON alone."""
        check_json(response)

    def ask(
        self, paper: Identity, direction: Direction, settings: FetchSettings, cancel: CancelToken
    ) -> Listed:
        """Ask for the works that are connected with a paper; blocks.

        Raises:
            NotFound: The service does not know the paper.
            FetchError: It could not be asked.
            Cancelled: The caller cancelled.
        """
        get = partial(get_json, self, settings=settings, cancel=cancel)
        return self.listing[direction](get, self.named(paper))


def _listed(works: Iterable[Work | None], total: int = 0) -> Listed:
    kept = tuple(islice((work for work in works if work is not None and work.label), MOST_WORKS))
    return Listed(kept, max(total, len(kept)))


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _doi(paper: Identity) -> str:
    """The DOI of a paper; of an arXiv paper without another one the DOI that DataCite has for it."""
    return paper.doi or (f"10.48550/arXiv.{paper.arxiv_id}" if paper.arxiv_id else "")


def _read(read: Callable[[Json, Context], Paper], record: Json, source: str) -> Work | None:
    """The work that a service describes as a paper; None without a title."""
    try:
        return work_of(read(record, _NOWHERE), source)
    except ValueError:
        return None


# --- OpenAlex: one request for the work, then lists of a hundred ---

_OPENALEX_ID = re.compile(r"(?:https?://openalex\.org/)?(W\d{1,20})", re.ASCII)


def _openalex_work(get: Get, name: str) -> Json:
    return _object(get(f"/works/doi:{quote(name)}?select=id,referenced_works,cited_by_count"))


def _openalex_page(get: Get, **asked: str) -> Iterator[Work | None]:
    query = urlencode({**asked, "per_page": str(OPENALEX_PAGE), "select": OPENALEX_FIELDS})
    for record in objects(_object(get(f"/works?{query}")), "results"):
        yield _read(openalex_json.paper, record, "OpenAlex")


def _openalex_cites(get: Get, name: str) -> Listed:
    listed = _openalex_work(get, name).get("referenced_works")
    ids = [found[1] for each in _list(listed) if (found := _OPENALEX_ID.fullmatch(str(each)))]
    pages = (
        _openalex_page(get, filter=f"openalex:{'|'.join(ids[start : start + OPENALEX_PAGE])}")
        for start in range(0, min(len(ids), MOST_WORKS), OPENALEX_PAGE)
    )
    return _listed((work for page in pages for work in page), len(ids))


def _openalex_cited_by(get: Get, name: str) -> Listed:
    work = _openalex_work(get, name)
    found = _OPENALEX_ID.fullmatch(a_text(work, "id"))
    total = a_count(work, "cited_by_count") or 0
    if not found or not total:
        return Listed((), total)
    return _listed(_openalex_page(get, filter=f"cites:{found[1]}", sort="publication_date:desc"), total)


# --- OpenCitations: pairs of identifiers, without titles ---


def _opencitations(get: Get, name: str, *, operation: str, side: str) -> Listed:
    pairs = _list(get(f"/index/v2/{operation}/doi:{quote(name)}"))
    return _listed(
        (_identified(a_text(_object(pair), side)) for pair in pairs[:MOST_WORKS]), total=len(pairs)
    )


def _identified(ids: str) -> Work | None:
    """A work by its identifiers: ``omid:br/0 doi:10.1/x pmid:2``; None without a DOI."""
    doi = next((each for each in ids.split()[:20] if each.startswith("doi:")), "")
    work = build_work(doi=doi.removeprefix("doi:"), source="OpenCitations")
    return work if work.id else None


# --- Crossref: what publishers deposited ---


def _crossref_cites(get: Get, name: str) -> Listed:
    work = an_object(_object(get(f"/works/{quote(name, safe='')}")), "message")
    return _listed(map(_deposited, objects(work, "reference")), a_count(work, "reference-count") or 0)


def _deposited(entry: Json) -> Work:
    title = a_text(entry, "article-title", "volume-title")
    author, year = a_text(entry, "author"), a_text(entry, "year")
    venue = a_text(entry, "journal-title", "series-title")
    printed = a_text(entry, "unstructured")
    return build_work(
        title=title,
        authors=(author,),
        year=year,
        arxiv_id=_arxiv_id_in(printed),
        doi=a_text(entry, "DOI"),
        venue=venue,
        text=printed or ". ".join(filter(None, (author, title, venue, year))),
        source="Crossref",
    )


_ARXIV = re.compile(
    r"arxiv(?:\.org/(?:abs|pdf)/|[:\s]{1,3})((?:\d{4}\.\d{4,5}|[a-z-]{2,20}/\d{7}))", re.IGNORECASE
)


def _arxiv_id_in(text: str) -> str:
    found = _ARXIV.search(text[:4_000])
    return found[1] if found else ""


# --- Semantic Scholar: papers with title and ids, a thousand at once ---


def _scholar_name(paper: Identity) -> str:
    return f"ARXIV:{paper.arxiv_id}" if paper.arxiv_id else f"DOI:{paper.doi}" if paper.doi else ""


def _scholar(get: Get, name: str, *, operation: str, inner: str) -> Listed:
    query = urlencode({"limit": MOST_WORKS, "fields": SCHOLAR_FIELDS})
    answered = _object(get(f"/graph/v1/paper/{quote(name, safe=':/')}/{operation}?{query}"))
    works = (
        _read(semantic_scholar_json.paper, an_object(record, inner), "Semantic Scholar")
        for record in objects(answered, "data")
    )
    listed = _listed(works)
    return replace(listed, total=None) if "next" in answered else listed


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


CITATION_SERVICES = (
    CitationService(
        name="openalex",
        title="OpenAlex",
        base_url="https://api.openalex.org",
        named=_doi,
        listing={Direction.CITES: _openalex_cites, Direction.CITED_BY: _openalex_cited_by},
        key=ApiKey(parameter="api_key"),
        needs_key=True,
    ),
    CitationService(
        name="semanticscholar",
        title="Semantic Scholar",
        base_url=SEMANTIC_SCHOLAR.base_url,
        named=_scholar_name,
        listing={
            Direction.CITES: partial(_scholar, operation="references", inner="citedPaper"),
            Direction.CITED_BY: partial(_scholar, operation="citations", inner="citingPaper"),
        },
        interval=SCHOLAR_INTERVAL,
        key=SCHOLAR_KEY,
    ),
    CitationService(
        name="crossref",
        title="Crossref",
        base_url=CROSSREF.base_url,
        named=lambda paper: paper.doi,
        listing={Direction.CITES: _crossref_cites},
        interval=CROSSREF.interval,
        key=CROSSREF.key,
    ),
    CitationService(
        name="opencitations",
        title="OpenCitations",
        base_url="https://api.opencitations.net",
        named=_doi,
        listing={
            Direction.CITES: partial(_opencitations, operation="references", side="cited"),
            Direction.CITED_BY: partial(_opencitations, operation="citations", side="citing"),
        },
        interval=CROSSREF.interval,
        key=ApiKey(header="authorization"),
    ),
)
"""Those with titles first: lists are merged in this order."""

"""Requests for what became of papers: works of Crossref, and Zotero's list of retractions.

The list of retractions holds beginnings of hashes of DOIs. A search for a paper compares the beginning
of its own hash, and asks only for the retractions that begin so: no service learns which papers one has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from paper_tui.papers.builder import clean_date
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.doi import parse_doi
from paper_tui.papers.text import clean_line
from paper_tui.papers.update import Update, UpdateKind
from paper_tui.sources.base import Context
from paper_tui.sources.crossref_updates import Work, works
from paper_tui.sources.services.client import NOT_MODIFIED, Client
from paper_tui.sources.services.exchange_types import NO_KEY, ApiKey, FetchSettings, Request, Response
from paper_tui.sources.services.fetch_state import KnownPage
from paper_tui.sources.services.response_body import check_json
from paper_tui.sources.services.title_search import CROSSREF

AT_ONCE = 50
"""Papers in one request."""
MOST_LINES = 2_000_000
_UNSENDABLE = ","


def _accept(_response: Response) -> None:
    """Accept plain text."""


@dataclass(frozen=True, slots=True)
class RetractionServer:
    """Zotero's list of retractions, a `client.Server`."""

    name: str = "retractions"
    base_url: str = "https://api.zotero.org"
    interval: float = 1.0
    key: ApiKey = NO_KEY
    check: Callable[[Response], None] = _accept


@dataclass(frozen=True, slots=True)
class RetractionList:
    """Beginnings of hashes of retracted DOIs."""

    prefixes: frozenset[str]
    etag: str = ""

    @property
    def length(self) -> int:
        """The number of characters of a beginning; 0 for an empty list."""
        return len(next(iter(self.prefixes), ""))


def doi_hash(doi: str) -> str:
    """The hash under which a DOI is listed."""
    return hashlib.sha1(doi.lower().encode(), usedforsecurity=False).hexdigest()


def retraction_list(
    known: RetractionList | None, settings: FetchSettings, cancel: CancelToken
) -> RetractionList:
    """Fetch the list, or return the known one if it is as it was.

    Raises:
        FetchError: It could not be fetched.
        Cancelled: The caller cancelled.
    """
    server = RetractionServer()
    base = settings.base_urls.get(server.name, server.base_url).rstrip("/")
    request = Request(f"{base}/retractions/list", "text/plain")
    page = KnownPage(etag=known.etag) if known else KnownPage()
    response = Client(server, request, settings, cancel).get(request, page)
    if response.status == NOT_MODIFIED and known:
        return known
    lines = response.body.decode("ascii", "replace").splitlines()[:MOST_LINES]
    prefixes = frozenset(line.split(" ")[0][1:] for line in lines if line.startswith("d"))
    etag = response.headers.get("etag", "")
    return RetractionList(prefixes, etag if etag.isascii() and etag.isprintable() else "")


def retractions(
    listed: RetractionList, dois: Collection[str], settings: FetchSettings, cancel: CancelToken
) -> dict[str, Update]:
    """The retractions among DOIs; only beginnings of hashes that are on the list are sent.

    Raises:
        FetchError: It could not be asked.
        Cancelled: The caller cancelled.
    """
    hashes = {doi_hash(doi): doi for doi in dois}
    possible = sorted({each[: listed.length] for each in hashes} & listed.prefixes)
    if not possible:
        return {}
    server = RetractionServer(check=check_json)
    base = settings.base_urls.get(server.name, server.base_url).rstrip("/")
    body = json.dumps([f"d{prefix}" for prefix in possible]).encode()
    request = Request(f"{base}/retractions/search", "application/json", body=body)
    answer = json.loads(Client(server, request, settings, cancel).get(request, KnownPage()).body)
    rows = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    return {hashes[row["doi"]]: _retraction(row) for row in rows if row.get("doi") in hashes}


def _retraction(row: Mapping[str, object]) -> Update:
    reasons = row.get("reasons")
    listed = (
        [clean_line(each, 200) for each in reasons if isinstance(each, str)]
        if isinstance(reasons, list)
        else []
    )
    notice, day = row.get("retractionDOI"), row.get("date")
    return Update(
        UpdateKind.RETRACTED,
        "Retraction Watch",
        clean_date(day) if isinstance(day, str) else "",
        parse_doi(notice) if isinstance(notice, str) else "",
        "; ".join(listed[:10]),
    )


def crossref_works(
    dois: Sequence[str], settings: FetchSettings, context: Context, cancel: CancelToken
) -> Iterator[list[Work]]:
    """Yield what Crossref has of DOIs, a request for each `AT_ONCE` of them.

    Raises:
        FetchError: A request failed; what was yielded before is whole.
        Cancelled: The caller cancelled.
    """
    base = settings.base_urls.get(CROSSREF.name, CROSSREF.base_url).rstrip("/")
    together = [doi for doi in dois if _UNSENDABLE not in doi]
    for start in range(0, len(together), AT_ONCE):
        some = together[start : start + AT_ONCE]
        asked = urlencode({"filter": ",".join(f"doi:{doi}" for doi in some), "rows": len(some)}, safe=":,")
        yield _works(Request(f"{base}/works?{asked}", "application/json"), settings, context, cancel)
    for doi in dois:
        if _UNSENDABLE in doi:
            request = Request(f"{base}/works/{quote(doi, safe='')}", "application/json")
            yield _works(request, settings, context, cancel)


def _works(request: Request, settings: FetchSettings, context: Context, cancel: CancelToken) -> list[Work]:
    response = Client(CROSSREF, request, settings, cancel).get(request, KnownPage())
    return list(works(json.loads(response.body), context))

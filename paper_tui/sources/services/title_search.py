"""Services that are searched by the words of a title: Crossref, DataCite, Semantic Scholar.

Crossref also has works by their DOIs, many with one request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import urlencode

from paper_tui.papers.identifiers import parse_doi
from paper_tui.sources import crossref_json, datacite_json, semantic_scholar_json
from paper_tui.sources.base import Context, Item
from paper_tui.sources.services.exchange_types import ApiKey, Request, Response
from paper_tui.sources.services.response_body import check_json
from paper_tui.sources.services.service import Service, no_more

LONGEST = 250
MOST = 20
BY_DOI = "doi:"
"""Beginning of each name in a list of works by their DOIs."""
DOIS_AT_ONCE = 50
CROSSREF_INTERVAL = 0.2
"""Seconds; Crossref allows the public five requests a second."""
SCHOLAR_INTERVAL = 1.0
"""Seconds; Semantic Scholar allows one request a second with a key."""
SCHOLAR_KEY = ApiKey(header="x-api-key")
CROSSREF_KEY = ApiKey(parameter="mailto")
"""Crossref has no keys: an address of mail gives a more reliable service."""
_SCHOLAR_FIELDS = (
    "title,abstract,authors,year,publicationDate,venue,journal,publicationVenue,publicationTypes,externalIds"
)


def _argument(text: str) -> str:
    words = " ".join(text.split())
    if not re.search(r"\w", words) or len(words) > LONGEST:
        raise ValueError(f"needs words of a title, up to {LONGEST} characters of them")
    return words


def _crossref_argument(text: str) -> str:
    if not text.startswith(BY_DOI):
        return _argument(text)
    dois = [parse_doi(each) for each in text.split(",")]
    if not all(dois) or len(dois) > DOIS_AT_ONCE:
        raise ValueError(f"needs DOIs separated by commas, up to {DOIS_AT_ONCE} of them")
    return ",".join(f"{BY_DOI}{doi}" for doi in dois)


def _no_address(_text: str) -> str | None:
    return None


def _crossref(argument: str, base: str, most: int) -> Request:
    by_doi = {"filter": argument, "rows": DOIS_AT_ONCE}
    by_title = {"query.bibliographic": argument, "rows": min(most, MOST)}
    asked = urlencode(by_doi if argument.startswith(BY_DOI) else by_title)
    return Request(f"{base}/works?{asked}", "application/json")


def _datacite(argument: str, base: str, most: int) -> Request:
    words = " ".join(re.findall(r"\w+", argument))
    asked = urlencode({"query": f"titles.title:({words})", "page[size]": min(most, MOST)})
    return Request(f"{base}/dois?{asked}", "application/json")


def _scholar(argument: str, base: str, most: int) -> Request:
    words = " ".join(re.findall(r"\w+", argument))  # a hyphen makes a query without results
    asked = urlencode({"query": words, "limit": min(most, MOST), "fields": _SCHOLAR_FIELDS})
    return Request(f"{base}/graph/v1/paper/search?{asked}", "application/json")


def _listed(*path: str) -> Callable[[Response], bytes]:
    """Take the list out of the envelope of an answer."""

    def found(response: Response) -> bytes:
        value = json.loads(response.body)
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return json.dumps(value if isinstance(value, list) else []).encode()

    return found


def _reader(
    read: Callable[[BytesIO, Context], Iterator[Item]], *path: str
) -> Callable[[Response, Context], Iterator[Item]]:
    listed = _listed(*path)
    return lambda response, context: read(BytesIO(listed(response)), context)


CROSSREF = Service(
    name="crossref",
    title="Crossref",
    forms=("crossref:WORDS",),
    base_url="https://api.crossref.org",
    argument=_crossref_argument,
    first=_crossref,
    read=_reader(crossref_json.read, "message", "items"),
    following=no_more,
    check=check_json,
    bare=_no_address,
    interval=CROSSREF_INTERVAL,
    key=CROSSREF_KEY,
)
DATACITE = Service(
    name="datacite",
    title="DataCite",
    forms=("datacite:WORDS",),
    base_url="https://api.datacite.org",
    argument=_argument,
    first=_datacite,
    read=_reader(datacite_json.read, "data"),
    following=no_more,
    check=check_json,
    bare=_no_address,
    interval=CROSSREF_INTERVAL,
)
SEMANTIC_SCHOLAR = Service(
    name="semanticscholar",
    title="Semantic Scholar",
    forms=("semanticscholar:WORDS",),
    base_url="https://api.semanticscholar.org",
    argument=_argument,
    first=_scholar,
    read=_reader(semantic_scholar_json.read, "data"),
    following=no_more,
    check=check_json,
    bare=_no_address,
    interval=SCHOLAR_INTERVAL,
    key=SCHOLAR_KEY,
)

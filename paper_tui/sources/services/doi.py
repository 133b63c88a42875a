"""DOI content negotiation: CSL-JSON from the registrar (citation.crosscite.org/docs.html)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

from paper_tui.papers.identifiers import parse_doi
from paper_tui.sources import csl_json
from paper_tui.sources.base import Context, Item
from paper_tui.sources.services.exchange_types import Request, Response
from paper_tui.sources.services.response_body import check_json
from paper_tui.sources.services.service import Service, no_more

_ACCEPT = "application/vnd.citationstyles.csl+json"


def _argument(text: str) -> str:
    doi = parse_doi(text)
    if not doi:
        raise ValueError("expected a DOI, such as 10.1000/182")
    return doi


def _bare(text: str) -> str | None:
    return parse_doi(text) or None


def _first(argument: str, base: str, _most: int) -> Request:
    return Request(f"{base}/{quote(argument)}", _ACCEPT)


def _read(response: Response, context: Context) -> Iterator[Item]:
    """The record; Crossref's API wraps it in an envelope."""
    record = json.loads(response.body)
    if isinstance(record, dict) and isinstance(record.get("message"), dict):
        record = record["message"]
    return csl_json.read(BytesIO(json.dumps([record]).encode()), context)


SERVICE = Service(
    name="doi",
    title="DOI registrar",
    forms=("doi:10.1000/182",),
    base_url="https://doi.org",
    argument=_argument,
    first=_first,
    read=_read,
    following=no_more,
    check=check_json,
    bare=_bare,
)

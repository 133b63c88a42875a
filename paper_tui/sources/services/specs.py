"""Reads what the user calls a source of papers: ``daily:2026-09-03``, ``arxiv:cs.CL``, ``feed:URL``."""

from __future__ import annotations

import re
from difflib import get_close_matches

from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import SourceError
from paper_tui.sources.services import arxiv, daily, doi, feed
from paper_tui.sources.services.service import Service, Spec

_LONGEST = 3_000
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
SERVICES: dict[str, Service] = {
    service.name: service for service in (daily.SERVICE, arxiv.SERVICE, feed.SERVICE, doi.SERVICE)
}


def parse_spec(text: str) -> Spec:
    """What to fetch; an arXiv id, a DOI or an address of either may stand alone.

    Raises:
        SourceError: No such service or not its way to be asked; names what is known.
    """
    shown = clean_line(text, 200)
    if len(text) > _LONGEST or _CONTROLS.search(text.strip()):
        raise SourceError(f"{shown}: too long, or control characters in it, for the name of a source")
    text = clean_line(text, _LONGEST)
    bare = _bare(text)
    if bare:
        return bare
    name, _, argument = text.partition(":")
    service = SERVICES.get(name.strip().lower())
    if service is None:
        raise SourceError(_unknown(shown, name.strip().lower()))
    try:
        return Spec(service.name, service.argument(argument))
    except ValueError as error:
        raise SourceError(f"{shown}: {error}") from error


def _bare(text: str) -> Spec | None:
    """An arXiv id or a DOI, with or without ``doi:`` before it."""
    number = parse_arxiv_id(text)
    if number:
        return Spec("arxiv", arxiv.spelled(number))
    known = parse_doi(text)
    return Spec("doi", known) if known else None


def _unknown(shown: str, name: str) -> str:
    known = ", ".join(form for service in SERVICES.values() for form in service.forms)
    if name in ("http", "https"):
        return f"{shown}: an address needs feed: before it; known are {known}"
    close = get_close_matches(name, SERVICES, n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    return f"no service is called {shown!r}.{meant} Known are {known}"

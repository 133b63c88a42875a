"""Reads what the user calls a source of papers: ``daily:2026-09-03``, ``arxiv:cs.CL``, ``feed:URL``."""

from __future__ import annotations

from difflib import get_close_matches

from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import SourceError
from paper_tui.sources.services import arxiv, daily, doi, feed
from paper_tui.sources.services.service import Service, Spec

SERVICES: dict[str, Service] = {
    service.name: service for service in (daily.SERVICE, arxiv.SERVICE, feed.SERVICE, doi.SERVICE)
}


def parse_spec(text: str) -> Spec:
    """What to fetch; an arXiv id, a DOI or an address of either may stand alone.

    Raises:
        SourceError: No such service or not its way to be asked; names what is known.
    """
    text = text.strip()
    shown = clean_line(text, 200)
    if not text.isprintable():
        raise SourceError(f"{shown}: control characters are no part of a source's name")
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
        return Spec("arxiv", f"{number.number}v{number.version}" if number.version else number.number)
    known = parse_doi(text)
    return Spec("doi", known) if known else None


def _unknown(shown: str, name: str) -> str:
    known = ", ".join(form for service in SERVICES.values() for form in service.forms)
    if name in ("http", "https"):
        return f"{shown}: an address needs feed: before it; known are {known}"
    close = get_close_matches(name, SERVICES, n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    return f"no service is called {shown!r}.{meant} Known are {known}"

"""Parser of specs of sources: ``daily:2026-09-03``, ``arxiv:cs.CL``, ``feed:URL``."""

from __future__ import annotations

import re
from difflib import get_close_matches

from paper_tui.papers.identifiers import identifier_problem
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import SourceError
from paper_tui.sources.services import arxiv, daily, doi, feed, title_search
from paper_tui.sources.services.service import Service, Spec

_LONGEST = 3_000
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
SERVICES: dict[str, Service] = {
    service.name: service
    for service in (
        *(daily.SERVICE, arxiv.SERVICE, doi.SERVICE),
        *(title_search.CROSSREF, title_search.DATACITE, title_search.SEMANTIC_SCHOLAR),
        feed.SERVICE,
    )
}
"""By name, in the order in which URLs are matched; any URL may be a feed."""


def parse_spec(text: str) -> Spec:
    """Parse a spec; an arXiv id, a DOI or the URL of a page or feed needs no service name.

    Raises:
        SourceError: No such service or not its way to be asked; names what is known.
    """
    shown = clean_line(text, 200)
    if len(text) > _LONGEST or _CONTROLS.search(text.strip()):
        raise SourceError(f"the name of a source is too long or has control characters: {shown}")
    text = clean_line(text, _LONGEST)
    for service in SERVICES.values():
        argument = service.bare(text)
        if argument is not None:
            return Spec(service.name, argument)
    problem = identifier_problem(text)
    if problem:
        raise SourceError(f"{shown} is {problem}")
    name, _, argument = text.partition(":")
    named = SERVICES.get(name.strip().lower())
    if named is None:
        raise SourceError(_unknown(name.strip().lower()))
    try:
        return Spec(named.name, named.argument(argument))
    except ValueError as error:
        raise SourceError(str(error)) from error


def _unknown(name: str) -> str:
    known = ", ".join(form for service in SERVICES.values() for form in service.forms)
    close = get_close_matches(name, SERVICES, n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    return f"unknown service.{meant} Known are {known}"

"""Web addresses of a paper: its page, its PDF, its code, and pages about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from paper_tui.papers.identifiers import arxiv_pdf_url, doi_url, parse_arxiv_id
from paper_tui.papers.links import safe_url
from paper_tui.papers.paper import Paper

DISCUSSED_BY = "daily-papers"
"""The source that has a page with comments for every arXiv paper that it shows."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address, and what is there."""

    url: str
    """An http or https address that passed `links.safe_url`."""
    label: str
    """A word or two: ``page``, ``PDF``, ``code``, ``discussion``."""


def addresses_of(paper: Paper) -> tuple[Address, ...]:
    """Every address that belongs to the paper, each once, the most wanted first."""
    found: dict[str, Address] = {}
    for label, url in _all(paper):
        if safe_url(url):
            found.setdefault(url, Address(url, label))
    return tuple(found.values())


def pdf_url(paper: Paper) -> str:
    """The address of the paper's text as PDF, or empty where none is known."""
    if paper.arxiv_id:
        return arxiv_pdf_url(paper.arxiv_id)
    given = (paper.url, *(link.url for link in paper.links))
    return next((url for url in given if urlsplit(url).path.lower().endswith(".pdf")), "")


def _all(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "page", paper.url
    yield "PDF", pdf_url(paper)
    yield from (("code", link.url) for link in paper.links if link.kind == "code")
    yield from ((link.kind, link.url) for link in paper.links if not _is_paper_itself(link.url, paper))
    yield "DOI", doi_url(paper.doi) if paper.doi else ""
    yield "discussion", _discussion(paper)


def _is_paper_itself(url: str, paper: Paper) -> bool:
    """Return whether an address is another spelling of the paper's own at arXiv."""
    found = parse_arxiv_id(url) if paper.arxiv_id else None
    return found is not None and found.number == paper.arxiv_id


def _discussion(paper: Paper) -> str:
    shown = any(sighting.source == DISCUSSED_BY for sighting in paper.sightings)
    return f"https://huggingface.co/papers/{paper.arxiv_id}" if shown and paper.arxiv_id else ""

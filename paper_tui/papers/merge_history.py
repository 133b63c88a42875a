"""The history of merges of a paper, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paper_tui.papers.clock import local_day
from paper_tui.papers.paper import Paper, Sighting

_NAMES = {
    "people": "authors",
    "arxiv_id": "arXiv id",
    "arxiv_version": "version",
    "doi": "DOI",
    "published": "date",
    "url": "address",
    "details": "remarks",
    "kind": "kind of publication",
    "guid": "feed id",
}


def merges(paper: Paper) -> Iterator[dict[str, Any]]:  # Any: texts, lists of texts and null
    """A line for each record that was merged into the paper after its first one.

    Yields:
        Objects with source, edition, seen (the time of the import), matched (by what it was found to be this
        paper), brought (the fields that it filled or changed), version, and all of it as one text.
    """
    for sighting in paper.sightings:
        if sighting.matched:
            yield {
                "source": sighting.source,
                "edition": sighting.edition or None,
                "seen": sighting.seen or None,
                "matched": sighting.matched,
                "brought": list(sighting.brought),
                "version": sighting.version,
                "text": _in_words(sighting),
            }


def _in_words(sighting: Sighting) -> str:
    """For example ``2026-11-24 arxiv v2, found by arXiv id, brought abstract and version``."""
    when = sighting.edition or local_day(sighting.seen)
    version = f" v{sighting.version}" if sighting.version else ""
    names = _names(sighting)
    if sighting.votes is not None:
        names.append(f"{sighting.votes:,} upvotes")
    listed = _listed(names) if names else "nothing new"
    return f"{when} {sighting.source}{version}, found by {sighting.matched}, brought {listed}".strip()


_SERVICES = {
    "daily-papers": "Hugging Face",
    "arxiv": "arXiv",
    "crossref": "Crossref",
    "datacite": "DataCite",
    "csl-json": "DOI registrar",
    "openalex": "OpenAlex",
    "semantic-scholar": "Semantic Scholar",
    "bibtex": "BibTeX",
    "ris": "RIS",
}


def filled_in(paper: Paper) -> Iterator[tuple[str, str, str]]:
    """The fields that the paper lacked at first and got later.

    Yields:
        Names of fields in words, the source that they are from, and the day on which they came as ISO date.
    """
    for sighting in paper.sightings:
        if sighting.matched and sighting.brought:
            source = _SERVICES.get(sighting.source, sighting.source)
            yield _listed(_names(sighting)), source, local_day(sighting.seen)


def _names(sighting: Sighting) -> list[str]:
    """The fields that a sighting brought, in words."""
    return [_NAMES.get(name, name.replace("_", " ")) for name in sighting.brought]


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))

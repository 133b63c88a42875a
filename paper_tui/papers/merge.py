"""Two descriptions of one paper become one that has the union of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from paper_tui.papers.paper import Paper, Sighting

T = TypeVar("T")


def merge(known: Paper, found: Paper) -> Paper:
    """The known paper with its gaps filled from another description of it, and both histories.

    Key, time of arrival and what is already known stay; of two texts the fuller abstract wins, of two
    dates the more precise, of two arXiv versions the newer. Merging the same again changes nothing.
    """
    newer = (found.arxiv_version or 0) > (known.arxiv_version or 0) and found.arxiv_id == known.arxiv_id
    text = found if newer and found.abstract else max(known, found, key=lambda paper: len(paper.abstract))
    details = dict(found.details) | dict(known.details)
    raw = dict(text.raw)
    if "title" in dict(known.raw):
        raw["title"] = dict(known.raw)["title"]
    else:
        raw.pop("title", None)
    return replace(
        known,
        abstract=text.abstract,
        authors=known.authors if len(known.authors) >= len(found.authors) else found.authors,
        published=_more_precise(known.published, found.published),
        url=known.url or found.url,
        arxiv_id=known.arxiv_id or found.arxiv_id,
        arxiv_version=max(known.arxiv_version or 0, found.arxiv_version or 0) or None,
        doi=known.doi or found.doi,
        venue=known.venue or found.venue,
        categories=_union(known.categories, found.categories),
        keywords=_union(known.keywords, found.keywords),
        summary=known.summary or found.summary,
        links=tuple({link.url: link for link in [*known.links, *found.links]}.values()),
        sightings=_merged_sightings(known.sightings, found.sightings),
        aliases=tuple(key for key in _union(known.aliases, found.aliases) if key != known.key),
        raw=tuple(sorted(raw.items())),
        details=tuple(sorted(details.items())),
    )


def _more_precise(known: str, found: str) -> str:
    return found if len(found) > len(known) else known


def _union(known: tuple[T, ...], found: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*known, *found)))


def _merged_sightings(known: tuple[Sighting, ...], found: tuple[Sighting, ...]) -> tuple[Sighting, ...]:
    """Known sightings and those found that say anything new: another edition, or other counts."""
    said = {replace(sighting, seen="") for sighting in known}
    fresh = [sighting for sighting in found if replace(sighting, seen="") not in said]
    return (*known, *fresh)

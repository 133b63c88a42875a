"""Two descriptions of one paper become one that has the union of both."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from paper_tui.papers.builder import paper_key
from paper_tui.papers.paper import Link, Paper, PaperKey, Sighting
from paper_tui.papers.people import People, Person
from paper_tui.papers.publication import filled
from paper_tui.papers.record import Record
from paper_tui.papers.version import Version, with_version

T = TypeVar("T")
_DESCRIBING = tuple(
    field.name
    for field in fields(Paper)
    if field.name
    not in ("key", "sightings", "added", "aliases", "raw", "records", "parts", "apart", "versions")
)


def merge(known: Paper, found: Paper, otherwise: str = "") -> Paper:
    """The known paper with its gaps filled from another description of it, and both histories.

    Key, time of arrival and what is already known stay; of two texts the fuller abstract wins, of two
    dates the more precise, of two arXiv versions the newer. Merging the same again changes nothing.

    Args:
        known: What stays.
        found: What fills it.
        otherwise: Why both are one paper, where their identities have nothing in common.
    """
    corrected = bool(known.guid) and known.guid == found.guid
    text = found if corrected and found.abstract else _text(known, found)
    version = _newest_version(known, found)
    revised = version if known.arxiv_version is not None and version != known.arxiv_version else None
    is_newer = revised is not None
    first, last = (known, found) if is_newer else (found, known)
    details = dict(first.details) | dict(last.details)
    named = found if corrected or _is_stand_in(known) or (is_newer and not known.records) else known
    raw = {"abstract": dict(text.raw).get("abstract"), "title": dict(named.raw).get("title")}
    merged = replace(
        known,
        title=named.title,
        abstract=text.abstract,
        people=fuller_people(known.people, found.people),
        published=_more_precise(known.published, found.published),
        url=known.url or found.url,
        arxiv_id=known.arxiv_id or found.arxiv_id,
        arxiv_version=version,
        doi=known.doi or found.doi,
        kind=known.kind or found.kind,
        publication=filled(known.publication, found.publication),
        citation_key=known.citation_key or found.citation_key,
        guid=known.guid or found.guid,
        categories=_union(known.categories, found.categories),
        keywords=_union(known.keywords, found.keywords),
        summary=known.summary or found.summary,
        links=_merged_links(known.links, found.links),
        aliases=tuple(key for key in _aliases(known, found, named) if key != known.key),
        apart=tuple(key for key in _union(known.apart, found.apart) if key not in (known.key, found.key)),
        raw=tuple((name, written) for name, written in raw.items() if written is not None),
        details=tuple(sorted(details.items())),
        files=_union(known.files, found.files),
        records=_merged_records(known.records, found.records),
        updates=_union(known.updates, found.updates),
        versions=_merged_versions(known, found),
    )
    brought = tuple(name for name in _DESCRIBING if getattr(merged, name) != getattr(known, name))
    why = known.identity.in_common(found.identity) or otherwise
    return replace(merged, sightings=_merged_sightings(known, found, revised, why, brought))


def completed(known: Paper, found: Paper, why: str) -> Paper:
    """The known paper with what it lacks from another description of it; nothing that it has is changed.

    Args:
        known: The paper.
        found: What a service knows of it.
        why: Why both are one paper, where their identities have nothing in common.
    """
    looked_up = [replace(one, edition="", rank=None) for one in found.sightings]  # no page showed it
    merged = merge(known, replace(found, sightings=tuple(looked_up)), why)
    has = {name: value for name in _DESCRIBING if (value := getattr(known, name)) and name != "publication"}
    aliases = tuple(key for key in _union(known.aliases, (found.key,)) if key != known.key)
    filled_in = replace(merged, **has, aliases=aliases, raw=known.raw if known.abstract else merged.raw)
    brought = tuple(name for name in _DESCRIBING if getattr(filled_in, name) != getattr(known, name))
    return replace(
        filled_in,
        sightings=tuple(
            one if one in known.sightings else replace(one, brought=brought) for one in merged.sightings
        ),
    )


def _aliases(known: Paper, found: Paper, named: Paper) -> tuple[PaperKey, ...]:
    """The aliases of both, and that of a title which a newer version changed: pages may still have it."""
    aliases = _union(known.aliases, found.aliases)
    return _union(aliases, (paper_key(known.title),)) if named.title != known.title else aliases


def _merged_versions(known: Paper, found: Paper) -> tuple[Version, ...]:
    """The earlier versions of both and, where they are two versions of one paper, the older of them."""
    versions = known.versions
    for version in found.versions:
        versions = with_version(versions, version)
    older, newer = sorted((known, found), key=lambda paper: paper.arxiv_version or 0)
    if known.arxiv_id != found.arxiv_id or not older.arxiv_version:
        return versions
    if older.arxiv_version == newer.arxiv_version:
        return versions
    return with_version(versions, Version(older.arxiv_version, older.title, older.abstract))


def _text(known: Paper, found: Paper) -> Paper:
    """Whose abstract to show: of the newer version of one arXiv paper, else the fuller."""
    versions = (known.arxiv_version or 0, found.arxiv_version or 0)
    newer = found if versions[1] > versions[0] else known
    if known.arxiv_id == found.arxiv_id and versions[0] != versions[1] and newer.abstract:
        return newer
    return max(known, found, key=lambda paper: len(paper.abstract))


def fuller_people(known: People, found: People) -> People:
    """The longer list of names; of equally long ones the one that says more of their parts."""
    if len(known) != len(found):
        return max(known, found, key=len)
    parts = [sum(isinstance(one, Person) for one in listed.written) for listed in (known, found)]
    same = known.names == found.names
    return found if same and parts[1] > parts[0] else known


def _is_stand_in(paper: Paper) -> bool:
    """Return whether the title is only an id or an address, as lists of those give it."""
    ids = {"arxiv": paper.arxiv_id, "doi": paper.doi, "pmid": paper.publication.pmid}
    ids |= {
        "pmcid": paper.publication.pmcid.casefold(),
        "isbn": paper.publication.isbn,
        "": paper.url.casefold(),
    }
    title = paper.title.casefold()
    return any(value and title == (f"{name}:{value}" if name else value) for name, value in ids.items())


def _newest_version(known: Paper, found: Paper) -> int | None:
    """The newest version known of the arXiv paper that the known paper is, or becomes."""
    number = known.arxiv_id or found.arxiv_id
    versions = [paper.arxiv_version or 0 for paper in (known, found) if paper.arxiv_id == number]
    return max(versions, default=0) or None


def _more_precise(known: str, found: str) -> str:
    return found if len(found) > len(known) else known


def _union(known: tuple[T, ...], found: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*known, *found)))


def _merged_links(known: tuple[Link, ...], found: tuple[Link, ...]) -> tuple[Link, ...]:
    """Each address once, of the kind that was known first."""
    linked = {link.url for link in known}
    return (*known, *(link for link in found if link.url not in linked))


def _merged_sightings(
    known: Paper, found: Paper, revised: int | None, why: str, brought: tuple[str, ...]
) -> tuple[Sighting, ...]:
    """Known sightings and those found that are new: another edition, other counts.

    The last one found is that of this import: it is new also if it brought something.
    """
    said = {_said(sighting) for sighting in known.sightings}
    fresh = [
        replace(sighting, matched=sighting.matched or why)
        for place, sighting in enumerate(found.sightings, 1)
        if _said(sighting) not in said or (brought and place == len(found.sightings))
    ]
    if fresh and brought:
        fresh[-1] = replace(fresh[-1], version=fresh[-1].version or revised, brought=brought)
    return (*known.sightings, *fresh)


def _merged_records(known: tuple[Record, ...], found: tuple[Record, ...]) -> tuple[Record, ...]:
    """The first record of each format."""
    formats = {record.format for record in known}
    return (*known, *(record for record in found if record.format not in formats))


def _said(sighting: Sighting) -> Sighting:
    """The facts of a sighting, without its time and outcome."""
    return replace(sighting, seen="", version=None, matched="", brought=())

"""Papers and marks as plain JSON objects, for every file and pipe that carries them.

An empty or unknown field is left out of a stored record; the public record of `entry_record` always has
the fields that ``--json`` promises. Its ``state`` is what was chosen, as it is stored; its ``standing`` tells
seen from new as well. What this version does not know in a record is left out, not guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args

from paper_tui.papers.highlights import (
    highlight_from_record,
    highlight_record,
    place_from_record,
    place_record,
)
from paper_tui.papers.identity import Identity
from paper_tui.papers.paper import Link, LinkKind, Paper, PaperKey, Sighting
from paper_tui.papers.shelf import Mark, State

Record = dict[str, Any]
"""A JSON object; Any, since JSON holds anything until `paper_from_record` has checked it."""

_LINK_KINDS = get_args(LinkKind)
_TEXTS = ("title", "abstract", "published", "url", "arxiv_id", "doi", "venue", "summary", "added")
_MARK_TEXTS = ("bookmarked", "note", "seen", "rule")
_LISTS = ("authors", "categories", "keywords", "aliases")


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper with what the reader did with it."""

    paper: Paper
    mark: Mark


def paper_record(paper: Paper) -> Record:
    """A paper as stored: without its key, which names the record, and without empty fields."""
    record: Record = {name: value for name in _TEXTS if (value := getattr(paper, name))}
    record |= {name: list(value) for name in _LISTS if (value := getattr(paper, name))}
    if paper.arxiv_version is not None:
        record["arxiv_version"] = paper.arxiv_version
    if paper.links:
        record["links"] = [{"url": link.url, "kind": link.kind} for link in paper.links]
    if paper.sightings:
        record["sightings"] = [_sighting_record(sighting) for sighting in paper.sightings]
    for name in ("raw", "details"):
        if pairs := getattr(paper, name):
            record[name] = dict(pairs)
    return record


def paper_from_record(key: str, record: Mapping[str, Any]) -> Paper:
    """The paper that a stored record describes.

    The record must come from `paper_record`: its texts are taken as clean.

    Raises:
        ValueError: A field is missing or of the wrong type; the message names it.
    """
    if not isinstance(record, Mapping) or not isinstance(record.get("title"), str) or not record["title"]:
        raise ValueError("a paper needs a title")
    return Paper(
        key=PaperKey(key),
        **{name: _text(record, name) for name in _TEXTS},
        authors=_texts(record, "authors"),
        categories=_texts(record, "categories"),
        keywords=_texts(record, "keywords"),
        aliases=tuple(map(PaperKey, _texts(record, "aliases"))),
        arxiv_version=_count(record, "arxiv_version"),
        links=tuple(_link(link) for link in _list(record, "links")),
        sightings=tuple(_sighting(sighting) for sighting in _list(record, "sightings")),
        raw=_pairs(record, "raw"),
        details=_pairs(record, "details"),
    )


def mark_record(mark: Mark) -> Record:
    """A mark as stored: without its key, which names the record, and without what is not set."""
    identity = {name: value for name in _IDENTITY if (value := getattr(mark.identity, name))}
    record: Record = {"identity": identity} if identity else {}
    if mark.state is not State.NEW:
        record["state"] = mark.state.value
    record |= {name: list(value) for name in ("tags", "ruled") if (value := getattr(mark, name))}
    if mark.place is not None:
        record["place"] = place_record(mark.place)
    if mark.highlights:
        record["highlights"] = [highlight_record(highlight) for highlight in mark.highlights]
    return record | {name: value for name in _MARK_TEXTS if (value := getattr(mark, name))}


def mark_from_record(key: str, record: Mapping[str, Any]) -> Mark:
    """The mark that a stored record describes.

    Raises:
        ValueError: A field is of the wrong type or holds no known state; the message names it.
    """
    if not isinstance(record, Mapping):
        raise ValueError("a mark is not an object")
    identity = record.get("identity", {})
    if not isinstance(identity, Mapping):
        raise ValueError("identity is not an object")
    return Mark(
        key=PaperKey(key),
        identity=Identity(**{name: _text(identity, name) for name in _IDENTITY}),
        bookmarked=_text(record, "bookmarked"),
        state=State(_text(record, "state") or State.NEW),
        tags=_texts(record, "tags"),
        note=_text(record, "note"),
        seen=_text(record, "seen"),
        rule=_text(record, "rule"),
        ruled=_texts(record, "ruled"),
        place=place_from_record(record["place"]) if record.get("place") is not None else None,
        highlights=tuple(map(highlight_from_record, _list(record, "highlights"))),
    )


def entry_record(entry: Entry) -> Record:
    """What ``--json`` prints of a paper: every promised field, unknown ones as null or empty."""
    paper, mark = entry.paper, entry.mark
    promised: Record = {
        "key": paper.key,
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": list(paper.authors),
        "published": paper.published or None,
        "edition": paper.edition or None,
        "url": paper.url or None,
        "arxiv_id": paper.arxiv_id or None,
        "doi": paper.doi or None,
        "venue": paper.venue or None,
        "categories": list(paper.categories),
        "source": paper.source or None,
        "votes": paper.votes,
        "bookmarked": bool(mark.bookmarked),
        "state": mark.state.value,
        "standing": mark.standing.value,
        "tags": list(mark.tags),
        "note": mark.note,
        "links": [],
        "sightings": [],
    }
    extra: Record = {"bookmarked_at": mark.bookmarked, "seen_at": mark.seen, "rule": mark.rule}
    extra["ruled"] = list(mark.ruled)
    extra["highlights"] = [highlight_record(highlight) for highlight in mark.highlights]
    extra["place"] = place_record(mark.place) if mark.place is not None else None
    return promised | paper_record(paper) | {name: value for name, value in extra.items() if value}


_IDENTITY = tuple(field.name for field in fields(Identity))
_SIGHTING = tuple(field.name for field in fields(Sighting))


def _sighting_record(sighting: Sighting) -> Record:
    return {name: value for name in _SIGHTING if (value := getattr(sighting, name)) not in ("", None, ())}


def _sighting(record: object) -> Sighting:
    if not isinstance(record, Mapping):
        raise ValueError("a sighting is not an object")
    return Sighting(
        source=_text(record, "source"),
        edition=_text(record, "edition"),
        rank=_count(record, "rank"),
        votes=_count(record, "votes"),
        comments=_count(record, "comments"),
        seen=_text(record, "seen"),
        version=_count(record, "version"),
        matched=_text(record, "matched"),
        brought=_texts(record, "brought"),
    )


def _link(record: object) -> Link:
    if not isinstance(record, Mapping) or record.get("kind") not in _LINK_KINDS:
        raise ValueError("a link has no known kind")
    return Link(_text(record, "url"), record["kind"])


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a text")
    return value


def _count(record: Mapping[str, Any], name: str) -> int | None:
    value = record.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise ValueError(f"{name} is not a whole number")
    return value


def _list(record: Mapping[str, Any], name: str) -> list[Any]:
    value = record.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"{name} is not a list")
    return value


def _texts(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = _list(record, name)
    if not all(isinstance(value, str) for value in values):
        raise ValueError(f"{name} holds something other than texts")
    return tuple(values)


def _pairs(record: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
    value = record.get(name, {})
    if not isinstance(value, Mapping) or not all(isinstance(part, str) for part in value.values()):
        raise ValueError(f"{name} is not an object of texts")
    return tuple(sorted(value.items()))

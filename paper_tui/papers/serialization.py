"""Papers and marks as plain JSON objects, for every file and pipe that carries them.

An empty or unknown field is left out of a stored record; the public record of `entry_record` always has
the fields that ``--json`` promises. Its ``state`` is what was chosen, as it is stored; its ``standing`` is
seen from new as well. These readers are strict, for what is imported; `stored_records` reads a library's own
files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, get_args

from paper_tui.papers.highlights import (
    highlight_from_record,
    highlight_record,
    place_from_record,
    place_record,
)
from paper_tui.papers.identity import Identity
from paper_tui.papers.json_fields import Json, a_count, a_list, a_text, pairs, texts
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Link, LinkKind, Paper, PaperKey, Sighting
from paper_tui.papers.paper_updates import update_kinds
from paper_tui.papers.part_json import part_from_json, part_to_json
from paper_tui.papers.people import NOBODY, People
from paper_tui.papers.people_json import people_from_json, people_to_json, persons_to_json
from paper_tui.papers.publication import UNPUBLISHED
from paper_tui.papers.publication_json import publication_from_json, publication_to_json
from paper_tui.papers.record_json import record_from_json, record_to_json
from paper_tui.papers.shelf import Mark, State
from paper_tui.papers.updates_json import (
    update_from_json,
    update_to_json,
    version_from_json,
    version_to_json,
)

_LINK_KINDS = get_args(LinkKind)
_TEXTS = (
    *("title", "abstract", "published", "url", "arxiv_id", "doi"),
    *("citation_key", "guid", "summary", "added"),
)
_texts_of = attrgetter(*_TEXTS)
_MARK_TEXTS = ("bookmarked", "note", "seen", "rule")
_PAIRS = ("raw", "details")
_LISTS = ("categories", "keywords", "aliases", "files", "apart")
_pairs_of, _lists_of = attrgetter(*_PAIRS), attrgetter(*_LISTS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper with what the reader did with it."""

    paper: Paper
    mark: Mark


def paper_record(paper: Paper) -> Json:
    """A paper as stored: without its key, which names the record, and without empty fields."""
    record: Json = {name: value for name, value in zip(_TEXTS, _texts_of(paper), strict=True) if value}
    record |= {name: list(value) for name, value in zip(_LISTS, _lists_of(paper), strict=True) if value}
    record |= {name: dict(value) for name, value in zip(_PAIRS, _pairs_of(paper), strict=True) if value}
    if paper.people:
        record["authors"] = people_to_json(paper.people)
    if paper.publication is not UNPUBLISHED:
        record |= publication_to_json(paper.publication)
    if paper.arxiv_version is not None:
        record["arxiv_version"] = paper.arxiv_version
    return record | _nested(paper)


def _nested(paper: Paper) -> Json:
    """Fields that take a form of their own in JSON, without empty ones."""
    encoded: Json = {}
    if paper.people.others:
        encoded["others"] = True
    if paper.kind:
        encoded["kind"] = paper.kind.value
    if paper.links:
        encoded["links"] = [{"url": link.url, "kind": link.kind} for link in paper.links]
    if paper.sightings:
        encoded["sightings"] = [_sighting_record(sighting) for sighting in paper.sightings]
    if paper.records:
        encoded["records"] = [record_to_json(each) for each in paper.records]
    if paper.parts:
        encoded["parts"] = [part_to_json(each) for each in paper.parts]
    return encoded | _became(paper) if paper.updates or paper.versions else encoded


def _became(paper: Paper) -> Json:
    """Its updates and earlier versions, without empty ones."""
    updates = [update_to_json(each) for each in paper.updates]
    versions = [version_to_json(each) for each in paper.versions]
    return {name: value for name, value in (("updates", updates), ("versions", versions)) if value}


def paper_from_record(key: str, record: Mapping[str, Any]) -> Paper:
    """The paper that a stored record describes.

    The record must come from `paper_record`: its texts are taken as clean.

    Raises:
        ValueError: A field is missing or of the wrong type; the message names it.
    """
    if not isinstance(record, Mapping) or not isinstance(record.get("title"), str) or not record["title"]:
        raise ValueError("a paper needs a title")
    present = {name: read(record, name) for name, read in _READERS.items() if name in record}
    return Paper(PaperKey(key), people=_people(record), publication=publication_from_json(record), **present)


def _people(record: Mapping[str, Any]) -> People:
    """The authors: with their parts where the public record has them apart from the names."""
    name = "people" if "people" in record else "authors"
    if name not in record and "others" not in record:
        return NOBODY
    return people_from_json(a_list(record, name), name, others=record.get("others") is True)


def _each(read: Callable[[Any], object]) -> Callable[[Mapping[str, Any], str], tuple[object, ...]]:
    """A function that reads each item of a list."""
    return lambda record, name: tuple(map(read, a_list(record, name)))


def mark_record(mark: Mark) -> Json:
    """A mark as stored: without its key, which names the record, and without what is not set."""
    record: Json = {name: json.loads(text) for name, text in mark.unread}
    if identity := {name: value for name in _IDENTITY if (value := getattr(mark.identity, name))}:
        record["identity"] = identity
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
        identity=Identity(**{name: a_text(identity, name) for name in _IDENTITY}),
        bookmarked=a_text(record, "bookmarked"),
        state=State(a_text(record, "state") or State.NEW),
        tags=texts(record, "tags"),
        note=a_text(record, "note"),
        seen=a_text(record, "seen"),
        rule=a_text(record, "rule"),
        ruled=texts(record, "ruled"),
        place=place_from_record(record["place"]) if record.get("place") is not None else None,
        highlights=tuple(map(highlight_from_record, a_list(record, "highlights"))),
    )


def entry_record(entry: Entry) -> Json:
    """The object that ``--json`` prints for a paper: every documented field, unknown ones null or empty."""
    paper, mark = entry.paper, entry.mark
    promised: Json = {
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
        "kind": paper.kind.value or None,
        "citation_key": paper.citation_key or None,
        "categories": list(paper.categories),
        "source": paper.source or None,
        "votes": paper.votes,
        "bookmarked": bool(mark.bookmarked),
        "state": mark.state.value,
        "standing": mark.effective_state.value,
        "tags": list(mark.tags),
        "note": mark.note,
        "links": [],
        "sightings": [],
        "update_kinds": [kind.value for kind in update_kinds(paper)],
    }
    extra: Json = {"bookmarked_at": mark.bookmarked, "seen_at": mark.seen, "rule": mark.rule}
    extra["ruled"] = list(mark.ruled)
    extra["highlights"] = [highlight_record(highlight) for highlight in mark.highlights]
    extra["place"] = place_record(mark.place) if mark.place is not None else None
    promised |= paper_record(paper)
    promised |= {"authors": list(paper.authors), "people": persons_to_json(paper.people)}
    return promised | {name: value for name, value in extra.items() if value}


_IDENTITY = tuple(field.name for field in fields(Identity))
_SIGHTING = tuple(field.name for field in fields(Sighting))
_facts_of = attrgetter(*_SIGHTING)


def _sighting_record(sighting: Sighting) -> Json:
    values = zip(_SIGHTING, _facts_of(sighting), strict=True)
    return {name: value for name, value in values if value or value == 0}


def _sighting(record: object) -> Sighting:
    if not isinstance(record, Mapping):
        raise ValueError("a sighting is not an object")
    return Sighting(
        source=a_text(record, "source"),
        edition=a_text(record, "edition"),
        rank=a_count(record, "rank"),
        votes=a_count(record, "votes"),
        comments=a_count(record, "comments"),
        seen=a_text(record, "seen"),
        version=a_count(record, "version"),
        matched=a_text(record, "matched"),
        brought=texts(record, "brought"),
    )


def _link(record: object) -> Link:
    if not isinstance(record, Mapping) or record.get("kind") not in _LINK_KINDS:
        raise ValueError("a link has no known kind")
    return Link(a_text(record, "url"), record["kind"])


_READERS: Mapping[str, Callable[[Mapping[str, Any], str], Any]] = {  # Any: of the type of the field
    **dict.fromkeys(_TEXTS, a_text),
    **dict.fromkeys(_LISTS, texts),
    **dict.fromkeys(_PAIRS, pairs),
    "kind": lambda record, name: Kind(a_text(record, name)),
    "arxiv_version": a_count,
    "links": _each(_link),
    "sightings": _each(_sighting),
    "records": _each(record_from_json),
    "parts": _each(part_from_json),
    "updates": _each(update_from_json),
    "versions": _each(version_from_json),
}
"""The reader of each field of a paper but for those that come from several."""

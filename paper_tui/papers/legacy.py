"""Fields that version 0.1 kept by their sources' names, under the names that they have now.

Serves libraries and JSON Lines of that version, and sources that give a mapping of details.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from paper_tui.papers.json_fields import Json
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.people import Person, is_others, people
from paper_tui.papers.publication import FIELDS, UNPUBLISHED, Publication, with_venue
from paper_tui.papers.publication_json import publication_to_json
from paper_tui.papers.tex import to_unicode
from paper_tui.papers.text import clean_name, clean_text

CITATION_KEY = "citation key"
_FIELDS = {
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "pages",
    "page": "pages",
    "publisher": "publisher",
    "school": "institution",
    "isbn": "isbn",
    "issn": "issn",
    "series": "series",
    "edition": "book_edition",
    "note": "remarks",
}
_PAGES = ("first page", "last page")
_OURS = frozenset(FIELDS)
_AND = re.compile(r"\s+and\s+")
_DASH = re.compile(r"\s*[-–]+\s*")
_ISBN = re.compile(r"(?:\d[- ]?){9}(?:(?:\d[- ]?){3})?[\dXx]")


@dataclass(frozen=True, slots=True)
class Lifted:
    """Values of former details under their present field names."""

    kind: Kind = Kind.UNKNOWN
    publication: Publication = UNPUBLISHED
    citation_key: str = ""
    details: tuple[tuple[str, str], ...] = ()
    """Those that have no name of ours."""


NOTHING_LIFTED = Lifted()


def lift_details(details: Mapping[str, str]) -> Lifted:
    """The details of one paper, cleaned, under the names that we have for them."""
    pairs = {clean_name(name): clean_text(text) for name, text in details.items()}
    rest = {name: text for name, text in sorted(pairs.items()) if name and text}
    kind = kind_named(rest.get("type", ""))
    if kind:
        del rest["type"]
    key = rest.pop(CITATION_KEY, "")
    texts: dict[str, str] = {}
    for name in [name for name in rest if name in _FIELDS]:
        texts.setdefault(_FIELDS[name], rest.pop(name))
    if ends := [rest.pop(name) for name in _PAGES if name in rest]:
        texts.setdefault("pages", "-".join(ends))
    if "pages" in texts:
        texts["pages"] = _DASH.sub("-", texts["pages"])
    if _ISBN.fullmatch(texts.get("issn", "")):
        texts["isbn"] = texts.pop("issn")
    editors = people(map(_person, _AND.split(to_unicode(rest.pop("editor"))))) if "editor" in rest else None
    publication = Publication(**texts, **({"editors": editors} if editors else {}))  # type: ignore[arg-type]  # each is a text, but for the people
    return Lifted(kind, publication if publication != UNPUBLISHED else UNPUBLISHED, key, tuple(rest.items()))


def _person(written: str) -> str | Person:
    """A name as BibTeX writes it: ``Family, Given``, ``Family, Suffix, Given`` or given name first."""
    match [part.strip() for part in written.split(",")]:
        case [family, given]:
            return Person(family, given)
        case [family, suffix, given]:
            return Person(family, given, suffix=suffix)
    return written


def upgraded(record: Json) -> Json:
    """A stored or public record of version 0.1 as one of this version; one of this version as it is.

    A value of another type than it had then stays, for later checks.
    """
    migrated = _with_people(record)
    venue, details = migrated.get("venue", ""), migrated.get("details", {})
    if not _OURS.isdisjoint(migrated):
        return {name: value for name, value in migrated.items() if name != "venue"}
    if not isinstance(venue, str) or not isinstance(details, dict):
        return migrated
    if not all(isinstance(text, str) for text in details.values()) or not (venue or details):
        return migrated
    lifted = lift_details(details)
    publication = with_venue(lifted.publication, venue, lifted.kind)
    rest = {name: value for name, value in migrated.items() if name not in ("venue", "details")}
    found: Json = {"kind": lifted.kind.value, "citation_key": lifted.citation_key}
    found |= publication_to_json(publication) | {"details": dict(lifted.details)}
    return rest | {name: value for name, value in found.items() if value and not rest.get(name)}


def _with_people(record: Json) -> Json:
    """The record without the names that meant those left out."""
    names = record.get("authors")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return record
    if not names or not is_others(names[-1]):
        return record
    return record | {"authors": names[:-1], "others": True}

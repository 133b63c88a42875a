"""CSL-JSON, the language of citation programs and of DOI registrars (citeproc-js, csl-data.json schema)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import parse_date
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi, stated_doi
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import People, Person, people
from paper_tui.papers.publication import Publication
from paper_tui.papers.record import Record
from paper_tui.sources.author_names import with_suffix
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text
from paper_tui.sources.json_records import read_records
from paper_tui.sources.json_values import Json, a_text, an_object, first_text, text_of

_TELLING = re.compile(r'"(?:issued|container-title|citation-key|author|editor)"\s*:\s*[\[{"]')
_TYPE = re.compile(
    r'"type"\s*:\s*"(?:article(?:-journal|-magazine|-newspaper)?|book|chapter|paper-conference|thesis|report|dataset'
    r'|webpage|post-weblog|manuscript|speech|patent|entry-encyclopedia|entry-dictionary|motion_picture|software)"'
)
_TEXTS = {
    "journal_short": ("container-title-short", "journalAbbreviation", "short-container-title"),
    "series": ("collection-title",),
    "series_number": ("collection-number",),
    "publisher_place": ("publisher-place", "publisher-location"),
    "book_edition": ("edition", "edition-number"),
    "volume": ("volume",),
    "volumes": ("number-of-volumes",),
    "issue": ("issue",),
    "page_count": ("number-of-pages",),
    "article_number": ("article-number",),
    "chapter": ("chapter-number",),
    "isbn": ("ISBN",),
    "issn": ("ISSN",),
    "pmid": ("PMID",),
    "pmcid": ("PMCID",),
    "genre": ("genre",),
    "version": ("version",),
    "event": ("event-title", "event"),
    "event_place": ("event-place",),
    "language": ("language",),
    "rights": ("license", "rights"),
    "remarks": ("note",),
    "short_title": ("title-short", "shortTitle"),
}
_DATES = {"event_date": "event-date", "original_date": "original-date", "accessed": "accessed"}
_PUBLISHED = ("issued", "published", "published-print", "published-online", "posted", "submitted")
_IN_BOOKS = (Kind.CHAPTER, Kind.CONFERENCE, Kind.ENTRY)
_BY_INSTITUTIONS = (Kind.THESIS, Kind.REPORT)
_UNTITLED = ("container-title", "event-title", "title-short", "genre", "note", "URL")


def recognises(head: bytes) -> bool:
    """True if it is JSON whose objects have a type, and a date, person, container or id as CSL has them."""
    text = head_text(head).lstrip()
    if not text.startswith(("[", "{")) or '"type"' not in text:
        return False
    return bool(_TELLING.search(text) or ('"id"' in text and _TYPE.search(text)))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each item that has a title or a substitute for one."""
    return read_records(stream, lambda record: paper(record, context), _is_record, ("items",))


def paper(record: Json, context: Context) -> Paper:
    """The paper of one item.

    Raises:
        ValueError: It has no title.
    """
    key = first_text(record, "citation-key", "id")
    fields = tuple((name, json.dumps(value, ensure_ascii=False)) for name, value in record.items())
    return build_paper(
        **described(record),
        citation_key="" if "://" in key or key.isdecimal() else key,
        sightings=(Sighting("csl-json", seen=context.now),),
        record=Record("csl-json", key, first_text(record, "type"), fields),
    )


def described(record: Json) -> dict[str, Any]:  # Any: the arguments of `build_paper`
    """The arguments of `build_paper` that an item gives."""
    kind = kind_named(first_text(record, "type"))
    if first_text(record, "type") == "article" and not first_text(record, "container-title"):
        kind = Kind.PREPRINT  # of no journal, magazine or newspaper
    return {
        "title": first_text(record, "title") or first_text(record, *_UNTITLED),
        "subtitle": first_text(record, "subtitle"),
        "abstract": first_text(record, "abstract"),
        "authors": _people(record, "author"),
        "published": _published(record),
        "url": first_text(record, "URL"),
        "arxiv_id": _arxiv(record),
        "doi": _doi(record),
        "kind": kind,
        "publication": _publication(record, kind),
        "categories": _list(record.get("categories")),
        "keywords": _list(record.get("keyword")) or _list(record.get("subject")),
    }


def _published(record: Json) -> str:
    dates = (_date(record, name) for name in _PUBLISHED)
    return next(filter(None, dates), "")


def _is_record(record: Json) -> bool:
    return "type" in record and ("title" in record or "id" in record or "author" in record)


def _publication(record: Json, kind: Kind) -> Publication:
    paper_fields = {name: text for name, fields in _TEXTS.items() if (text := first_text(record, *fields))}
    paper_fields |= {name: date for name, field in _DATES.items() if (date := _date(record, field))}
    container, publisher = first_text(record, "container-title"), first_text(record, "publisher")
    paper_fields["book" if kind in _IN_BOOKS else "journal"] = container
    if kind in (Kind.BOOK, Kind.PROCEEDINGS) and container:  # the series of a book, as Crossref has it
        paper_fields["journal"] = ""
        paper_fields.setdefault("series", container)
    paper_fields["institution" if kind in _BY_INSTITUTIONS else "publisher"] = publisher
    event = an_object(record, "event")
    if event:
        paper_fields |= {"event": a_text(event, "name"), "event_place": a_text(event, "location")}
    number = first_text(record, "number")
    number = "" if parse_arxiv_id(number) or "article_number" in paper_fields else number
    return Publication(
        **paper_fields,
        **{"article_number" if kind is Kind.ARTICLE else "number": number},
        pages=re.sub(r"\s*(?:--+|[\u2010-\u2015])\s*", "-", first_text(record, "page")),
        editors=_people(record, "editor"),
        translators=_people(record, "translator"),
        date_written=_date_in_words(record),
    )


def _people(record: Json, name: str) -> People:
    value = record.get(name)
    listed = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    return people(_person(one) for one in listed if isinstance(one, dict))


def _person(name: Json) -> str | Person:
    """A name with its parts; a dropping particle goes with the given name, as citeproc has it."""
    literal = a_text(name, "literal", "name")
    family, given = a_text(name, "family"), a_text(name, "given")
    if literal and not family:
        return Person(literal=literal) if " " in literal.strip() else literal
    dropping, particle = a_text(name, "dropping-particle"), a_text(name, "non-dropping-particle")
    return with_suffix(Person(family, f"{given} {dropping}".strip(), particle, a_text(name, "suffix")))


def _date(record: Json, name: str) -> str:
    """An ISO date; of a range its beginning."""
    value = record.get(name)
    if isinstance(value, list):
        value = next(iter(value), None)  # as Better CSL JSON and older Zotero write it
    if not isinstance(value, dict):
        return parse_date(text_of(value))
    return _of_parts(_date_parts(value)) or parse_date(a_text(value, "raw", "literal", "edtf", "date-time"))


def _date_parts(value: Json) -> list[str]:
    """Year, month and day as texts: of ``date-parts``, or of fields named so."""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        parts = parts[0]
    listed = parts if isinstance(parts, list) else [value.get(part) for part in ("year", "month", "day")]
    return [text_of(part).removesuffix(".0") for part in listed[:3]]


def _of_parts(parts: list[str]) -> str:
    if len(parts) == 1 and not parts[0].isdecimal():
        return parse_date(parts[0])
    numbers = [part for part in parts if part.isdecimal()]
    if not numbers or numbers[0] == "0":
        return ""
    return parse_date("-".join([numbers[0].zfill(4), *(number.zfill(2) for number in numbers[1:])]))


def _date_in_words(record: Json) -> str:
    """The date as written where an ISO date says less: a literal, a season or a range."""
    issued = an_object(record, "issued")
    written, read = a_text(issued, "literal", "raw"), _date(record, "issued")
    if written:
        return written if written != read else ""
    season = a_text(issued, "season")
    seasons = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}
    return f"{seasons.get(season, season)} {read}" if season else ""


def _doi(record: Json) -> str:
    """The DOI, also where it is the item's id or a line of its note, as reference managers keep it."""
    given = first_text(record, "DOI", "doi")
    named = parse_doi(a_text(record, "id")) if "://" in a_text(record, "id") else ""
    return given or named or stated_doi(a_text(record, "note"))


def _arxiv(record: Json) -> str:
    """The arXiv id, wherever the program that wrote it has put it."""
    for place in ("archive_location", "number", "note"):
        text = a_text(record, place)
        found = re.search(r"arxiv:\s*(\S+)", text, re.IGNORECASE)
        first = found[1] if found else text.split()[0] if text.split() else ""
        if (found or _is_arxiv(record)) and parse_arxiv_id(first):
            return first
    return ""


def _is_arxiv(record: Json) -> bool:
    return a_text(record, "archive", "publisher").lower() == "arxiv"


def _list(value: object) -> list[str]:
    if isinstance(value, str):
        mark = ";" if ";" in value else ","
        return [part.strip() for part in value.split(mark)]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


FORMAT = Format("csl-json", "CSL-JSON", recognises, read)

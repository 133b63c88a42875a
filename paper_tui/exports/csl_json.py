"""CSL-JSON, the form that citation processors, pandoc and Zotero read.

Names and types of the schema csl-data.json, version 1.0.2, of the Citation Style Language. An item that came
as CSL-JSON is given back with its fields as written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from paper_tui.exports.base import Export, tags_of
from paper_tui.exports.citation import CitationKeys, kind_of
from paper_tui.exports.own_record import Written, with_changes
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper
from paper_tui.papers.people import People, Person
from paper_tui.papers.record import Record
from paper_tui.papers.record_changes import changed_fields
from paper_tui.papers.serialization import Entry

_TYPES = {
    Kind.ARTICLE: "article-journal",
    Kind.MAGAZINE: "article-magazine",
    Kind.NEWS: "article-newspaper",
    Kind.REVIEW: "review",
    Kind.BOOK: "book",
    Kind.CHAPTER: "chapter",
    Kind.ENTRY: "entry-encyclopedia",
    Kind.PROCEEDINGS: "book",
    Kind.CONFERENCE: "paper-conference",
    Kind.PERIODICAL: "periodical",
    Kind.THESIS: "thesis",
    Kind.REPORT: "report",
    Kind.MANUAL: "book",
    Kind.PREPRINT: "article",
    Kind.MANUSCRIPT: "manuscript",
    Kind.DATASET: "dataset",
    Kind.SOFTWARE: "software",
    Kind.WEBPAGE: "webpage",
    Kind.POST: "post-weblog",
    Kind.PATENT: "patent",
    Kind.STANDARD: "standard",
    Kind.CASE: "legal_case",
    Kind.LAW: "legislation",
    Kind.TALK: "speech",
    Kind.VIDEO: "motion_picture",
    Kind.AUDIO: "song",
    Kind.IMAGE: "graphic",
    Kind.LETTER: "personal_communication",
}
_TEXTS = {
    "journal_short": "container-title-short",
    "series": "collection-title",
    "series_number": "collection-number",
    "publisher_place": "publisher-place",
    "book_edition": "edition",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "issue": "issue",
    "pages": "page",
    "page_count": "number-of-pages",
    "chapter": "chapter-number",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "genre": "genre",
    "version": "version",
    "event": "event-title",
    "event_place": "event-place",
    "language": "language",
    "rights": "license",
    "remarks": "note",
    "short_title": "title-short",
}
_DATES = {"event_date": "event-date", "original_date": "original-date", "accessed": "accessed"}
_BELONGING: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "people": ("author",),
    "editors": ("editor",),
    "translators": ("translator",),
    "published": ("issued",),
    "date_written": ("issued",),
    "journal": ("container-title",),
    "book": ("container-title",),
    "publisher": ("publisher",),
    "institution": ("publisher",),
    "doi": ("doi",),
    "url": ("url",),
    "arxiv_id": ("archive", "archive_location", "number"),
    "number": ("number",),
    "article_number": ("number",),
    "keywords": ("keyword",),
    "abstract": ("abstract",),
    "kind": ("type",),
} | {ours: (name.lower(),) for ours, name in (*_TEXTS.items(), *_DATES.items())}
_UNSUITABLE = re.compile(r"\d+|.*://.*", re.DOTALL)
"""An ``id`` that no text cites by."""


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """One JSON array, an item a line."""
    keys = CitationKeys()
    yield "["
    for number, entry in enumerate(entries):
        key = keys.key_for(entry.paper)
        record = entry.paper.record_in("csl-json")
        item = _own_item(entry, record, key) if record else {"id": key, **_item(entry)}
        yield (",\n" if number else "\n") + json.dumps(item, ensure_ascii=False, allow_nan=False)
    yield "\n]\n"


def _item(entry: Entry) -> dict[str, Any]:  # Any: a field of CSL-JSON is a text, a list or an object
    return {one.name: value for one, value in _written(entry)}


def _own_item(entry: Entry, record: Record, key: str) -> dict[str, Any]:
    """The item as its source had it, with what changed since."""
    changed = set(changed_fields(entry.paper, record))
    if set(tags_of(entry)) - set(entry.paper.keywords):
        changed.add("keywords")
    if entry.paper.url == f"https://doi.org/{entry.paper.doi}":
        changed.discard("url")
    written = [Written(one.ours, one.name, json.dumps(value)) for one, value in _written(entry)]
    fields = with_changes(record, written, frozenset(changed), _BELONGING)
    item: dict[str, Any] = {name: json.loads(value) for name, value in fields}
    if not ("id" in item and _UNSUITABLE.fullmatch(str(item["id"]))):
        item = {"id": key} | item | {"id": key}
    return item


def _written(entry: Entry) -> Iterator[tuple[Written, Any]]:
    """The fields of an item that are not empty, with their values."""
    for ours, name, value in _values(entry):
        if value:
            yield Written(ours, name, ""), value


def _values(entry: Entry) -> Iterator[tuple[str, str, Any]]:
    paper, kind = entry.paper, kind_of(entry.paper)
    said = paper.publication
    yield "kind", "type", _TYPES.get(kind, "document")
    yield "title", "title", paper.title
    yield "people", "author", _people(paper.people)
    yield "editors", "editor", _people(said.editors)
    yield "translators", "translator", _people(said.translators)
    yield (
        "published" if paper.published else "date_written",
        "issued",
        _date(paper.published or said.date_written),
    )
    yield (
        "journal" if said.journal else "book",
        "container-title",
        said.journal or said.book or said.howpublished,
    )
    yield "publisher" if said.publisher else "institution", "publisher", said.publisher or said.institution
    yield from ((ours, name, getattr(said, ours)) for ours, name in _TEXTS.items())
    yield from ((ours, name, _date(getattr(said, ours))) for ours, name in _DATES.items())
    yield from (("doi", "DOI", paper.doi), ("url", "URL", paper.url))
    yield from _numbers(paper)
    yield "keywords", "keyword", _keywords((*paper.keywords, *tags_of(entry)))
    yield "abstract", "abstract", paper.abstract


def _numbers(paper: Paper) -> Iterator[tuple[str, str, str]]:
    """The fields in which reference managers keep an arXiv id, else the number of a report or an article."""
    if paper.arxiv_id:
        yield from (("arxiv_id", "archive", "arXiv"), ("arxiv_id", "archive_location", paper.arxiv_id))
        yield "arxiv_id", "number", f"arXiv:{paper.arxiv_id}"
    else:
        said = paper.publication
        yield "number" if said.number else "article_number", "number", said.number or said.article_number


def _date(text: str) -> dict[str, Any] | None:
    """An ISO date as its parts, any other as it was written."""
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", text):
        return {"date-parts": [[int(part) for part in text.split("-")]]}
    return {"literal": text} if text else None


def _keywords(words: tuple[str, ...]) -> str:
    """Words joined by commas or, where one has a comma of its own, by semicolons."""
    listed = list(dict.fromkeys(words))
    if not any("," in word for word in listed):
        return ", ".join(listed)
    return "; ".join(listed) if len(listed) > 1 else f"{listed[0]};"


def _people(listed: People) -> list[dict[str, str]]:
    return [_name(person) for person in listed.persons]


def _name(person: Person) -> dict[str, str]:
    if person.literal or not person.given:
        return (
            {"literal": person.name}
            if not person.suffix
            else {"family": person.family, "suffix": person.suffix}
        )
    parts = {"family": person.family, "given": person.given, "suffix": person.suffix}
    parts["non-dropping-particle"] = person.particle
    return {name: part for name, part in parts.items() if part}


CSL_JSON = Export("csl-json", "CSL-JSON", ".json", write)

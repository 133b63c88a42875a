"""CSL-JSON, the form that citation processors, pandoc and Zotero read.

Names and types of the schema csl-data.json, version 1.0.2, of the Citation Style Language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from paper_tui.exports.base import Export, tags_of
from paper_tui.exports.citation import CitationKeys, issue, kind_of, pages
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper
from paper_tui.papers.people import People, Person
from paper_tui.papers.serialization import Entry

_TYPES = {
    Kind.ARTICLE: "article-journal",
    Kind.CONFERENCE: "paper-conference",
    Kind.PREPRINT: "article",
    Kind.BOOK: "book",
    Kind.CHAPTER: "chapter",
    Kind.THESIS: "thesis",
    Kind.REPORT: "report",
}


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """One JSON array, an item a line."""
    keys = CitationKeys()
    yield "["
    for number, entry in enumerate(entries):
        item = {"id": keys.key_for(entry.paper), **_item(entry)}
        yield (",\n" if number else "\n") + json.dumps(item, ensure_ascii=False, allow_nan=False)
    yield "\n]\n"


def _item(entry: Entry) -> dict[str, Any]:  # Any: a field of CSL-JSON is a text, a list or an object
    paper = entry.paper
    issued = [int(part) for part in paper.published.split("-") if part]
    fields: dict[str, Any] = {
        "type": _TYPES[kind_of(paper)],
        "title": paper.title,
        "author": _people(paper.people),
        "issued": {"date-parts": [issued]} if issued else None,
        "container-title": paper.venue,
        "DOI": paper.doi,
        "URL": paper.url,
        "keyword": ", ".join(dict.fromkeys((*paper.keywords, *tags_of(entry)))),
        "abstract": paper.abstract,
    }
    publication = paper.publication
    fields |= {"volume": publication.volume, "issue": issue(paper), "page": pages(paper)}
    fields |= {"editor": _people(publication.editors), "ISBN": publication.isbn, "ISSN": publication.issn}
    fields |= {"publisher": publication.publisher} | _arxiv(paper)
    return {name: value for name, value in fields.items() if value}


def _arxiv(paper: Paper) -> dict[str, str]:
    """The fields in which reference managers keep an arXiv id."""
    if not paper.arxiv_id:
        return {}
    return {"archive": "arXiv", "archive_location": paper.arxiv_id, "number": f"arXiv:{paper.arxiv_id}"}


def _people(listed: People) -> list[dict[str, str]]:
    return [_name(person) for person in listed.persons]


def _name(person: Person) -> dict[str, str]:
    if person.literal:
        return {"literal": person.literal}
    parts = {"family": person.family, "given": person.given, "suffix": person.suffix}
    parts["non-dropping-particle"] = person.particle
    return {name: part for name, part in parts.items() if part}


CSL_JSON = Export("csl-json", "CSL-JSON", ".json", write)

"""Zotero's own JSON: of its web API, its local API and Better BibTeX (zotero.org/support/dev)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import parse_date
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import People, Person, people
from paper_tui.papers.publication import Publication
from paper_tui.sources.author_names import family_first, person
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text
from paper_tui.sources.json_records import read_records
from paper_tui.sources.json_values import Json, a_text, an_object, objects

_NO_PAPERS = ("attachment", "note", "annotation")
_TITLES = ("title", "nameOfAct", "caseName", "subject", "shortTitle", "publicationTitle")
_TEXTS = {
    "journal_short": ("journalAbbreviation",),
    "book": ("bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle"),
    "series": ("series", "seriesTitle"),
    "series_number": ("seriesNumber",),
    "publisher": ("publisher", "repository", "company", "label"),
    "institution": ("university", "institution"),
    "publisher_place": ("place",),
    "book_edition": ("edition",),
    "volume": ("volume",),
    "volumes": ("numberOfVolumes",),
    "issue": ("issue",),
    "number": ("reportNumber", "patentNumber", "number"),
    "page_count": ("numPages",),
    "isbn": ("ISBN",),
    "issn": ("ISSN",),
    "pmid": ("PMID",),
    "pmcid": ("PMCID",),
    "genre": ("thesisType", "reportType", "genre", "type"),
    "version": ("versionNumber",),
    "event": ("conferenceName", "meetingName"),
    "language": ("language",),
    "rights": ("rights",),
    "short_title": ("shortTitle",),
    "howpublished": ("websiteTitle", "blogTitle", "forumTitle"),
}
_EXTRA = re.compile(r"^\s*([A-Za-z][A-Za-z ]{1,30}):[ \t]*(\S[^\n]*)$", re.MULTILINE)


def recognises(head: bytes) -> bool:
    """Return whether it is JSON whose objects have Zotero's types of items."""
    text = head_text(head).lstrip()
    return text.startswith(("[", "{")) and bool(re.search(r'"itemType"\s*:\s*"', text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each item that is no attachment or note."""
    return read_records(stream, lambda record: paper(record, context), _is_item, ("items",))


def paper(record: Json, context: Context) -> Paper | None:
    """The paper of an item, or None for what is none.

    Raises:
        ValueError: It has no title.
    """
    item = an_object(record, "data") or record
    if a_text(item, "itemType") in _NO_PAPERS:
        return None
    extra = {name.strip().lower(): text.strip() for name, text in _EXTRA.findall(a_text(item, "extra"))}
    kind = kind_named(a_text(item, "itemType"))
    tags = [a_text(tag, "tag") for tag in objects(item, "tags")]
    return build_paper(
        title=a_text(item, *_TITLES),
        abstract=a_text(item, "abstractNote"),
        authors=_people(
            item, "author", "artist", "programmer", "presenter", "inventor", "director", "podcaster"
        ),
        published=a_text(item, "date", "issueDate", "dateEnacted", "dateDecided"),
        url=a_text(item, "url"),
        arxiv_id=next(
            (
                text
                for text in (a_text(item, "archiveID"), extra.get("arxiv", ""))
                if "arxiv" in text.lower() or text[:1].isdigit()
            ),
            "",
        ),
        doi=a_text(item, "DOI") or extra.get("doi", ""),
        kind=kind,
        publication=_publication(item, kind, extra),
        citation_key=a_text(item, "citationKey", "citekey") or extra.get("citation key", ""),
        keywords=tags or [tag for tag in item.get("tags") or [] if isinstance(tag, str)],
        files=[a_text(each, "path") for each in objects(item, "attachments")],
        links=[a_text(each, "url") for each in objects(item, "attachments")],
        sightings=(Sighting("zotero", seen=context.now),),
    )


def _is_item(record: Json) -> bool:
    return "itemType" in record or isinstance(record.get("data"), dict)


def _people(item: Json, *types: str) -> People:
    """The creators of these types."""
    return people(_person(one) for one in objects(item, "creators") if a_text(one, "creatorType") in types)


def _person(creator: Json) -> str | Person:
    family, name = a_text(creator, "lastName"), a_text(creator, "name")
    if family:
        return person(family, a_text(creator, "firstName"))
    return Person(literal=name) if " " in name and "," not in name else family_first(name)


def _publication(item: Json, kind: Kind, extra: Json) -> Publication:
    paper_fields = {name: text for name, fields in _TEXTS.items() if (text := a_text(item, *fields))}
    title = a_text(item, "publicationTitle")
    in_book = kind in (Kind.CHAPTER, Kind.CONFERENCE, Kind.ENTRY)
    if title and in_book:
        paper_fields.setdefault("book", title)
    pmid, pmcid = extra.get("pmid", ""), extra.get("pmcid", "")
    paper_fields |= {name: text for name, text in (("pmid", pmid), ("pmcid", pmcid)) if text}
    return Publication(
        **paper_fields,
        journal="" if in_book else title,
        pages=re.sub(r"\s*(?:--+|[\u2010-\u2015])\s*", "-", a_text(item, "pages")),
        editors=_people(item, "editor", "seriesEditor", "bookAuthor")
        if not in_book
        else _people(item, "editor"),
        translators=_people(item, "translator"),
        accessed=parse_date(a_text(item, "accessDate")),
        remarks=a_text(item, "extra"),
    )


FORMAT = Format("zotero-json", "Zotero's items as JSON", recognises, read)

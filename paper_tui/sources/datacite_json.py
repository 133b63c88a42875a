"""DataCite's JSON: answers of one DOI or of many, and a DOI alone (support.datacite.org; its schema 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import best_date
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import Person, people
from paper_tui.papers.publication import Publication
from paper_tui.sources.author_names import family_first, person
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text
from paper_tui.sources.json_records import read_records
from paper_tui.sources.json_values import Json, a_text, an_object, objects

_PAGE = re.compile(r"[A-Za-z]{0,4}\d[\w.:]{0,10}")
_KINDS = {
    "Preprint": Kind.PREPRINT,
    "JournalArticle": Kind.ARTICLE,
    "ConferencePaper": Kind.CONFERENCE,
    "Dissertation": Kind.THESIS,
    "Dataset": Kind.DATASET,
    "Software": Kind.SOFTWARE,
    "Report": Kind.REPORT,
    "Book": Kind.BOOK,
    "BookChapter": Kind.CHAPTER,
}


def recognises(head: bytes) -> bool:
    """Return whether it is JSON whose objects have the attributes of DOIs, or are those."""
    text = head_text(head).lstrip()
    return text.startswith(("{", "[")) and all(name in text for name in ('"titles"', '"creators"', '"title"'))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each DOI."""
    return read_records(stream, lambda record: paper(record, context), _is_doi, ("data",))


def paper(record: Json, context: Context) -> Paper:
    """The paper of a DOI.

    Raises:
        ValueError: It has no title.
    """
    said = an_object(record, "attributes") or record
    titles = {a_text(one, "titleType"): a_text(one, "title") for one in reversed(objects(said, "titles"))}
    abstracts = [one for one in objects(said, "descriptions") if a_text(one, "descriptionType") == "Abstract"]
    kind = _kind(an_object(said, "types"))
    return build_paper(
        title=titles.get("") or next(filter(None, titles.values()), ""),
        subtitle=titles.get("Subtitle", ""),
        abstract=a_text(abstracts[0], "description") if abstracts else "",
        authors=people(map(_name, objects(said, "creators"))),
        published=_published(said, kind),
        url=a_text(said, "url"),
        doi=a_text(said, "doi") or a_text(record, "id"),
        kind=kind,
        publication=_publication(said, kind),
        keywords=[a_text(one, "subject") for one in objects(said, "subjects")],
        sightings=(Sighting("datacite", seen=context.now),),
    )


def _kind(types: Json) -> Kind:
    """The general kind, or the one for BibTeX where that is only ``Text``."""
    return _KINDS.get(a_text(types, "resourceTypeGeneral")) or kind_named(a_text(types, "citeproc", "bibtex"))


def _container(said: Json) -> Json:
    """The journal or book: of the work itself, or of what it says it is published in."""
    for one in objects(said, "relatedItems"):
        if a_text(one, "relationType") == "IsPublishedIn":
            named = an_object(one, "relatedItemIdentifier")
            ids = {
                "identifierType": a_text(named, "relatedItemIdentifierType"),
                "identifier": a_text(named, "relatedItemIdentifier"),
            }
            return {**one, **ids, "title": a_text(next(iter(objects(one, "titles")), {}), "title")}
    return an_object(said, "container")


def _publication(said: Json, kind: Kind) -> Publication:
    container = _container(said)
    name = a_text(container, "title")
    publisher = a_text(an_object(said, "publisher"), "name") or a_text(said, "publisher")
    ends = filter(_PAGE.fullmatch, (a_text(container, "firstPage"), a_text(container, "lastPage")))
    number = {a_text(container, "identifierType"): a_text(container, "identifier")}
    in_book, by_institution = kind in (Kind.CHAPTER, Kind.CONFERENCE), kind in (Kind.THESIS, Kind.REPORT)
    editors = [one for one in objects(said, "contributors") if a_text(one, "contributorType") == "Editor"]
    return Publication(
        journal="" if in_book or kind is Kind.BOOK else name,
        book=name if in_book else "",
        series=name if kind is Kind.BOOK else "",
        publisher="" if by_institution else publisher,
        institution=publisher if by_institution else "",
        editors=people(map(_name, editors)),
        volume=a_text(container, "volume"),
        issue=a_text(container, "issue"),
        pages="-".join(dict.fromkeys(ends)),
        isbn=number.get("ISBN", ""),
        issn=number.get("ISSN", ""),
        version=a_text(said, "version"),
        language=a_text(said, "language"),
        rights=next(filter(None, (a_text(one, "rights") for one in objects(said, "rightsList"))), ""),
    )


def _name(creator: Json) -> str | Person:
    family = a_text(creator, "familyName")
    if family:
        return person(family, a_text(creator, "givenName"))
    name = a_text(creator, "name")
    return Person(literal=name) if a_text(creator, "nameType") == "Organizational" else family_first(name)


def _published(said: Json, kind: Kind) -> str:
    """The day it was issued or, for a preprint, submitted, as far as it is of the year of publication."""
    dates = {a_text(one, "dateType"): a_text(one, "date")[:10] for one in objects(said, "dates")}
    submitted = dates.get("Submitted", "") if kind in (Kind.PREPRINT, Kind.UNKNOWN) else ""
    return submitted or best_date((a_text(said, "publicationYear"), dates.get("Issued", "")))


def _is_doi(record: Json) -> bool:
    return "attributes" in record or "titles" in record


FORMAT = Format("datacite", "answers of DataCite", recognises, read)

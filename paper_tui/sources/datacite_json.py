"""DataCite's answers, of one DOI or of many (support.datacite.org, REST API; metadata schema 4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import Person, people
from paper_tui.sources.author_names import family_first, person
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text
from paper_tui.sources.json_records import read_records
from paper_tui.sources.json_values import Json, a_text, an_object, objects

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
    """Return whether it is JSON whose objects have the attributes of DOIs."""
    text = head_text(head).lstrip()
    return text.startswith(("{", "[")) and all(
        name in text for name in ('"attributes"', '"titles"', '"creators"')
    )


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each DOI."""
    return read_records(stream, lambda record: paper(record, context), _is_doi, ("data",))


def paper(record: Json, context: Context) -> Paper:
    """The paper of a DOI.

    Raises:
        ValueError: It has no title.
    """
    said = an_object(record, "attributes")
    titles = [a_text(one, "title") for one in objects(said, "titles") if not a_text(one, "titleType")]
    abstracts = [one for one in objects(said, "descriptions") if a_text(one, "descriptionType") == "Abstract"]
    return build_paper(
        title=next(filter(None, titles), ""),
        abstract=a_text(abstracts[0], "description") if abstracts else "",
        authors=people(map(_name, objects(said, "creators"))),
        published=_published(said),
        url=a_text(said, "url"),
        doi=a_text(said, "doi") or a_text(record, "id"),
        kind=_KINDS.get(a_text(an_object(said, "types"), "resourceTypeGeneral"), Kind.UNKNOWN),
        venue=a_text(an_object(said, "container"), "title"),
        sightings=(Sighting("datacite", seen=context.now),),
    )


def _name(creator: Json) -> str | Person:
    family = a_text(creator, "familyName")
    if family:
        return person(family, a_text(creator, "givenName"))
    name = a_text(creator, "name")
    return Person(literal=name) if a_text(creator, "nameType") == "Organizational" else family_first(name)


def _published(said: Json) -> str:
    """The day it was submitted, as preprints have it, or issued; else the year of publication."""
    dates = {a_text(one, "dateType"): a_text(one, "date")[:10] for one in objects(said, "dates")}
    return dates.get("Submitted") or dates.get("Issued") or a_text(said, "publicationYear")


def _is_doi(record: Json) -> bool:
    return "attributes" in record


FORMAT = Format("datacite", "answers of DataCite", recognises, read)

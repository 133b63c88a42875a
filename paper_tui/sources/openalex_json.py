"""OpenAlex's answers, of one work or of many (docs.openalex.org, work object)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identifiers import parse_arxiv_id
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import people
from paper_tui.papers.publication import Publication
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text
from paper_tui.sources.json_records import read_records
from paper_tui.sources.json_values import Json, a_text, an_object, objects

_MOST_WORDS = 20_000
"""Words of an abstract that are put together."""


def recognises(head: bytes) -> bool:
    """Return whether it is JSON with the ids and fields of OpenAlex's works."""
    text = head_text(head).lstrip()
    has_work_field = '"authorships"' in text or '"primary_location"' in text or '"publication_year"' in text
    return text.startswith(("[", "{")) and "openalex.org/W" in text and has_work_field


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each work."""
    return read_records(stream, lambda record: paper(record, context), _is_work, ("results",))


def paper(record: Json, context: Context) -> Paper:
    """The paper of a work.

    Raises:
        ValueError: It has no title.
    """
    places = [an_object(record, "primary_location"), *objects(record, "locations")]
    pages = [text for place in places if (text := a_text(place, "landing_page_url"))]
    names = (
        a_text(an_object(one, "author"), "display_name") or a_text(one, "raw_author_name")
        for one in objects(record, "authorships")
    )
    kind = kind_named(a_text(record, "type"))
    return build_paper(
        title=a_text(record, "title", "display_name"),
        abstract=_abstract(an_object(record, "abstract_inverted_index")) or a_text(record, "abstract"),
        authors=people(names),
        published=a_text(record, "publication_date") or a_text(record, "publication_year"),
        url=next(iter(pages), ""),
        arxiv_id=next(filter(parse_arxiv_id, pages), ""),
        doi=a_text(record, "doi") or a_text(an_object(record, "ids"), "doi"),
        kind=kind,
        publication=_publication(record, places[0], kind),
        keywords=[a_text(word, "display_name", "keyword") for word in objects(record, "keywords")],
        links=[*pages[1:], *(a_text(place, "pdf_url") for place in places)],
        sightings=(Sighting("openalex", seen=context.now),),
    )


def _is_work(record: Json) -> bool:
    return "display_name" in record or "title" in record


def _publication(record: Json, place: Json, kind: Kind) -> Publication:
    source, biblio, ids = an_object(place, "source"), an_object(record, "biblio"), an_object(record, "ids")
    ends = (a_text(biblio, "first_page"), a_text(biblio, "last_page"))
    name = a_text(source, "display_name") or a_text(an_object(record, "host_venue"), "display_name")
    in_book = kind in (Kind.CHAPTER, Kind.CONFERENCE) or a_text(source, "type") in (
        "conference",
        "book series",
    )
    holds_anything = a_text(source, "type") in ("repository", "ebook platform") or kind is Kind.BOOK
    return Publication(
        journal="" if in_book or holds_anything else name,
        book=name if in_book else "",
        publisher=a_text(source, "host_organization_name"),
        institution=_institution(record) if kind is Kind.THESIS else "",
        issn=a_text(source, "issn_l"),
        volume=a_text(biblio, "volume"),
        issue=a_text(biblio, "issue"),
        pages="-".join(dict.fromkeys(filter(None, ends))),
        pmid=a_text(ids, "pmid").rstrip("/").rpartition("/")[2],
        pmcid=a_text(ids, "pmcid").rstrip("/").rpartition("/")[2],
        language=a_text(record, "language"),
    )


def _institution(record: Json) -> str:
    """The first institution of the authors: of a thesis, the university."""
    found = (
        a_text(place, "display_name")
        for one in objects(record, "authorships")
        for place in objects(one, "institutions")
    )
    return next(filter(None, found), "")


def _abstract(index: Json) -> str:
    """The abstract of an index that has the places of each word."""
    placed = [
        (place, word)
        for word, places in index.items()
        if isinstance(places, list)
        for place in places[:_MOST_WORDS]
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(placed)[:_MOST_WORDS])


FORMAT = Format("openalex", "OpenAlex's answer", recognises, read)

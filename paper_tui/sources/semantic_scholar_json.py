"""Semantic Scholar's answers: papers, searches, batches, references and citations (Academic Graph API)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import people
from paper_tui.papers.publication import UNPUBLISHED, Publication
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text
from paper_tui.sources.json_records import read_records
from paper_tui.sources.json_values import Json, a_text, an_object, objects

_KINDS = {
    "JournalArticle": Kind.ARTICLE,
    "Conference": Kind.CONFERENCE,
    "Book": Kind.BOOK,
    "BookSection": Kind.CHAPTER,
    "Dataset": Kind.DATASET,
}
_INNER = ("citingPaper", "citedPaper")


def recognises(head: bytes) -> bool:
    """Return whether it is JSON whose objects have the ids of Semantic Scholar."""
    text = head_text(head).lstrip()
    return text.startswith(("[", "{")) and '"paperId"' in text and '"title"' in text


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each that was found; one that is not known, which is null, is left out."""
    return read_records(
        stream, lambda record: paper(record, context), _is_paper, ("data", "recommendedPapers")
    )


def paper(record: Json, context: Context) -> Paper:
    """The paper of a record.

    Raises:
        ValueError: It has no title.
    """
    work = next((an_object(record, name) for name in _INNER if name in record), record)
    ids = an_object(work, "externalIds")
    types = work.get("publicationTypes")
    named = [str(one) for one in types] if isinstance(types, list) else []
    kind = next(
        (_KINDS.get(name) or kind_named(name) for name in named if name in _KINDS or kind_named(name)),
        Kind.UNKNOWN,
    )
    return build_paper(
        title=a_text(work, "title"),
        abstract=a_text(work, "abstract"),
        authors=people(a_text(one, "name") for one in objects(work, "authors")),
        published=a_text(work, "publicationDate") or a_text(work, "year"),
        url=a_text(work, "url"),
        arxiv_id=a_text(ids, "ArXiv") or a_text(work, "arxivId"),
        doi=a_text(ids, "DOI") or a_text(work, "doi"),
        kind=kind,
        venue=a_text(work, "venue"),
        publication=_publication(work, ids, kind),
        summary=a_text(an_object(work, "tldr"), "text"),
        links=[a_text(an_object(work, "openAccessPdf"), "url")],
        sightings=(Sighting("semantic-scholar", seen=context.now),),
    )


def _is_paper(record: Json) -> bool:
    return "title" in record or any(name in record for name in _INNER)


def _publication(work: Json, ids: Json, kind: Kind) -> Publication:
    journal, venue = an_object(work, "journal"), an_object(work, "publicationVenue")
    if not journal and not venue and not ids:
        return UNPUBLISHED
    name = a_text(journal, "name") or a_text(venue, "name")
    in_book = kind in (Kind.CONFERENCE, Kind.CHAPTER) or a_text(venue, "type") == "conference"
    return Publication(
        journal="" if in_book else name,
        book=a_text(venue, "name") or name if in_book else "",
        volume=a_text(journal, "volume"),
        pages="-".join(a_text(journal, "pages").replace("–", "-").split()).strip("-"),
        issn=a_text(venue, "issn"),
        pmid=a_text(ids, "PubMed"),
        pmcid=a_text(ids, "PubMedCentral"),
    )


FORMAT = Format("semantic-scholar", "Semantic Scholar's answer", recognises, read)

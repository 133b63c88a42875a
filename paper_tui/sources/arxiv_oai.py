"""arXiv's answers by OAI-PMH: ``arXiv``, ``arXivRaw`` and ``oai_dc`` (info.arxiv.org/help/oa)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import parse_date
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import People, people
from paper_tui.papers.text import clean_line
from paper_tui.sources.author_names import family_first, person, split_people
from paper_tui.sources.base import Context, Format, Item, Reject, SourceError
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.xml_reader import BrokenPiece, all_text, child, children, pieces, text_at, xml_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOT = re.compile(r"<(?:\w+:)?OAI-PMH[\s>]")
_ERROR = re.compile(r"<(?:\w+:)?error\s+code=[\"'](\w+)[\"'][^<>]*>([^<]*)<")


def recognises(head: bytes) -> bool:
    """Return whether it is an answer by OAI-PMH."""
    return bool(_ROOT.search(decode_head(head)[:4_000]))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each record that was not deleted.

    Raises:
        SourceError: The answer is an error.
    """
    text = xml_text(read_all(stream))
    wrong = _ERROR.search(text[:20_000])
    if wrong and "<record" not in text:
        raise SourceError(f"the service answered with an error: {clean_line(wrong[2], 200) or wrong[1]}")
    for piece in pieces(text, "record"):
        if isinstance(piece, BrokenPiece):
            yield Reject(piece.line, piece.reason)
            continue
        metadata = child(piece.element, "metadata")
        if metadata is None or not len(metadata):
            continue  # a deleted record has a header alone
        try:
            yield paper(metadata[0], context)
        except ValueError as error:
            yield Reject(
                piece.line, str(error), clean_line(text_at(piece.element, "header", "identifier"), 200)
            )


def paper(metadata: Element, context: Context) -> Paper:
    """The paper of a record.

    Raises:
        ValueError: It has no title.
    """
    identifiers = [all_text(one) for one in children(metadata, "identifier", "relation")]
    dates = [parse_date(all_text(one)) for one in children(metadata, "date")]
    version = next(iter(children(metadata, "version")), None)
    descriptions = [all_text(one) for one in children(metadata, "description")]
    return build_paper(
        title=text_at(metadata, "title"),
        abstract=text_at(metadata, "abstract") or next(iter(descriptions), ""),
        authors=_authors(metadata),
        published=text_at(metadata, "created")
        or (text_at(version, "date") if version is not None else "")
        or min(filter(None, dates), default=""),
        arxiv_id=text_at(metadata, "id") or next(filter(parse_arxiv_id, identifiers), ""),
        doi=text_at(metadata, "doi") or next(filter(parse_doi, identifiers), ""),
        venue=text_at(metadata, "journal-ref"),
        categories=text_at(metadata, "categories").split(),
        keywords=[all_text(one) for one in children(metadata, "subject")],
        sightings=(Sighting("arxiv", seen=context.now),),
        details={"comment": text_at(metadata, "comments"), "updated": text_at(metadata, "updated")},
    )


def _authors(metadata: Element) -> People:
    listed = child(metadata, "authors")
    if listed is None:
        return people(family_first(all_text(one)) for one in children(metadata, "creator"))
    if not len(listed):
        return split_people(all_text(listed))
    return people(
        person(text_at(one, "keyname"), text_at(one, "forenames"), suffix=text_at(one, "suffix"))
        for one in listed
    )


FORMAT = Format("arxiv-oai", "arXiv's OAI-PMH answer", recognises, read)

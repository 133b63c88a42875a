"""EndNote's XML export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import best_date, parse_date
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import People, people
from paper_tui.papers.publication import Publication
from paper_tui.sources.author_names import family_first
from paper_tui.sources.base import Context, Format, Item, Reject
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.xml_reader import BrokenPiece, all_text, child, pieces, text_at, xml_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOT = re.compile(r"<xml>\s*<records[\s>]|<records>\s*<record[\s>]")
_TELLING = re.compile(r"<(?:ref-type|source-app|contributors)[\s>]")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_KINDS = {
    "conferenceproceedings": Kind.CONFERENCE,
    "electronicarticle": Kind.ARTICLE,
    "editedbook": Kind.BOOK,
}


def recognises(head: bytes) -> bool:
    """Return whether it is XML of records with EndNote's elements."""
    text = decode_head(head)
    return bool(_ROOT.search(text[:4_000]) and _TELLING.search(text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each record."""
    for piece in pieces(xml_text(read_all(stream)), "record"):
        if isinstance(piece, BrokenPiece):
            yield Reject(piece.line, piece.reason)
            continue
        try:
            yield paper(piece.element, context)
        except ValueError as error:
            yield Reject(piece.line, str(error), text_at(piece.element, "rec-number"))


def paper(record: Element, context: Context) -> Paper:
    """The paper of a record.

    Raises:
        ValueError: It has no title.
    """
    reference = child(record, "ref-type")
    name = re.sub(r"[^a-z]", "", (reference.get("name", "") if reference is not None else "").lower())
    kind = _KINDS.get(name) or kind_named(name)
    addresses = [*_all(record, "urls", "related-urls"), *_all(record, "urls", "web-urls")]
    number = text_at(record, "electronic-resource-num")
    key = text_at(record, "label")
    return build_paper(
        title=text_at(record, "titles", "title") or text_at(record, "titles", "secondary-title"),
        abstract=text_at(record, "abstract"),
        authors=_people(record, "authors"),
        published=best_date((text_at(record, "dates", "year"), *_all(record, "dates", "pub-dates"))),
        url=next(iter(addresses), ""),
        arxiv_id=next(filter(parse_arxiv_id, [number, text_at(record, "accession-num"), *addresses]), ""),
        doi=next(filter(parse_doi, [number, *addresses]), ""),
        kind=kind,
        publication=_publication(record, kind),
        citation_key="" if key.isdecimal() or " " in key else key,
        keywords=[word.strip() for text in _all(record, "keywords") for word in re.split(r"[;\n]", text)],
        links=addresses[1:],
        files=_all(record, "urls", "pdf-urls"),
        sightings=(Sighting("endnote", seen=context.now),),
    )


def _all(record: Element, *path: str) -> list[str]:
    """The texts of the children of an element."""
    found = child(record, *path)
    return [text for one in found if (text := all_text(one))] if found is not None else []


def _people(record: Element, name: str) -> People:
    return people(map(family_first, _all(record, "contributors", name)))


def _publication(record: Element, kind: Kind) -> Publication:
    second, third = text_at(record, "titles", "secondary-title"), text_at(record, "titles", "tertiary-title")
    journal = text_at(record, "periodical", "full-title") or second
    in_book = kind in (Kind.CHAPTER, Kind.CONFERENCE, Kind.ENTRY)
    by_institution, serial = kind in (Kind.THESIS, Kind.REPORT), text_at(record, "isbn")
    publisher = text_at(record, "publisher")
    is_book = bool(_ISBN.fullmatch(serial.split("\n")[0].strip()))
    return Publication(
        journal=journal if not in_book and kind not in (Kind.BOOK, Kind.THESIS, Kind.REPORT) else "",
        journal_short=text_at(record, "titles", "alt-title") or text_at(record, "periodical", "abbr-1"),
        book=second or journal if in_book else "",
        series=third or (second if kind is Kind.BOOK else ""),
        publisher="" if by_institution else publisher,
        institution=publisher if by_institution else "",
        publisher_place=text_at(record, "pub-location"),
        editors=_people(record, "secondary-authors"),
        book_edition=text_at(record, "edition"),
        volume=text_at(record, "volume"),
        volumes=text_at(record, "num-vols"),
        issue=text_at(record, "number"),
        pages=re.sub(r"\s*(?:--+|[\u2010-\u2015])\s*", "-", text_at(record, "pages")),
        isbn=serial if is_book else "",
        issn="" if is_book else serial,
        pmcid=text_at(record, "custom2"),
        genre=text_at(record, "work-type"),
        accessed=parse_date(text_at(record, "access-date")),
        language=text_at(record, "language"),
        short_title=text_at(record, "titles", "short-title"),
        remarks=text_at(record, "notes"),
    )


FORMAT = Format("endnote-xml", "EndNote's XML", recognises, read)

"""arXiv's answers as Atom (info.arxiv.org/help/api/user-manual.html, section 3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from paper_tui.papers.builder import build_paper, clean_date
from paper_tui.papers.identifiers import parse_arxiv_id
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Reject, SourceError
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.xml_reader import BrokenPiece, pieces, xml_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SOURCE = "arxiv"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def recognises(head: bytes) -> bool:
    """Return whether it is an Atom feed that speaks of arXiv's query service."""
    text = decode_head(head)
    return "<feed" in text and ("arxiv.org/schemas/atom" in text or "arxiv.org/api" in text)


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """The papers of a feed; an entry whose XML is broken is a reject.

    Raises:
        SourceError: It is no XML, or arXiv's one entry that says what was wrong with a query.
    """
    for piece in pieces(xml_text(read_all(stream)), "entry"):
        if isinstance(piece, BrokenPiece):
            yield Reject(piece.line, piece.reason)
        else:
            yield _item(piece.element, piece.line, context)


def _item(entry: Element, line: int, context: Context) -> Item:
    title, name = _text(entry, "title"), _text(entry, "id")
    if "/api/errors" in name or (title == "Error" and not _text(entry, "published")):
        raise SourceError(f"arXiv answered with an error: {clean_line(_text(entry, 'summary')) or title}")
    try:
        return _paper(entry, context)
    except ValueError as error:
        return Reject(line, str(error), clean_line(name, 200))


def _paper(entry: Element, context: Context) -> Paper:
    name = _text(entry, "id")
    doi = _text(entry, "doi", _ARXIV)
    categories = [category.get("term", "") for category in entry.iter(f"{_ATOM}category")]
    primary = entry.find(f"{_ARXIV}primary_category")
    found = parse_arxiv_id(name)
    return build_paper(
        title=_text(entry, "title"),
        abstract=_text(entry, "summary"),
        authors=[_text(author, "name") for author in entry.iter(f"{_ATOM}author")],
        published=_text(entry, "published"),
        url="" if found else name,
        arxiv_id=name if found else "",
        doi=doi,
        venue=_text(entry, "journal_ref", _ARXIV),
        categories=[primary.get("term", "") if primary is not None else "", *categories],
        sightings=(Sighting(SOURCE, seen=context.now),),
        details={
            "comment": _text(entry, "comment", _ARXIV),
            "updated": clean_date(_text(entry, "updated")),
        },
    )


def _text(element: Element, name: str, space: str = _ATOM) -> str:
    return (element.findtext(f"{space}{name}") or "").strip()


FORMAT = Format("arxiv-atom", "arXiv Atom feed", recognises, read)

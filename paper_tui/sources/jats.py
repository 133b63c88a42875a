"""The front matter of articles as JATS (jats.nlm.nih.gov): what publishers and PubMed Central deliver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import best_date
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import People, Person, people
from paper_tui.papers.publication import Publication
from paper_tui.papers.text import clean_line
from paper_tui.sources.author_names import person
from paper_tui.sources.base import Context, Format, Item, Reject
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.xml_reader import (
    BrokenPiece,
    all_text,
    child,
    children,
    marked_up,
    pieces,
    text_at,
    xml_text,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOT = re.compile(r"<(?:pmc-articleset|article)[\s>]")
_TELLING = re.compile(r"<(?:article-meta|journal-meta)[\s>]|JATS|NLM//DTD")


def recognises(head: bytes) -> bool:
    """Return whether it is XML of an article with the front matter of JATS."""
    text = decode_head(head).lstrip("\ufeff \t\r\n")
    return text.startswith("<") and bool(_ROOT.search(text[:8_000]) and _TELLING.search(text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each article."""
    for piece in pieces(xml_text(read_all(stream)), "article"):
        if isinstance(piece, BrokenPiece):
            yield Reject(piece.line, piece.reason)
            continue
        try:
            yield paper(piece.element, context)
        except ValueError as error:
            yield Reject(piece.line, str(error), clean_line(text_at(piece.element, "front"), 200))


def paper(article: Element, context: Context) -> Paper:
    """The paper of an article.

    Raises:
        ValueError: It has no title.
    """
    front = child(article, "front")
    front = front if front is not None else article
    meta = child(front, "article-meta")
    meta = meta if meta is not None else front
    ids = {one.get("pub-id-type", ""): all_text(one) for one in children(meta, "article-id")}
    preprint = article.get("article-type") == "preprint"
    return build_paper(
        title=_marked(meta, "title-group", "article-title"),
        subtitle=_marked(meta, "title-group", "subtitle"),
        abstract=_abstract(meta),
        authors=_people(meta, "author"),
        published=best_date(_dates(meta)),
        doi=ids.get("doi", ""),
        arxiv_id=ids.get("arxiv", ""),
        kind=Kind.PREPRINT
        if preprint
        else Kind.REVIEW
        if article.get("article-type") == "book-review"
        else Kind.ARTICLE,
        publication=_publication(front, meta, ids),
        keywords=[
            _marked_up_text(word) for group in children(meta, "kwd-group") for word in children(group, "kwd")
        ],
        sightings=(Sighting("jats", seen=context.now),),
    )


def _marked(element: Element, *path: str) -> str:
    """The content with its markup, without footnote marks."""
    found = child(element, *path)
    return _marked_up_text(found) if found is not None else ""


def _marked_up_text(element: Element) -> str:
    for inner in list(element):
        if inner.tag in ("fn", "xref"):
            inner.text, tail = "", inner.tail
            for below in list(inner):
                inner.remove(below)
            inner.tail = tail
    return marked_up(element)


def _abstract(meta: Element) -> str:
    """The first abstract that is no graphical or short one; its title alone is left out."""
    found = [one for one in children(meta, "abstract") if not one.get("abstract-type")] or children(
        meta, "abstract"
    )
    if not found:
        return ""
    parts = [one for one in found[0] if one.tag not in ("title", "label", "object-id")]
    return "\n\n".join(_section(part) for part in parts) if parts else all_text(found[0])


def _section(part: Element) -> str:
    """A paragraph, or a section with its title before its text."""
    if part.tag != "sec":
        return marked_up(part)
    title = text_at(part, "title").rstrip(":. ")
    inside = "\n\n".join(_section(one) for one in part if one.tag != "title")
    return f"{title}: {inside}" if title else inside


def _people(meta: Element, kind: str) -> People:
    groups = [meta, *children(meta, "contrib-group")]
    found = [
        one
        for group in groups
        for one in children(group, "contrib")
        if one.get("contrib-type", "author") == kind
    ]
    return people(_person(one) for one in found)


def _person(contributor: Element) -> Person | str:
    name = child(contributor, "name")
    name = name if name is not None else child(contributor, "name-alternatives", "name")
    if name is not None:
        return person(
            text_at(name, "surname"),
            text_at(name, "given-names"),
            particle=text_at(name, "prefix") if text_at(name, "prefix").islower() else "",
            suffix=text_at(name, "suffix"),
        )
    collab = child(contributor, "collab")
    if collab is None:
        return text_at(contributor, "string-name")
    text = (
        " ".join("".join([collab.text or "", *((one.tail or "") for one in collab)]).split())
        or all_text(collab)[:300]
    )
    return Person(literal=text) if " " in text else text


def _dates(meta: Element) -> Iterator[str]:
    """The dates of publication, in the issue first, then in print, then online."""
    found = children(meta, "pub-date")
    order = ("collection", "ppub", "pub", "epub", "epub-ppub")

    def place(date: Element) -> int:
        kind = date.get("pub-type") or date.get("date-type") or "pub"
        return order.index(kind) if kind in order else len(order)

    for date in sorted(found, key=place):
        year, month, day = (text_at(date, part) for part in ("year", "month", "day"))
        mark = "-" if not month or month.isdecimal() else " "
        yield mark.join(filter(None, (year, month, day)))


def _publication(front: Element, meta: Element, ids: dict[str, str]) -> Publication:
    journal = child(front, "journal-meta")
    journal = journal if journal is not None else front
    first, last = text_at(meta, "fpage"), text_at(meta, "lpage")
    return Publication(
        journal=text_at(journal, "journal-title-group", "journal-title") or text_at(journal, "journal-title"),
        journal_short=text_at(journal, "journal-title-group", "abbrev-journal-title"),
        publisher=text_at(journal, "publisher", "publisher-name"),
        publisher_place=text_at(journal, "publisher", "publisher-loc"),
        editors=_people(meta, "editor"),
        volume=text_at(meta, "volume"),
        issue=text_at(meta, "issue"),
        pages="-".join(dict.fromkeys(filter(None, (first, last)))),
        article_number=text_at(meta, "elocation-id"),
        issn=text_at(journal, "issn"),
        pmid=ids.get("pmid", ""),
        pmcid=ids.get("pmc", "") or ids.get("pmcid", ""),
        rights=text_at(meta, "permissions", "copyright-statement"),
    )


FORMAT = Format("jats", "JATS article (front matter)", recognises, read)

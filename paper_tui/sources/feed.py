"""Any RSS, RDF or Atom feed, with the modules that journals use: Dublin Core, PRISM, Media RSS, content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin, urlsplit

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import parse_date
from paper_tui.papers.identifiers import described_doi, parse_arxiv_id, parse_doi
from paper_tui.papers.markup import without_markup
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import People, people
from paper_tui.papers.publication import Publication
from paper_tui.papers.text import clean_line
from paper_tui.sources.author_names import split_people
from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.xml_reader import (
    BrokenPiece,
    all_text,
    children,
    local,
    marked_up,
    pieces,
    text_at,
    xml_text,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_FEED = 64 * 2**20
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_ANNOUNCED = re.compile(r"^\s*arXiv:\S+\s+Announce Type:\s*(\S+)\s+(?:Abstract:\s*)?", re.IGNORECASE)
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ADDRESS = re.compile(r"[^\s@]{1,100}@[^\s@]{1,200}")
_IN_BRACKETS = re.compile(r"\(([^()]{1,300})\)\s*$")
_LONGEST_NAMES = 20_000
_TEXTS = ("encoded", "description", "summary", "content", "abstract")


def recognises(head: bytes) -> bool:
    """Return whether the root of this XML is that of RSS or Atom."""
    text = decode_head(head).lstrip("\ufeff \t\r\n")
    return text.startswith("<") and bool(_ROOT.search(text[:4_000]))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """An entry a paper; an edition of it is the day of the entry.

    Raises:
        SourceError: It is no feed, or its XML defines entities.
    """
    text = xml_text(read_all(stream, LARGEST_FEED))
    if not _ROOT.search(text):
        raise SourceError("it is no feed")
    feed = _Feed.of(text, context)
    broken = 0
    for piece in pieces(text, "item", "entry"):
        if isinstance(piece, BrokenPiece):
            broken += 1
            yield Reject(piece.line, piece.reason)
            continue
        try:
            yield _paper(piece.element, feed, context)
        except ValueError as error:
            yield Reject(piece.line, str(error), clean_line(_link(piece.element, feed.base), 200))
    if broken:
        yield Notice("The feed is not well-formed: each of its entries was read by itself.")


@dataclass(frozen=True, slots=True)
class _Feed:
    """The properties of a feed itself."""

    source: str
    """Its host, since titles change."""
    base: str
    """The address that relative ones are relative to."""
    title: str

    @classmethod
    def of(cls, text: str, context: Context) -> _Feed:
        """The head of a feed, which ends where its first entry begins."""
        first = re.search(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]", text)
        head = text[: first.start()] if first else text[:100_000]
        link = _head_link(head)
        stated = re.search(r"""xml:base\s*=\s*["']([^"'<>]{1,2000})["']""", head)
        named = context.name if context.name.startswith(("http://", "https://")) else ""
        base = urljoin(named or link, stated[1]) if stated else named or link
        try:
            host = urlsplit(link or base).hostname or ""
        except ValueError:
            host = ""
        title = re.search(r"<title[^<>]*>\s*(?:<!\[CDATA\[)?([^<\]]{1,300})", head)
        source = "arxiv" if host.endswith("arxiv.org") else host.removeprefix("www.") or "feed"
        return cls(source, base, title[1].strip() if title else "")


def _head_link(head: str) -> str:
    """The address of the site that a feed belongs to, in the form of RSS or of Atom."""
    plain = re.search(r"<link>\s*(?:<!\[CDATA\[)?\s*(https?://[^\s<\]]{1,2000})", head)
    if plain:
        return without_markup(plain[1])
    links = re.findall(r"<(?:\w+:)?link\s[^<>]{1,3000}>", head)
    wanted = sorted(links, key=lambda link: 'rel="self"' in link or "rel='self'" in link)
    address = re.search(r"""href\s*=\s*["']([^"']{1,2000})""", wanted[0]) if wanted else None
    return without_markup(address[1]) if address else ""


def _paper(entry: Element, feed: _Feed, context: Context) -> Paper:
    text = _abstract(entry)
    announced = _ANNOUNCED.match(without_markup(text[:2_000]))
    kind = announced[1] if announced else text_at(entry, "announce_type")
    if announced:
        text = _ANNOUNCED.sub("", without_markup(text), count=1)
    base = urljoin(feed.base, entry.get(_BASE, ""))
    link, guid = _link(entry, base), text_at(entry, "guid") or text_at(entry, "id")
    found = parse_arxiv_id(guid) or parse_arxiv_id(link)
    day = min(_day(entry), context.today.isoformat()) if _day(entry) else ""
    number = f"{found.number}v{found.version}" if found and found.version else found.number if found else ""
    words = _categories(entry)
    return build_paper(
        title=_title(entry),
        abstract=text,
        authors=_people(entry),
        published="" if kind.startswith("replace") or "cross" in kind else day,
        url="" if found else link,
        arxiv_id=number,
        doi=_doi(entry, link, guid) or described_doi(without_markup(text) if "10." in text else ""),
        guid="" if found else guid,
        publication=_publication(entry),
        categories=words if found else (),
        keywords=() if found else words,
        links=_links(entry, base),
        sightings=(Sighting(feed.source, day, seen=context.now),),
        details={"announcement": kind},
    )


def _content(element: Element) -> str:
    """The text of an element; where that is XHTML, with its markup."""
    return marked_up(element) if len(element) else (element.text or "").strip()


def _title(entry: Element) -> str:
    found = [_content(one) for one in children(entry, "title")]
    return next((text for text in found if text), "")


def _abstract(entry: Element) -> str:
    """The longest of the texts that may be it, Media RSS's in a group included."""
    groups = [entry, *children(entry, "group")]
    return max((_content(one) for group in groups for one in children(group, *_TEXTS)), key=len, default="")


def _people(entry: Element) -> People:
    """Authors and creators, each element of which may name one or all of them."""
    found = children(entry, "creator") or children(entry, "author")
    names = [text_at(one, "name") or _named(all_text(one)) for one in found]
    names = list(dict.fromkeys(name for name in names if name))
    if len(names) == 1:
        return split_people(names[0][:_LONGEST_NAMES])
    return people(name for each in names for name in split_people(each[:_LONGEST_NAMES]).written)


def _named(text: str) -> str:
    """The name in RSS's ``address (name)``, or the text without an address."""
    text = text[:_LONGEST_NAMES]
    if "@" not in text:
        return text
    bracketed = _IN_BRACKETS.search(text)
    return (
        bracketed[1]
        if bracketed
        else " ".join(word for word in text.split() if not _ADDRESS.fullmatch(word.strip("<>,;")))
    )


def _link(entry: Element, base: str) -> str:
    """The page of an entry: Atom's alternate link, RSS's link, or a guid that is one."""
    links = children(entry, "link")
    alternate = [one for one in links if one.get("href") and one.get("rel", "alternate") == "alternate"]
    address = next((one.get("href", "") for one in alternate), "")
    address = address or next((all_text(one) for one in links if all_text(one)), "")
    guid = next(iter(children(entry, "guid")), None)
    if not address and guid is not None and guid.get("isPermaLink", "true") == "true":
        address = all_text(guid)
    address = (
        address
        or text_at(entry, "url")
        or entry.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "")
    )
    return _absolute(base, address)


def _links(entry: Element, base: str) -> list[str]:
    """Enclosures and Media RSS's contents, related links."""
    found = [one.get("url", "") for one in children(entry, "enclosure", "content")]
    found += [
        one.get("href", "")
        for one in children(entry, "link")
        if one.get("rel") in ("related", "enclosure", "via")
    ]
    return [_absolute(base, address) for address in found if address]


def _absolute(base: str, address: str) -> str:
    address = address.strip()
    try:
        return urljoin(base, address) if base and address and not urlsplit(address).scheme else address
    except ValueError:
        return address


def _doi(entry: Element, link: str, guid: str) -> str:
    """The DOI of PRISM or Dublin Core, else one that an address or the guid names."""
    candidates = [all_text(one) for one in children(entry, "doi", "identifier")]
    return next(filter(parse_doi, [*candidates, link, guid, text_at(entry, "url")]), "")


def _publication(entry: Element) -> Publication:
    first, last = text_at(entry, "startingPage"), text_at(entry, "endingPage")
    return Publication(
        journal=text_at(entry, "publicationName") or _source_name(text_at(entry, "source")),
        volume=text_at(entry, "volume"),
        issue=text_at(entry, "number"),
        pages=text_at(entry, "pageRange") or "-".join(dict.fromkeys(filter(None, (first, last)))),
        issn=text_at(entry, "issn") or text_at(entry, "eIssn"),
        isbn=text_at(entry, "isbn"),
        publisher=text_at(entry, "publisher"),
        language=text_at(entry, "language"),
        rights=text_at(entry, "rights") or text_at(entry, "copyright"),
    )


def _source_name(text: str) -> str:
    """Dublin Core's source as journals write it: ``Journal of Things, Vol. 3``."""
    return (
        re.split(r",\s*(?:vol|volume|issue|no)\b", text, maxsplit=1, flags=re.IGNORECASE)[0]
        if "://" not in text
        else ""
    )


def _categories(entry: Element) -> list[str]:
    found = children(entry, "category", "subject", "keywords")
    texts = [one.get("term") or one.get("label") or all_text(one) for one in found]
    return [word.strip() for text in texts for word in re.split(r"[;,]" if len(texts) == 1 else ";", text)]


_DATES = (
    "publicationDate",
    "pubDate",
    "published",
    "coverDate",
    "issued",
    "created",
    "date",
    "updated",
    "modified",
    "coverDisplayDate",
)


def _day(entry: Element) -> str:
    """The day of the entry, by the first of its dates that names one."""
    dated = {local(one.tag): all_text(one) for one in reversed(children(entry, *_DATES))}
    read = [parse_date(dated[name]) for name in _DATES if name in dated]
    return next((day for day in read if len(day) == len("2026-11-02")), next(filter(None, read), ""))


FORMAT = Format("feed", "RSS or Atom feed", recognises, read)

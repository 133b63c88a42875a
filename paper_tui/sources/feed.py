"""Any RSS or Atom feed; arXiv's own announcement feeds among them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identifiers import parse_arxiv_id
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.strip_markup import plain
from paper_tui.sources.xml_lines import entry_lines

_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_ANNOUNCED = re.compile(r"^arXiv:\S+\s+Announce Type:\s*(\S+)\s+(?:Abstract:\s*)?", re.IGNORECASE)
LARGEST_FEED = 64 * 2**20
Record = Mapping[str, Any]  # Any: feedparser's dictionaries hold texts, lists and dictionaries


def recognises(head: bytes) -> bool:
    """Whether the root of this XML is that of RSS or Atom."""
    text = decode_head(head).lstrip("\ufeff \t\r\n")
    return text.startswith("<") and bool(_ROOT.search(text[:4_000]))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """An entry a paper; an edition of it is the day of the entry.

    Raises:
        SourceError: It is no feed, or its XML defines entities.
    """
    data = read_all(stream, LARGEST_FEED)
    if b"<!ENTITY" in data or b"<\0!\0E\0N\0T\0I" in data:
        raise SourceError("its XML defines entities, which no feed needs")
    parsed = _parse(data)
    entries, lines = parsed.get("entries", []), entry_lines(data)
    trouble = parsed.get("bozo_exception") if parsed.get("bozo") else None
    if trouble and not entries:
        raise SourceError(f"it is no feed: {clean_line(str(trouble), 200)}")
    if trouble:
        yield Notice(
            f"The feed is not quite well-formed ({clean_line(str(trouble), 200)}); look at its last papers."
        )
    source = _source(parsed.get("feed", {}))
    for index, entry in enumerate(entries):
        try:
            yield _paper(entry, source, context)
        except ValueError as error:
            yield Reject(lines[index] if index < len(lines) else 1, str(error), clean_line(_link(entry), 200))


def _parse(data: bytes) -> Record:
    import feedparser

    try:
        parsed: Record = feedparser.parse(io.BytesIO(data))
    except (
        ValueError,
        LookupError,
        RecursionError,
        AssertionError,
        TypeError,
        KeyError,
        AttributeError,
    ) as error:
        raise SourceError(f"it is no feed: {clean_line(str(error), 200)}") from error
    return parsed


def _source(feed: Record) -> str:
    """The feed's name: its host, since titles change."""
    try:
        host = urlsplit(str(feed.get("link", ""))).hostname or ""
    except ValueError:
        host = ""
    return "arxiv" if host.endswith("arxiv.org") else host.removeprefix("www.") or "feed"


def _paper(entry: Record, source: str, context: Context) -> Paper:
    text = _abstract(entry)
    announced = _ANNOUNCED.match(text)
    link, name = _link(entry), str(entry.get("id", ""))
    found = parse_arxiv_id(name) or parse_arxiv_id(link)
    day = _day(entry)
    kind = announced[1] if announced else str(entry.get("arxiv_announce_type", ""))
    return build_paper(
        title=plain(str(entry.get("title", ""))),
        abstract=text[announced.end() :] if announced else text,
        authors=_authors(entry, bool(found)),
        published="" if kind.startswith("replace") or "cross" in kind else day,
        url="" if found else link,
        arxiv_id=f"{found.number}v{found.version}"
        if found and found.version
        else found.number
        if found
        else "",
        doi=str(entry.get("prism_doi", "") or entry.get("dc_identifier", "")),
        categories=[str(tag.get("term") or "") for tag in entry.get("tags", [])] if found else (),
        keywords=() if found else [str(tag.get("term") or "") for tag in entry.get("tags", [])],
        sightings=(Sighting(source, day, seen=context.now),),
        details={"announcement": kind},
    )


def _abstract(entry: Record) -> str:
    contents = [str(content.get("value", "")) for content in entry.get("content", [])]
    return plain(max([*contents, str(entry.get("summary", ""))], key=len)).strip()


def _authors(entry: Record, several_in_one: bool) -> list[str]:
    """Names; arXiv's RSS puts all of them in one element."""
    names = [str(author.get("name", "")) for author in entry.get("authors", [])]
    if several_in_one and len(names) == 1:
        return names[0].split(", ")
    return names


def _link(entry: Record) -> str:
    return str(entry.get("link", ""))


def _day(entry: Record) -> str:
    told = dict(entry.items())  # feedparser's own look-up takes one for the other, with a warning
    moment = told.get("published_parsed") or told.get("updated_parsed")
    if not moment or not 1 <= moment[0] <= 9999:
        return ""
    return f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}"


FORMAT = Format("feed", "RSS or Atom feed", recognises, read)

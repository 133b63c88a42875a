"""Refer, and EndNote's import format (``.enw``), whose tags begin with a percent sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import best_date, parse_date
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import people
from paper_tui.papers.publication import Publication
from paper_tui.sources.author_names import family_first
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text, lines_of
from paper_tui.sources.tagged_record import Fields, TaggedRecord, read_records

_TAG = re.compile(r"%([A-Za-z0-9@!?#$&()*+,\-./:;<=>\[\\\]^_`{|}~'\"])(?:[ \t]|$)")
_RECORD = re.compile(r"^%(?:0|T|A) \S", re.MULTILINE)
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_IN_BOOKS = (Kind.CHAPTER, Kind.CONFERENCE)
_BY_INSTITUTIONS = (Kind.THESIS, Kind.REPORT)
_KINDS = {
    "conferenceproceedings": Kind.CONFERENCE,
    "electronicarticle": Kind.ARTICLE,
    "editedbook": Kind.BOOK,
}


def recognises(head: bytes) -> bool:
    """Return whether its first line is a field of a record."""
    text = head_text(head).lstrip("\ufeff\n ")
    return (
        bool(_TAG.match(text))
        and bool(re.search(r"^%T \S", text, re.MULTILINE))
        and bool(_RECORD.match(text))
    )


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each record."""
    return read_records(stream, context, _records, paper)


def _records(text: str) -> Iterator[tuple[int, Fields]]:
    """Tags and texts of each record and its line; one ends with an empty line or where the next begins."""
    record: list[tuple[str, list[str]]] = []
    start, after_gap = 1, False
    for number, line in enumerate(lines_of(text), 1):
        found = _TAG.match(line)
        if found and record and (found[1] == "0" or (after_gap and found[1] not in "KXZ")):
            yield start, [(tag, "\n".join(lines).strip()) for tag, lines in record]
            record = []
        if found:
            start = start if record else number
            record.append((found[1], [line[found.end() :]]))
        elif record:
            record[-1][1].append(line)
        after_gap = not line.strip()
    if record:
        yield start, [(tag, "\n".join(lines).strip()) for tag, lines in record]


def paper(fields: Fields, context: Context) -> Paper:
    """The paper of a record.

    Raises:
        ValueError: It has no title.
    """
    record = TaggedRecord(fields)
    name = re.sub(r"[^a-z]", "", record.first("0").lower())
    kind = _KINDS.get(name) or kind_named(name) or (Kind.ARTICLE if record.all("J") else Kind.UNKNOWN)
    addresses = record.all("U")
    key = record.first("F")
    return build_paper(
        title=record.first("T", "!", "B", "J"),
        abstract=record.first("X"),
        authors=people(map(family_first, record.all("A"))),
        published=best_date(record.all_in_order("D", "8")),
        url=next(iter(addresses), ""),
        arxiv_id=next(filter(parse_arxiv_id, [*addresses, *record.all("M", "R")]), ""),
        doi=next(filter(parse_doi, [*record.all("R", "3"), *addresses]), ""),
        kind=kind,
        publication=_publication(record, kind),
        citation_key="" if key.isdecimal() else key,
        keywords=[word.strip() for text in record.all("K") for word in re.split(r"[;\n]", text)],
        links=addresses[1:],
        files=record.all(">"),
        sightings=(Sighting("refer", seen=context.now),),
    )


def _publication(record: TaggedRecord, kind: Kind) -> Publication:
    serial, publisher, second = record.first("@"), record.first("I"), record.first("B")
    is_book = bool(_ISBN.fullmatch(serial.strip()))
    in_book = kind in _IN_BOOKS
    return Publication(
        journal="" if in_book else record.first("J") or (second if kind is Kind.ARTICLE else ""),
        book=second or record.first("J") if in_book else "",
        series=record.first("S") or (second if kind is Kind.BOOK and record.all("T") else ""),
        publisher="" if kind in _BY_INSTITUTIONS else publisher,
        institution=publisher if kind in _BY_INSTITUTIONS else "",
        publisher_place=record.first("C"),
        editors=people(map(family_first, record.all("E"))),
        translators=people(map(family_first, record.all("?"))),
        book_edition=record.first("7"),
        volume=record.first("V"),
        volumes=record.first("6"),
        issue=record.first("N"),
        pages=re.sub(r"\s*(?:--+|[\u2010-\u2015])\s*", "-", record.first("P")),
        chapter=record.first("&"),
        isbn=serial if is_book else "",
        issn="" if is_book else serial,
        genre=record.first("9"),
        accessed=parse_date(record.first("[")),
        language=record.first("G"),
        short_title=record.first("!") if record.all("T") else "",
        remarks=record.first("Z"),
    )


FORMAT = Format("refer", "Refer and EndNote (.enw)", recognises, read)

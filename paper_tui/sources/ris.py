"""RIS (the specification of 2001 with the tags that reference managers have added since).

Read record by record, so that one that is not ended does not swallow the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import best_date, parse_date
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi, stated_doi
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import People, people
from paper_tui.papers.publication import Publication
from paper_tui.papers.record import Record
from paper_tui.sources.author_names import family_first, inverted_names
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text, lines_of
from paper_tui.sources.tagged_record import Fields, TaggedRecord, read_records

_TAG = re.compile(r"([A-Z][A-Z0-9])(?: {1,2}|\t)-(?:[ \t]|$)")
_START = re.compile(r"^\ufeff?TY {1,2}- ?\S", re.MULTILINE)
_IN_BOOKS = (Kind.CHAPTER, Kind.CONFERENCE, Kind.ENTRY)
_BOOKS = (Kind.BOOK, Kind.PROCEEDINGS, Kind.REPORT, Kind.THESIS, Kind.MANUAL)
_BY_INSTITUTIONS = (Kind.THESIS, Kind.REPORT)
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_TITLES = ("TI", "T1", "CT", "BT", "T2", "T3", "ST", "JF", "JO", "N1")


def recognises(head: bytes) -> bool:
    """Return whether a line names a type of reference, and the text does not begin as another format does."""
    text = head_text(head).lstrip()
    return bool(_START.search(text)) and not text.startswith(("<", "[", "{", "@"))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each record that has a title."""
    return read_records(stream, context, _records, paper)


def _records(text: str) -> Iterator[tuple[int, Fields]]:
    """Tags and texts of each record and its line; it ends with ER, or where the next begins."""
    record: list[tuple[str, list[str]]] = []
    start = 1
    for number, line in enumerate(lines_of(text), 1):
        found = _TAG.match(line)
        if found and found[1] in ("TY", "ER"):
            if record:
                yield start, _joined(record)
            record, start = [], number
            if found[1] == "ER":
                continue
        if found and (record or found[1] == "TY"):
            record.append((found[1], [line[found.end() :]]))
        elif record:
            record[-1][1].append(line)
    if record:
        yield start, _joined(record)


def _joined(record: list[tuple[str, list[str]]]) -> Fields:
    """The fields with their further lines; of keywords each line is one."""
    fields = []
    for tag, lines in record:
        if tag == "KW":
            fields += [(tag, line.strip()) for line in lines if line.strip()]
        else:
            fields.append((tag, "\n".join(lines).strip()))
    return fields


def paper(fields: Fields, context: Context) -> Paper:
    """The paper of a record.

    Raises:
        ValueError: It has no title.
    """
    record = TaggedRecord(fields)
    kind = _kind(record)
    pages = record.all("UR", "LK")
    addresses = [*pages, *(text for text in record.all("L1", "L2", "L3", "L4") if "://" in text)]
    return build_paper(
        title=record.first(*_TITLES),
        abstract=record.first("AB", "N2"),
        authors=_people(record, "A1", "AU"),
        published=best_date(record.all_in_order("PY", "Y1", "DA")),
        url=next(iter(pages), ""),
        arxiv_id=next(filter(parse_arxiv_id, [*record.all("AN", "C7", "ID", "M1"), *addresses]), ""),
        doi=_doi(record, addresses),
        kind=kind,
        publication=_publication(record, kind),
        citation_key=next((key for key in record.all("ID", "LB") if not key.isdecimal()), ""),
        keywords=[word.strip() for text in record.all("KW") for word in text.split(";")],
        links=addresses,
        files=[text for text in record.all("L1", "L2", "L4") if "://" not in text],
        sightings=(Sighting("ris", seen=context.now),),
        record=Record("ris", record.first("ID"), record.first("TY"), tuple(fields[1:])),
    )


def _doi(record: TaggedRecord, addresses: list[str]) -> str:
    """The DOI of the field for it, or what else is one; a short name of one where there is no other."""
    fields = [*record.all("DO", "DI", "M3", "L3", "ID"), *addresses]
    stated = filter(None, map(stated_doi, record.all("N1")))
    return next(filter(parse_doi, fields), "") or next(stated, "") or record.first("DO", "DI")


def _kind(record: TaggedRecord) -> Kind:
    name = record.first("TY")
    in_volume = record.all("T2", "BT", "C3", "JF", "JO") or record.all("A1", "AU")
    return Kind.CONFERENCE if name.upper() == "CONF" and in_volume else kind_named(name)


def _publication(record: TaggedRecord, kind: Kind) -> Publication:
    container = record.first("T2", "C3") or (record.first("BT") if record.first("TI", "T1", "CT") else "")
    publisher, serial = record.first("PB"), record.first("SN")
    is_book = kind in (*_IN_BOOKS, *_BOOKS) or bool(_ISBN.fullmatch(serial.strip()))
    journal = "" if kind in (*_IN_BOOKS, *_BOOKS) else record.first("JF", "T2", "JO", "JA", "J2", "J1", "BT")
    short = record.first("JO", "JA", "J2", "J1")
    return Publication(
        journal=journal,
        journal_short=short if short != journal else "",
        book=container or record.first("JF", "JO") if kind in _IN_BOOKS else "",
        series=record.first("T3") or (container if kind in _BOOKS else ""),
        publisher="" if kind in _BY_INSTITUTIONS else publisher,
        institution=publisher if kind in _BY_INSTITUTIONS else "",
        publisher_place=record.first("CY", "PP"),
        editors=_people(record, *(("A2", "ED", "A3") if kind is not Kind.THESIS else ("ED",))),
        translators=_people(record, "A4", "TA"),
        book_edition=record.first("ET"),
        volume=record.first("VL"),
        volumes=record.first("NV"),
        issue=record.first("IS", "CP"),
        number=record.first("M1") if kind in (Kind.REPORT, Kind.PATENT, Kind.STANDARD) else "",
        pages=_pages(record),
        article_number="" if parse_arxiv_id(record.first("C7")) else record.first("C7", "AR"),
        chapter=record.first("SE") if kind in (Kind.BOOK, Kind.CHAPTER) else "",
        isbn=serial if is_book else "",
        issn="" if is_book else serial,
        pmid=record.first("AN") if "pubmed" in " ".join(record.all("DB", "DP")).lower() else "",
        genre="" if parse_doi(record.first("M3")) else record.first("M3"),
        accessed=parse_date(record.first("Y2")),
        language=record.first("LA"),
        short_title=record.first("ST") if record.first("ST") != record.first("TI", "T1") else "",
        remarks="\n\n".join(record.all("N1")),
    )


def _people(record: TaggedRecord, *tags: str) -> People:
    """All names of some tags, in the order of the file."""
    return people(family_first(name) for text in record.all(*tags) for name in inverted_names(text))


def _pages(record: TaggedRecord) -> str:
    first, last = record.first("SP"), record.first("EP")
    whole = (
        f"{first}-{last}"
        if first and last and last not in (first, first.rpartition("-")[2])
        else first or last
    )
    return re.sub(r"\s*(?:--+|[\u2010-\u2015])\s*", "-", whole)


FORMAT = Format("ris", "RIS", recognises, read)

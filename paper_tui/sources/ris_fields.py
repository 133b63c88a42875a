"""The meaning of RIS's tags, which depends on the type of reference.

The specifications of 2001 and 2011, and where those leave it open what EndNote, Zotero and databases write.
"""

from __future__ import annotations

import re

from paper_tui.papers.dates import parse_date
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi, parse_pmcid
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.people import People, people
from paper_tui.papers.publication import Publication
from paper_tui.sources.author_names import family_first, inverted_names
from paper_tui.sources.tagged_record import TaggedRecord

_IN_BOOKS = (Kind.CHAPTER, Kind.CONFERENCE, Kind.ENTRY)
_BOOKS = (Kind.BOOK, Kind.PROCEEDINGS, Kind.REPORT, Kind.THESIS, Kind.MANUAL)
_BY_INSTITUTIONS = (Kind.THESIS, Kind.REPORT)
_NUMBERED = (Kind.REPORT, Kind.PATENT, Kind.STANDARD)
_OF_VERSIONS = (Kind.DATASET, Kind.SOFTWARE)
_EDITORS = {
    **dict.fromkeys((Kind.THESIS, Kind.VIDEO, Kind.IMAGE, Kind.LETTER, Kind.DATASET), ("ED",)),
    **dict.fromkeys((Kind.PATENT, Kind.CASE, Kind.LAW), ()),
    Kind.REPORT: ("A2", "ED"),
    Kind.PERIODICAL: ("A2", "ED", "A3", "A4"),
}
"""Tags of editors where ``A2`` and ``A3`` are advisors, producers, assignees or courts."""
_NO_TRANSLATORS = (Kind.PERIODICAL, Kind.REPORT, Kind.CASE, Kind.VIDEO, Kind.DATASET)
"""Kinds whose ``A4`` is a department, a counsel, a performer or an agency."""
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_SERIAL = re.compile(r"[\d\s;,()Xx-]+|.*(?:is[bs]n|print|online|electronic).*", re.IGNORECASE)
_ISSUE = re.compile(r"(?=.*\d)[\w/-]{1,8}")
_COUNT = re.compile(r"(\d{1,5})\s*(?:pp?|pages|s|S)?\.?")
_PLACE = re.compile(r"[^\W\d][^\d;\[\]@]{1,60}")
_PAGED = (Kind.BOOK, Kind.THESIS)
"""Kinds whose ``SP``, alone, counts their pages."""


def kind_of(record: TaggedRecord) -> Kind:
    """The kind of a reference; what contains a paper of a conference distinguishes it from its volume."""
    name = record.first("TY")
    in_volume = record.all("T2", "BT", "C3", "JF", "JO") or record.all("A1", "AU")
    return Kind.CONFERENCE if name.upper() == "CONF" and in_volume else kind_named(name)


def people_in(record: TaggedRecord, *tags: str) -> People:
    """All names of some tags, in the order of the file."""
    return people(family_first(name) for text in record.all(*tags) for name in inverted_names(text))


def publication_of(record: TaggedRecord, kind: Kind) -> Publication:
    """The publication that the tags describe."""
    publisher, serial = record.first("PB"), record.first("SN")
    is_book = kind in (*_IN_BOOKS, *_BOOKS) or bool(_ISBN.fullmatch(serial.strip()))
    is_number = kind in _NUMBERED and serial != "" and not _SERIAL.fullmatch(serial)
    journal = "" if kind in (*_IN_BOOKS, *_BOOKS) else record.first("JF", "T2", "JO", "JA", "J2", "J1", "BT")
    short = record.first("JO", "JA", "J2", "J1")
    book, event = _containers(record, kind)
    place, event_place = _places(record, kind)
    pages, count = _pages(record, kind)
    edition = record.first("ET")
    return Publication(
        journal=journal,
        journal_short=short if short != journal else "",
        book=book,
        event=event,
        event_place=event_place,
        series=_series(record, kind),
        series_number=record.first("M1") if kind is Kind.BOOK else "",
        publisher="" if kind in _BY_INSTITUTIONS else publisher,
        institution=publisher if kind in _BY_INSTITUTIONS else "",
        publisher_place=place,
        editors=people_in(record, *_EDITORS.get(kind, ("A2", "ED", "A3"))),
        translators=people_in(record, *(() if kind in _NO_TRANSLATORS else ("A4",))),
        book_edition=edition if kind is not Kind.ARTICLE and kind not in _OF_VERSIONS else "",
        version=edition if kind in _OF_VERSIONS else "",
        volume=record.first("VL"),
        volumes=record.first("NV"),
        issue=_issue(record, kind),
        number=(serial if is_number else record.first("M1")) if kind in _NUMBERED else "",
        pages=pages,
        page_count=count,
        article_number=next((text for text in record.all("C7", "AR") if _is_article_number(text)), ""),
        chapter=record.first("SE") if kind in (Kind.BOOK, Kind.CHAPTER) else "",
        isbn=serial if is_book and not is_number else "",
        issn="" if is_book or is_number else serial,
        pmid=record.first("AN") if "pubmed" in " ".join(record.all("DB", "DP")).lower() else "",
        pmcid=next(filter(None, map(parse_pmcid, record.all("C2", "C3", "C7", "C6", "AN"))), ""),
        genre="" if parse_doi(record.first("M3")) else record.first("M3"),
        accessed=parse_date(record.first("Y2")),
        original_date=parse_date(record.first("OP")) if kind in _BOOKS else "",
        language=record.first("LA"),
        short_title=record.first("ST") if record.first("ST") != record.first("TI", "T1") else "",
        remarks="\n\n".join(record.all("N1")),
    )


def _containers(record: TaggedRecord, kind: Kind) -> tuple[str, str]:
    """The book of a part of one, and the event; ``T2`` is the event's name where ``C3`` has the volume's."""
    if kind not in _IN_BOOKS:
        return "", ""
    second, proceedings = record.first("T2"), record.first("C3") if kind is Kind.CONFERENCE else ""
    book = record.first("BT") if record.first("TI", "T1", "CT") else ""
    if proceedings and second != proceedings:
        return proceedings, second
    return second or proceedings or book or record.first("JF", "JO"), ""


def _series(record: TaggedRecord, kind: Kind) -> str:
    """``T3``, or for a whole book its second title; of a thesis that is a department."""
    if kind not in _BOOKS or kind is Kind.THESIS:
        return record.first("T3")
    return record.first("T3", "T2", "C3") or (record.first("BT") if record.first("TI", "T1", "CT") else "")


def _places(record: TaggedRecord, kind: Kind) -> tuple[str, str]:
    """The places of publication and of the event, which a conference paper has in ``C1`` and ``CY``."""
    place, custom = record.first("CY", "PP"), record.first("C1")
    if kind is Kind.CONFERENCE and _PLACE.fullmatch(custom):
        return custom, place
    return place, ""


def _issue(record: TaggedRecord, kind: Kind) -> str:
    """``IS``, or where articles have none ``M1``, in which EndNote writes it for some types."""
    number = record.first("IS", "CP")
    fallback = record.first("M1") if kind in (Kind.ARTICLE, Kind.MAGAZINE, Kind.CONFERENCE) else ""
    return number or (fallback if _ISSUE.fullmatch(fallback) else "")


def _is_article_number(text: str) -> bool:
    return not (parse_arxiv_id(text) or parse_pmcid(text) or parse_doi(text))


def _pages(record: TaggedRecord, kind: Kind) -> tuple[str, str]:
    """The pages, and of a whole book their number."""
    first, last = record.first("SP"), record.first("EP")
    counted = _COUNT.fullmatch(first.strip()) if kind in _PAGED and not last else None
    if counted:
        return "", counted[1]
    ends = first and last and last not in (first, first.rpartition("-")[2])
    return re.sub(r"\s*(?:--+|[\u2010-\u2015])\s*", "-", f"{first}-{last}" if ends else first or last), ""

"""RIS, which every reference manager reads (tags as in the RIS format specification of 2001 and 2011).

A record that came as RIS is given back with its fields as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from paper_tui.exports.base import Export, tags_of
from paper_tui.exports.citation import CitationKeys, kind_of
from paper_tui.exports.own_record import Written, with_changes
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper
from paper_tui.papers.people import People
from paper_tui.papers.record import Record
from paper_tui.papers.record_changes import changed_fields
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_name

_TYPES = {
    Kind.ARTICLE: "JOUR",
    Kind.REVIEW: "JOUR",
    Kind.MAGAZINE: "MGZN",
    Kind.NEWS: "NEWS",
    Kind.BOOK: "BOOK",
    Kind.MANUAL: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.ENTRY: "ENCYC",
    Kind.PROCEEDINGS: "CONF",
    Kind.CONFERENCE: "CPAPER",
    Kind.PERIODICAL: "JFULL",
    Kind.THESIS: "THES",
    Kind.REPORT: "RPRT",
    Kind.PREPRINT: "UNPB",
    Kind.MANUSCRIPT: "MANSCPT",
    Kind.DATASET: "DATA",
    Kind.SOFTWARE: "COMP",
    Kind.WEBPAGE: "ELEC",
    Kind.POST: "BLOG",
    Kind.PATENT: "PAT",
    Kind.STANDARD: "STAND",
    Kind.CASE: "CASE",
    Kind.LAW: "STAT",
    Kind.TALK: "SLIDE",
    Kind.VIDEO: "VIDEO",
    Kind.AUDIO: "SOUND",
    Kind.IMAGE: "ART",
    Kind.LETTER: "PCOMM",
}
_IN_BOOKS = (Kind.CHAPTER, Kind.CONFERENCE, Kind.ENTRY)
_BOOKS = (Kind.BOOK, Kind.PROCEEDINGS, Kind.MANUAL, Kind.REPORT, Kind.THESIS)
_TEXTS = {
    "book_edition": "ET",
    "volume": "VL",
    "volumes": "NV",
    "issue": "IS",
    "chapter": "SE",
    "language": "LA",
    "genre": "M3",
    "short_title": "ST",
    "journal_short": "J2",
    "article_number": "C7",
    "pmcid": "C2",
}
_TEXTS_BY_KIND = {
    Kind.BOOK: (("series_number", "M1"), ("original_date", "OP")),
    Kind.DATASET: (("version", "ET"),),
    Kind.SOFTWARE: (("version", "ET"),),
}
_BELONGING: Mapping[str, tuple[str, ...]] = {
    "title": ("ti", "t1", "ct"),
    "people": ("au", "a1"),
    "editors": ("ed", "a2", "a3"),
    "translators": ("a4",),
    "published": ("py", "y1", "da"),
    "journal": ("jf", "t2", "jo", "ja", "bt"),
    "book": ("t2", "bt", "c3"),
    "event": ("t2",),
    "series": ("t3",),
    "publisher": ("pb",),
    "institution": ("pb",),
    "pages": ("sp", "ep"),
    "page_count": ("sp",),
    "isbn": ("sn",),
    "issn": ("sn",),
    "doi": ("do", "di"),
    "arxiv_id": (),
    "accessed": ("y2",),
    "keywords": ("kw",),
    "abstract": ("ab", "n2"),
    "remarks": ("n1",),
    "number": ("m1",),
    "series_number": ("m1",),
    "publisher_place": ("cy", "pp"),
    "event_place": ("cy",),
    "version": ("et",),
    "original_date": ("op",),
} | {ours: (tag.lower(),) for ours, tag in _TEXTS.items()}
_TAG = re.compile(r"[A-Z][A-Z0-9] {1,2}-")


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A record for each entry, an empty line between."""
    keys = CitationKeys()
    for number, entry in enumerate(entries):
        kind, key, record = kind_of(entry.paper), keys.key_for(entry.paper), entry.paper.record_in("ris")
        written = [one for one in _tags(entry, kind, key) if one.value]
        name = _TYPES.get(kind, "GEN")
        if record:
            fields = _own_fields(entry, record, written)
            name = clean_name(record.type) if "kind" not in changed_fields(entry.paper, record) else name
        else:
            fields = [(one.name, one.value) for one in written]
        lines = [f"{tag}  - {_safe(text)}" for tag, text in fields if text]
        yield ("\n" if number else "") + "\n".join([f"TY  - {_safe(name)}", *lines, "ER  - "]) + "\n"


def _own_fields(entry: Entry, record: Record, written: list[Written]) -> list[tuple[str, str]]:
    """The fields as the source had them, with what changed since."""
    changed = set(changed_fields(entry.paper, record)) - {"kind"}
    if set(tags_of(entry)) - set(entry.paper.keywords):
        changed.add("keywords")
    if entry.paper.url == f"https://doi.org/{entry.paper.doi}":
        changed.discard("url")
    return with_changes(record, written, frozenset(changed), _BELONGING)


def _tags(entry: Entry, kind: Kind, key: str) -> Iterator[Written]:
    paper, said = entry.paper, entry.paper.publication
    yield Written("title", "TI", paper.title)
    yield from _people("people", "AU", paper.people)
    yield from _people("editors", "A2" if kind in _IN_BOOKS else "ED", said.editors)
    yield from _people("translators", "A4", said.translators)
    yield Written("published", "PY", paper.published[:4] or said.date_written)
    yield Written("published", "DA", paper.published.replace("-", "/"))
    yield from _containers(paper, kind)
    yield Written("publisher", "PB", said.publisher)
    yield Written("institution", "PB", "" if said.publisher else said.institution)
    yield from _places(paper, kind)
    yield from (Written(ours, tag, getattr(said, ours)) for ours, tag in _TEXTS.items())
    yield from (Written(ours, tag, getattr(said, ours)) for ours, tag in _TEXTS_BY_KIND.get(kind, ()))
    yield from _pages(paper, kind)
    yield from (Written("isbn", "SN", said.isbn), Written("issn", "SN", said.issn))
    yield Written("doi", "DO", paper.doi)
    yield from _accession(paper)
    yield from (Written("url", "UR", paper.url), Written("links", "L2", paper.code_url))
    yield Written("accessed", "Y2", said.accessed.replace("-", "/"))
    yield Written("number", "SN" if kind is Kind.PATENT else "M1", said.number)
    words = dict.fromkeys((*paper.keywords, *tags_of(entry)))
    yield from (Written("keywords", "KW", word) for word in words)
    yield Written("remarks", "N1", said.remarks)
    yield Written("citation_key", "ID", key)
    yield Written("abstract", "AB", paper.abstract)


def _people(ours: str, tag: str, listed: People) -> Iterator[Written]:
    return (Written(ours, tag, person.sorted_name) for person in listed.persons)


def _containers(paper: Paper, kind: Kind) -> Iterator[Written]:
    """The publication that contains the paper: ``T2`` is the journal, the book or, for a book, the series."""
    said = paper.publication
    if kind in _IN_BOOKS:
        has_both = kind is Kind.CONFERENCE and said.book and said.event
        yield Written("event", "T2", said.event if has_both else "")
        yield Written("book", "C3" if has_both else "T2", said.book or said.journal or said.event)
        yield Written("series", "T3", said.series)
    elif kind in _BOOKS:
        yield Written("series", "T2", said.series)
    else:
        yield Written("journal", "T2", said.journal or said.book or said.howpublished)
        yield Written("series", "T3", said.series)


def _places(paper: Paper, kind: Kind) -> Iterator[Written]:
    """``CY`` is the place of publication or, for a conference paper that has both, of the event."""
    said = paper.publication
    has_both = kind is Kind.CONFERENCE and said.publisher_place and said.event_place
    yield Written("publisher_place", "C1" if has_both else "CY", said.publisher_place)
    yield Written("event_place", "CY", said.event_place if has_both else "")


def _accession(paper: Paper) -> Iterator[Written]:
    if paper.arxiv_id:
        yield Written("arxiv_id", "AN", f"arXiv:{paper.arxiv_id}")
    elif paper.publication.pmid:
        yield from (Written("pmid", "AN", paper.publication.pmid), Written("pmid", "DB", "PubMed"))


def _ends(pages: str) -> tuple[str, str]:
    """The first and the last page of a range, each of which may have a hyphen too: ``A-12-A-34``."""
    parts = pages.split("-")
    middle = 1 if len(parts) % 2 or "," in pages else len(parts) // 2
    return "-".join(parts[:middle]), "-".join(parts[middle:])


def _pages(paper: Paper, kind: Kind) -> Iterator[Written]:
    """First and last page, or of a whole book the number of its pages."""
    said = paper.publication
    if not said.pages and kind in (Kind.BOOK, Kind.THESIS):
        yield Written("page_count", "SP", said.page_count)
    first, last = _ends(said.pages.replace("–", "-").replace("--", "-"))
    yield from (Written("pages", "SP", first.strip()), Written("pages", "EP", last.strip()))


def _safe(value: str) -> str:
    """A value none of whose further lines could pass for another tag."""
    first, *more = value.split("\n")
    if not more:
        return value.replace("\r", " ")
    return first + "".join(
        f" {line}" if _TAG.match(line) or not line.strip() else f"\n{line}" for line in more
    )


RIS = Export("ris", "RIS", ".ris", write)

"""MEDLINE's tagged format (``.nbib``), of PubMed and of ERIC (nlm.nih.gov/bsd/mms/medlineelements.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import best_date
from paper_tui.papers.identifiers import parse_doi
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import Person, people
from paper_tui.papers.publication import Publication
from paper_tui.sources.author_names import family_first, initials_last
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text, lines_of
from paper_tui.sources.nlm_titles import journal_and_place
from paper_tui.sources.tagged_record import Fields, TaggedRecord, read_records

_TAG = re.compile(r"([A-Z]{2,4}) {0,3}-(?: |$)")
_START = re.compile(r"^(?:PMID *- ?\d|OWN *- ERIC)", re.MULTILINE)
_FIRST = ("PMID", "OWN")
"""Tags that a record may begin with."""
_DOI = re.compile(r"(10\.\d{4,9}/\S+)\s*\[doi\]")
_ARTICLE_NUMBER = re.compile(r"([A-Za-z]{0,4}\d{2,8})\s*\[pii\]")
_KINDS = {
    "Preprint": Kind.PREPRINT,
    "Dataset": Kind.DATASET,
    "Book": Kind.BOOK,
    "Books": Kind.BOOK,
    "Book Chapter": Kind.CHAPTER,
    "Journal Article": Kind.ARTICLE,
    "Journal Articles": Kind.ARTICLE,
    "Dissertations/Theses - Doctoral Dissertations": Kind.THESIS,
    "Dissertations/Theses - Masters Theses": Kind.THESIS,
    "Reports - Research": Kind.REPORT,
    "Reports - Evaluative": Kind.REPORT,
    "Reports - Descriptive": Kind.REPORT,
}
"""The names of types, those first by which a record of several types goes."""
_PUBLISHED_BY = (Kind.REPORT, Kind.BOOK, Kind.THESIS)
"""Kinds that ERIC has a publisher for where articles have a journal."""


def recognises(head: bytes) -> bool:
    """Return whether a line gives a PubMed id as MEDLINE does, and others its fields."""
    text = head_text(head)
    return (
        bool(_START.search(text)) and len(set(re.findall(r"^([A-Z]{2,4}) {0,3}- ", text, re.MULTILINE))) > 2
    )


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each record."""
    return read_records(stream, context, _records, paper)


def _records(text: str) -> Iterator[tuple[int, Fields]]:
    """Tags and texts of each record and its line; one begins with the PubMed id or its owner."""
    record: list[tuple[str, list[str]]] = []
    start = 1
    for number, line in enumerate(lines_of(text), 1):
        found = _TAG.match(line)
        if found and found[1] in _FIRST and any(tag == found[1] for tag, _ in record[:1]):
            yield start, _joined(record)
            record = []
        if found:
            start = start if record else number
            record.append((found[1], [line[found.end() :]]))
        elif record and line.strip():
            record[-1][1].append(line)
    if record:
        yield start, _joined(record)


def _university(source: str) -> str:
    """The university in ERIC's ``Ph.D. Dissertation, Thing University``."""
    name, _, university = source.partition(",")
    return university.strip() if name.endswith(("Dissertation", "Thesis")) else ""


def _joined(record: list[tuple[str, list[str]]]) -> Fields:
    return [(tag, " ".join(" ".join(lines).split())) for tag, lines in record]


def paper(fields: Fields, context: Context) -> Paper:
    """The paper of a record.

    Raises:
        ValueError: It has no title.
    """
    record = TaggedRecord(fields)
    names: list[str | Person] = [family_first(name) for name in record.all("FAU")]
    names = names or [initials_last(name) for name in record.all("AU")]
    ids = " ".join(record.all("LID", "AID", "SO"))
    doi, number = _DOI.search(ids), _ARTICLE_NUMBER.search(ids)
    addresses = [text for text in record.all("LID", "AID") if "://" in text]
    journal, place = journal_and_place(record.first("JT", "TA"))
    types = record.all("PT")
    kind = next((kind for name, kind in _KINDS.items() if name in types), Kind.ARTICLE)
    publisher = record.first("PB") or (journal if kind in _PUBLISHED_BY else "")
    editors = record.all("FED") or record.all("ED")
    headings = [word.replace("*", "") for word in record.all("MH")]
    return build_paper(
        title=record.first("TI", "BTI", "TT"),
        abstract=record.first("AB", "OAB"),
        authors=people([*names, *(Person(literal=name) for name in record.all("CN"))]),
        published=best_date(record.all_in_order("DP", "DEP")),
        doi=doi[1] if doi else next(filter(parse_doi, addresses), ""),
        kind=kind,
        publication=Publication(
            journal=journal if publisher != journal else "",
            journal_short=record.first("TA") if record.all("JT") else "",
            book=record.first("BTI") if record.all("TI") else "",
            publisher=publisher,
            institution=_university(record.first("SO")) if kind is Kind.THESIS else "",
            publisher_place=record.first("PL") if record.all("PB") else place,
            editors=people(map(family_first, editors)),
            volume=record.first("VI"),
            issue=record.first("IP"),
            pages=record.first("PG"),
            article_number=number[1] if number and not record.all("PG") else "",
            isbn=record.first("ISBN").removeprefix("ISBN-"),
            issn=record.first("IS", "ISSN").removeprefix("EISSN-").removeprefix("ISSN-").partition(" ")[0],
            pmid=record.first("PMID"),
            pmcid=record.first("PMC").partition(" ")[0],
            language=record.first("LA"),
            rights=record.first("CI"),
            remarks="\n\n".join(record.all("GN")),
        ),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{record.first('PMID')}/"
        if record.first("PMID").isdecimal()
        else next(iter(addresses), ""),
        links=addresses,
        keywords=record.all("OT") or headings,
        sightings=(Sighting("pubmed", seen=context.now),),
    )


FORMAT = Format("medline", "MEDLINE (.nbib) of PubMed", recognises, read)

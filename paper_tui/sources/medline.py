"""MEDLINE's tagged format, as PubMed exports it (``.nbib``; nlm.nih.gov/bsd/mms/medlineelements.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import best_date
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.people import Person, people
from paper_tui.papers.publication import Publication
from paper_tui.sources.author_names import family_first, initials_last
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text, lines_of
from paper_tui.sources.tagged_record import Fields, TaggedRecord, read_records

_TAG = re.compile(r"([A-Z]{2,4}) {0,3}-(?: |$)")
_START = re.compile(r"^PMID *- ?\d", re.MULTILINE)
_DOI = re.compile(r"(10\.\d{4,9}/\S+)\s*\[doi\]")
_ID = re.compile(r"(\S+)\s*\[pii\]")
_KINDS = {"Preprint": Kind.PREPRINT, "Dataset": Kind.DATASET, "Book": Kind.BOOK, "Book Chapter": Kind.CHAPTER}


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
    """Tags and texts of each record and its line; one begins with the PubMed id."""
    record: list[tuple[str, list[str]]] = []
    start = 1
    for number, line in enumerate(lines_of(text), 1):
        found = _TAG.match(line)
        if found and found[1] == "PMID" and any(tag == "PMID" for tag, _ in record[:1]):
            yield start, _joined(record)
            record = []
        if found:
            start = start if record else number
            record.append((found[1], [line[found.end() :]]))
        elif record and line.strip():
            record[-1][1].append(line)
    if record:
        yield start, _joined(record)


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
    doi = _DOI.search(ids)
    editors = record.all("FED") or record.all("ED")
    headings = [word.replace("*", "") for word in record.all("MH")]
    return build_paper(
        title=record.first("TI", "BTI", "TT"),
        abstract=record.first("AB", "OAB"),
        authors=people([*names, *(Person(literal=name) for name in record.all("CN"))]),
        published=best_date(record.all_in_order("DP", "DEP")),
        doi=doi[1] if doi else "",
        kind=next((_KINDS[name] for name in record.all("PT") if name in _KINDS), Kind.ARTICLE),
        publication=Publication(
            journal=record.first("JT", "TA"),
            journal_short=record.first("TA") if record.all("JT") else "",
            book=record.first("BTI") if record.all("TI") else "",
            publisher=record.first("PB"),
            publisher_place=record.first("PL") if record.all("PB") else "",
            editors=people(map(family_first, editors)),
            volume=record.first("VI"),
            issue=record.first("IP"),
            pages=record.first("PG"),
            isbn=record.first("ISBN"),
            issn=record.first("IS").partition(" ")[0],
            pmid=record.first("PMID"),
            pmcid=record.first("PMC").partition(" ")[0],
            language=record.first("LA"),
            rights=record.first("CI"),
            remarks="\n\n".join(record.all("GN")),
        ),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{record.first('PMID')}/"
        if record.first("PMID").isdecimal()
        else "",
        keywords=record.all("OT") or headings,
        sightings=(Sighting("pubmed", seen=context.now),),
    )


FORMAT = Format("medline", "MEDLINE (.nbib) of PubMed", recognises, read)

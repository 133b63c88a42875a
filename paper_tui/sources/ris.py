"""RIS (the specification of 2001 with the tags that reference managers have added since).

Read record by record, so that one that is not ended does not swallow the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import best_date
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi, stated_doi
from paper_tui.papers.markup import unescape
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.record import Record
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import head_text, lines_of
from paper_tui.sources.ris_fields import kind_of, people_in, publication_of
from paper_tui.sources.tagged_record import Fields, TaggedRecord, read_records

_TAG = re.compile(r"([A-Z][A-Z0-9])(?: {1,2}|\t)-(?:[ \t]|$)")
_START = re.compile(r"^\ufeff?TY {1,2}- ?\S", re.MULTILINE)
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
    kind = kind_of(record)
    pages = record.all("UR", "LK")
    addresses = [*pages, *(text for text in record.all("L1", "L2", "L3", "L4") if "://" in text)]
    return build_paper(
        title=record.first(*_TITLES),
        abstract=record.first("AB", "N2"),
        authors=people_in(record, "A1", "AU"),
        published=best_date(record.all_in_order("PY", "DA", "Y1")),
        url=next(iter(pages), ""),
        arxiv_id=next(filter(parse_arxiv_id, [*record.all("AN", "C7", "ID", "M1"), *addresses]), ""),
        doi=_doi(record, addresses),
        kind=kind,
        publication=publication_of(record, kind),
        citation_key=next((key for key in record.all("ID", "LB") if not key.isdecimal()), ""),
        keywords=[word.strip() for text in record.all("KW") for word in unescape(text).split(";")],
        links=addresses,
        files=[text for text in record.all("L1", "L2", "L4") if "://" not in text],
        sightings=(Sighting("ris", seen=context.now),),
        record=Record("ris", record.first("ID"), record.first("TY"), tuple(fields[1:])),
    )


def _doi(record: TaggedRecord, addresses: list[str]) -> str:
    """The DOI of the field for it, or what else is one; a short name of one where there is no other."""
    fields = [*record.all("DO", "DI", "M3", "L3", "ID", "C7", "AN", "M1"), *addresses]
    stated = filter(None, map(stated_doi, record.all("N1")))
    return next(filter(parse_doi, fields), "") or next(stated, "") or record.first("DO", "DI")


FORMAT = Format("ris", "RIS", recognises, read)

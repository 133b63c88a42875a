"""RIS, record by record through rispy, so that one that is not ended does not swallow the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identifiers import parse_arxiv_id
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.author_names import given_first
from paper_tui.sources.base import Context, Format, Item, Notice, Reject
from paper_tui.sources.encoding import decode, decode_head
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.json_values import a_text

_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: |$)")
_START = re.compile(r"^TY {1,2}- ?\S", re.MULTILINE)
_DETAILS = {
    "volume": "volume",
    "number": "issue",
    "start_page": "first page",
    "end_page": "last page",
    "publisher": "publisher",
    "issn": "issn",
    "type_of_reference": "type",
}
Record = Mapping[str, Any]  # Any: rispy gives texts and lists of texts


def recognises(head: bytes) -> bool:
    """Whether a line names a type of reference, and the text does not begin as another format does."""
    text = decode_head(head).lstrip()
    return bool(_START.search(text)) and not text.startswith(("<", "[", "{", "@"))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each record that has a title."""
    text, notice = decode(read_all(stream))
    if notice:
        yield Notice(notice)
    for line, record in _records(text):
        yield _item(line, record, context)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each record and where it begins; it ends with ER, or where the next begins."""
    record: list[str] = []
    start = 1
    for number, raw in enumerate(text.splitlines(), 1):
        found = _TAG.match(raw)
        line = f"{found[1]}  - {raw[found.end() :]}" if found else raw
        if found and found[1] == "TY":
            if record:
                yield start, record
            record, start = [line], number
        elif found and found[1] == "ER":
            if record:
                yield start, record
            record = []
        elif record:
            record.append(line)
    if record:
        yield start, record


def _item(line: int, record: list[str], context: Context) -> Item:
    import rispy

    try:
        parsed = rispy.loads("\n".join([*record, "ER  - "]))
        return paper(parsed[0], context)
    except (KeyError, IndexError, AttributeError, TypeError):
        return Reject(line, "the record is broken", clean_line(" ".join(record[:5]), 200))
    except ValueError as error:
        return Reject(line, str(error), clean_line(" ".join(record[:5]), 200))


def paper(record: Record, context: Context) -> Paper:
    """The paper of a record.

    Raises:
        ValueError: It has no title.
    """
    addresses = [str(url) for url in record.get("urls", ())]
    numbers = (a_text(record, "accession_number", "custom7"), a_text(record, "id"), *addresses)
    names = record.get("authors") or record.get("first_authors", ())
    return build_paper(
        title=a_text(record, "title", "primary_title"),
        abstract=a_text(record, "abstract", "notes_abstract"),
        authors=[given_first(str(name), suffix_last=True) for name in names],
        published=_date(a_text(record, "date", "publication_year", "year")),
        url=next(iter(addresses), ""),
        arxiv_id=next((number for number in numbers if parse_arxiv_id(number)), ""),
        doi=a_text(record, "doi"),
        venue=a_text(record, "secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
        keywords=[str(word) for word in record.get("keywords", ())],
        links=addresses,
        sightings=(Sighting("ris", seen=context.now),),
        details={shown: a_text(record, name) for name, shown in _DETAILS.items()},
    )


def _date(text: str) -> str:
    """RIS writes ``2017/06/12/other``, any part of which may be empty."""
    year, month, day, *_ = [part.strip() for part in text.split("/")] + ["", ""]
    return "-".join([year, *([month] if month else []), *([day] if month and day else [])])


FORMAT = Format("ris", "RIS", recognises, read)

"""Tables with a header: comma-, semicolon- or tab-separated values (RFC 4180)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError
from paper_tui.sources.encoding import decode, decode_head
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.json_values import a_text, split_names

_COLUMNS = {
    "title": ("title", "paper title", "name"),
    "abstract": ("abstract", "abstract note", "summary"),
    "authors": ("authors", "author"),
    "published": ("published", "date", "publication date", "publication year", "year"),
    "url": ("url", "link"),
    "arxiv_id": ("arxiv_id", "arxiv id", "arxiv", "eprint"),
    "doi": ("doi",),
    "venue": ("venue", "journal", "publication title", "booktitle", "source title", "conference"),
    "categories": ("categories", "category"),
    "keywords": ("keywords", "author keywords", "manual tags", "tags"),
}
_GUARD = re.compile(r"'(?='*[=+\-@\t\r＝＋－＠])")
"""What keeps a spreadsheet from running a cell as a formula (OWASP, CSV injection); our export writes it."""
_DELIMITERS = (",", ";", "\t")
_LONGEST_ROW = 200
"""Lines that a quoted text may run over before its quote counts as never closed."""


def recognises(head: bytes) -> bool:
    """Whether the first line is a header of at least two columns, one of them the title."""
    return bool(_delimiter(decode_head(head)))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each row that has a title."""
    text, notice = decode(read_all(stream))
    if notice:
        yield Notice(notice)
    delimiter = _delimiter(text) or ","
    rows = _rows(text, delimiter)
    header = [name.strip().lower().lstrip("\ufeff") for name in next(rows, (1, [], ""))[1]]
    if not set(_COLUMNS["title"]) & set(header):
        raise SourceError("its first line names no column title")
    for line, cells, wrong in rows:
        record = dict(zip(header, map(_unguarded, cells), strict=False))
        try:
            yield Reject(line, wrong, _beginning(cells)) if wrong else _paper(record, context)
        except ValueError as error:
            yield Reject(line, str(error), _beginning(cells))


def _paper(record: Mapping[str, str], context: Context) -> Paper:
    told = {name: a_text(record, *columns) for name, columns in _COLUMNS.items()}
    return build_paper(
        title=told["title"],
        abstract=told["abstract"],
        authors=split_names(told["authors"]),
        published=told["published"],
        url=told["url"],
        arxiv_id=told["arxiv_id"],
        doi=told["doi"],
        venue=told["venue"],
        categories=told["categories"].replace(";", " ").split(),
        keywords=[word.strip() for word in told["keywords"].replace(",", ";").split(";")],
        sightings=(Sighting("csv", seen=context.now),),
    )


def _delimiter(text: str) -> str:
    """What parts the columns of the header; empty when the first line is none."""
    first = text.lstrip("\r\n").partition("\n")[0][:10_000]
    for delimiter in _DELIMITERS:
        names = [name.strip(' "\r\ufeff').lower() for name in first.split(delimiter)]
        if len(names) > 1 and set(names) & set(_COLUMNS["title"]) and any(map(_is_column, names)):
            return delimiter
    return ""


def _is_column(name: str) -> bool:
    return any(name in columns for kind, columns in _COLUMNS.items() if kind != "title")


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Rows, where each begins, and what is wrong with it; a quote never closed costs one line."""
    lines, number = text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 0
    while number < len(lines):
        taken = _row_length(lines, number)
        row = "\n".join(lines[number : number + max(taken, 1)])
        if row.strip():
            yield number + 1, *_cells(row, delimiter, closed=taken > 0)
        number += max(taken, 1)


def _row_length(lines: list[str], start: int) -> int:
    """How many lines the row has that begins here: until its quotes are even; 0 when they never are."""
    quotes = 0
    for length, line in enumerate(lines[start : start + _LONGEST_ROW], 1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return length
    return 0


def _cells(row: str, delimiter: str, *, closed: bool) -> tuple[list[str], str]:
    if not closed:
        return [row], "a quotation mark is not closed"
    try:
        return next(csv.reader([row + "\n"], delimiter=delimiter), []), ""
    except csv.Error as error:
        return [row], f"the row is broken: {error}"


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARD.match(cell) else cell


def _beginning(cells: list[str]) -> str:
    return clean_line(" ".join(cells)[:300], 200)


FORMAT = Format("csv", "CSV table with a header", recognises, read)

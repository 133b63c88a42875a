"""Tables with a header: values separated by commas, semicolons or tabs (RFC 4180)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError
from paper_tui.sources.columns import described, meanings
from paper_tui.sources.encoding import decode, head_text
from paper_tui.sources.input_stream import LARGEST_DOCUMENT, read_all

_GUARD = re.compile(r"'(?='*[=+\-@\t\r＝＋－＠])")
"""The prefix that keeps a spreadsheet from running a cell as a formula (OWASP, CSV injection)."""
_INNER_GUARD = re.compile(r"(;\s*)'(?='*[=+\-@\t\r＝＋－＠])")
_DELIMITERS = (",", ";", "\t")
_LINES_BEFORE_HEADER = 5
"""Lines that some programs write above the header: when it was exported, how cells are separated."""
_LONGEST_RETRY = 200
"""Lines of a row that is taken apart again where it has more cells than the header: a quote is not closed."""
_IDS = {"doi", "pmid", "arxiv_id"}


def recognises(head: bytes) -> bool:
    """True if one of the first lines is a header with a title, or with an identifier, and the data fits."""
    return bool(_header(head_text(head).split("\n")[: _LINES_BEFORE_HEADER + 1]))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each row that has a title or an identifier."""
    text, notice = decode(read_all(stream))
    if notice:
        yield Notice(notice)
    csv.field_size_limit(LARGEST_DOCUMENT)
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = _header(lines)
    if not found:
        raise SourceError("none of its first lines names a column title")
    start, delimiter = found
    rows = _rows(lines, start, delimiter)
    header = [name.strip() for name in next(rows)[1]]
    for line, cells, wrong in rows:
        record = _record(header, cells)
        try:
            yield Reject(line, wrong, _beginning(cells)) if wrong else _paper(record, context)
        except ValueError as error:
            yield Reject(line, str(error), _beginning(cells))


def _record(header: list[str], cells: list[str]) -> dict[str, str]:
    """The cells by their columns; of several columns of one name the first that has anything."""
    record: dict[str, str] = {}
    for name, cell in zip(header, map(_unguarded, cells), strict=False):
        if not record.get(name):
            record[name] = cell
    return record


def _paper(record: Mapping[str, str], context: Context) -> Paper:
    return build_paper(**described(record), sightings=(Sighting("csv", seen=context.now),))


def _header(lines: list[str]) -> tuple[int, str] | None:
    """The number of the header's line and what separates its columns; None if there is none."""
    for number, line in enumerate(lines[:_LINES_BEFORE_HEADER]):
        for delimiter in _DELIMITERS:
            names = [name.strip(' "\ufeff') for name in line[:20_000].split(delimiter)]
            recognised = meanings(names)
            if (
                recognised
                and (len(names) > 1 or recognised <= _IDS)
                and (len(recognised) > 1 or recognised <= _IDS)
            ):
                return number, delimiter
    return None


def _rows(lines: list[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Rows, where each begins, and what is wrong with it; a quote never closed costs one line."""
    ends, number, width = _row_ends(lines), start, 0
    while number < len(lines):
        end = ends[number]
        cells, wrong = _cells(lines[number : end or number + 1], delimiter, closed=end > 0)
        if width and len(cells) > width and 1 < end - number < _LONGEST_RETRY:
            end = 0
            cells, wrong = [lines[number]], "a quotation mark is not closed"
        width = width or len(cells)
        if any(map(str.strip, cells)):
            yield number + 1, cells, wrong
        number = end or number + 1


def _row_ends(lines: list[str]) -> list[int]:
    """For each line where the row ends that begins there, the line after its last; 0 where it never does.

    A row ends with the first line up to which its quotation marks are even.
    """
    odd = [0]
    for line in lines:
        odd.append(odd[-1] ^ (line.count('"') & 1))
    following = [0, 0]
    """The next end with an even and with an odd count so far."""
    ends = [0] * len(lines)
    for number in range(len(lines) - 1, -1, -1):
        following[odd[number + 1]] = number + 1
        ends[number] = following[odd[number]]
    return ends


def _cells(lines: list[str], delimiter: str, *, closed: bool) -> tuple[list[str], str]:
    if not closed:
        return lines, "a quotation mark is not closed"
    try:
        return next(csv.reader(["\n".join(lines) + "\n"], delimiter=delimiter), []), ""
    except csv.Error as error:
        return lines, f"the row is broken: {error}"


def _unguarded(cell: str) -> str:
    bare = cell[1:] if _GUARD.match(cell) else cell
    return _INNER_GUARD.sub(r"\1", bare) if ";" in bare else bare


def _beginning(cells: list[str]) -> str:
    return clean_line(" ".join(cells)[:300], 200)


FORMAT = Format("csv", "CSV table with a header", recognises, read)

"""CSV (RFC 4180, but with plain line feeds): one row a paper, for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from paper_tui.exports.base import Export, note_of, tags_of
from paper_tui.papers.serialization import Entry

_KNOWN = ("key", "title", "authors", "published", "arxiv_id", "doi", "venue", "url", "categories", "source")
_DONE = ("votes", "bookmarked", "state", "tags", "note")
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
COLUMNS = (*_KNOWN, *_DONE, "abstract")


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A heading, then a row for each entry; lists are joined by ``; ``."""
    yield _line(COLUMNS)
    for entry in entries:
        yield _line([_inert(cell) for cell in _cells(entry)])


def _cells(entry: Entry) -> list[str]:
    paper, mark = entry.paper, entry.mark
    known = [paper.key, paper.title, "; ".join(paper.authors), paper.published, paper.arxiv_id, paper.doi]
    known += [paper.venue, paper.url, "; ".join(paper.categories), paper.source]
    votes = "" if paper.votes is None else str(paper.votes)
    done = ["yes" if mark.bookmarked else "no", mark.state.value, "; ".join(tags_of(entry)), note_of(entry)]
    return [*known, votes, *done, paper.abstract]


def _inert(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run as a formula.

    Titles come from outside: ``=HYPERLINK(...)`` must stay text (OWASP, CSV injection). One that has
    apostrophes already gets another, so that whoever takes one off has the cell as it was.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _line(cells: Iterable[str]) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(cells)
    return row.getvalue()


CSV = Export("csv", "CSV table", ".csv", write)

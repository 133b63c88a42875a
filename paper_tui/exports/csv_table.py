"""CSV (RFC 4180, but with plain line feeds): one row a paper, for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from paper_tui.exports.base import Export, note_of, tags_of
from paper_tui.papers.paper_updates import updates_of
from paper_tui.papers.people import People
from paper_tui.papers.serialization import Entry

_KNOWN = ("key", "title", "authors", "published", "arxiv_id", "doi", "venue", "url", "categories", "source")
_DONE = ("votes", "bookmarked", "state", "tags", "note")
_PUBLISHED = {
    "type": "",
    "journal": "journal",
    "book title": "book",
    "series": "series",
    "publisher": "publisher",
    "institution": "institution",
    "place": "publisher_place",
    "editors": "",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "article number": "article_number",
    "edition": "book_edition",
    "isbn": "isbn",
    "issn": "issn",
    "pmid": "pmid",
    "language": "language",
}
"""Columns of a publication and our names for them."""
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_INNER_FORMULA = re.compile(r"(;\s*)(?='*[=+\-@\t\r＝＋－＠])")
COLUMNS = (
    *_KNOWN,
    *_DONE,
    "author full names",
    "citation key",
    "keywords",
    *_PUBLISHED,
    "updates",
    "abstract",
)


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
    computed = {"type": paper.kind.value, "editors": _names(paper.publication.editors)}
    published = [
        computed[column] if column in computed else getattr(paper.publication, field)
        for column, field in _PUBLISHED.items()
    ]
    cited = [_names(paper.people), paper.citation_key, _keywords(paper.keywords)]
    updates = "; ".join(update.shown for update in updates_of(paper))
    return [*known, votes, *done, *cited, *published, updates, paper.abstract]


def _keywords(words: tuple[str, ...]) -> str:
    """The keywords; a semicolon behind a single one with a comma keeps it whole."""
    return f"{words[0]};" if len(words) == 1 and "," in words[0] else "; ".join(words)


def _names(listed: People) -> str:
    """The names as lists are sorted by, so that the family name of each is certain."""
    others = ["et al."] if listed.others else []
    return "; ".join([*(person.sorted_name for person in listed.persons), *others])


def _inert(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run as a formula.

    Titles come from outside: ``=HYPERLINK(...)`` must stay text (OWASP, CSV injection), also where a
    spreadsheet parts cells at semicolons, as it does in many countries. What has apostrophes already gets
    another, so that removing one restores the cell.
    """
    guarded = f"'{cell}" if _FORMULA.match(cell) else cell
    return _INNER_FORMULA.sub(r"\1'", guarded) if ";" in guarded else guarded


def _line(cells: Iterable[str]) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(cells)
    return row.getvalue()


CSV = Export("csv", "CSV table", ".csv", write)

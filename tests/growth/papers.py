"""Cleaning, TeX, names, dates, identifiers, merging and drawing of papers."""

# ruff: noqa: E501 - tables of what parsers trip over
from __future__ import annotations

from collections.abc import Callable
from datetime import date

from paper_tui.exports import FORMATS
from paper_tui.papers import merge, text
from paper_tui.papers.builder import build_paper
from paper_tui.papers.dates import parse_date
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.markup import unescape, without_markup
from paper_tui.papers.paper import Paper
from paper_tui.papers.people import parse_name, people
from paper_tui.papers.prose import plain_text
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Mark, clean_tag
from paper_tui.papers.tex import to_unicode
from paper_tui.papers.title_match import abstract_overlap, words
from paper_tui.papers.word_diff import differences
from paper_tui.tui.render import paper_renderer, row_renderer
from paper_tui.tui.render.row_renderer import Columns
from tests.growth.measure import Subject
from tests.sources.growth import RUNS

PIECES = (
    *RUNS,
    *("\u0301a", "ﷺ", "İ", "\x1b[", "\u202e", "\ud800", "$x$ ", "\\textbf{", "\\sqrt[", "{\\bf ", "\\begin{a}", "\\\\"),
    *("\\'", "\\'{", "\\newcommand", "\\hbox{$", "a_b", "a^", "$$", "&lt;", "&#1;", "&#x", "<sup>", "<a>", "</", "de la "),
    *("Smith, J. ", "and others ", "et al. ", "Jr., ", "2020-01-", "3 May ", "doi:10.1/", "10.1/(", "arXiv:2001.00001 "),
)  # fmt: skip
NOTHING = Mark(build_paper(title="x").key)
TODAY = date(2026, 9, 4)


def _of_fields(written: str) -> Paper:
    """A paper all of whose fields have a text."""
    return build_paper(
        title=f"x {written}",
        abstract=written,
        authors=[written, *written.split(" ")[:100_000]],
        published=written,
        url=written,
        arxiv_id=written,
        doi=written,
        venue=written,
        citation_key=written,
        categories=[written],
        keywords=written.split(" "),
        links=written.split(" "),
        details={written: written},
    )


def _merged(written: str) -> None:
    known, found = _of_fields(written), _of_fields(f"a {written}")
    merge.merge(known, found)
    merge.completed(known, found, "why")


def _drawn(written: str) -> None:
    paper = _of_fields(written)
    columns = Columns(row_renderer.total_votes, dates=True, today=TODAY)
    row_renderer.row(paper, NOTHING, 80, lambda _field, _text: (), columns)
    paper_renderer.detail(paper, NOTHING, lambda _field, _text: (), today=TODAY)


def _exported(written: str) -> None:
    entry = Entry(_of_fields(written), NOTHING)
    for export in FORMATS.values():
        for _ in export.write([entry]):
            pass


def _changed(written: str) -> None:
    differences(f"{written} a b", f"b {written} c")
    differences(written, f"x {written[::-1]}")


_CLEANERS: dict[str, Callable[[str], object]] = {
    "line": text.clean_line,
    "text": text.clean_text,
    "note": text.clean_note,
    "name": text.clean_name,
    "run": text.clean_run,
    "tag": clean_tag,
    "markup": without_markup,
    "entities": unescape,
    "TeX": to_unicode,
    "prose": plain_text,
    "name parts": parse_name,
    "people": lambda written: people(written.split(" ")),
    "date": parse_date,
    "arXiv id": parse_arxiv_id,
    "DOI": parse_doi,
    "title words": words,
    "abstracts": lambda written: abstract_overlap(written, f"{written} a"),
    "differences": _changed,
}
SUBJECTS = {
    **{f"clean: {name}": Subject(work, PIECES) for name, work in _CLEANERS.items()},
    "paper: built": Subject(_of_fields, PIECES),
    "paper: merged": Subject(_merged, PIECES),
    "paper: drawn": Subject(_drawn, PIECES),
    "paper: exported": Subject(_exported, PIECES),
}

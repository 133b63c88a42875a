"""BibTeX, for LaTeX with BibTeX or biber, and BibLaTeX, for biber.

An entry that came as BibTeX is given back with its fields as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from paper_tui.exports.base import Export, tags_of
from paper_tui.exports.bibtex_fields import (
    BELONGING,
    BIBLATEX_DIALECT,
    BIBTEX_DIALECT,
    Dialect,
    type_of,
    written_fields,
)
from paper_tui.exports.bibtex_files import has_other_files
from paper_tui.exports.bibtex_sets import EntrySets
from paper_tui.exports.citation import CitationKeys, kind_of
from paper_tui.exports.own_record import with_changes
from paper_tui.papers.identifiers import arxiv_url, doi_url
from paper_tui.papers.record import Record
from paper_tui.papers.record_changes import changed_fields
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_name


def write(entries: Iterable[Entry], dialect: Dialect) -> Iterator[str]:
    """An entry for each paper, an empty line between."""
    keys, sets = CitationKeys(), EntrySets()
    for number, entry in enumerate(entries):
        kind, fields = _entry(entry, dialect)
        key = keys.key_for(entry.paper)
        sets.add(entry.paper, key)
        lines = [f"  {name} = {value}," for name, value in fields]
        yield ("\n" if number else "") + "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"
    yield from sets.entries()


def _entry(entry: Entry, dialect: Dialect) -> tuple[str, list[tuple[str, str]]]:
    """The type and the fields of an entry."""
    paper, kind = entry.paper, kind_of(entry.paper)
    written = list(written_fields(entry, kind, dialect))
    record = paper.record_in("bibtex")
    if not record:
        return type_of(paper, kind, dialect), [(one.name, one.value) for one in written]
    changed = _changed(entry, record)
    fields = with_changes(record, written, changed, BELONGING)
    name = type_of(paper, kind, dialect) if "kind" in changed else clean_name(record.type)
    return name, [(name, value or "{}") for name, value in fields if name.lower() != "xdata"]


def _changed(entry: Entry, record: Record) -> frozenset[str]:
    """The fields to rewrite: those that changed, and the keywords if the reader has tags."""
    paper = entry.paper
    changed = set(changed_fields(paper, record))
    if set(tags_of(entry)) - set(paper.keywords):
        changed.add("keywords")
    derived = (doi_url(paper.doi) if paper.doi else "", arxiv_url(paper.arxiv_id) if paper.arxiv_id else "")
    if paper.url in derived:
        changed.discard("url")
    if has_other_files(paper.files, record):
        changed.add("files")
    if "subtitle" in changed:
        changed.add("title")
    return frozenset(changed)


BIBTEX = Export("bibtex", "BibTeX", ".bib", partial(write, dialect=BIBTEX_DIALECT))
BIBLATEX = Export("biblatex", "BibLaTeX", ".bib", partial(write, dialect=BIBLATEX_DIALECT))

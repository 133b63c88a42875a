"""Fields that the user wants in no export: ``export_drop = ["abstract"]``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from paper_tui.papers.paper import Paper
from paper_tui.papers.people import NOBODY
from paper_tui.papers.publication import PEOPLE_FIELDS, TEXT_FIELDS
from paper_tui.papers.record import Record
from paper_tui.papers.serialization import Entry

_TEXTS = ("abstract", "url", "doi", "summary")
_LISTS = ("keywords", "files", "links", "categories")
_ALSO = {
    "url": ("ur",),
    "abstract": ("ab", "n2"),
    "keywords": ("kw", "keyword"),
    "remarks": ("note", "n1"),
    "files": ("file", "l1"),
}
"""Other names of a field, as formats have them."""


def without_fields(entries: Iterable[Entry], names: tuple[str, ...]) -> Iterator[Entry]:
    """The entries without some fields, by our names for them or by those of their own format."""
    wanted = frozenset(name.strip().lower() for name in names)
    return (Entry(_without(entry.paper, wanted), entry.mark) for entry in entries)


def _without(paper: Paper, names: frozenset[str]) -> Paper:
    empty = {name: "" for name in _TEXTS if name in names} | {name: () for name in _LISTS if name in names}
    said = {name: "" for name in TEXT_FIELDS if name in names}
    people = {name: NOBODY for name in PEOPLE_FIELDS if name in names}
    return replace(
        paper,
        **empty,  # type: ignore[arg-type]  # texts and lists by their names
        publication=replace(paper.publication, **said, **people),  # type: ignore[arg-type]  # as above
        records=tuple(_record_without(record, names) for record in paper.records),
    )


def _record_without(record: Record, names: frozenset[str]) -> Record:
    """The record without these fields; what is gone from it does not count as changed."""
    also = {name for ours in names for name in _ALSO.get(ours, ())}
    fields = tuple(pair for pair in record.fields if pair[0].lower() not in names | also)
    return replace(
        record, fields=fields, stamps=tuple(stamp for stamp in record.stamps if stamp[0] not in names)
    )

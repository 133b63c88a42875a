"""Changes of a paper's fields since they were read from a record.

An exporter that writes the record's own format takes the record's fields as written and rewrites only those
that `changed_fields` names. The exporter knows the format's name of each field of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from zlib import crc32

from paper_tui.papers.paper import Paper
from paper_tui.papers.people import People
from paper_tui.papers.publication import FIELDS, UNPUBLISHED
from paper_tui.papers.record import Record

DESCRIBED = ("title", "abstract", "people", "published", "url", "arxiv_id", "doi", "kind", "keywords")
"""The fields of a paper beside those of its publication that a record may give."""


def stamped(paper: Paper, record: Record) -> Record:
    """The record with the stamps of the paper that was made from it."""
    return replace(record, stamps=tuple(_stamps(paper)))


def changed_fields(paper: Paper, record: Record) -> frozenset[str]:
    """The names of our fields whose values are not those that were read from the record.

    Those of `DESCRIBED` and of `publication.FIELDS`; a field that was filled or emptied since is one of them.
    """
    then, now = set(record.stamps), set(_stamps(paper))
    return frozenset(name for name, _ in then ^ now)


def _stamps(paper: Paper) -> Iterator[tuple[str, int]]:
    for name in DESCRIBED:
        if value := getattr(paper, name):
            yield name, _stamp(value)
    publication = paper.publication
    if publication is not UNPUBLISHED:
        for name in FIELDS:
            if value := getattr(publication, name):
                yield name, _stamp(value)


def _stamp(value: str | tuple[str, ...] | People) -> int:
    return crc32(_text(value).encode("utf-8", "replace"))


def _text(value: str | tuple[str, ...] | People) -> str:
    if isinstance(value, People):
        names = (person.sorted_name for person in value.persons)
        return "\n".join((*names, "others")) if value.others else "\n".join(names)
    return value if isinstance(value, str) else "\n".join(value)

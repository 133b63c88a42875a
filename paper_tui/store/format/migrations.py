"""Migrations of records from one version of the files to the next.

The version is in the header of every records file. To change what a record holds, count
`CURRENT.version` up, add the step from the version before, and keep a sample of the old version under
``tests/store/samples``.

Version 2 also added to the header the check of the whole file, and to the shelf the ids of the steps in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from paper_tui.papers.citation_keys import KeyGiver, made_key, tex_safe
from paper_tui.papers.serialization import paper_from_record
from paper_tui.store.files.paths import PAPERS
from paper_tui.store.format.checked_lines import Record

Migration = Callable[[str, Record], Record]
"""From a table's name and a record to the record of the next version."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A version of the files, and how earlier ones become it."""

    version: int
    steps: Mapping[int, Migration] = field(default_factory=dict)
    """By version, the migration from it to the next one."""
    citation_keys: Mapping[int, Callable[[Iterable[tuple[str, Record]]], dict[str, str]]] = field(
        default_factory=dict
    )
    """By version, the function that gives all papers of the next one their citation keys at once."""


def _with_publication(table: str, record: Record) -> Record:
    """Version 2: authors with parts, what a paper was published as, a named field for each fact of it."""
    from paper_tui.papers.legacy import upgraded  # with what reads TeX, which takes 30 ms at a start

    return upgraded(record) if table == PAPERS else record


def _citation_keys(papers: Iterable[tuple[str, Record]]) -> dict[str, str]:
    """A citation key for each paper, by its key, of papers of version 1 in the form of version 2."""
    keys, given = KeyGiver(lambda _: False), {}
    them = sorted(papers, key=lambda each: not each[1].get("citation_key"))
    for key, record in them:
        if key not in given:
            paper = paper_from_record(key, record)
            given[key] = keys.give(tex_safe(paper.citation_key) or made_key(paper))
    return given


CURRENT = Schema(2, {1: _with_publication}, {1: _citation_keys})

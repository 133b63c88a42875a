"""Migrations of records from one version of the files to the next.

The version stands in the header of every records file. To change what a record holds, count
`CURRENT.version` up, add the step from the version before, and keep a sample of the old version under
``tests/store/samples``.

Version 2 also added to the header the check of the whole file, and to the shelf the ids of the steps in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from paper_tui.papers.legacy import upgraded
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


def _with_publication(table: str, record: Record) -> Record:
    """Version 2: authors with parts, what a paper was published as, a named field for each fact of it."""
    return upgraded(record) if table == PAPERS else record


CURRENT = Schema(2, {1: _with_publication})

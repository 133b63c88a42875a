"""How files of earlier versions become files of this one: a step for each version, one after the other.

A version is a number in the head of every records file. To change what a record holds, count
`CURRENT.version` up and add the step from the version before, together with a sample file of that version
under ``tests/store/samples``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from paper_tui.papers.legacy import upgraded
from paper_tui.store.files.paths import PAPERS
from paper_tui.store.format.checked_lines import Record

Migration = Callable[[str, Record], Record]
"""A record of one version, by its key, as the next version has it; given the table's name."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A version and the ways to it."""

    version: int
    steps: Mapping[int, Migration] = field(default_factory=dict)
    """From each earlier version to the one after it."""


def _with_publication(table: str, record: Record) -> Record:
    """Version 2: authors with parts, what a paper was published as, a named field for each fact of it."""
    return upgraded(record) if table == PAPERS else record


CURRENT = Schema(2, {1: _with_publication})

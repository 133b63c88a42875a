"""Changes of the catalogue: what is to be written, and what undo needs to know of what was there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import paper_from_record, paper_record
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.records_file import Generation


class PaperRecords(Mapping[str, Record | None]):
    """Papers as records, each made when it is asked for, so that an import is not held in memory twice."""

    def __init__(self, papers: Mapping[PaperKey, Paper | None]) -> None:
        self._papers = papers

    def __len__(self) -> int:
        return len(self._papers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._papers)

    def __getitem__(self, key: str) -> Record | None:
        paper = self._papers[PaperKey(key)]
        return None if paper is None else paper_record(paper)


class PreviousRecords(Mapping[str, Record]):
    """What papers were before a change: ``{"before": record or null, "after": check or null}`` by key."""

    def __init__(self, checks: Mapping[str, int | None], base: Generation) -> None:
        self._checks = checks
        self._base = base

    def __len__(self) -> int:
        return len(self._checks)

    def __iter__(self) -> Iterator[str]:
        return iter(self._checks)

    def __getitem__(self, key: str) -> Record:
        place = self._base.find(key)
        before = None if place is None else self._base.at(place)[1]
        return {"before": before, "after": _shown(self._checks[key])}


@dataclass(frozen=True, slots=True)
class PaperReversal:
    """The papers that take a change back, and the keys of those that were changed otherwise since."""

    papers: dict[PaperKey, Paper | None]
    conflicts: list[PaperKey]


def reverse(previous: Generation, base: Generation) -> PaperReversal:
    """Take back what a change did to papers, except where they are not as it left them."""
    reversal = PaperReversal({}, [])
    for place in range(len(previous)):
        name, record = previous.at(place)
        key = PaperKey(name)
        before = record["before"]
        if _check(base, key) == record["after"]:
            reversal.papers[key] = None if before is None else paper_from_record(key, before)
        else:
            reversal.conflicts.append(key)
    return reversal


def _check(base: Generation, key: PaperKey) -> str | None:
    place = base.find(key)
    return None if place is None else _shown(base.checks[place])


def _shown(check: int | None) -> str | None:
    return None if check is None else f"{check:08x}"

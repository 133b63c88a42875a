"""The history of papers: their state before each step, which its undo restores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import paper_record
from paper_tui.papers.stored_records import stored_paper
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.records_file import Generation


class PaperRecords(Mapping[str, Record | None]):
    """Papers as records, each encoded when it is asked for, so that an import is not in memory twice."""

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
    """Papers before a step: ``{"before": record or null, "after": check or null}`` by key."""

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
        return {"before": before, "after": _hex(self._checks[key])}


@dataclass(frozen=True, slots=True)
class PaperReversal:
    """The papers that undo a step, and the keys of those that were changed again since."""

    papers: dict[PaperKey, Paper | None]
    conflicts: list[PaperKey]


def reverse(previous: Generation, base: Generation) -> PaperReversal:
    """Undo what a step did to papers, except where they are not as it left them."""
    reversal = PaperReversal({}, [])
    for place in range(len(previous)):
        name, record = previous.at(place)
        key = PaperKey(name)
        before = record.get("before")
        if _check(base, key) == record.get("after"):
            reversal.papers[key] = None if before is None else stored_paper(key, before)
        else:
            reversal.conflicts.append(key)
    return reversal


def _check(base: Generation, key: PaperKey) -> str | None:
    place = base.find(key)
    return None if place is None else _hex(base.checks[place])


def _hex(check: int | None) -> str | None:
    return None if check is None else f"{check:08x}"

"""Changes between two versions of a paper: title and abstract, and the sections of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from paper_tui.papers.paper import Paper
from paper_tui.papers.version import Step
from paper_tui.papers.word_diff import Change, Run, differences

SHORT = 400
"""Words of a part up to which all of it is shown."""
BESIDE = 12
"""Words that are shown beside a change in a longer part."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of a paper in both versions."""

    heading: str
    runs: tuple[Run, ...]

    @property
    def gone(self) -> int:
        """Words that only the older version has."""
        return self._count(Change.GONE)

    @property
    def new(self) -> int:
        """Words that only the newer version has."""
        return self._count(Change.NEW)

    @property
    def has_changed(self) -> bool:
        """True if any word differs."""
        return any(run.change is not Change.KEPT for run in self.runs)

    @property
    def counted(self) -> str:
        """The numbers of words that went and came, as a text."""
        return f"−{self.gone:,} +{self.new:,} words" if self.has_changed else "unchanged"

    @property
    def is_short(self) -> bool:
        """True if it is short enough to be shown as a whole."""
        return sum(len(run.text.split()) for run in self.runs) <= SHORT

    @property
    def nearby(self) -> tuple[Run, ...]:
        """The runs, without the words in the middle of long ones that stayed."""
        last = len(self.runs) - 1
        return tuple(_cut(run, at == 0, at == last) for at, run in enumerate(self.runs))

    def _count(self, change: Change) -> int:
        return sum(len(run.text.split()) for run in self.runs if run.change is change)


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One step between versions."""

    label: str
    """``v1 → v2``."""
    parts: tuple[PartChange, ...]


def described(step: Step, texts: Sequence[PartChange] = ()) -> VersionChange:
    """The changes of a step: of title and abstract, then of the text."""
    older, newer = step.older, step.newer
    parts = (_part("Title", older.title, newer.title), _part("Abstract", older.abstract, newer.abstract))
    return VersionChange(step.label, (*parts, *texts))


def version_changes(paper: Paper) -> list[VersionChange]:
    """The changes of each step between the versions of a paper that are known, the newest first."""
    return [described(step) for step in paper.version_steps]


def section_changes(older: Sequence[tuple[str, str]], newer: Sequence[tuple[str, str]]) -> list[PartChange]:
    """The changes of a text by sections, in the order of the newer version.

    Args:
        older: Headings and texts of the sections of the older version.
        newer: The same of the newer version.
    """
    return list(_sections(dict(older), dict(newer)))


def _sections(older: dict[str, str], newer: dict[str, str]) -> Iterator[PartChange]:
    for heading, text in newer.items():
        yield _part(heading, older.pop(heading, ""), text)
    for heading, text in older.items():
        yield _part(f"{heading} (gone)", text, "")


def _part(heading: str, old: str, new: str) -> PartChange:
    return PartChange(heading, tuple(differences(old, new)))


def _cut(run: Run, is_first: bool, is_last: bool) -> Run:
    words = run.text.split(" ")
    if run.change is not Change.KEPT or len(words) <= 2 * BESIDE:
        return run
    head = [] if is_first else words[:BESIDE]
    tail = [] if is_last else words[-BESIDE:]
    return replace(run, text=" ".join([*head, "…", *tail]))

"""An update of a paper after its publication: withdrawal, retraction, expression of concern, correction."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UpdateKind(StrEnum):
    """The kind of an update, in order of gravity; none counts as another."""

    RETRACTED = "retracted"
    """By its publisher."""
    WITHDRAWN = "withdrawn"
    """By its authors, as arXiv or a publisher says."""
    CONCERN = "concern"
    """An expression of concern: its publisher has doubts, and has not decided."""
    CORRECTED = "corrected"
    """By an erratum or corrigendum."""


LABELS = {
    UpdateKind.RETRACTED: "retracted",
    UpdateKind.WITHDRAWN: "withdrawn",
    UpdateKind.CONCERN: "expression of concern",
    UpdateKind.CORRECTED: "corrected",
}
"""The kinds in words."""


@dataclass(frozen=True, slots=True)
class Update:
    """One notice about a paper."""

    kind: UpdateKind
    source: str
    """Its source: ``arXiv``, ``Crossref``, ``Retraction Watch``."""
    day: str = ""
    """The day of the notice, as precise as it is known."""
    notice: str = ""
    """DOI of the notice, or the arXiv id of the paper that takes its place; empty where it is unknown."""
    reason: str = ""
    """In the words of the source."""
    seen: str = ""
    """The time it was found, in ISO format, UTC; empty for what the paper came with."""

    @property
    def label(self) -> str:
        """The kind in words."""
        return LABELS[self.kind]

    @property
    def shown(self) -> str:
        """The kind with its day: ``retracted 2026-05-04``."""
        return f"{self.label} {self.day}".rstrip()

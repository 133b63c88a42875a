"""Arguments and results of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, Mark


@dataclass(frozen=True, slots=True)
class PaperChanges:
    """Papers and marks that are to change together, as one step to undo."""

    papers: Mapping[PaperKey, Paper | None] = field(default_factory=dict)
    """The new papers by key; None removes one from the catalogue."""
    marks: tuple[Mark, ...] = ()
    """The new marks; a blank one removes a mark from the shelf."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The result of an undo or a redo."""

    change: Change
    """The change that was undone or redone."""
    restored: int
    """How many papers were restored."""
    not_restored: tuple[str, ...]
    """Titles, or keys, of papers that were changed again since and left alone."""
    message: str
    """For users: ``12 papers marked new again``."""

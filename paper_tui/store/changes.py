"""What callers of the store hand in and get back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, Mark


@dataclass(frozen=True, slots=True)
class PaperChanges:
    """Papers and marks that are to change together, as one step to undo."""

    papers: Mapping[PaperKey, Paper | None] = field(default_factory=dict)
    """The papers by key as they are to be; None takes one out of the catalogue."""
    marks: tuple[Mark, ...] = ()
    """The marks as they are to be; a blank one takes a mark off the shelf."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or a redo came to."""

    change: Change
    """The change that was taken back or made again."""
    restored: int
    """How many papers are as they were."""
    not_restored: tuple[str, ...]
    """Titles (or keys) of papers that have been changed otherwise since, and were left alone."""
    message: str
    """For the reader: ``12 papers marked new again``."""

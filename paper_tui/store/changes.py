"""Arguments and results of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

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
class SettingChange:
    """A value of the configuration file before and after a change."""

    path: tuple[str, ...]
    """The setting, or the table and the name in it: ``("searches", "mine")``."""
    before: Any
    """A JSON value; None where there was none. Any, since settings have many types."""
    after: Any

    @property
    def reversed(self) -> SettingChange:
        """The change that takes this one back."""
        return SettingChange(self.path, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Undone:
    """The result of an undo or a redo."""

    change: Change
    """The change that was undone or redone."""
    restored: int
    """The number of papers restored."""
    not_restored: tuple[str, ...]
    """Titles, or keys, of papers that were changed again since and left alone."""
    message: str
    """The resulting state: ``new again``, ``12 papers marked new again``."""
    settings: tuple[SettingChange, ...] = ()
    """The changes written to the configuration file."""

    def notice(self, verb: str = "Undone") -> str:
        """Return the message for users: ``Undone: hid “…” (new again)``."""
        return f"{verb}: {self.change.label} ({self.message})"

"""The paths of a library's files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAPERS = "papers"
MARKS = "marks"
PREVIOUS = "previous"
TEXTS = "texts"
FIGURES = "figures"
PREPARED = "catalogue.json.next-"
"""The prefix of the name of a prepared catalogue; the id of its change follows."""


@dataclass(frozen=True, slots=True)
class LibraryPaths:
    """The files in a library's folder."""

    folder: Path

    @property
    def catalogue(self) -> Path:
        """The papers, in order of keys."""
        return self.folder / "catalogue.json"

    @property
    def shelf(self) -> Path:
        """The marks as of some step of the journal."""
        return self.folder / "shelf.json"

    @property
    def journal(self) -> Path:
        """All steps, oldest first."""
        return self.folder / "journal"

    @property
    def lock(self) -> Path:
        """Held by the process that writes; never renamed, so that all processes lock the same file."""
        return self.folder / "lock"

    @property
    def backups(self) -> Path:
        """Earlier states of the files."""
        return self.folder / "backups"

    @property
    def history(self) -> Path:
        """The earlier state of the papers that each step changed, for undo."""
        return self.folder / "history"

    @property
    def catalogue_lines(self) -> Path:
        """A cache of the places of the catalogue's lines."""
        return self.cache / "catalogue-lines"

    @property
    def cache(self) -> Path:
        """Caches, which can be deleted at any time."""
        return self.folder / "cache"

    @property
    def texts(self) -> Path:
        """Full texts, one file a paper and source."""
        return self.folder / TEXTS

    def prepared(self, change: str) -> Path:
        """The next catalogue, which takes its place once the journal holds the change."""
        return self.folder / f"{PREPARED}{change}"

    def previous(self, change: str) -> Path:
        """The papers that one change changed, as they were before it."""
        return self.history / f"{change}.json"

"""Where each file of a library stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAPERS = "papers"
MARKS = "marks"
PREVIOUS = "previous"
CATALOGUE_LINES = "catalogue-lines"
"""In the cache: where each line of a large catalogue begins."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The files in a library's folder."""

    folder: Path

    @property
    def catalogue(self) -> Path:
        """The papers."""
        return self.folder / "catalogue.json"

    @property
    def shelf(self) -> Path:
        """The marks, up to some line of the journal."""
        return self.folder / "shelf.json"

    @property
    def journal(self) -> Path:
        """The changes of the shelf, newest last."""
        return self.folder / "journal"

    @property
    def lock(self) -> Path:
        """Held by the process that writes; never renamed, so that all lock the same file."""
        return self.folder / "lock"

    @property
    def backups(self) -> Path:
        """Earlier states of the files."""
        return self.folder / "backups"

    @property
    def history(self) -> Path:
        """What papers were before each import and deletion."""
        return self.folder / "history"

    @property
    def cache(self) -> Path:
        """What can be made again."""
        return self.folder / "cache"

    def prepared(self, change: str) -> Path:
        """The next catalogue, ready to take its place once the journal holds the change."""
        return self.folder / f"catalogue.json.next-{change}"

    def previous(self, change: str) -> Path:
        """What the papers of one change were before it."""
        return self.history / f"{change}.json"

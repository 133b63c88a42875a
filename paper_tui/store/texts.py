"""Full texts in a folder of the library: one file a paper and source, as it came.

A file's name has the paper's key, the version and the source; its time of change is when it was last read.
So there is no index that could disagree with the folder.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from paper_tui.files import STALE, open_regular, remove_drafts
from paper_tui.papers.paper import PaperKey
from paper_tui.store.errors import reporting, shown
from paper_tui.store.figures import FigureFolder
from paper_tui.store.files.atomic_files import make_folder, replace_file
from paper_tui.store.files.paths import TEXTS
from paper_tui.store.files.reading import read_file

ATTACHED = "attached"
"""The source of a file that the reader attached; it is never removed to make room."""
FOLDER = TEXTS
MOST_ASIDE, ROOM_ASIDE = 50, 500_000_000
"""Attached files and bytes of them that are kept after they were removed, for undo."""
_LONGEST_STEM = 150


@dataclass(frozen=True, slots=True)
class KeptText:
    """One file."""

    stem: str
    """Identifies the key, as `stem_of` makes it."""
    version: int
    """The arXiv version of the text; 0 where it is unknown."""
    source: str
    """The service that it came from, or `ATTACHED`."""
    size: int
    """Bytes."""
    read: float
    """The time it was last read, in seconds since 1970."""

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.stem}!{self.version}!{self.source}"


class TextFolder:
    """The kept texts of a library. Safe to use from several threads and processes."""

    def __init__(self, library: Path) -> None:
        self._folder = library / FOLDER
        self._aside = self._folder / "removed"
        self.figures = FigureFolder(library)
        """The images of figures, which are removed with their text."""

    def all(self) -> tuple[KeptText, ...]:
        """Every kept text, the least recently read first."""
        with reporting(f"Cannot read {shown(self._folder)}"):
            if not self._folder.is_dir():
                return ()
            with os.scandir(self._folder) as entries:
                found = [_kept(entry) for entry in entries]
        return tuple(sorted((kept for kept in found if kept), key=lambda kept: (kept.read, kept.name)))

    def version(self) -> int:
        """A number that changes whenever a text is kept, replaced or removed; 0 without a folder."""
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0

    def find(self, key: PaperKey) -> KeptText | None:
        """The text of a paper: the attached one, else that of the newest version."""
        return self.chosen().get(stem_of(key))

    def chosen(self) -> dict[str, KeptText]:
        """Of every paper the text that `find` gives, by what `stem_of` makes of its key."""
        worst_first = sorted(self.all(), key=lambda kept: (kept.source == ATTACHED, kept.version, kept.read))
        return {kept.stem: kept for kept in worst_first}

    def stems(self) -> frozenset[str]:
        """Of every paper with a text, what `stem_of` makes of its key."""
        return frozenset(kept.stem for kept in self.all())

    def read(self, kept: KeptText) -> bytes:
        """The bytes of a text, which counts as read now.

        Raises:
            StoreError: It is gone or cannot be read.
        """
        path = self._folder / kept.name
        with reporting(f"Cannot read {shown(path)}"):
            data = read_file(path)
        with suppress(OSError):  # only the order of removal depends on it
            os.utime(path)
        return data

    def path(self, kept: KeptText) -> Path:
        """The file of a text."""
        return self._folder / kept.name

    def write(self, key: PaperKey, source: str, version: int, data: bytes) -> KeptText:
        """Keep a text in place of those of other services; an attached one stays beside it.

        Of a service whose texts have versions, the newest earlier one stays, to show what changed.

        Raises:
            StoreError: It was not kept; what was there before is.
        """
        kept = KeptText(stem_of(key), version, source, len(data), 0.0)
        with reporting(f"Cannot write to {shown(self._folder)}"):
            make_folder(self._folder)
            self.remove_drafts()
            replace_file(self._folder / kept.name, data)
        of_paper = [other for other in self.all() if other.stem == kept.stem and other.name != kept.name]
        earlier = self._earlier(of_paper, kept)
        for other in of_paper:
            same = (other.source == ATTACHED) == (source == ATTACHED)
            if same and other != earlier:
                self.remove(other)
        return kept

    def remove_drafts(self) -> None:
        """Remove what killed processes left of texts and figures that they wrote."""
        with reporting(f"Cannot clean up {shown(self._folder)}"):
            for folder in (self._folder, self._aside, self.figures.folder):
                remove_drafts(folder, STALE)

    def earlier(self, key: PaperKey) -> tuple[KeptText, KeptText] | None:
        """The texts of two versions of a paper, the older first; None where only one is kept."""
        of_paper = [kept for kept in self.all() if kept.stem == stem_of(key) and kept.source != ATTACHED]
        newest = max(of_paper, key=lambda kept: kept.version, default=None)
        older = self._earlier(of_paper, newest) if newest else None
        return (older, newest) if older and newest else None

    def _earlier(self, texts: list[KeptText], newest: KeptText) -> KeptText | None:
        """The newest of the texts that are of an earlier version from the same service."""
        older = [each for each in texts if each.source == newest.source and 0 < each.version < newest.version]
        return max(older, key=lambda each: each.version, default=None)

    def attached(self, key: PaperKey) -> str:
        """The digest of the file that is attached to a paper; empty without one."""
        path = self._folder / _attached_name(key)
        with reporting(f"Cannot read {shown(path)}"):
            return _digest(path) if path.is_file() else ""

    def set_aside(self, key: PaperKey) -> None:
        """Take away the file that is attached to a paper, but keep it for a while so that it can come back.

        Raises:
            StoreError: It is still there.
        """
        path, digest = self._folder / _attached_name(key), self.attached(key)
        if not digest:
            return
        with reporting(f"Cannot remove {shown(path)}"):
            make_folder(self._aside)
            path.replace(self._aside / f"{stem_of(key)}!{digest}")
            self.figures.remove(path.name)
            self._bound_aside()

    def bring_back(self, key: PaperKey, digest: str) -> bool:
        """Attach a file again that was set aside; False where it is no longer kept.

        Raises:
            StoreError: It could not be moved.
        """
        aside = self._aside / f"{stem_of(key)}!{digest}"
        with reporting(f"Cannot read {shown(aside)}"):
            try:
                aside.replace(self._folder / _attached_name(key))
            except FileNotFoundError:
                return False
        return True

    def _bound_aside(self) -> None:
        """Remove the files that were set aside first, until few are left."""
        kept = sorted(self._aside.iterdir(), key=lambda path: path.stat().st_ctime, reverse=True)
        taken = 0
        for number, path in enumerate(kept):
            taken += path.stat().st_size
            if number and (number >= MOST_ASIDE or taken > ROOM_ASIDE):
                path.unlink(missing_ok=True)

    def remove(self, kept: KeptText) -> None:
        """Remove a text; one that is gone already is no error.

        Raises:
            StoreError: It is still there.
        """
        path = self._folder / kept.name
        with reporting(f"Cannot remove {shown(path)}"):
            path.unlink(missing_ok=True)
        self.figures.remove(kept.name)

    def make_room(self, limit: int, spared: KeptText) -> tuple[KeptText, ...]:
        """Remove texts with their figures, the least recently read first, until the others fit into `limit`.

        Args:
            limit: Bytes for all texts but those attached, and for their figures.
            spared: One that is kept whatever its size.

        Returns:
            What was removed.
        """
        fetched = [kept for kept in self.all() if kept.source != ATTACHED]
        figures = self.figures.sizes()
        taken = sum(kept.size + figures[kept.name] for kept in fetched)
        removed = []
        for kept in fetched:
            if taken <= limit:
                break
            if kept.name != spared.name:
                self.remove(kept)
                removed.append(kept)
                taken -= kept.size + figures[kept.name]
        return tuple(removed)


def stem_of(key: PaperKey) -> str:
    """A key as a part of a file's name; of a long one the beginning and a digest."""
    stem = quote(key, safe="")
    if len(stem) <= _LONGEST_STEM:
        return stem
    return f"{stem[:_LONGEST_STEM]}-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _attached_name(key: PaperKey) -> str:
    return f"{stem_of(key)}!0!{ATTACHED}"


def _digest(path: Path) -> str:
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def _kept(entry: os.DirEntry[str]) -> KeptText | None:
    """The text in a file; None for one that is none of these."""
    parts = entry.name.split("!")
    if len(parts) != 3 or not parts[1].isdecimal() or not entry.is_file(follow_symlinks=False):
        return None
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:  # another process removed it
        return None
    return KeptText(parts[0], int(parts[1]), parts[2], status.st_size, status.st_mtime)

"""Files of other devices, taken into the library: within bounds, and never over what the reader changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paper_tui.config import Config
from paper_tui.config.model import KeepText, SyncFiles
from paper_tui.library.history import ATTACHMENTS
from paper_tui.papers.paper import PaperKey
from paper_tui.store import SettingChange, Store
from paper_tui.store.texts import ATTACHED, KeptText, TextFolder
from paper_tui.sync.events import Json
from paper_tui.sync.files import LARGEST_FILE, is_digest
from paper_tui.sync.transport import Files

FETCHED = "fetched"
MOST_VERSIONS = 10_000
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class FilePolicy:
    """The files that go along, and the room they may take."""

    files: SyncFiles = "never"
    megabytes: int = 500
    """For all files at the place, and for those that came from others."""
    keep: KeepText = "opened"
    text_megabytes: int = 500
    """For fetched texts here."""

    @classmethod
    def of(cls, config: Config) -> FilePolicy:
        """The policy that the settings describe."""
        return cls(config.sync_files, config.sync_megabytes, config.keep_text, config.text_megabytes)


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file as an event describes it."""

    digest: str
    size: int
    source: str = ATTACHED
    version: int = 0


def file_of(field: str, value: Json) -> SharedFile | None:
    """The file that a value describes; None for what no device of this version writes."""
    from paper_tui.sources.services.texts import TEXT_SOURCES

    if not isinstance(value, dict) or not is_digest(value.get("digest")):
        return None
    size, source, version = value.get("size"), value.get("source"), value.get("version")
    if type(size) is not int or not 0 < size <= LARGEST_FILE:
        return None
    if field == ATTACHED:
        return SharedFile(value["digest"], size)
    is_known = any(each.name == source for each in TEXT_SOURCES)
    if field != FETCHED or not is_known or type(version) is not int or not 0 <= version < MOST_VERSIONS:
        return None
    return SharedFile(value["digest"], size, str(source), version)


class ReceivedFiles:
    """Takes files of other devices into the library."""

    def __init__(self, store: Store, texts: TextFolder, policy: FilePolicy, files: Files) -> None:
        self._store, self._texts, self._policy, self._files = store, texts, policy, files
        kept = texts.all()
        self._room = {
            ATTACHED: policy.megabytes * MEGABYTE
            - sum(each.size for each in kept if each.source == ATTACHED),
            FETCHED: policy.text_megabytes * MEGABYTE
            - sum(each.size for each in kept if each.source != ATTACHED)
            - texts.figures.sizes().total(),
        }
        self.taken = self._waiting = self._refused = 0
        self._replaced: list[PaperKey] = []

    def take(
        self, key: PaperKey, field: str, file: SharedFile | None, kept: KeptText | None, digest: str
    ) -> None:
        """Make a paper have a file, or none, unless the reader changed it meanwhile.

        Args:
            key: The paper.
            field: `ATTACHED` or `FETCHED`.
            file: The one to have.
            kept: The one that it has.
            digest: Of that; empty for none.
        """
        if (file.digest if file else "") == digest:
            return
        if field == ATTACHED and self._texts.attached(key) == digest:
            self._attach(key, digest, file)
        elif field == FETCHED and file and self._is_wanted(key, file, kept):
            data = self._data(field, file)
            if data is not None:
                self._texts.write(key, file.source, file.version, data)

    def take_figure(self, text: str, name: str, file: SharedFile) -> None:
        """Keep a figure with its text."""
        data = self._data(FETCHED, file)
        if data is not None:
            self._texts.figures.write_as(text, name, data)

    def notes(self) -> Iterator[str]:
        """Messages for the user."""
        if self._waiting:
            yield f"{count_of(self._waiting)} of other devices not here yet: taken at the next sync"
        if self._refused:
            yield f"{count_of(self._refused)} of other devices not taken: sync_megabytes is used up"
        for key in self._replaced:
            yield f"Another device changed the attached file of {key}; the one from here is in texts/removed"

    def _is_wanted(self, key: PaperKey, file: SharedFile, kept: KeptText | None) -> bool:
        if kept and kept.version >= file.version:
            return False
        keep = self._policy.keep
        is_kept = keep == "opened" or (keep == "bookmarked" and bool(self._store.shelf.get(key).bookmarked))
        return is_kept and file.size <= self._room[FETCHED]

    def _attach(self, key: PaperKey, before: str, file: SharedFile | None) -> None:
        data = self._data(ATTACHED, file) if file else None
        if file and data is None:
            return
        self._texts.set_aside(key)
        if data is not None:
            self._texts.write(key, ATTACHED, 0, data)
        if before:
            self._replaced.append(key)
        after = file.digest if file else None
        self._store.record_settings("", [SettingChange((ATTACHMENTS, key), before or None, after)])

    def _data(self, field: str, file: SharedFile) -> bytes | None:
        """The bytes of a file, if it came whole and there is room."""
        if file.size > self._room[field]:
            self._refused += 1
            return None
        data = self._files.read(file.digest, file.size)
        if data is None:
            self._waiting += 1
            return None
        self._room[field] -= len(data)
        self.taken += 1
        return data


def count_of(number: int) -> str:
    """A number of files in words."""
    return "1 file" if number == 1 else f"{number:,} files"

"""Synchronise a library with other devices: its marks as fields, and papers that others marked."""

from __future__ import annotations

import os
import platform
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from time import time
from typing import Any

from paper_tui.library.contents import Contents
from paper_tui.library.imports import Imports
from paper_tui.library.index_cache import Indexes
from paper_tui.library.paper_finder import PaperFinder
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import Entry, entry_record
from paper_tui.papers.shelf import Mark, Shelf
from paper_tui.store import Store, StoreError
from paper_tui.sync.exchange import Applied, Outcome, Update, synchronise
from paper_tui.sync.mark_fields import PAPER, RECORD, fields_of, mark_from_fields
from paper_tui.sync.replica import Replica
from paper_tui.sync.transport import Transport

FOLDER = "sync"
GIT = "git:"
STEPS = 1_000_000
"""Changes of the history that are looked through for the time of a change."""
_TEXTS = ("key", "title", "abstract", "authors", "published", "arxiv_id", "doi", "url", "venue", "categories")


class Synchronisation:
    """Exchanges what the reader did with the same library on other devices."""

    def __init__(
        self, store: Store, contents: Contents, imports: Imports, indexes: Indexes, directory: Path
    ) -> None:
        self._store = store
        self._contents = contents
        self._imports = imports
        self._indexes = indexes
        self._folder = directory / FOLDER
        self._lock = threading.Lock()

    @property
    def is_begun(self) -> bool:
        """Whether the library was ever synchronised."""
        return (self._folder / "device.json").exists()

    def run(self, transport: Transport) -> Outcome:
        """Exchange changes; what others changed is on the shelf when it returns.

        Raises:
            store.StoreError: The library cannot be written; nothing is lost.
        """
        with self._lock:
            try:
                replica = Replica(self._folder, _machine(self._folder))
                shelf = _SharedShelf(self._store, self._contents, self._imports, self._indexes, replica)
                return synchronise(replica, shelf, transport)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise StoreError(
                    f"The library's folder {self._folder} cannot be written: {reason}"
                ) from error


class _SharedShelf:
    """The shelf as the exchange sees it: one subject a paper, under every key that a device knows it by."""

    def __init__(
        self, store: Store, contents: Contents, imports: Imports, indexes: Indexes, replica: Replica
    ) -> None:
        self._store = store
        self._contents = contents
        self._imports = imports
        self._indexes = indexes
        self._replica = replica
        self._times: dict[PaperKey, int] | None = None
        self._found: dict[str, PaperKey] = {}

    def subjects(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The marks, and under which subjects others know them. Any: JSON values."""
        shelf = self._contents.shelf
        known = self._known_subjects()
        for mark in shelf:
            for subject in known.get(mark.key, ()) or (f"{PAPER}{mark.key}",):
                record = self._replica.state.get(subject, RECORD)
                described = record.value if record else self._described(mark.key)
                yield subject, fields_of(mark) | ({RECORD: described} if described else {})

    def _known_subjects(self) -> Mapping[PaperKey, Sequence[str]]:
        """The subjects that stand for each paper of this library."""
        found: defaultdict[PaperKey, list[str]] = defaultdict(list)
        for subject in self._replica.state.subjects():
            if subject.startswith(PAPER):
                found[self._key(subject)].append(subject)
        return found

    def _key(self, subject: str) -> PaperKey:
        """The key here of the paper that a subject is about."""
        key = PaperKey(subject.removeprefix(PAPER))
        if key in self._contents.shelf or self._store.catalogue.ordinal(key) is not None:
            return key
        if subject not in self._found:
            self._found[subject] = self._by_identity(subject) or key
        return self._found[subject]

    def _by_identity(self, subject: str) -> PaperKey | None:
        """The paper here that is the same as one with another key."""
        stored = self._replica.state.get(subject, "identity")
        try:
            wanted = mark_from_fields(subject, {"identity": stored.value if stored else {}}).identity
        except ValueError:
            return None
        paper = PaperFinder(self._store.catalogue, self._indexes).find(wanted)
        return None if paper is None else paper.key

    def _described(self, key: PaperKey) -> dict[str, Any] | None:
        paper = self._store.catalogue.get(key)
        if paper is None:
            return None
        record = entry_record(Entry(paper, Mark(key)))
        return {name: record[name] for name in _TEXTS if record.get(name)}

    def changed(self, subject: str) -> int:
        """When the mark of a paper was last changed, by the history; else now."""
        if self._times is None:
            self._times = {}
            for change in self._store.history(STEPS):
                for mark in (*change.before, *change.after):
                    self._times.setdefault(mark.key, _milliseconds(change.time))
        return self._times.get(self._key(subject), int(time() * 1000))

    def apply(self, updates: Sequence[Update]) -> Applied:
        """Change marks as other devices did, in one step that undo passes over."""
        about = [update for update in updates if update.subject.startswith(PAPER)]
        if not about:
            return Applied(0, 0)
        self._import_unknown(about)
        by_key: defaultdict[PaperKey, list[Update]] = defaultdict(list)
        for update in about:
            by_key[self._key(update.subject)].append(update)
        left = 0

        def edited(shelf: Shelf) -> Iterable[Mark]:
            nonlocal left
            left = 0
            for key, some in by_key.items():
                fields = fields_of(shelf.get(key))
                for update in some:
                    if fields.get(update.field) in update.expected or update.field == RECORD:
                        fields[update.field] = update.value
                    else:
                        left += 1
                held = {name: value for name, value in fields.items() if value is not None}
                yield mark_from_fields(key, held)

        change = self._store.change("", edited)
        return Applied(0 if change is None else len(change.after), left)

    def _import_unknown(self, updates: Iterable[Update]) -> None:
        """Add papers to the library that others marked and that it does not have."""
        from paper_tui.sources import jsonl

        records = (update.value for update in updates if update.field == RECORD)
        papers: list[Paper] = []
        for record in records:
            if not isinstance(record, dict) or not isinstance(record.get("key"), str):
                continue
            try:
                item = jsonl.own_item(record)
            except (ValueError, TypeError, AttributeError):
                continue  # a faulty peer's; the mark is kept without its paper
            paper = item.paper if isinstance(item, Entry) else item
            if self._store.catalogue.ordinal(paper.key) is None:
                papers.append(paper)
        self._found.clear()
        if papers:
            self._imports.add(papers, "synchronised papers")


def transport_of(place: str, library: Path) -> Transport:
    """The way that a setting names: a folder, ``git:REMOTE`` or ``postgresql://…``.

    Raises:
        SyncError: It cannot be used.
    """
    if place.startswith(GIT):
        from paper_tui.sync.git import GitRepository

        return GitRepository(place.removeprefix(GIT), library / FOLDER / "git")
    if place.startswith(("postgresql://", "postgres://")):
        from paper_tui.sync.postgres import PostgresDatabase

        return PostgresDatabase(place)
    from paper_tui.sync.folder import Folder

    return Folder(Path(place).expanduser())


def _milliseconds(time: str) -> int:
    try:
        return int(datetime.fromisoformat(time).timestamp() * 1000)
    except (ValueError, OverflowError):
        return 0


def _machine(folder: Path) -> str:
    """Names this machine and the place of the library on it, so that a copy is told from the original."""
    return f"{platform.node()}:{os.path.realpath(folder)}"

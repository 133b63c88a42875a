"""A TinyDB storage for one table of records, written atomically and read lazily.

Stock TinyDB parses the whole file for one lookup and writes all of it in place for one change. Here
`read` gives a mapping that parses a record when it is asked for, and `write` makes a new generation
beside the old one. `TinyDB(path)` itself reads the files too, and ours works with every call of TinyDB::

    papers = TinyDB(path, storage=RecordsStorage, kind="papers").table("papers")
    papers.get(doc_id="arxiv:1706.03762")
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from paper_tui.store.errors import StoreError, shown
from paper_tui.store.files.atomic_files import Draft, Signature, UnconfirmedError, signature
from paper_tui.store.format.records_file import Generation, empty, open_generation
from paper_tui.store.journal.writer import write_next

META = "_meta"


class RecordsTable(Table):
    """A table whose records are known by their keys, not by numbers."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's annotation knows numbers only; its docs promise any class


class RecordsStorage(Storage):
    """One file with one table of records; the caller holds the library's lock while it writes."""

    def __init__(
        self, path: Path, kind: str, index: Path | None = None, pause: Callable[[], object] = bool
    ) -> None:
        self._path = path
        self._kind = kind
        self._index = index
        self._pause = pause
        self._state: Signature | None = None
        self._generation = empty(kind)

    @property
    def state(self) -> Signature | None:
        """What the file was when it was last read or written; None when there was none."""
        return self._state

    @property
    def generation(self) -> Generation:
        """The newest state of the file, read anew when it has changed.

        Raises:
            DamageError: The file is not what was written.
            NewerError: A newer version wrote it.
        """
        state = signature(self._path)
        if state is None:
            self._state, self._generation = None, empty(self._kind)
        elif state != self._state:
            self._generation, self._state = open_generation(
                self._path, self._kind, index=self._index, pause=self._pause
            )
        return self._generation

    def read(self) -> dict[str, Any] | None:
        """The file as TinyDB sees it; Any is TinyDB's own word for a document."""
        generation = self.generation
        if self._state is None:
            return None
        head = generation.head
        return {
            META: {"head": {name: getattr(head, name) for name in head.__slots__}},
            self._kind: generation,
        }

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Write the file anew from all its records, as TinyDB's own calls do."""
        others = sorted(set(data) - {META, self._kind})
        if others:
            raise StoreError(f"{shown(self._path)} holds {self._kind} only, not {', '.join(others)}")
        base = Generation(self.generation.head, b"", empty(self._kind).starts, empty(self._kind).checks)
        self.write_changes(data.get(self._kind, {}), base)

    def write_changes(
        self,
        changes: Mapping[str, Mapping[str, object] | None],
        base: Generation | None = None,
        *,
        change: str = "",
        folded: int = 0,
    ) -> None:
        """Write the file anew with some records changed, added or, where None, taken away.

        Raises:
            OSError: The file stands as it was.
        """
        following = self.following(changes, base, change=change, folded=folded)
        try:
            following.commit()
        except BaseException:
            following.draft.discard()
            raise

    def following(
        self,
        changes: Mapping[str, Mapping[str, object] | None],
        base: Generation | None = None,
        *,
        change: str = "",
        folded: int = 0,
        name: str | None = None,
    ) -> Following:
        """The next state of the file: written, flushed and read back, but not yet in its place."""
        draft = Draft(self._path, name)
        try:
            base = self.generation if base is None else base
            changed = write_next(draft, base, changes, change=change, folded=folded, pause=self._pause)
            generation, state = open_generation(draft.path, self._kind, index=self._index, pause=self._pause)
        except BaseException:
            draft.discard()
            raise
        return Following(self, draft, generation, state, changed)

    def distrust(self) -> None:
        """Check the whole file anew when it is next looked at, whatever was known of it."""
        self._state = None
        if self._index:
            self._index.unlink(missing_ok=True)

    def adopt(self, generation: Generation, state: Signature) -> None:
        """Take a state as the newest one."""
        self._generation, self._state = generation, state


@dataclass(frozen=True, slots=True)
class Following:
    """The next state of a file, beside it."""

    storage: RecordsStorage
    draft: Draft
    generation: Generation
    state: Signature
    changed: Mapping[str, int | None]
    """The check of every record that is another than before, by key; None where it is gone."""

    def commit(self) -> None:
        """Put it in its place.

        Raises:
            UnconfirmedError: It is in place, but may not survive a power cut.
            OSError: The file stands as it was.
        """
        try:
            self.draft.commit()
        except UnconfirmedError:
            self.storage.adopt(self.generation, self.state)
            raise
        self.storage.adopt(self.generation, self.state)


def open_database(
    path: Path, kind: str, index: Path | None = None, pause: Callable[[], object] = bool
) -> tuple[TinyDB, RecordsStorage]:
    """The one TinyDB of a file, and the storage under it; `pause` is called while all of it is looked at."""
    storage = RecordsStorage(path, kind, index, pause)
    database = TinyDB(storage=lambda: storage)
    database.table_class = RecordsTable
    return database, storage

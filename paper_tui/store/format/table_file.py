"""One records file over time: its newest state, and the preparation of the next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from paper_tui.store.files.atomic_files import Draft, UnconfirmedError
from paper_tui.store.files.reading import Signature, signature
from paper_tui.store.format.records_file import Generation, empty, open_generation
from paper_tui.store.format.records_writer import Origin, write_generation

Changes = Mapping[str, Mapping[str, object] | None]
"""New and changed records by key; None removes one."""


class TableFile:
    """A file with one table of records; the caller holds the library's lock while it writes."""

    def __init__(
        self, path: Path, kind: str, index: Path | None = None, pause: Callable[[], object] = bool
    ) -> None:
        """A file that need not exist yet.

        Args:
            path: The file.
            kind: The name of its table.
            index: The cache of the places of its lines, if it is to have one.
            pause: Called now and then while the whole file is read or written.
        """
        self.path = path
        self._kind = kind
        self._index = index
        self._pause = pause
        self._state: Signature | None = None
        self._generation = empty(kind)

    @property
    def state(self) -> Signature | None:
        """The file's signature when it was last read or written; None when there was no file."""
        return self._state

    @property
    def generation(self) -> Generation:
        """The newest state of the file, read again when it has changed.

        Raises:
            DamageError: The file is not what was written.
            NewerError: A newer version wrote it.
        """
        state = signature(self.path)
        if state is None:
            self._state, self._generation = None, empty(self._kind)
        elif state != self._state:
            self._generation, self._state = open_generation(
                self.path, self._kind, index=self._index, pause=self._pause
            )
        return self._generation

    def write(self, changes: Changes, origin: Origin) -> None:
        """Replace the file by its next state.

        Raises:
            OSError: The file is unchanged.
        """
        prepared = self.prepare(changes, origin)
        try:
            prepared.commit()
        except BaseException:
            prepared.draft.discard()
            raise

    def prepare(self, changes: Changes, origin: Origin, name: str | None = None) -> PreparedFile:
        """Write the next state of the file beside it, flush it and read it back.

        Args:
            changes: What is to change.
            origin: The steps of the journal that the state comes from.
            name: The name of the file until it is committed; a temporary one by default.
        """
        draft = Draft(self.path, name)
        try:
            changed = write_generation(draft, self.generation, changes, origin, self._pause)
            generation, state = open_generation(draft.path, self._kind, index=self._index, pause=self._pause)
        except BaseException:
            draft.discard()
            raise
        return PreparedFile(self, draft, generation, state, changed)

    def invalidate(self) -> None:
        """Check the whole file when it is next read, whatever is known of it."""
        self._state = None
        if self._index:
            self._index.unlink(missing_ok=True)

    def adopt(self, generation: Generation, state: Signature) -> None:
        """Take a state that was just written as the newest one."""
        self._generation, self._state = generation, state


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """The next state of a file, written beside it."""

    file: TableFile
    draft: Draft
    generation: Generation
    state: Signature
    changed: Mapping[str, int | None]
    """By key the check of every record that differs from before; None where it was removed."""

    def commit(self) -> None:
        """Rename it over the file.

        Raises:
            UnconfirmedError: It is in place, but may not survive a power cut.
            OSError: The file is unchanged.
        """
        try:
            self.draft.commit()
        except UnconfirmedError:
            self.file.adopt(self.generation, self.state)
            raise
        self.file.adopt(self.generation, self.state)

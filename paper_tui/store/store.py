"""The library's one door: snapshots out, changes in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from paper_tui.papers.clock import Clock
from paper_tui.papers.shelf import Change, Mark, Shelf
from paper_tui.store.changes import PaperChanges, Undone
from paper_tui.store.errors import reporting, shown
from paper_tui.store.files import cache
from paper_tui.store.files.cache import Buffer
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.session import Session


class Store:
    """A library on the disk. Safe to call from several threads; snapshots are swapped whole."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @classmethod
    def open(cls, directory: Path, *, clock: Clock, pause: Callable[[], object] = bool) -> Store:
        """Open a library; a folder that is not there yet is an empty one, made by the first change.

        What is damaged is set aside and mended, and `notices` says so.

        Args:
            directory: The folder.
            clock: Tells the time of changes.
            pause: Called now and then while a large file is looked through, now or later.

        Raises:
            StoreError: It cannot be read, or a newer version wrote it.
        """
        with reporting(f"Cannot read the library {shown(directory)}"):
            return cls(Session(directory, clock, pause))

    @property
    def catalogue(self) -> Catalogue:
        """All papers, as last read."""
        return self._session.now.catalogue

    @property
    def shelf(self) -> Shelf:
        """All marks, as last read."""
        return self._session.now.shelf

    @property
    def notices(self) -> tuple[str, ...]:
        """What had to be repaired or set aside."""
        return tuple(self._session.notices)

    def change(self, label: str, edit: Callable[[Shelf], Iterable[Mark]]) -> Change | None:
        """Change marks as one step that can be undone; on return it is on the disk for good.

        Args:
            label: What is done, for the history; an empty one makes a step that undo passes over.
            edit: Is given the newest shelf, returns the marks that are to stand on it.

        Returns:
            The change; None when the shelf was so already.

        Raises:
            StoreError: Nothing was changed.
        """
        return self.change_papers(label, lambda _, shelf: PaperChanges(marks=tuple(edit(shelf))))

    def change_papers(self, label: str, plan: Callable[[Catalogue, Shelf], PaperChanges]) -> Change | None:
        """Change papers and marks as one step that can be undone; as `change`."""
        with self._session.writing():
            step = self._session.commit(label, plan(self.catalogue, self.shelf))
            return step.change if step else None

    def undo(self) -> Undone | None:
        """Take the newest change back; None when there is none."""
        from paper_tui.store.journal import undo
        from paper_tui.store.journal.undo_commit import reverse_step

        with self._session.writing():
            done, _ = undo.undoable(self._session.steps())
            return reverse_step(self._session, done[-1]) if done else None

    def redo(self) -> Undone | None:
        """Make the change again that was taken back last; None when there is none."""
        from paper_tui.store.journal import undo
        from paper_tui.store.journal.undo_commit import reverse_step

        with self._session.writing():
            steps = self._session.steps()
            _, undone = undo.undoable(steps)
            if not undone:
                return None
            change = undone[-1].change
            takes_back = next(step for step in reversed(steps) if step.undoes == change.id)
            return reverse_step(self._session, takes_back, redone=change)

    def history(self, limit: int = 50) -> tuple[Change, ...]:
        """The changes kept, newest first, undos and redos among them."""
        with reporting(f"Cannot read the library {shown(self._session.layout.folder)}"):
            steps = [step for step in self._session.steps() if step.change.label]
        return tuple(step.change for step in reversed(steps[-limit:])) if limit > 0 else ()

    def refresh(self) -> bool:
        """Catch up with other processes; True when the catalogue or the shelf is another now.

        Three calls of stat when nothing has changed: cheap enough for a timer.

        Raises:
            StoreError: The library cannot be read any more; the snapshots stay as they were.
        """
        with reporting(f"Cannot read the library {shown(self._session.layout.folder)}"):
            return self._session.refresh()

    def read_cache(
        self, name: str, stamp: str | None, only: Iterable[str] = ()
    ) -> dict[str, memoryview] | None:
        """Buffers, all or `only` some, that were kept under this name and stamp, or any; as `cache.read`."""
        return cache.read(self._session.layout.cache / name, stamp, only)

    def write_cache(self, name: str, stamp: str, buffers: Mapping[str, Buffer]) -> None:
        """Keep buffers beside the library, in place of those kept under this name before.

        Raises:
            StoreError: They could not be written; nothing depends on them.
        """
        with reporting(f"Cannot write to {shown(self._session.layout.cache)}"):
            cache.write(self._session.layout.cache / name, stamp, buffers)

    def close(self) -> None:
        """Fold what is in the journal, if it is much, and let go of the files."""
        self._session.close()

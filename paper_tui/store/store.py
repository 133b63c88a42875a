"""The library's one door: snapshots out, changes in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, Mark, Shelf
from paper_tui.store import cache, journal, papers, phrases, undo
from paper_tui.store.cache import Buffer
from paper_tui.store.catalogue import Catalogue
from paper_tui.store.commit import Committer
from paper_tui.store.disk import remove_drafts
from paper_tui.store.errors import StoreError, reporting, shown
from paper_tui.store.generation import open_generation
from paper_tui.store.journal import Step
from paper_tui.store.layout import MARKS, PAPERS, PREVIOUS, Layout
from paper_tui.store.lock import LibraryLock
from paper_tui.store.snapshot import Loader, Snapshot
from paper_tui.store.storage import RecordsStorage, open_database
from paper_tui.store.values import PaperChanges, Undone


class Store:
    """A library on the disk. Safe to call from several threads; snapshots are swapped whole."""

    def __init__(self, directory: Path, clock: Clock) -> None:
        self._layout = Layout(directory)
        self._clock = clock
        self._lock = LibraryLock(self._layout.lock)
        self._databases = [
            open_database(self._layout.catalogue, PAPERS),
            open_database(self._layout.shelf, MARKS),
        ]
        self._papers, self._marks = (_storage(database.storage) for database in self._databases)
        self._loader = Loader(self._layout, self._papers, self._marks)
        self._committer = Committer(self._layout, self._papers)
        self._notices: list[str] = []
        self._now: Snapshot = self._loader.load()

    @classmethod
    def open(cls, directory: Path, *, clock: Clock) -> Store:
        """Open a library; a folder that is not there yet is an empty one, made by the first change.

        Raises:
            StoreError: It cannot be read, or a newer version wrote it.
        """
        with reporting(f"Cannot read the library {shown(directory)}"):
            return cls(directory, clock)

    @property
    def catalogue(self) -> Catalogue:
        """All papers, as last read."""
        return self._now.catalogue

    @property
    def shelf(self) -> Shelf:
        """All marks, as last read."""
        return self._now.shelf

    @property
    def notices(self) -> tuple[str, ...]:
        """What had to be repaired or set aside."""
        return tuple(self._notices)

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
        with self._writing():
            step = self._commit(label, plan(self.catalogue, self.shelf))
            return step.change if step else None

    def undo(self) -> Undone | None:
        """Take the newest change back; None when there is none."""
        with self._writing():
            done, _ = undo.undoable(self._steps())
            return self._reverse(done[-1], redo=False) if done else None

    def redo(self) -> Undone | None:
        """Make the change again that was taken back last; None when there is none."""
        with self._writing():
            steps = self._steps()
            _, undone = undo.undoable(steps)
            if not undone:
                return None
            change = undone[-1].change.id
            takes_back = next(step for step in reversed(steps) if step.undoes == change)
            return self._reverse(takes_back, redo=True)

    def history(self, limit: int = 50) -> tuple[Change, ...]:
        """The changes kept, newest first, undos and redos among them."""
        steps = [step for step in self._steps() if step.change.label]
        return tuple(step.change for step in reversed(steps[-limit:]))

    def refresh(self) -> bool:
        """Catch up with other processes; True when the catalogue or the shelf is another now.

        Three calls of stat when nothing has changed.
        """
        with reporting(f"Cannot read the library {shown(self._layout.folder)}"):
            last, self._now = self._now, self._loader.catch_up(self._now)
        return last.catalogue is not self._now.catalogue or last.shelf is not self._now.shelf

    def read_cache(self, name: str, stamp: str) -> dict[str, memoryview] | None:
        """Buffers that were kept under this name and stamp; None when they are missing, stale or damaged."""
        return cache.read(self._layout.cache / name, stamp)

    def write_cache(self, name: str, stamp: str, buffers: Mapping[str, Buffer]) -> None:
        """Keep buffers beside the library, in place of those kept under this name before.

        Raises:
            StoreError: They could not be written; nothing depends on them.
        """
        with reporting(f"Cannot write to {shown(self._layout.cache)}"):
            cache.write(self._layout.cache / name, stamp, buffers)

    def close(self) -> None:
        """Let go of the files."""

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock, tidy up after the dead, catch up with the living."""
        what = f"Cannot write to the library {shown(self._layout.folder)}, nothing was changed"
        with self._lock.held(), reporting(what):
            self._tidy()
            self._now = self._loader.catch_up(self._now)
            yield

    def _tidy(self) -> None:
        remove_drafts(self._layout.folder)
        if any(self._layout.folder.glob("catalogue.json.next-*")):
            self._committer.settle(step.change.id for step in self._steps())

    def _steps(self) -> Sequence[Step]:
        reading = journal.read(self._layout.journal)
        return [journal.decode(line) for line in reading.lines]

    def _commit(self, label: str, changes: PaperChanges, undoes: str = "", redoes: str = "") -> Step | None:
        shelf = self.shelf
        marks = {mark.key: mark for mark in changes.marks}
        after = tuple(mark for mark in marks.values() if shelf.get(mark.key) != mark)
        before = tuple(shelf.get(mark.key) for mark in after)
        number = self._now.number + 1
        change = Change(
            f"{number:010}-{secrets.token_hex(3)}", timestamp(self._clock()), label, before, after
        )
        prepared = self._committer.prepare(changes.papers, change.id) if changes.papers else None
        if not after and not prepared:
            return None
        step = Step(number, change, bool(prepared), undoes, redoes)
        self._committer.commit(step, prepared)
        self._now = self._loader.catch_up(self._now)
        return step

    def _reverse(self, step: Step, *, redo: bool) -> Undone:
        shelf = self.shelf
        target = step.undoes if redo else step.change.id
        marks = undo.reverse(step.change.before, step.change.after, shelf)
        names = [phrases.name_of(mark) for mark in marks.conflicts]
        reversal = papers.PaperReversal({}, [])
        if step.papers:
            previous, _ = open_generation(self._layout.previous(step.change.id), PREVIOUS)
            reversal = papers.reverse(previous, self._papers.generation)
            names += [self._title(key) for key in reversal.conflicts]
        label = step.change.label.removeprefix("undid: ")
        message = self._message(label, marks.marks, reversal.papers, redo=redo) + phrases.left_alone(names)
        verb = "redid" if redo else "undid"
        changes = PaperChanges(reversal.papers, tuple(marks.marks))
        link = {"redoes": target} if redo else {"undoes": target}
        self._commit(f"{verb}: {label}", changes, **link)
        restored = len(reversal.papers) or len(marks.marks)
        original = Change(target, step.change.time, label, step.change.before, step.change.after)
        return Undone(original, restored, tuple(names), message)

    def _message(
        self, label: str, marks: Sequence[Mark], found: Mapping[PaperKey, Paper | None], *, redo: bool
    ) -> str:
        if not found:
            return phrases.marks_message((self.shelf.get(mark.key), mark) for mark in marks)
        gone = sum(paper is None for paper in found.values())
        back = sum(paper is not None and self.catalogue.ordinal(key) is None for key, paper in found.items())
        verb = "redone" if redo else "undone"
        return f"{label} {verb}: {phrases.papers_message(gone, back, len(found) - gone - back)}"

    def _title(self, key: PaperKey) -> str:
        paper = self.catalogue.get(key)
        return paper.title if paper else key


def _storage(storage: object) -> RecordsStorage:
    if not isinstance(storage, RecordsStorage):
        raise StoreError("The library has another storage")
    return storage

"""Merges conflict copies.

Of a journal the steps that the library does not know are applied. Of a shelf each mark is joined with ours,
unless the library knows all its steps; what we removed since stays removed. Of a catalogue the papers are
merged as those of an import, but for those that we removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from paper_tui.papers.merge import merge
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark
from paper_tui.papers.stored_records import stored_mark, stored_paper
from paper_tui.store.changes import PaperChanges
from paper_tui.store.errors import DamageError, reporting
from paper_tui.store.files.atomic_files import make_folder
from paper_tui.store.files.paths import MARKS, PAPERS, PREVIOUS
from paper_tui.store.files.reading import is_there
from paper_tui.store.format.records_file import open_generation
from paper_tui.store.journal import journal_file
from paper_tui.store.journal.conflict_copies import Conflict
from paper_tui.store.journal.journal_file import Line, decode
from paper_tui.store.journal.merge_marks import applied_in_order, merged
from paper_tui.store.messages import count
from paper_tui.store.repair.salvage import salvage
from paper_tui.store.store import Store

LABEL = "merged a conflict copy"


class ConflictMerger:
    """Merges conflict copies, each as one change that can be undone."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def merge(self, conflict: Conflict) -> str:
        """Merge a copy and move it to the backups; a message of what was taken from it.

        Raises:
            StoreError: It could not be merged, or not be moved; merging it again does no harm.
        """
        with reporting("Cannot merge the copy"):
            ids: tuple[str, ...] = ()
            if conflict.kind == "catalogue":
                changes = PaperChanges(self._papers(conflict.path))
            elif conflict.kind == "shelf":
                changes, ids = self._marks(conflict.path)
            else:
                changes, ids = self._steps(conflict.path)
            self._store.change_papers(LABEL, lambda *_: changes)
            self._store.fold(ids)
            self._move(conflict.path)
        return f"{count(len(changes.papers))}, {count(len(changes.marks), 'mark')} taken from it"

    def _move(self, path: Path) -> None:
        folder = self._store.paths.backups
        make_folder(folder)
        target, tries = folder / f"merged-{path.name}", 0
        while is_there(target):
            tries += 1
            target = folder / f"merged-{tries}-{path.name}"
        path.replace(target)

    def _lines(self) -> list[Line]:
        return journal_file.read(self._store.paths.journal).lines

    def _steps(self, path: Path) -> tuple[PaperChanges, tuple[str, ...]]:
        """The changes of steps that the library does not know, and the ids of these steps."""
        known, shelf = self._store.step_ids(), self._store.shelf
        lines = journal_file.read(path).lines
        common = max((place for place, line in enumerate(lines) if line.id in known), default=-1)
        fresh = [line for line in lines if line.id not in known]
        earlier = [line for line in lines[: common + 1] if line.id not in known]
        marks = applied_in_order(_pairs(earlier), shelf.get)
        marks |= self._with_our_steps(marks, self._lines())  # which were made after those
        later = applied_in_order(_pairs(lines[common + 1 :]), lambda key: marks.get(key) or shelf.get(key))
        return PaperChanges(marks=self._changed((marks | later).values())), tuple(line.id for line in fresh)

    @staticmethod
    def _with_our_steps(marks: Mapping[PaperKey, Mark], lines: Iterable[Line]) -> dict[PaperKey, Mark]:
        """Marks with what our steps did to them: what we removed is removed again."""
        ours = (pair for pair in _pairs(lines) if pair[1].key in marks)
        return applied_in_order(ours, lambda key: marks[key])

    def _marks(self, path: Path) -> tuple[PaperChanges, tuple[str, ...]]:
        """The changes by a shelf's marks, and the ids of its steps that the library does not know."""
        good = salvage(path, MARKS)
        ids = frozenset(good.steps)
        unknown = tuple(name for name in good.steps if name not in self._store.step_ids())
        if ids and not unknown:
            return PaperChanges(), ()
        shelf = self._store.shelf
        joined: dict[PaperKey, Mark] = {}
        for key in good:
            mark = stored_mark(key, good[key])
            joined[mark.key] = merged(shelf.get(mark.key), mark)
        if ids:
            joined |= self._with_our_steps(joined, [line for line in self._lines() if line.id not in ids])
        return PaperChanges(marks=self._changed(joined.values())), unknown

    def _changed(self, marks: Iterable[Mark]) -> tuple[Mark, ...]:
        return tuple(mark for mark in marks if mark != self._store.shelf.get(mark.key))

    def _papers(self, path: Path) -> dict[PaperKey, Paper | None]:
        """The papers that a catalogue adds to ours; removed ones stay removed."""
        catalogue, removed = self._store.catalogue, self._removed()
        changed: dict[PaperKey, Paper | None] = {}
        good = salvage(path, PAPERS)
        for key in good:
            found = stored_paper(key, good[key])
            known = catalogue.get(found.key)
            joined = merge(known, found) if known else found
            if joined != known and removed.get(found.key) != found:
                changed[found.key] = joined
        return changed

    def _removed(self) -> dict[PaperKey, Paper]:
        """The papers that steps of the journal removed, as they were."""
        removed: dict[PaperKey, Paper] = {}
        for line in self._lines():
            if not decode(line).papers:
                continue
            try:
                previous, _ = open_generation(self._store.paths.previous(line.id), PREVIOUS)
                for key, record in previous.items_in_order():
                    if record.get("before") is not None and record.get("after") is None:
                        removed[PaperKey(key)] = stored_paper(key, record["before"])
            except (OSError, DamageError):
                continue
        return removed


def _pairs(lines: Iterable[Line]) -> Iterator[tuple[Mark, Mark]]:
    """Each mark before and after each step."""
    return (pair for line in lines for pair in decode(line).pairs)

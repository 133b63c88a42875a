"""Brings the files of an earlier version to this one, with all that can be undone.

The history says by a check what each paper was after a change. A record that is written in a new form has a
new check, so the history is written anew first: after a kill in between it is only written once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from paper_tui.store.errors import DamageError
from paper_tui.store.files.atomic_files import Draft, is_there
from paper_tui.store.files.paths import MARKS, PAPERS, PREVIOUS, Layout
from paper_tui.store.format import checked_lines
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.migrations import Migration, Schema
from paper_tui.store.format.records_file import Generation, open_generation
from paper_tui.store.journal.writer import write_next
from paper_tui.store.repair.backups import back_up

Renewed = Mapping[tuple[str, str], str]
"""The check that a record has in the new form, by its key and the check that it had."""


class Migrator:
    """Migrates one library; the caller holds its lock."""

    def __init__(self, layout: Layout, now: datetime, schema: Schema) -> None:
        self._layout = layout
        self._now = now
        self._schema = schema

    def migrate(self) -> list[str]:
        """Bring each file to the newest version, a step at a time; what was done, in words."""
        told = []
        for path, kind in ((self._layout.catalogue, PAPERS), (self._layout.shelf, MARKS)):
            if is_there(path):
                told += self._migrated(path, kind)
        return told

    def _migrated(self, path: Path, kind: str) -> list[str]:
        told = []
        records, _ = open_generation(path, kind, self._schema.version)
        while records.head.schema < self._schema.version:
            step = self._schema.steps[records.head.schema]
            if kind == PAPERS:
                self._migrate_history(records, step)
            backup = back_up(path, self._layout.backups, self._now)
            _write(path, records, Mapped(records, partial(_made, step, kind)))
            records, _ = open_generation(path, kind, self._schema.version)
            kept = backup.name if backup else "nothing"
            told.append(
                f"{path.name} was brought to version {records.head.schema}; the one before is kept as {kept}"
            )
        return told

    def _migrate_history(self, papers: Generation, step: Migration) -> None:
        """Write what papers were before each change in the new form, with the checks of that form."""
        old = [each for each in self._history() if each[1].head.schema == papers.head.schema]
        renewed = dict(_renewed(((key, papers[key]) for key in papers), step))
        for _, previous in old:
            befores = ((key, previous[key]["before"]) for key in previous)
            renewed |= _renewed(((key, before) for key, before in befores if before is not None), step)
        for path, previous in old:
            _write(path, previous, Mapped(previous, _previous(step, renewed)))

    def _history(self) -> Iterator[tuple[Path, Generation]]:
        for path in sorted(self._layout.history.glob("*.json")):
            try:
                yield path, open_generation(path, PREVIOUS, self._schema.version)[0]
            except DamageError:  # cannot be undone as it is
                continue


def _made(step: Migration, kind: str, _: str, record: Record) -> Record:
    return step(kind, record)


class Mapped(Mapping[str, Record]):
    """Records in a new form, each made when it is asked for."""

    def __init__(self, records: Generation, made: Callable[[str, Record], Record]) -> None:
        self._records = records
        self._made = made

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __getitem__(self, key: str) -> Record:
        return self._made(key, self._records[key])


def _renewed(records: Iterator[tuple[str, Record]], step: Migration) -> Iterator[tuple[tuple[str, str], str]]:
    for key, record in records:
        yield (key, _check(key, record)), _check(key, step(PAPERS, record))


def _previous(step: Migration, renewed: Renewed) -> Callable[[str, Record], Record]:
    def made(key: str, record: Record) -> Record:
        before, after = record["before"], record["after"]
        return {
            "before": None if before is None else step(PAPERS, before),
            "after": None if after is None else renewed.get((key, after), after),
        }

    return made


def _check(key: str, record: Record) -> str:
    return f"{checked_lines.stated_check(checked_lines.encode(key, record)):08x}"


def _write(path: Path, records: Generation, made: Mapping[str, Record]) -> None:
    """Write a file anew as the next version."""
    head = records.head
    draft = Draft(path)
    try:
        base = Generation(replace(head, schema=head.schema + 1))
        write_next(draft, base, made, change=head.change, folded=head.folded)
        draft.commit()
    except BaseException:
        draft.discard()
        raise

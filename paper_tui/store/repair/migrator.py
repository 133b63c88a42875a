"""Migrates the files of an earlier version, together with the history that undo needs.

The history states by a check what each paper was after a step. A record in a new form has a
new check, so the history is rewritten first: after a kill in between it is only rewritten once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from paper_tui.papers.serialization import paper_from_record, paper_record
from paper_tui.store.errors import DamageError
from paper_tui.store.files.atomic_files import Draft
from paper_tui.store.files.paths import MARKS, PAPERS, PREVIOUS, LibraryPaths
from paper_tui.store.files.reading import is_there
from paper_tui.store.format import checked_lines
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.migrations import Migration, Schema
from paper_tui.store.format.records_file import Generation, open_generation
from paper_tui.store.format.records_writer import Origin, write_generation
from paper_tui.store.journal.backups import back_up

Step = Callable[[str, Record], Record]
"""From a paper's key and its record to its record in the new form."""
Renewed = Mapping[tuple[str, str], str]
"""The check that a record has in the new form, by its key and the check that it had."""


class Migrator:
    """Migrates one library; the caller holds its lock."""

    def __init__(self, paths: LibraryPaths, now: datetime, schema: Schema) -> None:
        self._paths = paths
        self._now = now
        self._schema = schema

    def run(self) -> list[str]:
        """Migrate each file, a version at a time; messages of what was done."""
        messages = []
        for path, kind in ((self._paths.catalogue, PAPERS), (self._paths.shelf, MARKS)):
            if is_there(path):
                messages += self._migrated(path, kind)
        return messages

    def _migrated(self, path: Path, kind: str) -> list[str]:
        messages = []
        records, _ = open_generation(path, kind, self._schema.version)
        while records.header.schema < self._schema.version:
            step: Step = partial(_stepped, self._schema.steps[records.header.schema], kind)
            if kind == PAPERS:
                step = self._migrate_history(records, step)
            backup = back_up(path, self._paths.backups, self._now)
            _write(path, records, Mapped(records, step))
            records, _ = open_generation(path, kind, self._schema.version)
            kept = backup.name if backup else "nothing"
            messages.append(
                f"{path.name} was migrated to version {records.header.schema}; the old file is kept as {kept}"
            )
        return messages

    def _migrate_history(self, papers: Generation, step: Step) -> Step:
        """Rewrite the history in the new form, with the checks of that form.

        Returns:
            The step for the papers: it also gives them citation keys, where the new form has those.
        """
        old = [each for each in self._history() if each[1].header.schema == papers.header.schema]

        def everything() -> Iterator[tuple[str, Record]]:
            yield from ((key, papers[key]) for key in papers)
            for _, previous in old:
                befores = ((key, previous[key]["before"]) for key in previous)
                yield from ((key, before) for key, before in befores if before is not None)

        give = self._schema.citation_keys.get(papers.header.schema)
        if give:
            step = partial(_cited, step, give((key, step(key, record)) for key, record in everything()))
        renewed = {(key, _check(key, record)): _check(key, step(key, record)) for key, record in everything()}
        for path, previous in old:
            _write(path, previous, Mapped(previous, partial(_previous, step, renewed)))
        return step

    def _history(self) -> Iterator[tuple[Path, Generation]]:
        for path in sorted(self._paths.history.glob("*.json")):
            try:
                yield path, open_generation(path, PREVIOUS, self._schema.version)[0]
            except DamageError:  # cannot be undone as it is
                continue


def _stepped(migration: Migration, kind: str, _: str, record: Record) -> Record:
    return migration(kind, record)


def _cited(step: Step, keys: Mapping[str, str], key: str, record: Record) -> Record:
    """The record in the new form, with the citation key that its paper was given.

    It is as it would be written again, since the history knows it by the check of that.
    """
    return paper_record(paper_from_record(key, step(key, record) | {"citation_key": keys[key]}))


class Mapped(Mapping[str, Record]):
    """Records in a new form, each computed when it is asked for."""

    def __init__(self, records: Generation, form: Step) -> None:
        self._records = records
        self._form = form

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __getitem__(self, key: str) -> Record:
        return self._form(key, self._records[key])


def _previous(step: Step, renewed: Renewed, key: str, record: Record) -> Record:
    """A paper before a change, in the new form."""
    before, after = record["before"], record["after"]
    return {
        "before": None if before is None else step(key, before),
        "after": None if after is None else renewed.get((key, after), after),
    }


def _check(key: str, record: Record) -> str:
    return f"{checked_lines.stated_check(checked_lines.encode(key, record)):08x}"


def _write(path: Path, records: Generation, form: Mapping[str, Record]) -> None:
    """Rewrite a file as the next version."""
    header = records.header
    origin = Origin(header.change, header.folded, *records.folded_steps)
    draft = Draft(path)
    try:
        write_generation(draft, Generation(header), form, origin, version=header.schema + 1)
        draft.commit()
    except BaseException:
        draft.discard()
        raise

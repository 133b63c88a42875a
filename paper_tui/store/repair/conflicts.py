"""Copies that a synchronising tool leaves beside a file which was changed in two places.

Known by their names: ``shelf (conflicted copy 2026-09-03).json`` (Dropbox, Nextcloud),
``shelf.sync-conflict-20260903-101500-ABCDEFG.json`` (Syncthing), ``shelf (1).json`` (Drive),
``shelf.json.orig`` and ``.mine`` (merge tools). Records are merged one by one: what only the copy has
comes in; where both have a mark, tags are united, an earlier star and a fuller note stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from paper_tui.papers.highlights import in_order
from paper_tui.papers.merge import merge
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import mark_from_record, paper_from_record
from paper_tui.papers.shelf import Mark, Shelf, State
from paper_tui.store.changes import PaperChanges
from paper_tui.store.files.atomic_files import make_folder
from paper_tui.store.files.paths import MARKS, PAPERS, Layout
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.journal import journal_file
from paper_tui.store.messages import count
from paper_tui.store.repair.salvage import salvage
from paper_tui.store.session import Session
from paper_tui.store.snapshot import decoded

_COPY = re.compile(
    r"^(catalogue|shelf|journal)"
    r"(?:[ .~_-].*(?:conflict|copy|kopie|\(\d+\)).*|(?:\.json)?\.(?:orig|mine|theirs|remote))$",
    re.IGNORECASE,
)
_FURTHER = (State.NEW, State.LATER, State.READING, State.DONE, State.HIDDEN)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One copy, and what it is a copy of."""

    path: Path
    kind: str
    """``catalogue``, ``shelf`` or ``journal``."""


def conflicts(layout: Layout) -> list[Conflict]:
    """The conflict copies in a library's folder."""
    found = []
    for path in sorted(layout.folder.iterdir()):
        known = _COPY.match(path.name)
        if known and ".damaged-" not in path.name and path.is_file() and not path.is_symlink():
            found.append(Conflict(path, known[1].lower()))
    return found


def merge_conflict(session: Session, conflict: Conflict) -> str:
    """Merge a copy as one change that can be undone, and put the copy among the backups; what came of it.

    Raises:
        StoreError: Nothing was changed.
    """
    with session.writing():
        if conflict.kind == "catalogue":
            changes = PaperChanges(_papers(conflict.path, session.now.catalogue))
        else:
            marks = _marks(conflict.path) if conflict.kind == "shelf" else _journalled(conflict.path)
            changes = PaperChanges(marks=merged_marks(session.now.shelf, marks))
        session.commit("merged a conflict copy", changes)
        folder = session.layout.backups
        make_folder(folder)
        conflict.path.replace(folder / f"merged-{conflict.path.name}")
    return f"{count(len(changes.papers))}, {count(len(changes.marks), 'mark')} taken from it"


def _papers(path: Path, catalogue: Catalogue) -> dict[PaperKey, Paper | None]:
    changed: dict[PaperKey, Paper | None] = {}
    good = salvage(path, PAPERS)
    for key in good:
        found = paper_from_record(key, good[key])
        known = catalogue.get(found.key)
        joined = merge(known, found) if known else found
        if joined != known:
            changed[found.key] = joined
    return changed


def _marks(path: Path) -> list[Mark]:
    good = salvage(path, MARKS)
    return [mark_from_record(key, good[key]) for key in good]


def _journalled(path: Path) -> list[Mark]:
    marks = {mark.key: mark for line in journal_file.read(path).lines for mark in decoded(line).marks}
    return list(marks.values())


def merged_marks(shelf: Shelf, found: list[Mark]) -> tuple[Mark, ...]:
    """The marks in which the shelf gains something from others."""
    joined = (merged(shelf.get(mark.key), mark) for mark in found)
    return tuple(mark for mark in joined if mark != shelf.get(mark.key))


def merged(here: Mark, there: Mark) -> Mark:
    """One mark that has what either has; nothing is taken away."""
    notes = [note for note in (here.note, there.note) if note]
    note = (
        here.note
        if there.note in here.note
        else there.note
        if here.note in there.note
        else "\n\n".join(notes)
    )
    return replace(
        here,
        identity=here.identity if here.identity.title else there.identity,
        bookmarked=min(filter(None, (here.bookmarked, there.bookmarked)), default=""),
        state=max(here.state, there.state, key=_FURTHER.index),
        tags=tuple(sorted({*here.tags, *there.tags})),
        note=note,
        seen=min(filter(None, (here.seen, there.seen)), default=""),
        place=here.place or there.place,
        highlights=in_order((*there.highlights, *here.highlights)),
    )

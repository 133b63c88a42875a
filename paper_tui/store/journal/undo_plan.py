"""Planning of undo and redo: the papers and marks to write, given the present state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, Shelf
from paper_tui.store import messages
from paper_tui.store.changes import PaperChanges, SettingChange, Undone
from paper_tui.store.errors import DamageError, StoreError
from paper_tui.store.files.paths import PREVIOUS, LibraryPaths
from paper_tui.store.format.catalogue import Catalogue
from paper_tui.store.format.records_file import Generation, open_generation
from paper_tui.store.journal import paper_history, undo
from paper_tui.store.journal.journal_file import Step
from paper_tui.store.journal.paper_history import PaperReversal


@dataclass(frozen=True, slots=True)
class Reversal:
    """A step that is to be undone, and the label and links of the step that undoes it."""

    step: Step
    """The step that is reversed: a change, or the undo of the one that is made again."""
    original: Change
    """The change that the user sees undone or redone."""
    label: str
    undoes: str = ""
    redoes: str = ""


def next_undo(steps: Sequence[Step]) -> Reversal | None:
    """The undo of the newest change; None if there is none."""
    done, _ = undo.undoable(steps)
    if not done:
        return None
    change = done[-1].change
    return Reversal(done[-1], change, f"undid: {change.label}", undoes=change.id)


def next_redo(steps: Sequence[Step]) -> Reversal | None:
    """The redo of the change that was undone last; None if there is none."""
    _, undone = undo.undoable(steps)
    if not undone:
        return None
    change = undone[-1].change
    undoing = next(step for step in reversed(steps) if step.undoes == change.id)
    return Reversal(undoing, change, f"redid: {change.label}", redoes=change.id)


def planned(
    reversal: Reversal,
    paths: LibraryPaths,
    papers: Generation,
    catalogue: Catalogue,
    shelf: Shelf,
    write_settings: Callable[[Sequence[SettingChange]], tuple[SettingChange, ...]] | None = None,
) -> tuple[PaperChanges, Undone]:
    """The changes that reverse a step, and the report of them; settings are written at once.

    Raises:
        StoreError: The earlier state of the papers is not kept any more; nothing was changed.
    """
    step = reversal.step
    marks = undo.reverse(step.change.before, step.change.after, shelf)
    found = _papers(step, paths, papers)
    names = [messages.name_of(mark) for mark in marks.conflicts]
    names += [_title(catalogue, key) for key in found.conflicts]
    settings = tuple(one.reversed for one in step.settings)
    written = write_settings(settings) if settings and write_settings else ()
    names += [".".join(one.path) for one in settings if one not in written]
    if written:
        message = messages.settings_message(written)
    elif found.papers:
        message = _papers_message(catalogue, found.papers)
    elif marks.marks:
        message = messages.marks_message([(shelf.get(mark.key), mark) for mark in marks.marks])
    else:
        message = "nothing changed"
    restored = len(found.papers) or len(marks.marks)
    message += messages.left_alone(names)
    undone = Undone(reversal.original, restored, tuple(names), message, written)
    return PaperChanges(found.papers, tuple(marks.marks)), undone


def _papers(step: Step, paths: LibraryPaths, papers: Generation) -> PaperReversal:
    if not step.papers:
        return PaperReversal({}, [])
    try:
        previous, _ = open_generation(paths.previous(step.change.id), PREVIOUS)
    except (DamageError, OSError) as error:
        raise StoreError(
            f"“{step.change.label}” cannot be undone: the earlier state of the papers is no longer kept; "
            "nothing was changed"
        ) from error
    return paper_history.reverse(previous, papers)


def _papers_message(catalogue: Catalogue, found: Mapping[PaperKey, Paper | None]) -> str:
    gone = sum(paper is None for paper in found.values())
    back = sum(paper is not None and catalogue.ordinal(key) is None for key, paper in found.items())
    return messages.papers_message(gone, back, len(found) - gone - back)


def _title(catalogue: Catalogue, key: PaperKey) -> str:
    paper = catalogue.get(key)
    return paper.title if paper else key

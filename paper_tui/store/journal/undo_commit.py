"""Undo and redo: the step that takes another one back, given what is there now."""

from __future__ import annotations

from collections.abc import Mapping

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change
from paper_tui.store import messages
from paper_tui.store.changes import PaperChanges, Undone
from paper_tui.store.errors import DamageError, StoreError
from paper_tui.store.files.paths import PREVIOUS
from paper_tui.store.format.records_file import open_generation
from paper_tui.store.journal import paper_changes, undo
from paper_tui.store.journal.journal_file import Step
from paper_tui.store.journal.paper_changes import PaperReversal
from paper_tui.store.session import Session


def reverse_step(session: Session, step: Step, redone: Change | None = None) -> Undone:
    """Take a step back; the caller is `writing`.

    Args:
        session: The library.
        step: The step to take back: a change, or the undo of the one that is to be made again.
        redone: The change that is made again by this; None when it is an undo.

    Raises:
        StoreError: What the papers were is no longer kept; nothing was changed.
    """
    marks = undo.reverse(step.change.before, step.change.after, session.now.shelf)
    found = _papers(session, step)
    pairs = [(session.now.shelf.get(mark.key), mark) for mark in marks.marks]
    names = [messages.name_of(mark) for mark in marks.conflicts]
    names += [_title(session, key) for key in found.conflicts]
    original = redone or step.change
    verb = "redone" if redone else "undone"
    if found.papers:
        message = f"{original.label} {verb}: {_papers_message(session, found.papers)}"
    else:
        message = messages.marks_message(pairs) if pairs else f"{original.label} could not be {verb}"
    changes = PaperChanges(found.papers, tuple(marks.marks))
    if redone:
        session.commit(f"redid: {redone.label}", changes, redoes=redone.id)
    else:
        session.commit(f"undid: {original.label}", changes, undoes=original.id)
    restored = len(found.papers) or len(marks.marks)
    return Undone(original, restored, tuple(names), message + messages.left_alone(names))


def _papers(session: Session, step: Step) -> PaperReversal:
    if not step.papers:
        return PaperReversal({}, [])
    try:
        previous, _ = open_generation(session.layout.previous(step.change.id), PREVIOUS)
    except (DamageError, FileNotFoundError) as error:
        raise StoreError(
            f"“{step.change.label}” cannot be taken back: what the papers were is no longer kept; "
            "nothing was changed"
        ) from error
    return paper_changes.reverse(previous, session.papers.generation)


def _papers_message(session: Session, found: Mapping[PaperKey, Paper | None]) -> str:
    catalogue = session.now.catalogue
    gone = sum(paper is None for paper in found.values())
    back = sum(paper is not None and catalogue.ordinal(key) is None for key, paper in found.items())
    return messages.papers_message(gone, back, len(found) - gone - back)


def _title(session: Session, key: PaperKey) -> str:
    paper = session.now.catalogue.get(key)
    return paper.title if paper else key

"""Undo of marks, given their present state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from paper_tui.papers.shelf import Mark, Shelf
from paper_tui.store.journal.journal_file import Step

_FIELDS = tuple(each.name for each in fields(Mark) if each.name not in ("key", "identity", "tags"))


@dataclass(slots=True)
class MarkReversal:
    """The marks that undo a change, and those that were changed again since."""

    marks: list[Mark] = field(default_factory=list)
    conflicts: list[Mark] = field(default_factory=list)


def reverse(befores: Iterable[Mark], afters: Iterable[Mark], shelf: Shelf) -> MarkReversal:
    """Undo, field by field, what a change did and nobody has changed since.

    Changes of other fields of the same paper stay, and so do tags that were added since.
    """
    reversal = MarkReversal()
    for before, after in zip(befores, afters, strict=True):
        now = shelf.get(after.key)
        target, conflict = _reversed(before, after, now)
        if target != now:
            reversal.marks.append(target)
        if conflict:
            reversal.conflicts.append(after)
    return reversal


def _reversed(before: Mark, after: Mark, now: Mark) -> tuple[Mark, bool]:
    touched = [name for name in _FIELDS if getattr(before, name) != getattr(after, name)]
    free = [name for name in touched if getattr(now, name) == getattr(after, name)]
    tags = {*now.tags} - ({*after.tags} - {*before.tags}) | ({*before.tags} - {*after.tags})
    values = {name: getattr(before, name) for name in free}
    identity = now.identity if now.identity != Mark(now.key).identity else before.identity
    target = replace(now, identity=identity, tags=tuple(sorted(tags)), **values)
    return target, len(free) < len(touched)


def undoable(steps: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """The changes that can be undone, and those that can be redone, each in order: the next one is last."""
    done: list[Step] = []
    undone: list[Step] = []
    for step in steps:
        if step.undoes:
            _move(step.undoes, done, undone)
        elif step.redoes:
            _move(step.redoes, undone, done)
        elif step.change.label:
            done.append(step)
            undone.clear()
    return done, undone


def _move(change: str, source: list[Step], target: list[Step]) -> None:
    for place in range(len(source) - 1, -1, -1):
        if source[place].change.id == change:
            target.append(source.pop(place))
            return

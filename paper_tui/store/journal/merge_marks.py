"""Merging marks of one paper that were changed in several copies of a library.

`merged` joins two marks of which nothing else is known: nothing is taken away. `applied` carries one change,
known by the mark before and after it, over to a mark that may have been changed elsewhere: what was removed
is removed there too, unless it was changed again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from paper_tui.papers.highlights import Highlight, in_order
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark, State

_ORDER = (State.NEW, State.LATER, State.READING, State.DONE, State.HIDDEN)
_SETS = ("tags", "ruled")


def applied(before: Mark, after: Mark, now: Mark) -> Mark:
    """The mark as it is now with the change from before to after made to it."""
    if now in (before, after):
        return after
    values: dict[str, Any] = {}  # Any: the fields of a mark by name
    for name in _SCALARS:
        values[name] = _applied(name, getattr(before, name), getattr(after, name), getattr(now, name))
    for name in _SETS:
        old, new = {*getattr(before, name)}, {*getattr(after, name)}
        values[name] = tuple(sorted(({*getattr(now, name)} - (old - new)) | (new - old)))
    values["highlights"] = _applied_highlights(before, after, now)
    return replace(now, identity=now.identity if now.identity.title else after.identity, **values)


def applied_in_order(
    pairs: Iterable[tuple[Mark, Mark]], mark_of: Callable[[PaperKey], Mark]
) -> dict[PaperKey, Mark]:
    """The marks after several changes, each known by the mark before and after it.

    Changes of one mark that follow each other count as one: what was added and removed again is no change.
    """
    changes: dict[PaperKey, list[tuple[Mark, Mark]]] = {}
    for before, after in pairs:
        known = changes.setdefault(after.key, [])
        if known and known[-1][1] == before:
            before, _ = known.pop()
        known.append((before, after))
    marks: dict[PaperKey, Mark] = {}
    for key, known in changes.items():
        marks[key] = mark_of(key)
        for before, after in known:
            marks[key] = applied(before, after, marks[key])
    return marks


def merged(here: Mark, there: Mark) -> Mark:
    """One mark that has what either has."""
    values: dict[str, Any] = {  # Any: the fields of a mark by name
        name: _JOINED[name](getattr(here, name), getattr(there, name)) for name in _SCALARS
    }
    for name in _SETS:
        values[name] = tuple(sorted({*getattr(here, name), *getattr(there, name)}))
    highlights = in_order((*there.highlights, *here.highlights))
    identity = here.identity if here.identity.title else there.identity
    return replace(here, identity=identity, highlights=highlights, **values)


def _applied(name: str, before: object, after: object, now: object) -> object:
    """One field with a change made to it: where both changed it, what either says is kept."""
    if before == after or now == after:
        return now
    return after if now == before else _JOINED[name](now, after)


def _applied_highlights(before: Mark, after: Mark, now: Mark) -> tuple[Highlight, ...]:
    old, new = {one.id: one for one in before.highlights}, {one.id: one for one in after.highlights}
    gone = old.keys() - new.keys()
    changed = [one for key, one in new.items() if old.get(key) != one]
    return in_order((*(one for one in now.highlights if one.id not in gone), *changed))


def _first_time(here: str, there: str) -> str:
    return min(filter(None, (here, there)), default="")


def _joined_notes(here: str, there: str) -> str:
    if _has_lines(here, there):
        return here
    return there if _has_lines(there, here) else f"{here}\n\n{there}"


def _has_lines(note: str, lines: str) -> bool:
    """Return whether a note has the lines of another, one after the other."""
    return not lines or f"\n{lines}\n" in f"\n{note}\n"


def _further(here: State, there: State) -> State:
    return max(here, there, key=_ORDER.index)


def _joined_unread(
    here: tuple[tuple[str, str], ...], there: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    return tuple((dict(there) | dict(here)).items())


def _either(here: Any, there: Any) -> Any:  # noqa: ANN401 - of whatever type the field is
    return here or there


_JOINED: Mapping[str, Callable[[Any, Any], object]] = {
    "bookmarked": _first_time,
    "seen": _first_time,
    "state": _further,
    "note": _joined_notes,
    "unread": _joined_unread,
    "rule": _either,
    "place": _either,
}
_KNOWN = {"key", "identity", "highlights", *_SETS}
_SCALARS = tuple(field.name for field in fields(Mark) if field.name not in _KNOWN)

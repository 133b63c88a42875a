"""The parts of marks that a query reads; a change of any other part needs no new search."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Flag as BitFlag
from enum import auto

from paper_tui.papers.shelf import Mark, State
from paper_tui.search.query.ast import Between, Compare, Flag, Node, Phrase, Word, conditions
from paper_tui.search.query.grammar import STATES


class MarkPart(BitFlag):
    """Parts of a mark that a query can read."""

    NONE = 0
    BOOKMARK = auto()
    STATE = auto()
    """The effective state: new, seen, later, reading, done or hidden."""
    HIDDEN = auto()
    """True if the state is hidden; every query that does not ask for hidden papers reads this much."""
    TAGS = auto()
    NOTE = auto()
    PLACE = auto()
    """The reader's position in the full text."""


_FACETS = {"state": MarkPart.STATE, "tag": MarkPart.TAGS}
_FLAGS = {
    ("is", "bookmarked"): MarkPart.BOOKMARK,
    ("has", "tag"): MarkPart.TAGS,
    ("has", "note"): MarkPart.NOTE,
    ("has", "highlight"): MarkPart.NOTE,
}
_FIELDS = {
    "": MarkPart.TAGS | MarkPart.NOTE,
    "tag": MarkPart.TAGS,
    "note": MarkPart.NOTE,
    "state": MarkPart.STATE,
    "progress": MarkPart.PLACE,
}


def parts_of_query(node: Node) -> MarkPart:
    """Return the parts that the conditions of a query read."""
    parts = MarkPart.NONE
    for condition in conditions(node):
        parts |= _parts_of_condition(condition)
    return parts


def parts_of_facets(names: Iterable[str]) -> MarkPart:
    """Return the parts that chosen facets of these names read."""
    parts = MarkPart.NONE
    for name in names:
        parts |= _FACETS.get(name, MarkPart.NONE)
    return parts


def changed_parts(before: Mark, after: Mark) -> MarkPart:
    """Return the parts in which two marks of one paper differ."""
    differs = {
        MarkPart.BOOKMARK: bool(before.bookmarked) is not bool(after.bookmarked),
        MarkPart.STATE: before.effective_state is not after.effective_state,
        MarkPart.HIDDEN: (before.state is State.HIDDEN) is not (after.state is State.HIDDEN),
        MarkPart.TAGS: before.tags != after.tags,
        MarkPart.PLACE: before.place != after.place,
        MarkPart.NOTE: before.all_notes != after.all_notes,
    }
    parts = MarkPart.NONE
    for part, is_different in differs.items():
        parts |= part if is_different else MarkPart.NONE
    return parts


def _parts_of_condition(condition: Node) -> MarkPart:
    match condition:
        case Flag():
            other = MarkPart.STATE if condition.value in STATES else MarkPart.NONE
            return _FLAGS.get((condition.field, condition.value), other)
        case Word() | Phrase() | Compare() | Between():
            return _FIELDS.get(condition.field, MarkPart.NONE)
        case _:
            return MarkPart.NONE

"""Filters on metadata and marks rather than on words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.shelf import EffectiveState
from paper_tui.search.engine.mark_overlay import EFFECTIVE_STATES, MarkOverlay
from paper_tui.search.index.columns import (
    HAS_ABSTRACT,
    HAS_CODE,
    HAS_DOI,
    HAS_PDF,
    HAS_REVISION,
    HAS_UPDATE,
    IS_CONCERN,
    IS_CORRECTED,
    IS_RETRACTED,
    IS_WITHDRAWN,
    Columns,
)
from paper_tui.search.index.editions import Editions
from paper_tui.search.index.types import Mask
from paper_tui.search.query.ast import Between, Compare, Flag, Mode, Phrase, Word
from paper_tui.search.query.grammar import STATES
from paper_tui.search.query.literals import Bounds, day_bounds, is_age

if TYPE_CHECKING:
    from paper_tui.papers.shelf import Mark

_PROPERTIES = {
    "code": HAS_CODE,
    "abstract": HAS_ABSTRACT,
    "doi": HAS_DOI,
    "revision": HAS_REVISION,
    "update": HAS_UPDATE,
    "withdrawn": IS_WITHDRAWN,
    "retracted": IS_RETRACTED,
    "concern": IS_CONCERN,
    "corrected": IS_CORRECTED,
    "pdf": HAS_PDF,
}
_CONNECTED = ("text", "refs", "followed", "recommended")
_EVERYTHING = 1 << 40


class Connections(Protocol):
    """Finds papers by what the index does not hold: kept texts and citations."""

    def connected(self, field: str, value: str) -> Iterable[int]:
        """Find the positions in the catalogue of the papers that a field and its value select."""

    def in_texts(self, words: str, *, is_open: bool) -> Sequence[int]:
        """Find the positions of the papers whose kept text has these words next to each other.

        Args:
            words: One word or a phrase.
            is_open: Whether the last word may be the beginning of one.
        """

    def near_in_texts(self, word: str, typos: int) -> tuple[Sequence[int], frozenset[str]]:
        """Find the positions of the papers whose kept text has a similar word, and these words, folded."""


class NoConnections:
    """Finds nothing."""

    def connected(self, field: str, value: str) -> Iterable[int]:  # noqa: ARG002 - the interface
        """Find nothing."""
        return ()

    def in_texts(self, words: str, *, is_open: bool) -> Sequence[int]:  # noqa: ARG002 - the interface
        """Find nothing."""
        return ()

    def near_in_texts(self, word: str, typos: int) -> tuple[Sequence[int], frozenset[str]]:  # noqa: ARG002 - the interface
        """Find nothing."""
        return (), frozenset()


class Filters:
    """Selects papers by their columns and marks."""

    def __init__(
        self,
        columns: Columns,
        editions: Editions,
        marks: MarkOverlay,
        states: NDArray[np.uint8],
        today: date,
        cancel: CancelToken,
        connections: Connections,
    ) -> None:
        self._columns = columns
        self._editions = editions
        self._marks = marks
        self._states = states
        self._today = today
        self._cancel = cancel
        self._connections = connections

    def with_value(self, field: str, text: str) -> Mask:
        """Mask the papers with a citation key, or connected to a paper that a text names."""
        if field == "id":
            return self.with_identifier(text)
        if field == "key":
            mask = np.zeros(len(self._columns), np.bool_)
            mask[self._columns.citation_keys.holding(text.lower(), self._cancel)] = True
            return mask
        return self.connected(field, text)

    def connected(self, field: str, text: str) -> Mask:
        """Mask the papers that `Connections` find for a field and a value."""
        mask = np.zeros(len(self._columns), np.bool_)
        mask[list(self._connections.connected(field, text))] = True
        return mask

    def with_identifier(self, text: str) -> Mask:
        """Mask the papers whose key, arXiv id or DOI contains a text."""
        mask = np.zeros(len(self._columns), np.bool_)
        mask[self._columns.ids.holding(text.lower(), self._cancel)] = True
        return mask

    def with_label(self, node: Word | Phrase) -> Mask:
        """Mask the papers of a source, category, edition or state; a plain word matches as a prefix."""
        exact = not node.open if isinstance(node, Phrase) else node.mode is Mode.EXACT
        wanted = node.text.casefold()

        def fits(label: str) -> bool:
            return label.casefold() == wanted if exact else label.casefold().startswith(wanted)

        if node.field == "state":
            fitting = np.array([fits(state) for state in EFFECTIVE_STATES])
            state: Mask = fitting[self._states]
            return state
        if node.field == "edition":
            return self._editions.having(fits, len(self._columns))
        labels = self._columns.labels[node.field]
        chosen = np.array([fits(label) for label in labels.names] or [False])
        label_sets = np.zeros(max(1, len(self._columns.label_sets)), np.bool_)
        label_sets[labels.label_set[chosen[labels.label]]] = True
        mask: Mask = label_sets[self._columns.label_set]
        return mask

    def with_flag(self, node: Flag) -> Mask:
        """Mask the papers with a property."""
        if node.value in _CONNECTED:
            return self.connected(node.field, node.value)
        if node.field == "is" and node.value in STATES:
            state: Mask = self._states == EFFECTIVE_STATES.index(EffectiveState(node.value))
            return state
        if node.value in _PROPERTIES:
            having: Mask = (self._columns.properties & _PROPERTIES[node.value]) > 0
            return having
        tests: dict[str, Callable[[Mark], bool]] = {
            "bookmarked": lambda mark: bool(mark.bookmarked),
            "note": lambda mark: bool(mark.all_notes),
            "highlight": lambda mark: bool(mark.highlights),
            "tag": lambda mark: bool(mark.tags),
        }
        return self._marks.having(tests[node.value])

    def comparing(self, node: Compare) -> Mask:
        """Mask the papers whose number or day compares with a value; an age counts back from today."""
        operator, value = node.operator, node.value
        if is_age(value):
            operator = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": ">="}[operator]
        bounds = self._bounds(node.field, value)
        spans = {
            "=": (bounds.low, bounds.high),
            "<": (0, bounds.low - 1),
            "<=": (0, bounds.high),
            ">": (bounds.high + 1, _EVERYTHING),
            ">=": (bounds.low, _EVERYTHING),
        }
        return self._within(node.field, *spans[operator])

    def between(self, node: Between) -> Mask:
        """Mask the papers whose number or day lies between two values."""
        ends = [self._bounds(node.field, value) for value in (node.low, node.high) if value]
        low = min(end.low for end in ends) if node.low else 0
        high = max(end.high for end in ends) if node.high else _EVERYTHING
        return self._within(node.field, low, high)

    def _bounds(self, field: str, value: str) -> Bounds:
        if field in ("votes", "progress"):
            return Bounds(int(value), int(value))
        if field == "year":
            year = min(max(int(value), 1), 9999)
            return Bounds(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        return day_bounds(value, self._today)

    def _within(self, field: str, low: int, high: int) -> Mask:
        """Mask values of a closed range; unknown values never match."""
        columns = self._columns
        by_name = {"votes": columns.votes, "added": columns.added, "year": columns.published}
        values = self._marks.progress if field == "progress" else by_name.get(field, columns.day)
        lowest = 0 if field in ("votes", "progress") else 1
        limit = np.iinfo(np.int32).max
        return (values >= min(max(low, lowest), limit)) & (values <= min(high, limit))

"""Conditions on what a paper is rather than on its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.shelf import Standing
from paper_tui.search.engine.mark_overlay import STANDINGS, Marks
from paper_tui.search.index.columns import HAS_ABSTRACT, HAS_CODE, HAS_DOI, HAS_REVISION, Columns
from paper_tui.search.index.editions import Editions
from paper_tui.search.query.ast import Between, Compare, Flag, Mode, Phrase, Word
from paper_tui.search.query.literals import Bounds, day_bounds, is_age

if TYPE_CHECKING:
    from paper_tui.papers.shelf import Mark

Mask = NDArray[np.bool_]
_PROPERTIES = {"code": HAS_CODE, "abstract": HAS_ABSTRACT, "doi": HAS_DOI, "revision": HAS_REVISION}
_EVERYTHING = 1 << 40


class Conditions:
    """Selects papers by their columns and marks."""

    def __init__(
        self,
        columns: Columns,
        editions: Editions,
        marks: Marks,
        standings: NDArray[np.uint8],
        today: date,
        cancel: CancelToken,
    ) -> None:
        self._columns = columns
        self._editions = editions
        self._marks = marks
        self._standings = standings
        self._today = today
        self._cancel = cancel

    def identified(self, text: str) -> Mask:
        """The papers whose key, arXiv id or DOI holds a text."""
        mask = np.zeros(len(self._columns), np.bool_)
        mask[self._columns.ids.holding(text.lower(), self._cancel)] = True
        return mask

    def labelled(self, node: Word | Phrase) -> Mask:
        """The papers of a source, category, edition or standing; a plain word need only begin its name."""
        exact = not node.open if isinstance(node, Phrase) else node.mode is Mode.EXACT
        wanted = node.text.casefold()

        def fits(label: str) -> bool:
            return label.casefold() == wanted if exact else label.casefold().startswith(wanted)

        if node.field == "state":
            fitting = np.array([fits(standing) for standing in STANDINGS])
            standing: Mask = fitting[self._standings]
            return standing
        if node.field == "edition":
            return self._editions.having(fits, len(self._columns))
        labels = self._columns.labels[node.field]
        chosen = np.array([fits(label) for label in labels.names] or [False])
        strata = np.zeros(max(1, len(self._columns.strata)), np.bool_)
        strata[labels.stratum[chosen[labels.label]]] = True
        mask: Mask = strata[self._columns.stratum]
        return mask

    def flagged(self, node: Flag) -> Mask:
        """The papers that are or have something."""
        if node.field == "is" and node.value != "bookmarked":
            standing: Mask = self._standings == STANDINGS.index(Standing(node.value))
            return standing
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

    def compared(self, node: Compare) -> Mask:
        """The papers whose number or day compares so with a value; an age counts back from today."""
        operator, value = node.operator, node.value
        if is_age(value):
            operator = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": ">="}[operator]
        bounds = self._bounds(node.field, value)
        spans = {
            "=": (bounds.low, bounds.high),
            "<": (1, bounds.low - 1),
            "<=": (1, bounds.high),
            ">": (bounds.high + 1, _EVERYTHING),
            ">=": (bounds.low, _EVERYTHING),
        }
        return self._within(node.field, *spans[operator])

    def between(self, node: Between) -> Mask:
        """The papers whose number or day lies between two values."""
        ends = [self._bounds(node.field, value) for value in (node.low, node.high) if value]
        low = min(end.low for end in ends) if node.low else 0
        high = max(end.high for end in ends) if node.high else _EVERYTHING
        return self._within(node.field, low, high)

    def _bounds(self, field: str, value: str) -> Bounds:
        if field == "votes":
            return Bounds(int(value), int(value))
        if field == "year":
            year = min(max(int(value), 1), 9999)
            return Bounds(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        return day_bounds(value, self._today)

    def _within(self, field: str, low: int, high: int) -> Mask:
        """Between two values; what is unknown is between none."""
        columns = self._columns
        values = {"votes": columns.votes, "added": columns.added}.get(field, columns.day)
        lowest = 0 if field == "votes" else 1
        limit = np.iinfo(np.int32).max
        return (values >= min(max(low, lowest), limit)) & (values <= min(high, limit))

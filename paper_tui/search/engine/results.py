"""What matched, in order, with the question it answers."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paper_tui.search.query.query import Query, Scope

if TYPE_CHECKING:  # loading these loads numpy, which the first results do without
    from paper_tui.papers.serialization import Entry
    from paper_tui.search.engine.evaluator import Leaf
    from paper_tui.search.engine.facets import Facet
    from paper_tui.search.engine.highlighting import Why
    from paper_tui.search.engine.startup_results import Arrived
    from paper_tui.search.index.sort_order import Ordinals


@dataclass(frozen=True, slots=True)
class Advice:
    """What to try instead, for a search without results."""

    text: str
    """For a reader: ``did you mean diffusion: 41``."""
    query: Query
    count: int
    """How many papers the query would give."""


@dataclass(frozen=True, eq=False, slots=True)
class Results:
    """The papers that match a scope."""

    scope: Scope
    order: Ordinals | Arrived
    """Places in the catalogue, best first."""
    total: int
    """How many papers were searched."""
    facets: tuple[Facet, ...]
    advice: tuple[Advice, ...]
    leaves: tuple[Leaf, ...]
    """The words that were looked for."""
    _ready: dict[tuple[str, str], tuple[tuple[int, int], ...]] = dataclasses.field(default_factory=dict)
    """What is lit in the texts that were prepared."""

    def position_of(self, ordinal: int) -> int | None:
        """Where the paper at a place in the catalogue stands; None when it is not among the results."""
        return self.order.position_of(ordinal)

    def score(self, position: int) -> float:
        """How well the paper at this position has the words, from 0 to 1; 0 where none are asked for."""
        return round(self.order.score(position) / 65_535, 4)

    def lit(self, field: str, text: str) -> tuple[tuple[int, int], ...]:
        """Where a text of a field matches, as spans of characters in order that do not overlap.

        Args:
            field: ``title``, ``authors``, ``abstract``, ``note``, ``tags``, ``venue`` or ``keywords``.
            text: As it is shown; it may be a part of the field.
        """
        if not self.leaves:
            return ()
        ready = self._ready.get((field, text))
        return self._lit(field, text) if ready is None else ready

    def prepare(self, field: str, text: str) -> None:
        """Find what is `lit` in a text ahead of its drawing."""
        if self.leaves:
            self._ready[field, text] = self._lit(field, text)

    def _lit(self, field: str, text: str) -> tuple[tuple[int, int], ...]:
        from paper_tui.search.engine import highlighting

        return highlighting.spans(highlighting.lit(self.leaves, highlighting.FIELDS[field], text))

    def why(self, entry: Entry) -> tuple[Why, ...]:
        """The reasons why a paper matches: for each word and field the best."""
        from paper_tui.search.engine import highlighting

        return highlighting.why(self.leaves, entry)

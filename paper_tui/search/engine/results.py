"""Results: the matching papers in order, with the question they answer."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, overload

from paper_tui.search.query.query import Query, Scope

if TYPE_CHECKING:  # loading these loads numpy, which the first results do without
    from paper_tui.papers.serialization import Entry
    from paper_tui.search.engine.evaluator import TermMatch
    from paper_tui.search.engine.facets import Facet
    from paper_tui.search.engine.highlighting import MatchReason
    from paper_tui.search.index.sort_order import Ordinals


class ArrivalOrder(Sequence[int]):
    """Positions in the catalogue in order of arrival, all of score 0."""

    def __init__(self, papers: memoryview | list[int]) -> None:
        self._papers = papers

    def __len__(self) -> int:
        return len(self._papers)

    @overload
    def __getitem__(self, position: int) -> int: ...
    @overload
    def __getitem__(self, position: slice) -> ArrivalOrder: ...
    def __getitem__(self, position: int | slice) -> int | ArrivalOrder:
        if isinstance(position, slice):
            return ArrivalOrder(self._papers[position])
        return self._papers[position]

    def score(self, position: int) -> int:  # noqa: ARG002 - the interface of `sort_order.Ordinals`
        """Return 0: the query is empty."""
        return 0

    def position_of(self, ordinal: int) -> int | None:
        """Return the row of a paper, or None."""
        return next((place for place, paper in enumerate(self._papers) if paper == ordinal), None)


class SuggestionKind(StrEnum):
    """The part of a query that a suggestion changes."""

    CORRECTED = "corrected"
    """Words are replaced by similar ones, or dropped."""
    VALUE = "value"
    """The value of a field is replaced by a known one."""
    OTHER_FIELD = "other field"
    DROPPED = "dropped"
    """A condition is left out."""
    UNFILTERED = "unfiltered"
    """The chosen facets are cleared."""
    HIDDEN = "hidden"
    """Hidden papers are listed."""
    NOTHING = "nothing"
    """No paper meets a condition; all papers are offered."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query to offer when nothing matches."""

    kind: SuggestionKind
    label: str
    """For the reader: ``did you mean diffusion``."""
    query: Query
    count: int
    """The number of papers it would list."""
    chosen: tuple[tuple[str, str], ...] = ()
    """The facets that stay chosen."""

    @property
    def text(self) -> str:
        """The label with the count; without it where nothing matches."""
        if self.kind is SuggestionKind.NOTHING:
            return self.label
        return f"{self.label} ({self.count:,} {'paper' if self.count == 1 else 'papers'})"

    def applied_to(self, scope: Scope) -> Scope:
        """Return the scope that lists the suggested papers, in the same order."""
        return dataclasses.replace(scope, query=self.query, chosen=self.chosen)


@dataclass(frozen=True, eq=False, slots=True)
class Results:
    """The papers that match a scope."""

    scope: Scope
    order: Ordinals | ArrivalOrder
    """Positions in the catalogue, best first."""
    total: int
    """The number of papers searched."""
    facets: tuple[Facet, ...]
    suggestions: tuple[Suggestion, ...]
    term_matches: tuple[TermMatch, ...]
    """The words and phrases of the query with their matches."""
    strays: int = 0
    """Marks of papers that the library lacks and that were not new, by which counts of marks are too high."""
    _ready: dict[tuple[str, str], tuple[tuple[int, int], ...]] = dataclasses.field(default_factory=dict)
    """Spans of texts that were prepared."""

    def position_of(self, ordinal: int) -> int | None:
        """Return the row of the paper at a catalogue position; None when it is not listed."""
        return self.order.position_of(ordinal)

    def score(self, position: int) -> float:
        """Return the score of a row from 0 to 1; 0 where the query has no words."""
        return round(self.order.score(position) / 65_535, 4)

    def match_spans(self, field: str, text: str) -> tuple[tuple[int, int], ...]:
        """Return where a text of a field matches, as ordered, disjoint spans of characters.

        Args:
            field: ``title``, ``authors``, ``abstract``, ``note``, ``tags``, ``venue`` or ``keywords``.
            text: As it is shown; it may be a part of the field.
        """
        if not self.term_matches:
            return ()
        ready = self._ready.get((field, text))
        return self._match_spans(field, text) if ready is None else ready

    def prepare(self, field: str, text: str) -> None:
        """Compute the spans of a text ahead of its drawing."""
        if self.term_matches:
            self._ready[field, text] = self._match_spans(field, text)

    def _match_spans(self, field: str, text: str) -> tuple[tuple[int, int], ...]:
        from paper_tui.search.engine import highlighting

        return highlighting.spans(
            highlighting.match_spans(self.term_matches, highlighting.FIELDS[field], text)
        )

    def is_in_text(self, position: int) -> bool:
        """Return whether the paper of a row has a word or phrase of the query in its full text only."""
        from paper_tui.search.engine import passages

        return passages.found_in_text(self.term_matches, self.order[position]) if self.term_matches else False

    def best_part(self, position: int, parts: Iterable[str]) -> tuple[int, tuple[int, int]] | None:
        """Find which paragraph of the full text of a row's paper answers the query best.

        Args:
            position: The row.
            parts: The paragraphs.

        Returns:
            The number of the paragraph, and the first match in it; None where none matches.
        """
        from paper_tui.search.engine import passages

        return passages.best_part(self.term_matches, self.order[position], parts)

    def match_reasons(self, entry: Entry) -> tuple[MatchReason, ...]:
        """List the reasons match_reasons a paper matches: for each term and field the best."""
        from paper_tui.search.engine import highlighting

        return highlighting.match_reasons(self.term_matches, entry)

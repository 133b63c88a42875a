"""The answer to the question a reader begins with, from the kept index alone and without numpy.

To load numpy and what searches with it takes longer than all else at a start. The first screen needs only
the order in which papers came, which the index holds; facets come with the first search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, overload

from paper_tui.papers.shelf import Standing, State
from paper_tui.search.engine.results import Results
from paper_tui.search.index.key_lookup import Keys
from paper_tui.search.query.query import Scope

if TYPE_CHECKING:
    from paper_tui.papers.shelf import Shelf

FORMAT = "search-5"
"""Names a buffer that marks the others as of this form; it changes whenever their meaning does."""
NEWEST = "order_newest"
"""The buffer of the places of all papers in order of arrival, four bytes each."""
KEYS = ("ids", "id_starts")
"""The buffers of the keys of all papers."""


def needed(shelf: Shelf) -> tuple[str, ...]:
    """The buffers that `first_results` needs, each of which takes time to be checked."""
    return (FORMAT, NEWEST, *KEYS) if shelf.standings[Standing.HIDDEN] else (FORMAT, NEWEST)


def first_results(buffers: Mapping[str, memoryview], shelf: Shelf) -> Results:
    """What a `Scope` that asks for nothing finds, without facets.

    Args:
        buffers: Those of the kept index that are `needed`.
        shelf: The marks.
    """
    papers = buffers[NEWEST].cast("I")
    hidden: set[int | None] = set()
    if shelf.standings[Standing.HIDDEN]:
        keys = Keys(*(buffers[name] for name in KEYS))
        hidden = {keys.place(mark.key) for mark in shelf if mark.state is State.HIDDEN}
    shown = [paper for paper in papers if paper not in hidden] if hidden else papers
    return Results(Scope(), Arrived(shown), len(papers), (), (), ())


class Arrived(Sequence[int]):
    """Places in the catalogue in order of arrival, none better than another."""

    def __init__(self, papers: memoryview | list[int]) -> None:
        self._papers = papers

    def __len__(self) -> int:
        return len(self._papers)

    @overload
    def __getitem__(self, position: int) -> int: ...
    @overload
    def __getitem__(self, position: slice) -> Arrived: ...
    def __getitem__(self, position: int | slice) -> int | Arrived:
        if isinstance(position, slice):
            return Arrived(self._papers[position])
        return self._papers[position]

    def score(self, position: int) -> int:  # noqa: ARG002 - the shape of `order.Ordinals`
        """Nothing was asked for."""
        return 0

    def position_of(self, ordinal: int) -> int | None:
        """Where a paper stands, or None."""
        return next((place for place, paper in enumerate(self._papers) if paper == ordinal), None)

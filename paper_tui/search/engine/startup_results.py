"""The first listing of a session, from the stored index alone and without numpy.

At 1,000 papers the first screen, and ``paper-tui list``, are answered in 4 ms of processor time instead of
115, most of which is the import of numpy and the search engine. They need only the order of arrival, which is
stored; facets come with the first search.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from paper_tui.papers.shelf import EffectiveState, State
from paper_tui.search.index.key_lookup import KeyLookup

if TYPE_CHECKING:
    from paper_tui.papers.shelf import Shelf
    from paper_tui.search.engine.results import Results

FORMAT = "search-9"
"""Name of a buffer that marks the format; changes whenever the meaning of another buffer does."""
NEWEST = "order_newest"
"""Buffer of all positions in order of arrival, four bytes each."""
KEYS = ("ids", "id_starts")
"""Buffers of the keys of all papers."""


def needed(shelf: Shelf) -> tuple[str, ...]:
    """Return the buffers that `first_results` needs; each takes time to verify."""
    return (FORMAT, NEWEST, *KEYS) if shelf.state_counts[EffectiveState.HIDDEN] else (FORMAT, NEWEST)


def fits(buffers: Mapping[str, memoryview], size: int) -> bool:
    """Return whether the buffers can be those of a catalogue of a size: 2 ms for 100,000 papers."""
    if len(buffers[NEWEST]) != 4 * size:
        return False
    starts = buffers.get(KEYS[1])
    if starts is not None and len(starts) != 4 * (size + 1):
        return False
    return not size or max(buffers[NEWEST].cast("I")) == size - 1


def first_results(buffers: Mapping[str, memoryview], shelf: Shelf) -> Results:
    """List all papers in order of arrival, without facets; arguments as for `order_of_arrival`."""
    from paper_tui.search.engine.results import ArrivalOrder, Results
    from paper_tui.search.query.query import Scope

    shown = order_of_arrival(buffers, shelf)
    return Results(Scope(), ArrivalOrder(shown), len(buffers[NEWEST]) // 4, (), (), ())


def order_of_arrival(buffers: Mapping[str, memoryview], shelf: Shelf) -> memoryview | list[int]:
    """Return the positions of all papers that are not hidden, newest first.

    Args:
        buffers: Those of the kept index that are `needed`.
        shelf: The marks.
    """
    papers = buffers[NEWEST].cast("I")
    hidden: set[int | None] = set()
    if shelf.state_counts[EffectiveState.HIDDEN]:
        keys = KeyLookup(*(buffers[name] for name in KEYS))
        hidden = {keys.place(mark.key) for mark in shelf if mark.state is State.HIDDEN}
    return [paper for paper in papers if paper not in hidden] if hidden else papers

"""Finding papers: query language, index, ranking, facets. No I/O; alone imports rapidfuzz and numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paper_tui.search.errors import Cancelled, QueryError
from paper_tui.search.grammar import GRAMMAR
from paper_tui.search.literal import find_literal
from paper_tui.search.query import Query, Scope, Sort

if TYPE_CHECKING:
    from paper_tui.search.facets import Facet, FacetValue
    from paper_tui.search.index import SearchIndex
    from paper_tui.search.light import Why
    from paper_tui.search.results import Advice, Results

__all__ = [
    "GRAMMAR",
    "Advice",
    "Cancelled",
    "Facet",
    "FacetValue",
    "Query",
    "QueryError",
    "Results",
    "Scope",
    "SearchIndex",
    "Sort",
    "Why",
    "find_literal",
]

_HOMES = {
    "Advice": "results",
    "Facet": "facets",
    "FacetValue": "facets",
    "Results": "results",
    "SearchIndex": "index",
    "Why": "light",
}


def __getattr__(name: str) -> object:
    """Import what needs numpy when it is first used, so that a query can be parsed without."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

"""Finding papers: query language, index, ranking, facets. No I/O; alone imports rapidfuzz and numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paper_tui.search.engine.facets import Facet, FacetValue
    from paper_tui.search.engine.highlighting import MatchReason
    from paper_tui.search.engine.results import Results, Suggestion, SuggestionKind
    from paper_tui.search.engine.search_index import SearchIndex
    from paper_tui.search.query.errors import QueryError
    from paper_tui.search.query.grammar import GRAMMAR
    from paper_tui.search.query.mark_parts import MarkPart, changed_parts
    from paper_tui.search.query.query import Query, Scope, Sort
    from paper_tui.search.text.find_text import FoldedText, find_literal

__all__ = [
    "GRAMMAR",
    "Facet",
    "FacetValue",
    "FoldedText",
    "MarkPart",
    "MatchReason",
    "Query",
    "QueryError",
    "Results",
    "Scope",
    "SearchIndex",
    "Sort",
    "Suggestion",
    "SuggestionKind",
    "changed_parts",
    "find_literal",
]

_HOMES = {
    "GRAMMAR": "query.grammar",
    "MarkPart": "query.mark_parts",
    "Query": "query.query",
    "QueryError": "query.errors",
    "Scope": "query.query",
    "Sort": "query.query",
    "changed_parts": "query.mark_parts",
    "Suggestion": "engine.results",
    "SuggestionKind": "engine.results",
    "Facet": "engine.facets",
    "FacetValue": "engine.facets",
    "Results": "engine.results",
    "SearchIndex": "engine.search_index",
    "MatchReason": "engine.highlighting",
    "FoldedText": "text.find_text",
    "find_literal": "text.find_text",
}


def __getattr__(name: str) -> object:
    """Import each part when it is first used: a list of all papers needs no query, a query no numpy."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

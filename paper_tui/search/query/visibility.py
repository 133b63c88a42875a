"""Visibility: whether a search includes hidden papers.

Hidden papers are left out unless the query mentions states (``state:``, ``is:hidden``, even ``-is:done``) or
names a paper (``id:``, an arXiv id, a DOI). A chosen state facet includes them too.
"""

from __future__ import annotations

from paper_tui.search.query.ast import Flag, Node, Phrase, Word, conditions
from paper_tui.search.query.grammar import STATES
from paper_tui.search.query.literals import is_identifier


def asks_for_hidden(node: Node) -> bool:
    """Return whether a query includes hidden papers."""
    return any(_asks(condition) for condition in conditions(node))


def _asks(condition: Node) -> bool:
    match condition:
        case Flag():
            return condition.field == "is" and condition.value in STATES
        case Word():
            named = not condition.field and is_identifier(condition.text)
            return named or condition.field in ("state", "id", "key")
        case Phrase():
            return condition.field == "state"
        case _:
            return False

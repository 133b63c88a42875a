"""When a search shows papers that the reader has hidden.

Hiding a paper takes it out of everything but what asks for it. A query asks for hidden papers when it
speaks of states anywhere (``state:``, ``is:hidden``, even ``-is:done``), since the reader then decides by
state, or when it names a paper (``id:``, an arXiv id, a DOI), since who names one wants that one. A chosen
state of the facet asks for them likewise.
"""

from __future__ import annotations

from paper_tui.search.query.ast import Flag, Node, Phrase, Word, conditions
from paper_tui.search.query.literals import is_identifier


def asks_for_hidden(node: Node) -> bool:
    """Whether a query is to find hidden papers too."""
    return any(_asks(condition) for condition in conditions(node))


def _asks(condition: Node) -> bool:
    match condition:
        case Flag():
            return condition.field == "is" and condition.value != "bookmarked"
        case Word():
            named = not condition.field and is_identifier(condition.text)
            return named or condition.field in ("state", "id")
        case Phrase():
            return condition.field == "state"
        case _:
            return False

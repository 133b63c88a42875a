"""Queries as a server with a catalogue can answer them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from paper_tui.search import Query
from paper_tui.search.query.ast import Between, Compare, Mode, Node, Not, Phrase, Word, conjuncts
from paper_tui.search.query.literals import is_number
from paper_tui.sync.catalogue.conditions import Category, Condition, Identifier, Words, Years

FIELDS = ("", "title", "author", "abstract")
LATEST_YEAR = 9998


class NotForServerError(ValueError):
    """A query that a server does not answer: it asks for what only the library knows, or for everything."""


def conditions_of(query: Query) -> tuple[Condition, ...]:
    """The conditions of a query.

    Raises:
        NotForServerError: Some condition is not one for a server, or none says which papers are wanted.
    """
    together: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
    others: list[Condition] = []
    for node in conjuncts(query.node):
        if isinstance(node, Word) and node.field in FIELDS:
            together[node.field, node.mode is Mode.EXACT].append(node.text)
        else:
            others.extend(_conditions(node))
    words = (Words(tuple(texts), field, is_exact=exact) for (field, exact), texts in together.items())
    found = (*words, *others)
    if not any(_is_telling(each) for each in found):
        raise NotForServerError("name words, an author or an identifier to search the server too")
    return found


def _is_telling(condition: Condition) -> bool:
    is_words = isinstance(condition, Words) and not condition.is_negated
    return is_words or isinstance(condition, Identifier)


def _conditions(node: Node) -> Iterator[Condition]:
    match node:
        case Word(text, "category", _):
            yield Category(text)
        case Word(text, "id", _):
            yield Identifier(text)
        case Phrase(text, field, _) if field in FIELDS:
            yield Words(tuple(text.split()), field, is_phrase=True)
        case Not(Word(text, field, _)) if field in FIELDS:
            yield Words((text,), field, is_exact=True, is_negated=True)
        case Not(Phrase(text, field, _)) if field in FIELDS:
            yield Words(tuple(text.split()), field, is_phrase=True, is_negated=True)
        case Compare("year", operator, value) if is_number(value):
            yield _years(operator, int(value))
        case Between("year", low, high):
            yield Years(int(low or 0), min(int(high or LATEST_YEAR), LATEST_YEAR))
        case _:
            raise NotForServerError(f"the server is not asked, since only the library knows {node}")


def _years(operator: str, year: int) -> Years:
    year = min(year, LATEST_YEAR)
    return {
        "=": Years(year, year),
        "<": Years(0, year - 1),
        "<=": Years(0, year),
        ">": Years(year + 1, LATEST_YEAR),
        ">=": Years(year, LATEST_YEAR),
    }[operator]

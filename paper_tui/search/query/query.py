"""Queries and scopes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from paper_tui.papers.paper import PaperKey
from paper_tui.search.query.ast import (
    And,
    Compare,
    Flag,
    Mode,
    Node,
    Phrase,
    Word,
    all_of,
    any_of,
    conditions,
    conjuncts,
)
from paper_tui.search.query.errors import QueryError
from paper_tui.search.query.lexer import tokens
from paper_tui.search.query.mark_parts import MarkPart, parts_of_facets, parts_of_query
from paper_tui.search.query.parser import parse
from paper_tui.search.query.visibility import asks_for_hidden


@dataclass(frozen=True, slots=True)
class Query:
    """The conditions of a search; its text parses to the same query."""

    node: Node

    EMPTY: ClassVar[Query]

    @classmethod
    def parse(cls, text: str) -> Query:
        """Parse a text.

        Raises:
            QueryError: The text is no query.
        """
        return cls(parse(text))

    @classmethod
    def parse_selective(cls, text: str) -> Query:
        """Parse a query for a change of all papers that match: an empty one is refused.

        Raises:
            QueryError: The text is no query, or has no condition.
        """
        query = cls.parse(text)
        if query.is_empty:
            raise QueryError("the query has no condition", text, 0, "a word or a field, such as year:2023")
        return query

    @classmethod
    def typed(cls, text: str) -> Query:
        """Parse a text that is still being typed, ignoring what is unfinished at its end.

        Raises:
            QueryError: The text is no query, and typing on would not make it one.
        """
        try:
            return cls.parse(text)
        except QueryError as error:
            if not error.unfinished:
                raise
        return cls.typed(text[: tokens(text)[-2].position])

    def __str__(self) -> str:
        return str(self.node)

    @property
    def is_empty(self) -> bool:
        """True if it has no conditions, so that everything matches."""
        return self.node == And(())

    @property
    def asks_for_texts(self) -> bool:
        """True if it has a condition on kept full texts, whose index has to be up to date then."""
        nodes = conditions(self.node)
        return any(isinstance(node, Word | Phrase) and node.field == "text" for node in nodes)

    @property
    def speaks_of_followed(self) -> bool:
        """True if it has a condition on what is followed, which a followed query cannot have."""
        nodes = conditions(self.node)
        flag = Flag("is", "followed")
        return any(
            node == flag or (isinstance(node, Word | Phrase) and node.field == "follow") for node in nodes
        )

    @property
    def mark_parts(self) -> MarkPart:
        """The parts of the marks that the conditions read; plain words are searched in tags and notes too."""
        return parts_of_query(self.node)


Query.EMPTY = Query(And(()))


class Sort(StrEnum):
    """Order of results."""

    RELEVANCE = "relevance"
    """Best match first; without words, as `NEWEST`."""
    NEWEST = "newest"
    """By day of arrival, newest first, then by rank in that day's edition, then by key."""
    PUBLISHED = "published"
    """By day of publication, newest first."""
    VOTES = "votes"
    """Most upvotes first."""
    GAIN = "gain"
    """By upvotes gained since yesterday or the last visit, most first."""
    TITLE = "title"
    """In alphabetical order."""
    FOR_YOU = "for-you"
    """By interest, as what the reader did shows it; until that is known, as `NEWEST`."""


BY_READER = (Sort.GAIN, Sort.FOR_YOU)
"""Orders that depend on the reader, by a number for each paper."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything that determines which papers are listed, and in which order."""

    query: Query = Query.EMPTY
    chosen: tuple[tuple[str, str], ...] = ()
    """Facet and value pairs: OR within a facet, AND across facets."""
    sort: Sort = Sort.RELEVANCE
    current: PaperKey | None = field(default=None, compare=False)
    """A paper that became seen while the cursor is on it: new until it is left; not part of equality."""
    strict: bool = False
    """True if words match only as written, whole or as a prefix: for bulk changes."""

    @property
    def mark_parts(self) -> MarkPart:
        """The parts of the marks on which the listed papers and their order depend."""
        if self.sort is Sort.FOR_YOU:
            return ~MarkPart.NONE
        facets = {name for name, _ in self.chosen}
        shows_hidden = asks_for_hidden(self.query.node) or "state" in facets
        hidden = MarkPart.NONE if shows_hidden else MarkPart.HIDDEN
        return self.query.mark_parts | parts_of_facets(facets) | hidden

    @property
    def as_query(self) -> Query:
        """The query that lists the same papers without chosen facets, in no particular order.

        An unknown year cannot be expressed, so that choice is dropped.
        """
        facets: dict[str, list[Node]] = {}
        for facet, value in self.chosen:
            if facet == "year" and value.isdecimal():
                facets.setdefault(facet, []).append(Compare(facet, "=", value))
            elif facet != "year":
                facets.setdefault(facet, []).append(exactly(facet, value))
        chosen = [any_of(values) for values in facets.values()]
        return Query(all_of([*conjuncts(self.query.node), *chosen]))


def exactly(facet: str, value: str) -> Word | Phrase:
    """Return the condition that exactly one value of a facet meets; feed names can have several words."""
    if facet == "follow":
        return Word(" ".join(value.replace('"', " ").split()), facet)  # compared without punctuation
    is_word = facet == "tag" or value.replace("-", "").isalnum()
    return Word(value, facet, Mode.EXACT) if is_word else Phrase(value, facet)

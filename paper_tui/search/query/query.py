"""What the reader typed, understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark
from paper_tui.search.query.ast import And, Compare, Mode, Node, Phrase, Word, all_of, any_of, conjuncts
from paper_tui.search.query.errors import QueryError
from paper_tui.search.query.lexer import tokens
from paper_tui.search.query.mark_parts import MarkPart, changed_parts, parts_of_facets, parts_of_query
from paper_tui.search.query.parser import parse
from paper_tui.search.query.visibility import asks_for_hidden


@dataclass(frozen=True, slots=True)
class Query:
    """The conditions of a search; its text form parses to the same query."""

    node: Node

    EMPTY: ClassVar[Query]

    @classmethod
    def parse(cls, text: str) -> Query:
        """The query that a text means.

        Raises:
            QueryError: The text is no query.
        """
        return cls(parse(text))

    @classmethod
    def typed(cls, text: str) -> Query:
        """The query of a text that is still being typed: what is unfinished at its end asks for nothing yet.

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
        """Whether it asks for nothing, so that everything matches."""
        return self.node == And(())

    @property
    def mark_parts(self) -> MarkPart:
        """The parts of the marks that the conditions read; a plain word is searched in tags and notes too."""
        return parts_of_query(self.node)


Query.EMPTY = Query(And(()))


class Sort(StrEnum):
    """The order of results."""

    RELEVANCE = "relevance"
    """Best match first; where no words are asked for, as `NEWEST`."""
    NEWEST = "newest"
    """By day of arrival, newest first, then by place in that day's edition, then by key."""
    PUBLISHED = "published"
    """By day of publication, newest first."""
    VOTES = "votes"
    """Most upvotes first."""
    GAIN = "gain"
    """By how much the upvotes rose since an earlier day, most first."""
    TITLE = "title"
    """In alphabetical order."""
    FOR_YOU = "for-you"
    """By interest, as what the reader did shows it; until that is known, as `NEWEST`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """All that decides which papers are shown, and in which order."""

    query: Query = Query.EMPTY
    chosen: tuple[tuple[str, str], ...] = ()
    """Facet and value pairs: any of the values within a facet, all of the facets."""
    sort: Sort = Sort.RELEVANCE
    standing: PaperKey | None = field(default=None, compare=False)
    """The paper that the reader stands on, which counts as seen only once it is left; the question is the
    same wherever one stands."""
    strict: bool = False
    """Whether words count only as they are written, whole or begun and not apart: for what is done to all."""

    @property
    def mark_parts(self) -> MarkPart:
        """The parts of the marks on which the listed papers and their order depend."""
        if self.sort is Sort.FOR_YOU:
            return ~MarkPart.NONE
        facets = {name for name, _ in self.chosen}
        shows_hidden = asks_for_hidden(self.query.node) or "state" in facets
        hidden = MarkPart.NONE if shows_hidden else MarkPart.HIDDEN
        return self.query.mark_parts | parts_of_facets(facets) | hidden

    def depends_on_change(self, before: Mark, after: Mark) -> bool:
        """Whether a change of one mark can change which papers are listed, or their order.

        Where it cannot, the listing stays valid and only the row of the paper is drawn anew. Facet counts
        of states and tags are not part of this answer.
        """
        return bool(self.mark_parts & changed_parts(before, after))

    @property
    def as_query(self) -> Query:
        """The query that finds the same papers without anything chosen, in no particular order.

        A year that is not known cannot be asked for in words, so that choice is left out.
        """
        facets: dict[str, list[Node]] = {}
        for facet, value in self.chosen:
            if facet == "year" and value.isdecimal():
                facets.setdefault(facet, []).append(Compare(facet, "=", value))
            elif facet != "year":
                facets.setdefault(facet, []).append(_exactly(facet, value))
        chosen = [any_of(values) for values in facets.values()]
        return Query(all_of([*conjuncts(self.query.node), *chosen]))


def _exactly(facet: str, value: str) -> Node:
    """The condition that is met by one value of a facet; the names of feeds are more than a word."""
    is_word = facet == "tag" or value.replace("-", "").isalnum()
    return Word(value, facet, Mode.EXACT) if is_word else Phrase(value, facet)

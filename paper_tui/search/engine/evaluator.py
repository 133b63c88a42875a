"""Evaluate the conditions of a query to masks of papers and grades per term."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.engine.filters import Connections, Filters
from paper_tui.search.engine.mark_overlay import MarkOverlay
from paper_tui.search.engine.term_matcher import (
    LOWEST_KNOWN,
    Match,
    TermMatcher,
    TermQuery,
    allowed_typos,
    fold,
    may_be_initials,
    split_parts,
)
from paper_tui.search.engine.text_terms import TextTerms
from paper_tui.search.index.columns import Columns
from paper_tui.search.index.editions import Editions
from paper_tui.search.index.inverted_index import InvertedIndex
from paper_tui.search.index.lru_cache import LruCache
from paper_tui.search.index.positions import STREAM_FIELDS, Positions
from paper_tui.search.index.types import Grades, Mask
from paper_tui.search.index.vocabulary import typo_budget
from paper_tui.search.query.ast import And, Between, Compare, Flag, Mode, Node, Not, Or, Phrase, Word
from paper_tui.search.query.grammar import LABEL_FIELDS, OTHER_FIELDS
from paper_tui.search.query.literals import is_identifier
from paper_tui.search.text.fields import ANYWHERE, BY_NAME, GRADES, Field, Level
from paper_tui.search.text.tokenizer import pieces_of

if TYPE_CHECKING:
    from paper_tui.papers.shelf import Mark

REMEMBERED = 24
"""Terms cached between keystrokes."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A word or phrase of the query with the grade of each paper."""

    node: Word | Phrase
    found: Match


class Evaluator:
    """Evaluates one query against one state of the library."""

    def __init__(
        self,
        *,
        terms: InvertedIndex,
        streams: Positions,
        columns: Columns,
        editions: Editions,
        marks: MarkOverlay,
        states: NDArray[np.uint8],
        today: date,
        memory: LruCache[Match],
        cancel: CancelToken,
        strict: bool,
        connections: Connections,
    ) -> None:
        self._terms = terms
        self._streams = streams
        self._columns = columns
        self._marks = marks
        self._filters = Filters(columns, editions, marks, states, today, cancel, connections)
        self._memory = memory
        self._cancel = cancel
        self._lookup = TermMatcher(terms, marks.words, columns.initials)
        self._texts = TextTerms(connections, terms.size)
        self._strict = strict
        self._lenient = False
        self._denied = False
        self.term_matches: list[TermMatch] = []
        """The positive words and phrases of the last `matching`, in order."""

    def matching(self, node: Node, *, lenient: bool) -> Mask:
        """Mask the matching papers; a lenient evaluation corrects known words too."""
        self._lenient = lenient
        self._denied = False
        self.term_matches = []
        return self._mask(node)

    def _mask(self, node: Node) -> Mask:
        self._cancel.check()
        match node:
            case And():
                return self._all(node.nodes)
            case Or():
                return self._any(node.nodes)
            case Not():
                return self._opposite(node.node)
            case Word() | Phrase():
                return self._textual(node)
            case Compare():
                return self._filters.comparing(node)
            case Between():
                return self._filters.between(node)
            case Flag():
                return self._filters.with_flag(node)

    def _all(self, nodes: Sequence[Node]) -> Mask:
        mask = np.ones(self._terms.size, np.bool_)
        for node in nodes:
            mask &= self._mask(node)
        return mask

    def _any(self, nodes: Sequence[Node]) -> Mask:
        mask = np.zeros(self._terms.size, np.bool_)
        for node in nodes:
            mask |= self._mask(node)
        return mask

    def _opposite(self, node: Node) -> Mask:
        self._denied = not self._denied
        kept = len(self.term_matches)
        mask = ~self._mask(node)
        del self.term_matches[kept:]
        self._denied = not self._denied
        return mask

    def _textual(self, node: Word | Phrase) -> Mask:
        if node.field in LABEL_FIELDS:
            return self._filters.with_label(node)
        if isinstance(node, Word) and node.field in OTHER_FIELDS:
            return self._filters.with_value(node.field, node.text)
        if isinstance(node, Word) and node.field == "tag" and node.mode is Mode.EXACT:
            return self._marks.having(lambda mark: node.text.casefold() in mark.tags)
        as_written = self._strict or self._denied
        if node.field == "text":
            found = self._texts.alone(node, corrected=not as_written)
        else:
            found = self._phrase(node) if isinstance(node, Phrase) else self._word(node)
            if not (node.field or as_written):
                found = self._texts.added(found, node, corrected=True)
        self.term_matches.append(TermMatch(node, found))
        return found.grades > 0

    def _word(self, node: Word) -> Match:
        fields = int(BY_NAME.get(node.field, ANYWHERE))
        term = TermQuery(node.text, fields, node.mode, inside=not (self._denied or self._strict))
        how = "as written" if self._strict else "written"
        written = self._remembered(how, term, lambda: self._written(term))
        if self._denied or node.mode in (Mode.EXACT, Mode.PREFIX):
            return written
        if self._strict and node.mode is not Mode.FUZZY:
            return written
        known = bool(written.grades.max(initial=0) >= LOWEST_KNOWN)
        if known and not self._lenient and node.mode is not Mode.FUZZY:
            return written
        begun = not known or typo_budget(node.text) > 1
        near = self._remembered(f"near {begun}", term, lambda: self._near(term, begun=begun))
        return replace(
            near, grades=np.maximum(written.grades, near.grades), title_prefixes=written.title_prefixes
        )

    def _remembered(self, what: str, term: TermQuery, make: Callable[[], Match]) -> Match:
        return self._memory.get((what, term, self._marks.words), make)

    def _written(self, term: TermQuery) -> Match:
        found = self._lookup.written(term, self._cancel)
        parts = split_parts(term.text)
        if parts and term.mode is not Mode.EXACT and not self._strict:
            apart = [self._lookup.written(_part(term, part), self._cancel).grades for part in parts]
            np.maximum(found.grades, np.minimum.reduce(apart), out=found.grades)
        self._raise_initials(found.grades, term)
        if term.fields == ANYWHERE and is_identifier(term.text):
            grade = np.uint8(GRADES[Level.EXACT, Field.TITLE])
            np.maximum(found.grades, self._filters.with_identifier(term.text) * grade, out=found.grades)
        return found

    def _raise_initials(self, grades: Grades, term: TermQuery) -> None:
        """Raise the papers whose title has exactly these initials, unless the library has the word.

        ``gan`` means generative adversarial nets sooner than an author whose name begins so; where titles
        hold it as a word, it needs no reading as initials.
        """
        word = fold(term.text)
        wanted = term.mode is Mode.PLAIN and term.inside and term.fields & Field.TITLE
        if wanted and may_be_initials(word) and self._terms.vocabulary.find(word) is None:
            grade = np.uint8(GRADES[Level.PREFIX, Field.TITLE])
            papers = self._columns.initials.being(word)
            grades[papers] = np.maximum(grades[papers], grade)

    def _near(self, term: TermQuery, *, begun: bool) -> Match:
        found = self._lookup.mistyped(term, allowed_typos(term), self._cancel, begun=begun)
        for pair in self._lookup.splits(fold(term.text)):
            halves = [self._lookup.written(_part(term, half), self._cancel).grades for half in pair]
            np.maximum(found.grades, np.minimum.reduce(halves), out=found.grades)
        parts = split_parts(term.text)
        if parts:
            apart = [self._part_grades(_part(term, part)) for part in parts]
            np.maximum(found.grades, np.minimum.reduce(apart), out=found.grades)
        return found

    def _part_grades(self, term: TermQuery) -> Grades:
        written = self._lookup.written(term, self._cancel)
        near = self._lookup.mistyped(term, allowed_typos(term), self._cancel)
        return np.maximum(written.grades, near.grades)

    def _phrase(self, node: Phrase) -> Match:
        fields = int(BY_NAME.get(node.field, ANYWHERE))
        words = [piece.word for piece in pieces_of(node.text)]
        grades = np.zeros(self._terms.size, np.uint8)
        ranges = [self._terms.vocabulary.beginning(word) for word in words[-1:] if node.open]
        numbers = [self._terms.vocabulary.find(word) for word in words[: len(words) - len(ranges)]]
        if None not in numbers:
            phrase = [*((number, number + 1) for number in numbers if number is not None), *ranges]
            self._raise_phrase(grades, words, phrase, fields, open_end=node.open)
        self._raise_marked(grades, words, fields, open_end=node.open)
        return Match(grades)

    def _raise_phrase(
        self, grades: Grades, words: list[str], phrase: list[tuple[int, int]], fields: int, *, open_end: bool
    ) -> None:
        modes = [Mode.EXACT] * len(words)
        if open_end:
            modes[-1] = Mode.PREFIX
        for name, held in STREAM_FIELDS.items():
            wanted = int(held) & fields
            if not wanted:
                continue
            term = [TermQuery(word, wanted, mode, False) for word, mode in zip(words, modes, strict=True)]
            each = [self._exactly(one) for one in term]
            papers = np.flatnonzero(np.minimum.reduce([found.grades for found in each]))
            best = Field(1 << (wanted.bit_length() - 1))
            if len(words) > 1:
                papers = self._streams.with_phrase(name, phrase, papers, self._cancel)
            grades[papers] = np.maximum(grades[papers], GRADES[Level.EXACT, best])

    def _exactly(self, term: TermQuery) -> Match:
        return self._remembered("written", term, lambda: self._lookup.written(term, self._cancel))

    def _raise_marked(self, grades: Grades, words: list[str], fields: int, *, open_end: bool) -> None:
        worded = self._marks.words
        for field in (Field.TAG, Field.NOTE):
            if fields & field:
                numbers = [
                    number
                    for number, mark in enumerate(worded.marks)
                    if any(_follows(text, words, open_end) for text in _texts(mark, field))
                ]
                papers = worded.papers[numbers]
                grades[papers] = np.maximum(grades[papers], GRADES[Level.EXACT, field])


def _part(term: TermQuery, text: str) -> TermQuery:
    return replace(term, text=text, inside=False)


def _texts(mark: Mark, field: Field) -> tuple[str, ...]:
    return mark.tags if field is Field.TAG else (mark.all_notes,)


def _follows(text: str, words: list[str], open_end: bool) -> bool:
    """Return whether the words are adjacent in a text."""
    found = " ".join(piece.word for piece in pieces_of(text))
    return f" {' '.join(words)}{'' if open_end else ' '}" in f" {found} "

"""Which papers a query matches, and how well its words do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.engine.filters import Conditions, Mask
from paper_tui.search.engine.lru_cache import Memory
from paper_tui.search.engine.mark_overlay import Marks
from paper_tui.search.engine.term_matcher import (
    LOWEST_KNOWN,
    Found,
    Lookup,
    Sought,
    budget_of,
    folded,
    may_be_initials,
    parts_of,
)
from paper_tui.search.index.columns import Columns
from paper_tui.search.index.editions import Editions
from paper_tui.search.index.inverted_index import Grades, Terms
from paper_tui.search.index.positions import STREAMS, Streams
from paper_tui.search.query.ast import And, Between, Compare, Flag, Mode, Node, Not, Or, Phrase, Word
from paper_tui.search.query.grammar import LABEL_FIELDS
from paper_tui.search.query.literals import is_identifier
from paper_tui.search.text.fields import ANYWHERE, BY_NAME, GRADES, Field, Level
from paper_tui.search.text.tokenizer import pieces_of

if TYPE_CHECKING:
    from paper_tui.papers.shelf import Mark

REMEMBERED = 24
"""Words whose papers are remembered: a reader who types repeats all but the last."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word or phrase that was asked for, with the grade of each paper."""

    node: Word | Phrase
    found: Found


class Evaluation:
    """One query over one state of the library."""

    def __init__(
        self,
        *,
        terms: Terms,
        streams: Streams,
        columns: Columns,
        editions: Editions,
        marks: Marks,
        standings: NDArray[np.uint8],
        today: date,
        memory: Memory[Found],
        cancel: CancelToken,
        strict: bool,
    ) -> None:
        self._terms = terms
        self._streams = streams
        self._columns = columns
        self._marks = marks
        self._conditions = Conditions(columns, editions, marks, standings, today, cancel)
        self._memory = memory
        self._cancel = cancel
        self._lookup = Lookup(terms, marks.words, columns.initials)
        self._strict = strict
        self._lenient = False
        self._denied = False
        self.leaves: list[Leaf] = []
        """The words and phrases asked for, in order, of the last `matching`."""

    def matching(self, node: Node, *, lenient: bool) -> Mask:
        """The papers that match; a lenient search takes known words as mistyped as well."""
        self._lenient = lenient
        self._denied = False
        self.leaves = []
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
                return self._conditions.compared(node)
            case Between():
                return self._conditions.between(node)
            case Flag():
                return self._conditions.flagged(node)

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
        kept = len(self.leaves)
        mask = ~self._mask(node)
        del self.leaves[kept:]
        self._denied = not self._denied
        return mask

    def _textual(self, node: Word | Phrase) -> Mask:
        if node.field in LABEL_FIELDS:
            return self._conditions.labelled(node)
        if isinstance(node, Word) and node.field == "id":
            return self._conditions.identified(node.text)
        if isinstance(node, Word) and node.field == "tag" and node.mode is Mode.EXACT:
            return self._marks.having(lambda mark: node.text.casefold() in mark.tags)
        found = self._phrase(node) if isinstance(node, Phrase) else self._word(node)
        self.leaves.append(Leaf(node, found))
        return found.grades > 0

    def _word(self, node: Word) -> Found:
        fields = int(BY_NAME.get(node.field, ANYWHERE))
        sought = Sought(node.text, fields, node.mode, inside=not (self._denied or self._strict))
        how = "as written" if self._strict else "written"
        written = self._remembered(how, sought, lambda: self._written(sought))
        if self._denied or node.mode in (Mode.EXACT, Mode.PREFIX):
            return written
        if self._strict and node.mode is not Mode.FUZZY:
            return written
        known = bool(written.grades.max(initial=0) >= LOWEST_KNOWN)
        if known and not self._lenient and node.mode is not Mode.FUZZY:
            return written
        near = self._remembered("near", sought, lambda: self._near(sought))
        return replace(near, grades=np.maximum(written.grades, near.grades), leads=written.leads)

    def _remembered(self, what: str, sought: Sought, make: Callable[[], Found]) -> Found:
        return self._memory.get((what, sought, self._marks.words), make)

    def _written(self, sought: Sought) -> Found:
        found = self._lookup.written(sought, self._cancel)
        parts = parts_of(sought.text)
        if parts and sought.mode is not Mode.EXACT and not self._strict:
            apart = [self._lookup.written(_part(sought, part), self._cancel).grades for part in parts]
            np.maximum(found.grades, np.minimum.reduce(apart), out=found.grades)
        self._raise_initials(found.grades, sought)
        if sought.fields == ANYWHERE and is_identifier(sought.text):
            grade = np.uint8(GRADES[Level.EXACT, Field.TITLE])
            np.maximum(found.grades, self._conditions.identified(sought.text) * grade, out=found.grades)
        return found

    def _raise_initials(self, grades: Grades, sought: Sought) -> None:
        """Raise the papers whose title is just what a word abbreviates, unless the library knows the word.

        ``gan`` means generative adversarial nets sooner than an author whose name begins so; where titles
        hold it as a word, it needs no reading as initials.
        """
        word = folded(sought.text)
        wanted = sought.mode is Mode.PLAIN and sought.inside and sought.fields & Field.TITLE
        if wanted and may_be_initials(word) and self._terms.vocabulary.find(word) is None:
            grade = np.uint8(GRADES[Level.PREFIX, Field.TITLE])
            papers = self._columns.initials.being(word)
            grades[papers] = np.maximum(grades[papers], grade)

    def _near(self, sought: Sought) -> Found:
        found = self._lookup.mistyped(sought, budget_of(sought), self._cancel)
        for pair in self._lookup.splits(folded(sought.text)):
            halves = [self._lookup.written(_part(sought, half), self._cancel).grades for half in pair]
            np.maximum(found.grades, np.minimum.reduce(halves), out=found.grades)
        parts = parts_of(sought.text)
        if parts:
            apart = [self._part_grades(_part(sought, part)) for part in parts]
            np.maximum(found.grades, np.minimum.reduce(apart), out=found.grades)
        return found

    def _part_grades(self, sought: Sought) -> Grades:
        written = self._lookup.written(sought, self._cancel)
        near = self._lookup.mistyped(sought, budget_of(sought), self._cancel)
        return np.maximum(written.grades, near.grades)

    def _phrase(self, node: Phrase) -> Found:
        fields = int(BY_NAME.get(node.field, ANYWHERE))
        words = [piece.word for piece in pieces_of(node.text)]
        grades = np.zeros(self._terms.size, np.uint8)
        ranges = [self._terms.vocabulary.beginning(word) for word in words[-1:] if node.open]
        numbers = [self._terms.vocabulary.find(word) for word in words[: len(words) - len(ranges)]]
        if None not in numbers:
            phrase = [*((number, number + 1) for number in numbers if number is not None), *ranges]
            self._raise_phrase(grades, words, phrase, fields, open_end=node.open)
        self._raise_marked(grades, words, fields, open_end=node.open)
        return Found(grades)

    def _raise_phrase(
        self, grades: Grades, words: list[str], phrase: list[tuple[int, int]], fields: int, *, open_end: bool
    ) -> None:
        modes = [Mode.EXACT] * len(words)
        if open_end:
            modes[-1] = Mode.PREFIX
        for name, held in STREAMS.items():
            wanted = int(held) & fields
            if not wanted:
                continue
            sought = [Sought(word, wanted, mode, False) for word, mode in zip(words, modes, strict=True)]
            each = [self._exactly(one) for one in sought]
            papers = np.flatnonzero(np.minimum.reduce([found.grades for found in each]))
            best = Field(1 << (wanted.bit_length() - 1))
            if len(words) > 1:
                papers = self._streams.with_phrase(name, phrase, papers, self._cancel)
            grades[papers] = np.maximum(grades[papers], GRADES[Level.EXACT, best])

    def _exactly(self, sought: Sought) -> Found:
        return self._remembered("written", sought, lambda: self._lookup.written(sought, self._cancel))

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


def _part(sought: Sought, text: str) -> Sought:
    return replace(sought, text=text, inside=False)


def _texts(mark: Mark, field: Field) -> tuple[str, ...]:
    return mark.tags if field is Field.TAG else (mark.all_notes,)


def _follows(text: str, words: list[str], open_end: bool) -> bool:
    """Whether the words follow each other in a text."""
    found = " ".join(piece.word for piece in pieces_of(text))
    return f" {' '.join(words)}{'' if open_end else ' '}" in f" {found} "

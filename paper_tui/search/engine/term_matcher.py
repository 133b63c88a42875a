"""What one typed word can mean in this library, and which papers have it how well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.inverted_index import Grades, Terms
from paper_tui.search.index.vocabulary import Ids, Vocabulary, typo_budget
from paper_tui.search.query.ast import Mode
from paper_tui.search.text.fields import ANYWHERE, GRADE_TABLES, GRADES, Field, Level
from paper_tui.search.text.tokenizer import fold_word, read_unit

if TYPE_CHECKING:
    from paper_tui.search.engine.mark_overlay import MarkWords
    from paper_tui.search.index.string_table import Lines

_NONE = np.empty(0, np.int64)
LOWEST_KNOWN = min(grade for (level, _), grade in GRADES.items() if level >= Level.PREFIX)
SPLITS = 3
"""Ways to part an unknown word in two that are tried."""
SHORTEST_HALF = 3
"""Letters of a half; a shorter one stands in too many papers to tell anything."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A word as it is looked for."""

    text: str
    fields: int = int(ANYWHERE)
    mode: Mode = Mode.PLAIN
    inside: bool = True
    """Whether it may stand inside a word."""


class Nearby:
    """Words by number, spelled out only where a text is to be lit."""

    def __init__(self, numbers: Sequence[tuple[Vocabulary, Ids]]) -> None:
        self._numbers = numbers

    @cached_property
    def words(self) -> frozenset[str]:
        """All of them."""
        return frozenset(
            vocabulary[number] for vocabulary, numbers in self._numbers for number in numbers.tolist()
        )


@dataclass(frozen=True, slots=True)
class Found:
    """How well each paper has a word, and by which other words."""

    grades: Grades
    near: Nearby | None = None
    """Words of the library taken for it: with one letter off, with two, shortened."""
    leads: tuple[tuple[int, int], ...] = ()
    """As ranges of numbers, the words that are it or begin with it where a title may be searched."""
    near_numbers: Ids = field(default_factory=lambda: _NONE)
    """The words of `near` that titles may begin with, by number."""

    @property
    def papers(self) -> int:
        """How many have it."""
        return int(np.count_nonzero(self.grades))


class Lookup:
    """Grades the papers for one word at a time, over the words of the papers and those of the marks."""

    def __init__(self, terms: Terms, words: MarkWords, initials: Lines) -> None:
        self._size = terms.size
        self._terms = terms
        self._words = words
        self._initials = initials

    def written(self, sought: Sought, cancel: CancelToken) -> Found:
        """The papers that have the word as it is written: exact, begun or, where that may be, inside."""
        grades = self._blank()
        for terms, part in self._parts(cancel):
            target = grades if terms is self._terms else part
            self._raise_written(terms, target, sought, cancel)
            self._merge(grades, target, terms)
        return Found(grades, leads=self._leads(sought))

    def _leads(self, sought: Sought) -> tuple[tuple[int, int], ...]:
        """The words that a title which begins with the word can have first."""
        vocabulary, first = self._terms.vocabulary, parts_of(sought.text)[:1]
        word = folded(sought.text)
        if not sought.fields & Field.TITLE or not word:
            return ()
        whole = first if sought.mode is not Mode.EXACT else (word,)
        numbers = (vocabulary.find(one) for one in whole)
        exact = tuple((number, number + 1) for number in numbers if number is not None)
        return exact if sought.mode is Mode.EXACT else (*exact, vocabulary.beginning(word))

    def _parts(self, cancel: CancelToken) -> list[tuple[Terms, Grades]]:
        own = self._words.terms(cancel)
        return [(self._terms, np.empty(0, np.uint8)), (own, np.zeros(own.size, np.uint8))]

    def _merge(self, grades: Grades, part: Grades, terms: Terms) -> None:
        if terms is not self._terms:
            np.maximum.at(grades, self._words.papers, part)

    def _blank(self) -> Grades:
        return np.zeros(self._size, np.uint8)

    def _raise_written(self, terms: Terms, grades: Grades, sought: Sought, cancel: CancelToken) -> None:
        word = read_unit(sought.text).joined
        if sought.mode is not Mode.EXACT:
            if sought.inside and sought.mode is not Mode.PREFIX:
                anywhere = sought.fields == ANYWHERE
                terms.raise_inside(grades, word, table(Level.INSIDE, sought.fields), anywhere, cancel)
            terms.raise_beginning(grades, word, table(Level.PREFIX, sought.fields), cancel)
        number = terms.vocabulary.find(word)
        if number is not None:
            terms.raise_word(grades, number, table(Level.EXACT, sought.fields), cancel)

    def mistyped(self, sought: Sought, budget: int, cancel: CancelToken) -> Found:
        """The papers that have a word which may be meant: mistyped, shortened, by initials."""
        grades = self._blank()
        word = read_unit(sought.text).joined
        near: list[tuple[Vocabulary, Ids]] = []
        numbers: list[Ids] = []
        for terms, part in self._parts(cancel):
            target = grades if terms is self._terms else part
            numbers.append(self._raise_near(terms, target, word, budget, sought.fields, cancel))
            near.append((terms.vocabulary, numbers[-1]))
            self._merge(grades, target, terms)
        if sought.fields & Field.TITLE and may_be_initials(word):
            papers = self._initials.holding(word, cancel)
            grades[papers] = np.maximum(grades[papers], GRADES[Level.SHORTENED, Field.TITLE])
        leading = numbers[:1] if sought.fields & Field.TITLE else []
        return Found(grades, Nearby(near), near_numbers=np.concatenate([_NONE, *leading]))

    def _raise_near(
        self, terms: Terms, grades: Grades, word: str, budget: int, fields: int, cancel: CancelToken
    ) -> Ids:
        if not word or not len(terms.vocabulary):
            return _NONE
        vocabulary = terms.vocabulary
        short = vocabulary.shortened(word, cancel)
        near = vocabulary.near(word, budget, cancel) if budget else None
        if near is not None:
            terms.raise_words(grades, near.two, table(Level.FAR_TYPO, fields), cancel)
        terms.raise_words(grades, short, table(Level.SHORTENED, fields), cancel)
        if near is not None:
            terms.raise_words(grades, near.one, table(Level.TYPO, fields), cancel)
        return short if near is None else np.concatenate([short, near.one, near.two])

    def splits(self, word: str) -> list[tuple[str, str]]:
        """The likeliest ways to part a word into two words of the library, the second perhaps begun."""
        vocabulary, found = self._terms.vocabulary, []
        for at in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
            left, right = vocabulary.find(word[:at]), vocabulary.find(word[at:])
            if left is not None and right is not None:
                papers = min(self._terms.count(left), self._terms.count(right))
                found.append((papers, word[:at], word[at:]))
        return [(left, right) for _, left, right in sorted(found, reverse=True)[:SPLITS]]


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a typed word that may stand apart: ``low-rank``, ``gpt4``."""
    unit = read_unit(text)
    if len(unit.pieces) > 1:
        return unit.pieces
    word = unit.joined
    cut = [at for at in range(1, len(word)) if word[at - 1].isdigit() != word[at].isdigit()]
    ends = [0, *cut, len(word)]
    parts = tuple(word[begin:end] for begin, end in pairwise(ends))
    return parts if len(parts) > 1 else ()


def may_be_initials(word: str) -> bool:
    """Whether a word may stand for the first letters of others."""
    return 3 <= len(word) <= 8 and word.isalpha()


def folded(text: str) -> str:
    """A typed word as the vocabulary has it."""
    return read_unit(text).joined or fold_word(text)


def budget_of(sought: Sought) -> int:
    """How many letters may be wrong; asked for by ``~``, one even in a word of three."""
    word = folded(sought.text)
    return max(1, typo_budget(word)) if sought.mode is Mode.FUZZY and len(word) >= 3 else typo_budget(word)


def table(level: Level, fields: int) -> Grades:
    """For each byte of fields the grade of a match at this level, 0 where none of the fields is asked for."""
    whole = np.frombuffer(GRADE_TABLES[level], np.uint8)
    graded: Grades = whole[np.arange(128) & fields]
    return graded

"""Match one typed word against the terms of a library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from paper_tui.papers.cancellation import CancelToken
from paper_tui.search.index.inverted_index import InvertedIndex
from paper_tui.search.index.types import Grades
from paper_tui.search.index.vocabulary import Ids, Near, Vocabulary, typo_budget
from paper_tui.search.query.ast import Mode
from paper_tui.search.text.fields import ANYWHERE, GRADE_TABLES, GRADES, IN_TEXT, Field, Level
from paper_tui.search.text.tokenizer import fold_word, read_unit

if TYPE_CHECKING:
    from paper_tui.search.engine.mark_overlay import MarkTerms
    from paper_tui.search.index.string_table import StringTable

_NONE = np.empty(0, np.int64)
LOWEST_KNOWN = min(grade for (level, _), grade in GRADES.items() if level >= Level.PREFIX)
MOST_FOLDED = 256
"""Typed words whose folded forms are kept."""
SPLITS = 3
"""Splits of an unknown word in two that are tried."""
SHORTEST_HALF = 3
"""Shortest half of a split; shorter ones occur in too many papers."""


@dataclass(frozen=True, slots=True)
class TermQuery:
    """A word to match, with fields and mode."""

    text: str
    fields: int = int(ANYWHERE)
    mode: Mode = Mode.PLAIN
    inside: bool = True
    """True if it may match as a substring."""


class SimilarWords:
    """Similar terms by id, decoded only for highlighting."""

    def __init__(
        self, numbers: Sequence[tuple[Vocabulary, Ids]] = (), in_texts: frozenset[str] = frozenset()
    ) -> None:
        self._numbers = numbers
        self._in_texts = in_texts

    @cached_property
    def words(self) -> frozenset[str]:
        """All similar terms."""
        terms = (vocabulary[number] for vocabulary, numbers in self._numbers for number in numbers.tolist())
        return self._in_texts.union(terms)

    def and_words(self, words: frozenset[str]) -> SimilarWords:
        """These terms and others, from full texts."""
        return SimilarWords(self._numbers, self._in_texts | words)


@dataclass(frozen=True, slots=True)
class Match:
    """The grade of each paper for a term, and the similar terms that matched."""

    grades: Grades
    near: SimilarWords | None = None
    """Terms taken for it: misspelt or abbreviated."""
    title_prefixes: tuple[tuple[int, int], ...] = ()
    """Ranges of term ids with which a title can start to match its beginning."""
    similar_ids: Ids = field(default_factory=lambda: _NONE)
    """The ids of `near` with which titles can start."""

    @property
    def papers(self) -> int:
        """The number of papers that match, without those that do in their full text only."""
        return int(np.count_nonzero(self.grades > IN_TEXT))


class TermMatcher:
    """Grades papers for one word at a time, over the terms of the papers and of the marks."""

    def __init__(self, terms: InvertedIndex, words: MarkTerms, initials: StringTable) -> None:
        self._size = terms.size
        self._terms = terms
        self._words = words
        self._initials = initials

    def written(self, term: TermQuery, cancel: CancelToken) -> Match:
        """Match a word as written: exact, as a prefix or, where allowed, as a substring."""
        grades = self._blank()
        for terms, part in self._parts(cancel):
            target = grades if terms is self._terms else part
            self._raise_written(terms, target, term, cancel)
            self._merge(grades, target, terms)
        return Match(grades, title_prefixes=self._title_prefixes(term))

    def _title_prefixes(self, term: TermQuery) -> tuple[tuple[int, int], ...]:
        """Return the term ids with which a title that matches at its start can begin."""
        vocabulary, first = self._terms.vocabulary, split_parts(term.text)[:1]
        word = fold(term.text)
        if not term.fields & Field.TITLE or not word:
            return ()
        whole = first if term.mode is not Mode.EXACT else (word,)
        numbers = (vocabulary.find(one) for one in whole)
        exact = tuple((number, number + 1) for number in numbers if number is not None)
        return exact if term.mode is Mode.EXACT else (*exact, vocabulary.beginning(word))

    def _parts(self, cancel: CancelToken) -> list[tuple[InvertedIndex, Grades]]:
        own = self._words.terms(cancel)
        return [(self._terms, np.empty(0, np.uint8)), (own, np.zeros(own.size, np.uint8))]

    def _merge(self, grades: Grades, part: Grades, terms: InvertedIndex) -> None:
        if terms is not self._terms:
            np.maximum.at(grades, self._words.papers, part)

    def _blank(self) -> Grades:
        return np.zeros(self._size, np.uint8)

    def _raise_written(
        self, terms: InvertedIndex, grades: Grades, term: TermQuery, cancel: CancelToken
    ) -> None:
        word = read_unit(term.text).joined
        if term.mode is not Mode.EXACT:
            if term.inside and term.mode is not Mode.PREFIX:
                anywhere = term.fields == ANYWHERE
                terms.raise_inside(grades, word, table(Level.INSIDE, term.fields), anywhere, cancel)
            terms.raise_beginning(grades, word, table(Level.PREFIX, term.fields), cancel)
        number = terms.vocabulary.find(word)
        if number is not None:
            terms.raise_word(grades, number, table(Level.EXACT, term.fields), cancel)

    def mistyped(self, term: TermQuery, budget: int, cancel: CancelToken, *, begun: bool = True) -> Match:
        """Match similar terms, with `begun` prefixes too: misspelt, abbreviated, or initials of a title."""
        grades = self._blank()
        word = read_unit(term.text).joined
        near: list[tuple[Vocabulary, Ids]] = []
        numbers: list[Ids] = []
        for terms, part in self._parts(cancel):
            target = grades if terms is self._terms else part
            can_be_near = budget and word and len(terms.vocabulary)
            near_terms = terms.vocabulary.near(word, budget, cancel, begun=begun) if can_be_near else None
            numbers.append(self._raise_near(terms, target, word, near_terms, term.fields, cancel))
            near.append((terms.vocabulary, numbers[-1]))
            self._merge(grades, target, terms)
        if term.fields & Field.TITLE and may_be_initials(word):
            papers = self._initials.holding(word, cancel)
            grades[papers] = np.maximum(grades[papers], GRADES[Level.SHORTENED, Field.TITLE])
        leading = numbers[:1] if term.fields & Field.TITLE else []
        return Match(grades, SimilarWords(near), similar_ids=np.concatenate([_NONE, *leading]))

    def _raise_near(
        self,
        terms: InvertedIndex,
        grades: Grades,
        word: str,
        near: Near | None,
        fields: int,
        cancel: CancelToken,
    ) -> Ids:
        if not word or not len(terms.vocabulary):
            return _NONE
        short = terms.vocabulary.shortened(word, cancel)
        if near is not None:
            terms.raise_words(grades, near.two, table(Level.FAR_TYPO, fields), cancel)
        terms.raise_words(grades, short, table(Level.SHORTENED, fields), cancel)
        if near is not None:
            terms.raise_words(grades, near.one, table(Level.TYPO, fields), cancel)
        return short if near is None else np.concatenate([short, near.one, near.two])

    def splits(self, word: str) -> list[tuple[str, str]]:
        """Return the likeliest splits of a word into two terms, the second perhaps a prefix."""
        vocabulary, found = self._terms.vocabulary, []
        for at in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
            left, right = vocabulary.find(word[:at]), vocabulary.find(word[at:])
            if left is not None and right is not None:
                papers = min(self._terms.count(left), self._terms.count(right))
                found.append((papers, word[:at], word[at:]))
        return [(left, right) for _, left, right in sorted(found, reverse=True)[:SPLITS]]


@lru_cache(MOST_FOLDED)
def split_parts(text: str) -> tuple[str, ...]:
    """Split a typed word into parts that may be separate words: ``low-rank``, ``gpt4``; kept as by `fold`."""
    unit = read_unit(text)
    if len(unit.pieces) > 1:
        return unit.pieces
    word = unit.joined
    cut = [at for at in range(1, len(word)) if word[at - 1].isdigit() != word[at].isdigit()]
    ends = [0, *cut, len(word)]
    parts = tuple(word[begin:end] for begin, end in pairwise(ends))
    return parts if len(parts) > 1 else ()


def may_be_initials(word: str) -> bool:
    """Return whether a word can be initials of a title."""
    return 3 <= len(word) <= 8 and word.isalpha()


@lru_cache(MOST_FOLDED)
def fold(text: str) -> str:
    """Fold a typed word as the vocabulary does; kept, as every text is highlighted for the same words."""
    return read_unit(text).joined or fold_word(text)


def allowed_typos(term: TermQuery) -> int:
    """Return how many letters may be wrong; with ``~`` one even in a word of three."""
    word = fold(term.text)
    return max(1, typo_budget(word)) if term.mode is Mode.FUZZY and len(word) >= 3 else typo_budget(word)


def table(level: Level, fields: int) -> Grades:
    """Return the grade of a match at this level per field bit set, 0 where none of the fields is wanted."""
    whole = np.frombuffer(GRADE_TABLES[level], np.uint8)
    graded: Grades = whole[np.arange(128) & fields]
    return graded

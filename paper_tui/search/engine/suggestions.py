"""Suggestions for a query without results: correct a word, drop a condition, ask elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

import numpy as np

from paper_tui.papers.cancellation import NEVER
from paper_tui.papers.shelf import EffectiveState
from paper_tui.search.engine.results import Suggestion, SuggestionKind
from paper_tui.search.engine.term_matcher import fold
from paper_tui.search.index.vocabulary import typo_budget
from paper_tui.search.query.ast import Flag, Mode, Node, Phrase, Word, all_of, conjuncts
from paper_tui.search.query.grammar import LABEL_FIELDS, TEXT_FIELDS
from paper_tui.search.query.literals import nearest_names
from paper_tui.search.query.query import Query, Scope, exactly
from paper_tui.search.query.visibility import asks_for_hidden

if TYPE_CHECKING:
    from paper_tui.search.engine.evaluator import Evaluator
    from paper_tui.search.engine.facets import Facets
    from paper_tui.search.index.inverted_index import InvertedIndex

MOST = 5
_MOST_CHECKED = 24
"""Conditions of a long query that are looked at."""
_TRIED = 3
_MOST_TOGETHER = 27
"""Combinations of corrections that are tried."""


def suggest(
    scope: Scope, evaluator: Evaluator, facets: Facets, terms: InvertedIndex
) -> tuple[Suggestion, ...]:
    """Suggest similar queries that match, the likeliest first."""
    return _Suggester(scope, evaluator, facets, terms).suggestions()


class _Suggester:
    def __init__(self, scope: Scope, evaluator: Evaluator, facets: Facets, terms: InvertedIndex) -> None:
        self._scope = scope
        self._nodes = conjuncts(scope.query.node)
        self._evaluator = evaluator
        self._facets = facets
        self._terms = terms

    def suggestions(self) -> tuple[Suggestion, ...]:
        found = [*self._all_corrected(), *self._one_changed(), *self._unfiltered(), *self._hidden()]
        useful = sorted((one for one in found if one.count), key=_likeliest)
        distinct = {(one.query, one.chosen): one for one in reversed(useful)}
        best = [one for one in useful if distinct[one.query, one.chosen] is one]
        return tuple(best[:MOST]) or self._nothing()

    def _count(self, node: Node) -> int:
        mask = self._evaluator.matching(node, lenient=False)
        return int(np.count_nonzero(self._facets.narrowed(mask, hidden=asks_for_hidden(node))))

    def _suggestion(self, kind: SuggestionKind, label: str, node: Node) -> Suggestion:
        return Suggestion(kind, label, Query(node), self._count(node), self._scope.chosen)

    def _one_changed(self) -> Iterator[Suggestion]:
        """Replace or drop one condition."""
        for place, node in enumerate(self._nodes[:_MOST_CHECKED]):
            before, after = self._nodes[:place], self._nodes[place + 1 :]
            for kind, label, other in self._replacements(node):
                yield self._suggestion(kind, label, all_of([*before, other, *after]))
            if before or after:
                yield self._suggestion(SuggestionKind.DROPPED, f"without {node}", all_of([*before, *after]))

    def _replacements(self, node: Node) -> Iterator[tuple[SuggestionKind, str, Node]]:
        if not isinstance(node, Word | Phrase):
            return
        if node.field in LABEL_FIELDS or node.field == "tag":
            for value in self._values(node):
                yield SuggestionKind.VALUE, f"did you mean {node.field}:{value.text}", value
            return
        if isinstance(node, Word):
            for word in _corrections(node, self._terms):
                yield SuggestionKind.CORRECTED, f"did you mean {word}", word
        if node.field in TEXT_FIELDS:
            for other in self._elsewhere(node):
                yield SuggestionKind.OTHER_FIELD, f"did you mean {other}", other

    def _values(self, node: Word | Phrase) -> Iterator[Word | Phrase]:
        """Yield known values of a field: similar ones, else the most frequent."""
        known = self._facets.known_values(node.field)
        near = nearest_names(node.text.casefold(), known, _TRIED)
        for value in near or known[:_TRIED]:
            yield exactly(node.field, value)

    def _elsewhere(self, node: Word | Phrase) -> Iterator[Node]:
        """Yield the condition in the other text fields that have it, else in any field."""
        others = [replace(node, field=name) for name in TEXT_FIELDS if name != node.field]
        found = [other for other in others if self._count(other)]
        yield from found or [replace(node, field="")]

    def _unfiltered(self) -> Iterator[Suggestion]:
        if self._scope.chosen:
            query = self._scope.query
            mask = self._evaluator.matching(query.node, lenient=True)
            shown = self._facets.unchosen(mask, hidden=asks_for_hidden(query.node))
            count = int(np.count_nonzero(shown))
            yield Suggestion(SuggestionKind.UNFILTERED, "without the filters", query, count, ())

    def _hidden(self) -> Iterator[Suggestion]:
        if not asks_for_hidden(self._scope.query.node):
            among = all_of([*self._nodes, Flag("is", EffectiveState.HIDDEN)])
            yield self._suggestion(SuggestionKind.HIDDEN, "among the hidden papers", among)

    def _nothing(self) -> tuple[Suggestion, ...]:
        """Name the conditions that no paper meets, where nothing better is known; offer all papers."""
        faulty = [str(node) for node in self._nodes[:_MOST_CHECKED] if not self._count(node)]
        if not faulty:
            return ()
        label = f"no paper has {' or '.join(faulty)}"
        return (self._suggestion(SuggestionKind.NOTHING, label, Query.EMPTY.node),)

    def _all_corrected(self) -> Iterator[Suggestion]:
        """Correct every faulty word of a query at once, or drop it."""
        words = [place for place, node in enumerate(self._nodes[:_MOST_CHECKED]) if _is_text(node)]
        faulty = [place for place in words if not self._count(self._nodes[place])]
        if len(faulty) < 2:
            return
        choices = [
            _choices(node, self._terms) if place in faulty else (node,)
            for place, node in enumerate(self._nodes)
        ]
        for chosen in islice(product(*choices), _MOST_TOGETHER):
            kept = [node for node in chosen if node is not None]
            if kept:
                lost = [str(self._nodes[place]) for place in faulty if chosen[place] is None]
                corrected = all_of(kept)
                meant = "did you mean" if len(lost) < len(faulty) else "only"
                without = f" without {' '.join(lost)}" if lost else ""
                yield self._suggestion(SuggestionKind.CORRECTED, f"{meant} {corrected}{without}", corrected)


def _is_text(node: Node) -> bool:
    return isinstance(node, Word) and node.field not in LABEL_FIELDS


def _choices(node: Node, terms: InvertedIndex) -> tuple[Node | None, ...]:
    """Return the likeliest corrections of a word; None, to drop it, if there are none."""
    found = tuple(islice(_corrections(node, terms), _TRIED)) if isinstance(node, Word) else ()
    return found or (None,)


_ORDER: Sequence[Iterable[SuggestionKind]] = (
    (SuggestionKind.CORRECTED, SuggestionKind.VALUE),
    (SuggestionKind.OTHER_FIELD,),
)


def _likeliest(one: Suggestion) -> tuple[int, int]:
    rank = next((place for place, kinds in enumerate(_ORDER) if one.kind in kinds), len(_ORDER))
    return rank, -one.count


def _corrections(word: Word, terms: InvertedIndex) -> Iterator[Word]:
    """Yield the word replaced by similar terms, those of most papers first."""
    text = fold(word.text)
    if len(text) < 2 or word.field == "id" or word.field in LABEL_FIELDS:
        return
    budget = min(typo_budget(text) + 1, 1 if len(text) < 5 else 2 if len(text) < 9 else 3, len(text) - 1)
    near = terms.vocabulary.near(text, budget, NEVER, begun=False)
    mode = Mode.EXACT if word.mode is Mode.EXACT else Mode.PLAIN
    for numbers in (near.one, near.two):
        counts = terms.counts(numbers)
        for number in numbers[np.argsort(-counts, kind="stable")[:_TRIED]].tolist():
            yield Word(terms.vocabulary[number], word.field, mode)

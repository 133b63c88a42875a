"""Suggestions for a query without results: drop a condition, or correct a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

import numpy as np

from paper_tui.papers.cancellation import NEVER
from paper_tui.papers.shelf import EffectiveState
from paper_tui.search.engine.results import Suggestion
from paper_tui.search.engine.term_matcher import fold
from paper_tui.search.index.vocabulary import typo_budget
from paper_tui.search.query.ast import Flag, Mode, Node, Phrase, Word, all_of, conjuncts
from paper_tui.search.query.grammar import LABEL_FIELDS
from paper_tui.search.query.query import Query, Scope
from paper_tui.search.query.visibility import asks_for_hidden

if TYPE_CHECKING:
    from paper_tui.search.engine.evaluator import Evaluator
    from paper_tui.search.engine.facets import Facets
    from paper_tui.search.index.inverted_index import InvertedIndex

MOST = 4
_TRIED = 3
_MOST_TOGETHER = 27
"""Combinations of corrections that are tried."""


def suggest(
    scope: Scope, evaluation: Evaluator, facets: Facets, terms: InvertedIndex
) -> tuple[Suggestion, ...]:
    """Suggest similar queries that match, the likeliest first."""
    nodes = conjuncts(scope.query.node)

    def count(node: Node) -> int:
        mask = evaluation.matching(node, lenient=False)
        return int(np.count_nonzero(facets.narrowed(mask, hidden=asks_for_hidden(node))))

    found: list[Suggestion] = list(_all_corrected(nodes, terms, count))
    for place, node in enumerate(nodes):
        others = [*nodes[:place], *nodes[place + 1 :]]
        if isinstance(node, Word):
            for other in _corrections(node, terms):
                corrected = all_of([*nodes[:place], other, *nodes[place + 1 :]])
                found.append(Suggestion(f"did you mean {other}", Query(corrected), count(corrected)))
        if others:
            rest = all_of(others)
            found.append(Suggestion(f"without {node}", Query(rest), count(rest)))
    if scope.chosen:
        mask = evaluation.matching(scope.query.node, lenient=True)
        everywhere = facets.unchosen(mask, hidden=asks_for_hidden(scope.query.node))
        found.append(Suggestion("without the filters", scope.query, int(np.count_nonzero(everywhere))))
    if not asks_for_hidden(scope.query.node):
        among = all_of([*nodes, Flag("is", EffectiveState.HIDDEN)])
        found.append(Suggestion("among the hidden papers", Query(among), count(among)))
    useful = sorted((one for one in found if one.count), key=_likeliest)
    told = tuple(replace(one, text=f"{one.text}: {one.count:,}") for one in useful[:MOST])
    return told or tuple(_unknown(nodes, count))


def _unknown(nodes: Sequence[Node], count: Callable[[Node], int]) -> Iterator[Suggestion]:
    """Name the words that no paper has, where nothing better is known."""
    words = [str(node) for node in nodes if isinstance(node, Word | Phrase) and not count(node)]
    if words:
        yield Suggestion(f"no paper has {' or '.join(words)}", Query.EMPTY, count(Query.EMPTY.node))


def _all_corrected(
    nodes: Sequence[Node], terms: InvertedIndex, count: Callable[[Node], int]
) -> Iterator[Suggestion]:
    """Correct every faulty word of a query at once, or drop it."""
    faulty = [place for place, node in enumerate(nodes) if isinstance(node, Word) and not count(node)]
    if len(faulty) < 2:
        return
    choices = [_choices(node, terms) if place in faulty else (node,) for place, node in enumerate(nodes)]
    for chosen in islice(product(*choices), _MOST_TOGETHER):
        kept = [node for node in chosen if node is not None]
        if kept:
            corrected = all_of(kept)
            lost = [str(nodes[place]) for place in faulty if chosen[place] is None]
            said = "did you mean" if len(lost) < len(faulty) else "only"
            without = f" without {' '.join(lost)}" if lost else ""
            yield Suggestion(f"{said} {corrected}{without}", Query(corrected), count(corrected))


def _choices(node: Node, terms: InvertedIndex) -> tuple[Node | None, ...]:
    """Return the likeliest corrections of a word; None, to drop it, where there are none."""
    found = tuple(islice(_corrections(node, terms), _TRIED)) if isinstance(node, Word) else ()
    return found or (None,)


def _likeliest(advice: Suggestion) -> tuple[bool, int]:
    return not advice.text.startswith("did you mean"), -advice.count


def _corrections(word: Word, terms: InvertedIndex) -> Iterator[Word]:
    """Yield the word replaced by similar terms, those of most papers first."""
    text = fold(word.text)
    if len(text) < 2 or word.field == "id" or word.field in LABEL_FIELDS:
        return
    budget = min(typo_budget(text) + 1, 2 if len(text) < 9 else 3, len(text) - 1)
    near = terms.vocabulary.near(text, budget, NEVER, begun=False)
    for numbers in (near.one, near.two):
        counts = terms.counts(numbers)
        for number in numbers[np.argsort(-counts, kind="stable")[:_TRIED]].tolist():
            yield Word(
                terms.vocabulary[number], word.field, Mode.EXACT if word.mode is Mode.EXACT else Mode.PLAIN
            )

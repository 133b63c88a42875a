"""What to try when nothing matches: which condition is at fault, and what another word would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from paper_tui.papers.shelf import Standing
from paper_tui.search.grammar import LABEL_FIELDS
from paper_tui.search.hidden import asks_for_hidden
from paper_tui.search.meaning import folded
from paper_tui.search.nodes import Flag, Mode, Node, Word, all_of, conjuncts
from paper_tui.search.query import Query, Scope
from paper_tui.search.results import Advice
from paper_tui.search.vocabulary import typo_budget

if TYPE_CHECKING:
    from paper_tui.search.evaluate import Evaluation
    from paper_tui.search.facets import Facets
    from paper_tui.search.terms import Terms

MOST = 4
_TRIED = 3


def advise(scope: Scope, evaluation: Evaluation, facets: Facets, terms: Terms) -> tuple[Advice, ...]:
    """Queries near this one that do match, the likeliest first."""
    nodes = conjuncts(scope.query.node)

    def count(node: Node) -> int:
        mask = evaluation.matching(node, lenient=False)
        return int(np.count_nonzero(facets.narrowed(mask, hidden=asks_for_hidden(node))))

    found: list[Advice] = []
    for place, node in enumerate(nodes):
        others = [*nodes[:place], *nodes[place + 1 :]]
        if isinstance(node, Word):
            for other in _corrections(node, terms):
                corrected = all_of([*nodes[:place], other, *nodes[place + 1 :]])
                found.append(Advice(f"did you mean {other}", Query(corrected), count(corrected)))
        if others:
            rest = all_of(others)
            found.append(Advice(f"without {node}", Query(rest), count(rest)))
    if scope.chosen:
        mask = evaluation.matching(scope.query.node, lenient=True)
        everywhere = facets.unchosen(mask, hidden=asks_for_hidden(scope.query.node))
        found.append(Advice("without the filters", scope.query, int(np.count_nonzero(everywhere))))
    if not asks_for_hidden(scope.query.node):
        among = all_of([*nodes, Flag("is", Standing.HIDDEN)])
        found.append(Advice("among the hidden papers", Query(among), count(among)))
    useful = sorted((one for one in found if one.count), key=_likeliest)
    return tuple(replace(one, text=f"{one.text}: {one.count:,}") for one in useful[:MOST])


def _likeliest(advice: Advice) -> tuple[bool, int]:
    return not advice.text.startswith("did you mean"), -advice.count


def _corrections(word: Word, terms: Terms) -> Iterator[Word]:
    """The word with another of the library in its place, those of most papers first."""
    text = folded(word.text)
    if len(text) < 2 or word.field == "id" or word.field in LABEL_FIELDS:
        return
    budget = min(typo_budget(text) + 1, 2 if len(text) < 9 else 3, len(text) - 1)
    near = terms.vocabulary.near(text, budget, lambda: None, begun=False)
    for numbers in (near.one, near.two):
        counts = terms.counts(numbers)
        for number in numbers[np.argsort(-counts, kind="stable")[:_TRIED]].tolist():
            yield Word(
                terms.vocabulary[number], word.field, Mode.EXACT if word.mode is Mode.EXACT else Mode.PLAIN
            )

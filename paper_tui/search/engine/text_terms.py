"""Grade papers for the words and phrases of a query in their full texts, below everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from paper_tui.search.engine.filters import Connections
from paper_tui.search.engine.term_matcher import (
    LOWEST_KNOWN,
    Match,
    SimilarWords,
    TermQuery,
    allowed_typos,
    fold,
)
from paper_tui.search.query.ast import Mode, Phrase, Word
from paper_tui.search.text.fields import IN_TEXT


class TextTerms:
    """Looks terms up in the full texts of the papers of one index."""

    def __init__(self, connections: Connections, papers: int) -> None:
        self._connections = connections
        self._papers = papers

    def alone(self, node: Word | Phrase, *, corrected: bool) -> Match:
        """Match a term in full texts only.

        Args:
            node: The term.
            corrected: Whether a word that no text has may be misspelt.
        """
        return self.added(Match(np.zeros(self._papers, np.uint8)), node, corrected=corrected)

    def added(self, found: Match, node: Word | Phrase, *, corrected: bool) -> Match:
        """Add to the papers that match a term those that have it in their full text; as `alone`."""
        papers = self._connections.in_texts(node.text, is_open=_is_open(node))
        if papers:
            found = _raised(found, papers)
        is_known = bool(papers) or bool(found.grades.max(initial=0) >= LOWEST_KNOWN)
        is_fuzzy = isinstance(node, Word) and node.mode is Mode.FUZZY
        if corrected and isinstance(node, Word) and (is_fuzzy or not is_known):
            return self._corrected(found, node)
        return found

    def _corrected(self, found: Match, node: Word) -> Match:
        typos = allowed_typos(TermQuery(node.text, mode=node.mode))
        if node.mode in (Mode.EXACT, Mode.PREFIX) or not typos:
            return found
        papers, words = self._connections.near_in_texts(fold(node.text), typos)
        if not papers:
            return found
        return replace(_raised(found, papers), near=(found.near or SimilarWords()).and_words(words))


def _raised(found: Match, papers: Sequence[int]) -> Match:
    grades = found.grades.copy()
    places = np.asarray(papers, np.int64)
    grades[places] = np.maximum(grades[places], np.uint8(IN_TEXT))
    return replace(found, grades=grades)


def _is_open(node: Word | Phrase) -> bool:
    return node.open if isinstance(node, Phrase) else node.mode is not Mode.EXACT

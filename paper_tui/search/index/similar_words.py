"""Words similar to a misspelt one, from a list of words that no search index holds."""

from __future__ import annotations

from collections.abc import Sequence

from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.search.index.vocabulary import Vocabulary, vocabulary_arrays

MOST = 24
"""Similar words that are used, the nearest."""


class WordList:
    """A sorted list of folded words."""

    def __init__(self, words: Sequence[bytes]) -> None:
        self._vocabulary = Vocabulary(vocabulary_arrays(list(words)))

    def near(self, word: str, typos: int, cancel: CancelToken = NEVER) -> tuple[str, ...]:
        """List the words within so many typos of one, nearest first."""
        if not len(self._vocabulary):
            return ()
        near = self._vocabulary.near(word, typos, cancel)
        numbers = [*near.one.tolist(), *near.two.tolist()][:MOST]
        return tuple(self._vocabulary[number] for number in numbers)

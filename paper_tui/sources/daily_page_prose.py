"""Classification of the texts of a page as titles and abstracts.

Structure decides first: titles and abstracts take turns, so a text is judged with its neighbours. Each text
has a score for reading like prose; the cheapest row of titles and abstracts over the whole page is found as
in the Viterbi algorithm (https://en.wikipedia.org/wiki/Viterbi_algorithm).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PROSE = 4.0
"""From this score on a text is prose whatever its neighbours are."""

_TITLE, _ABSTRACT = 0, 1
_TURN = ((1.5, 0.0), (0.0, 1.5))
"""The cost of one kind after another: a title without abstract, a second paragraph."""
_ABSTRACT_FIRST = 3.0
_TITLE_LAST = 0.5

_STOP = re.compile(r"(?:[.…]|\.\.\.|。)[\"'”’)\]]*$")
_SENTENCES = re.compile(r"(?:[a-zà-ÿ0-9)%]{4}\.|。)[\"”’)]*(?:\s+[A-ZÀ-Þ\"“(]|(?<=。)\w)")
_ADDRESS = re.compile(r"https?://\S+")
_TELLING = re.compile(
    r"\b(?:we|our|this paper|this work|these|has been|have been|have)\b|^(?:We|In this|This paper|Our)\b"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SHORT = 120


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a page, with the evidence of its neighbours."""

    text: str
    starts_paper: bool = False
    """Submitter or votes are right before it."""
    ends_title: bool = False
    """The number of authors is right after it."""


def title_flags(texts: Sequence[Text]) -> list[bool]:
    """For each text in turn whether it is a title."""
    paths: list[tuple[int, int]] = []
    costs = (0.0, _ABSTRACT_FIRST)
    for index, text in enumerate(texts):
        entries = costs if index else None
        costs, choice = _step(text, entries)
        paths.append(choice)
    return _walk_back(paths, _TITLE if costs[_TITLE] + _TITLE_LAST <= costs[_ABSTRACT] else _ABSTRACT)


def prose_score(text: str) -> float:
    """A score of how much a text reads like prose: above zero an abstract, below zero a title."""
    beginning, end = text[:2_000], text[-200:]
    score = _length_score(len(text)) + _case_score(beginning[:400])
    score += 2 if _STOP.search(end) else -1
    score += 2 if _SENTENCES.search(beginning) else 0
    score += 1.5 if _TELLING.search(beginning) else 0
    return score + _address_score(text)


def _step(text: Text, before: tuple[float, float] | None) -> tuple[tuple[float, float], tuple[int, int]]:
    """The least cost of ending in a title or an abstract here, and what came before in each case."""
    score = prose_score(text.text)
    own = (score - 8 * text.starts_paper - 4 * text.ends_title, -score)
    if before is None:
        return (own[_TITLE], own[_ABSTRACT] + _ABSTRACT_FIRST), (_TITLE, _TITLE)
    ways = [
        [before[kind] + _TURN[kind][then] for kind in (_TITLE, _ABSTRACT)] for then in (_TITLE, _ABSTRACT)
    ]
    choice = (ways[0].index(min(ways[0])), ways[1].index(min(ways[1])))
    return (min(ways[0]) + own[0], min(ways[1]) + own[1]), choice


def _walk_back(paths: list[tuple[int, int]], kind: int) -> list[bool]:
    flags = []
    for choice in reversed(paths):
        flags.append(kind == _TITLE)
        kind = choice[kind]
    return flags[::-1]


def _length_score(length: int) -> float:
    if length > 400:
        return 6
    return 3 if length > 250 else -1 if length < _SHORT else 0


def _case_score(beginning: str) -> float:
    """Titles of English papers write most words large; a text that continues in small letters is no title."""
    words = [word for word in _WORD.findall(beginning) if len(word) > 3]
    large = sum(word[0].isupper() for word in words[1:])
    if len(words) > 2 and large >= 0.65 * (len(words) - 1):
        return -2
    return 1 if len(words) > 6 and large <= 0.34 * (len(words) - 1) else 0


def _address_score(text: str) -> float:
    if len(text) > 2_000:
        return 0
    if _ADDRESS.fullmatch(text):
        return 6
    return 4 if _ADDRESS.search(text) else 0

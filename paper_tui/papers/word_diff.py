"""The differences of two texts by words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

MOST_WORK = 4_000_000
"""Product of the numbers of words up to which words are matched; larger texts differ as a whole."""
_WORD = re.compile(r"\n{2,}|\S+")


class Change(Enum):
    """The fate of a run of words."""

    KEPT = " "
    GONE = "-"
    NEW = "+"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that share their fate; paragraphs are parted by an empty line."""

    change: Change
    text: str


def differences(old: str, new: str) -> list[Run]:
    """The words of both texts in order: those that stayed, went and came."""
    before, after = _words(old), _words(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    middle = (before[head : len(before) - tail], after[head : len(after) - tail])
    runs = [
        (Change.KEPT, before[:head]),
        *_middle(*middle),
        (Change.KEPT, before[len(before) - tail :]),
    ]
    return [Run(change, _text(words)) for change, words in runs if words]


def _middle(before: list[str], after: list[str]) -> Iterator[tuple[Change, list[str]]]:
    if len(before) * len(after) > MOST_WORK:
        yield from ((Change.GONE, before), (Change.NEW, after))
        return
    for name, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if name == "equal":
            yield Change.KEPT, before[i:j]
        else:
            yield from ((Change.GONE, before[i:j]), (Change.NEW, after[k:m]))


def _words(text: str) -> list[str]:
    return [word if word.strip() else "\n\n" for word in _WORD.findall(text)]


def _common(one: list[str], other: list[str]) -> int:
    """The number of words that both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _text(words: list[str]) -> str:
    return re.sub(r" ?\n\n ?", "\n\n", " ".join(words))

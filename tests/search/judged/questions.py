"""Questions with the paper that is meant: written by hand, and drawn by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from paper_tui.papers.identity import fold
from paper_tui.papers.paper import Paper, PaperKey
from tests.search.judged.known import ASKED
from tests.search.judged.papers import papers

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
EACH = 60
"""Drawn questions of each kind."""


@dataclass(frozen=True)
class Question:
    kind: str
    text: str
    meant: PaperKey


def by_hand() -> list[Question]:
    asked = []
    for line in ASKED.strip().splitlines():
        kind, text, begins = line.split("|")
        meant = [paper.key for paper in papers() if paper.title.startswith(begins)]
        assert len(meant) == 1, line
        asked.append(Question(kind, text, meant[0]))
    return asked


def drawn(seed: int, each: int = EACH) -> list[Question]:
    """So many of each kind; the words they come from are in the title of the paper meant alone."""
    draw = random.Random(seed)
    return [question for kind, make in _KINDS.items() for question in _some(kind, make, draw, each)]


Make = Callable[[Paper, list[str], random.Random], str]


def _some(kind: str, make: Make, draw: random.Random, each: int) -> Iterator[Question]:
    found = 0
    while found < each:
        paper = draw.choice(papers())
        words = _telling(paper, draw)
        text = make(paper, words, draw) if words else ""
        if text:
            found += 1
            yield Question(kind, text, paper.key)


def _titles() -> dict[PaperKey, frozenset[str]]:
    return {paper.key: frozenset(_words(paper.title)) for paper in papers()}


_TITLES: dict[PaperKey, frozenset[str]] = {}


def _telling(paper: Paper, draw: random.Random) -> list[str]:
    """Two to four words of a title that no other title has all of, or none."""
    if not _TITLES:
        _TITLES.update(_titles())
    words = [word for word in dict.fromkeys(_words(paper.title)) if len(word) > 2]
    if len(words) < 2:
        return []
    chosen = set(draw.sample(words, min(len(words), draw.randint(2, 4))))
    alone = all(not chosen <= title for key, title in _TITLES.items() if key != paper.key)
    return [word for word in words if word in chosen] if alone else []


def _words(text: str) -> list[str]:
    return [word for word in (part.strip(":?,.()").lower() for part in text.split()) if word]


def _exact(_: Paper, words: list[str], __: random.Random) -> str:
    return " ".join(words)


def _shuffled(_: Paper, words: list[str], draw: random.Random) -> str:
    return " ".join(draw.sample(words, len(words)))


def _mistypable(word: str) -> bool:
    """True if at least four letters are left when one is missing: shorter words are never taken as typos."""
    return len(word) > 4 and word.isalpha()


def _mistyped(slips: int) -> Make:
    def make(_: Paper, words: list[str], draw: random.Random) -> str:
        long = [place for place, word in enumerate(words) if _mistypable(word)]
        if len(long) < slips:
            return ""
        for place in draw.sample(long, slips):
            words[place] = slip(words[place], draw)
        return " ".join(words)

    return make


def _swapped(_: Paper, words: list[str], draw: random.Random) -> str:
    long = [place for place, word in enumerate(words) if _mistypable(word)]
    if not long:
        return ""
    place = draw.choice(long)
    words[place] = swap(words[place], draw)
    return " ".join(words)


def _spaceless(paper: Paper, _: list[str], draw: random.Random) -> str:
    """Two neighbours of the title written together, and one more word."""
    words = _words(paper.title)
    at = draw.randrange(len(words) - 1) if len(words) > 2 else 0
    pair = words[at] + words[at + 1]
    others = [word for place, word in enumerate(words) if place not in (at, at + 1) and len(word) > 3]
    chosen = {words[at], words[at + 1], *others[:2]}
    alone = all(not chosen <= title for key, title in _TITLES.items() if key != paper.key)
    return " ".join([pair, *others[:2]]) if alone and min(map(len, words[at : at + 2])) > 2 else ""


def _author(paper: Paper, words: list[str], draw: random.Random) -> str:
    """An author's family name without accents and with a slip, and a word or two of the title."""
    names = [fold(name.split()[-1]) for name in paper.authors]
    name = draw.choice(names) if names else ""
    return f"{slip(name, draw)} {' '.join(words[:2])}" if len(name) > 4 else ""


def _acronym(paper: Paper, _: list[str], draw: random.Random) -> str:
    """The name before the colon in lower case, as it is said, with a word of the rest."""
    name, colon, rest = paper.title.partition(":")
    if not colon or " " in name or len(name) > 12:
        return ""
    words = [word for word in _words(rest) if len(word) > 4]
    text = f"{fold(name)} {draw.choice(words)}"
    chosen = {_words(name)[0], text.split()[1]}
    return text if all(not chosen <= title for key, title in _TITLES.items() if key != paper.key) else ""


def _half(_: Paper, words: list[str], draw: random.Random) -> str:
    """The words in order, one of them only begun, as where one is not sure how it ends."""
    long = [place for place, word in enumerate(words) if len(word) > 6]
    if not long:
        return ""
    place = draw.choice(long)
    words[place] = words[place][: draw.randint(4, len(words[place]) - 2)]
    return " ".join(words)


_KINDS: dict[str, Make] = {
    "exact words": _exact,
    "one typo": _mistyped(1),
    "two typos": _mistyped(2),
    "swapped letters": _swapped,
    "missing space": _spaceless,
    "word order": _shuffled,
    "author": _author,
    "acronym": _acronym,
    "half-remembered": _half,
}


def slip(word: str, draw: random.Random) -> str:
    """The word with one letter missing, added, wrong or swapped with the next; never the word itself."""
    while True:
        at, letter = draw.randrange(len(word)), draw.choice(ALPHABET)
        slipped = draw.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                swap(word, draw),
            )
        )
        if slipped != word:
            return slipped


def swap(word: str, draw: random.Random) -> str:
    """The word with two different neighbours swapped."""
    places = [at for at in range(len(word) - 1) if word[at] != word[at + 1]]
    at = draw.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

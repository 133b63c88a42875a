"""True if the names of two journals or books may be of one, long or abbreviated."""

from __future__ import annotations

import re
from functools import lru_cache

from paper_tui.papers.identity import fold
from paper_tui.papers.publication import Publication

_PREPRINTS = re.compile(
    r"arxiv|\bcorr\b|rxiv|preprint|\bssrn\b|openreview|research square|\bhal\b|zenodo", re.IGNORECASE
)
_FILLERS = {
    "the",
    "of",
    "on",
    "in",
    "and",
    "for",
    "a",
    "an",
    "to",
    "at",
    "de",
    "der",
    "die",
    "und",
    "et",
    "des",
    "la",
}
_FILLERS |= {
    "proceedings",
    "proc",
    "international",
    "intl",
    "int",
    "annual",
    "conference",
    "conf",
    "ieee",
    "acm",
}
_SECTION = re.compile(r"(?<=[\w.] )([A-Z])(?=$|[:,(])")
"""The letter of a section of a journal: ``Physical Review A``."""
_LEAST_SHARED = 0.75
"""Of the words of the shorter name."""


def venues_agree(mine: Publication, theirs: Publication) -> bool:
    """Return whether both may have come out in one place, so far as both say where."""
    if mine.journal and theirs.journal:
        return same_name(mine.journal, theirs.journal)
    if mine.book and theirs.book:
        return same_name(mine.book, theirs.book)
    one, other = mine.journal or mine.book, theirs.journal or theirs.book
    return not one or not other or same_name(one, other)


@lru_cache(maxsize=4096)
def same_name(mine: str, theirs: str) -> bool:
    """Return whether two names may be of one journal or book; a preprint server contradicts none."""
    if fold(mine) == fold(theirs) or _PREPRINTS.search(mine) or _PREPRINTS.search(theirs):
        return True
    sections = (_SECTION.search(mine), _SECTION.search(theirs))
    if sections[0] and sections[1] and sections[0][1] != sections[1][1]:
        return False
    one, other = sorted((_words(mine), _words(theirs)), key=len)
    if not one or not other:
        return True
    acronyms = (_acronyms(mine), _acronyms(theirs))
    if all(acronyms):
        return any(_within(one, other) or _within(other, one) for one in acronyms[0] for other in acronyms[1])
    return any(acronyms) or _abbreviates(one, other) or _share(one, other)


def _words(name: str) -> list[str]:
    words = [fold(word) for word in re.findall(r"[^\W_]+", name)]
    return [word for word in words if word not in _FILLERS and not word[:1].isdecimal()]


def _acronyms(name: str) -> list[str]:
    """Words such as ICML and NeurIPS, which abbreviate a name that may be written in full elsewhere."""
    words = re.findall(r"[^\W\d_]{2,}", name)
    if len(words) > 1 and name.isupper():
        return []
    capitals = (word for word in words if sum(char.isupper() for char in word) >= min(3, len(word)))
    return [folded for word in capitals if (folded := fold(word)) not in _FILLERS]


def _within(short: str, long: str) -> bool:
    """Return whether the letters of one are all in the other, in order: NIPS in NeurIPS."""
    rest = iter(long)
    return all(letter in rest for letter in short)


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Return whether each word of one begins, or begins as, a word of the other, in order."""
    rest = iter(long)
    pairs = [
        next(((part, word) for word in rest if word.startswith(part) or part.startswith(word)), None)
        for part in short
    ]
    return all(pairs) and (len(short) > 1 or min(map(len, pairs[0] or ("",))) > 1)


def _share(short: list[str], long: list[str]) -> bool:
    """Return whether so many words are common that one name may be a fuller one of the other."""
    return len({*short} & {*long}) >= max(2, _LEAST_SHARED * len({*short}))

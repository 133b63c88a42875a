"""Features of a paper: words, pairs of neighbouring words, authors, categories; hashed to buckets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from zlib import crc32

from paper_tui.papers.identity import fold
from paper_tui.papers.paper import Paper

BUCKETS = 1 << 18
"""Number of hash buckets. 2**17 to 2**22 rank equally well (MAP .237 to .240 over 2,921 papers)."""
TITLE_WEIGHT = 3
"""The weight of each word of a title."""
LONGEST_TEXT = 20_000
"""Characters of an abstract that are read; real ones have up to 3,000."""
MOST_AUTHORS = 50
"""Authors of a paper that are read; the lists of large collaborations say nothing about interest."""

_WORD = re.compile(r"[^\W\d_][^\W_]*")
_FUNCTION_WORDS = """
    a about above across after again against all along already also although always am among an and another
    any anyone anything are around as at away back be became because become becomes been before behind being
    below beneath beside besides between beyond both but by can cannot could despite did do does doing done
    down during each either else enough etc even ever every everyone everything few fewer for from further
    had has have having he hence her here hers herself him himself his how however i if in indeed instead
    into is it its itself just least less like likewise many may me meanwhile might mine more moreover most
    much must my myself near neither never nevertheless no nobody none nor not nothing now of off often on
    once one ones only onto or other others otherwise ought our ours ourselves out over own per perhaps quite
    rather s same shall she should since so some someone something sometimes somewhat still such t than that
    the their theirs them themselves then there thereby therefore these they this those though through
    throughout thus to together too toward towards under unless until up upon us very via was we were what
    whatever when whenever where whereas whereby whether which whichever while who whoever whom whose why
    will with within without would yet you your yours yourself yourselves
    """
"""Words of grammar: pronouns, determiners, prepositions, conjunctions, auxiliary verbs and adverbs."""
_COMMON_IN_PAPERS = """
    approach based code com github http https introduce io method methods new org page paper present project
    propose proposed result results show shows two use used using www
    """
"""Words that an abstract on any subject may have, and parts of the addresses in it."""
_STOP_WORDS = frozenset(f"{_FUNCTION_WORDS} {_COMMON_IN_PAPERS}".split())
_SUFFIXES = {
    "sses": "ss",
    "ies": "y",
    "ations": "at",
    "ation": "at",
    "ings": "",
    "ing": "",
    "ed": "",
    "s": "",
}
"""Suffixes and what takes their place; the first that fits counts."""
_SHORTEST_STEM = 4


def stem(word: str) -> str:
    """Strip common English suffixes, so that plural and singular are one feature.

    Ranks as well as the Porter stemmer (MAP .236 and .234 over 2,921 papers) without a dependency.
    """
    if not word.isascii():
        return word
    for suffix, ending in _SUFFIXES.items():
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word if suffix == "s" and word[-2] in "sui" else word[: -len(suffix)] + ending
    return word


def text_features(text: str) -> Iterator[tuple[str, str]]:
    """Yield the features of a text, each with its words as written: ``("latent space", "latent spaces")``.

    Stop words and single letters are no features, and no pair spans them.
    """
    words = [(_stem_or_none(match), match) for match in _WORD.findall(text[:LONGEST_TEXT].lower())]
    yield from ((stemmed, word) for stemmed, word in words if stemmed)
    for (left, left_word), (right, right_word) in pairwise(words):
        if left and right:
            yield f"{left} {right}", f"{left_word} {right_word}"


def author_feature(name: str) -> str:
    """The feature of an author: family name and initial, since sources abbreviate given names differently."""
    parts = [part for part in map(fold, name.split()) if part]
    return f"author:{parts[-1]} {parts[0][0]}" if parts else ""


def category_feature(category: str) -> str:
    """The feature of a subject class such as ``cs.CL``."""
    return f"category:{category.casefold()}"


def named_features(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the features of a paper's authors and categories, each with its name for display."""
    for name in paper.authors[:MOST_AUTHORS]:
        if feature := author_feature(name):
            yield feature, name
    for category in paper.categories:
        yield category_feature(category), category


def counted(paper: Paper) -> Counter[int]:
    """Count the features of a paper by bucket."""
    counts: Counter[int] = Counter()
    for text, weight in ((paper.title, TITLE_WEIGHT), (paper.abstract, 1)):
        for feature, _ in text_features(text):
            counts[bucket(feature)] += weight
    counts.update(bucket(feature) for feature, _ in named_features(paper))
    return counts


def bucket(feature: str) -> int:
    """The bucket of a feature, the same in every process."""
    return crc32(feature.encode()) % BUCKETS


def written(features: Iterable[tuple[str, str]]) -> dict[int, str]:
    """Map each bucket to the first form in which its feature is written."""
    forms: dict[int, str] = {}
    for feature, form in features:
        forms.setdefault(bucket(feature), form)
    return forms


def _stem_or_none(word: str) -> str | None:
    return None if word in _STOP_WORDS or len(word) < 2 else stem(word)

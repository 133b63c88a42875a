"""Judge whether a paper that a service offers is the one looked for by its title.

The limits come from 95,094 titles of conference papers: of 222 pairs of different titles with a ratio of at
least 0.9 most were different works, 85 of 102 even among those that share an author; the word sets of the
abstracts of different works overlapped by 0.33 at most, but for works that differ in a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from enum import Enum

from paper_tui.papers.identity import fold
from paper_tui.papers.paper import Paper

NEAR = 0.9
"""Ratio from which on a title may be a misspelling of another."""
OVERLAP = 0.5
"""Jaccard overlap of abstracts from which on near titles are of one work."""
DIFFERENT = 0.4
"""Overlap below which abstracts of one title are of different works."""
YEARS_APART = 2
LONGEST = 600
"""Characters of a title that are compared; the comparison is quadratic."""
LONGEST_ABSTRACT = 10_000

_WORD = re.compile(r"[^\W_]+")
_COUNTED = (
    *("zero", "one i first single", "two ii second double dual twice", "three iii third triple"),
    *("four iv fourth", "five v fifth", "six vi sixth", "seven vii seventh", "eight viii eighth"),
    *("nine ix ninth", "ten x tenth", "eleven xi eleventh", "twelve xii twelfth", "thirteen xiii"),
    *("fourteen xiv", "fifteen xv", "sixteen xvi", "seventeen xvii", "eighteen xviii", "nineteen xix"),
    "twenty xx twentieth",
)
_LARGE = (
    *("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    *("hundred", "thousand", "million", "billion"),
)
_NUMBERS = {word: str(number) for number, words in enumerate(_COUNTED) for word in words.split()}
_NUMBERS |= {word: word for word in _LARGE}
_NEGATIONS = {
    "not",
    "no",
    "non",
    "never",
    "without",
    "nor",
    "neither",
    "cannot",
    "isnt",
    "arent",
    "dont",
    "less",
}
_OTHER_WORKS = {
    *("erratum", "errata", "corrigendum", "correction", "retraction", "retracted", "addendum"),
    *("reply", "comment", "commentary", "rebuttal", "response", "revisited", "part"),
    *("extended", "abstract", "supplement", "supplementary", "appendix", "poster", "demo", "tutorial"),
}
"""Words that make a title that of another work on the same matter."""
_NEGATING = ("un", "non", "in", "im", "ir", "dis", "anti")
"""Prefixes that turn a word into its opposite."""
_GREEK = {
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"),
    *("nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
}
_LETTERS = set("bcdefghjklmnopqrstuvwyz")
"""Names of things, as in “Algorithm B”; not “a”, nor what is a number."""
_TELLING = _NEGATIONS | _OTHER_WORKS | _GREEK | _LETTERS


class Match(Enum):
    """The decision on an offered paper."""

    SAME = "the same paper"
    PERHAPS = "perhaps the same paper"
    OTHER = "another paper"


def judge(wanted: Paper, offered: Paper) -> Match:
    """Compare a paper with one that a service offers for its title."""
    mine, theirs = words(wanted.title), words(offered.title)
    if not mine or not theirs:
        return Match.OTHER
    is_exact = mine == theirs
    if not is_exact and not _is_near(mine, theirs):
        return Match.OTHER
    overlap = abstract_overlap(wanted.abstract, offered.abstract)
    if is_exact:
        contradicted = contradicts(wanted, offered) or (overlap is not None and overlap < DIFFERENT)
        return Match.PERHAPS if contradicted else Match.SAME
    if overlap is None or overlap < OVERLAP or contradicts(wanted, offered) or _tells_apart(mine, theirs):
        return Match.PERHAPS
    return Match.SAME


def words(title: str) -> tuple[str, ...]:
    """The words of a title without case, accents and punctuation; digits and Greek letters stay."""
    spelled = "".join(map(_spelled, title.replace("'", "").replace("’", "")))
    return tuple(filter(None, (fold(word) for word in _WORD.findall(spelled))))


def abstract_overlap(one: str, other: str) -> float | None:
    """The Jaccard overlap of two abstracts' words, from 0 to 1; None where one of them is missing."""
    sets = [{*words(text[:LONGEST_ABSTRACT])} for text in (one, other)]
    if not all(sets):
        return None
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def contradicts(one: Paper, other: Paper) -> bool:
    """Return whether authors, years or identifiers speak against one paper."""
    if one.identity.contradicts(other.identity):
        return True
    surnames = [{fold(name.split()[-1]) for name in paper.authors if name.split()} for paper in (one, other)]
    if all(surnames) and not surnames[0] & surnames[1]:
        return True
    years = [paper.published[:4] for paper in (one, other)]
    return all(year.isdecimal() for year in years) and abs(int(years[0]) - int(years[1])) > YEARS_APART


def _is_near(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """True if the ratio of two titles is high enough; upper bounds of it come first, which are cheap."""
    one, other = (" ".join(title)[:LONGEST] for title in (mine, theirs))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= NEAR for bound in bounds)


def _tells_apart(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Return whether near titles differ in a number, a negation, a letter, or a word for another work."""
    if _numbers(mine) != _numbers(theirs):
        return True
    if "".join(mine) == "".join(theirs):
        return False  # hyphens: U-Net and UNet
    if _has_opposite(mine, theirs) or _has_opposite(theirs, mine):
        return True
    telling = [Counter(word for word in title if word in _TELLING) for title in (mine, theirs)]
    return telling[0] != telling[1]


def _has_opposite(title: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether a word that only one title has is the opposite of one that only the other has."""
    alone, opposed = {*title} - {*other}, {*other} - {*title}
    return any(prefix + word in opposed for word in alone for prefix in _NEGATING)


def _numbers(title: tuple[str, ...]) -> Counter[str]:
    """The numbers of a title, in digits, within words and as words."""
    found = Counter(digits for word in title for digits in re.findall(r"\d+", word))
    found.update(_NUMBERS[word] for word in title if word in _NUMBERS)
    return found


def _spelled(char: str) -> str:
    """A Greek letter by its name, as it is written in places that know no Greek."""
    if char.isascii():
        return char
    name = unicodedata.name(unicodedata.normalize("NFKC", char)[0], "")
    if not name.startswith("GREEK"):
        return char
    spelled = name.rpartition(" LETTER ")[2].split(" WITH ")[0].lower()
    return "lambda" if spelled == "lamda" else spelled  # Unicode alone writes it without b

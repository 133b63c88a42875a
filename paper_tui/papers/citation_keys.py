"""Citation keys: what a manuscript cites papers by.

A paper is given its key when it comes into a library and keeps it. A key that came with it stays, unless
another paper has it already; BibTeX ignores case, and so does this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice

from paper_tui.papers.paper import Paper

PATTERN = "{family}{year}{word}"
"""For example ``vaswani2017attention``."""
LONGEST = 300
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FORBIDDEN = re.compile(r"[\s,{}()\"#%~\\=\x00-\x1f\x7f]+")
"""Characters that end a key for BibTeX or biber, or mean something else to TeX."""
_SMALL_WORDS = re.compile(
    "a|an|and|are|as|at|be|by|can|do|does|for|from|how|in|into|is|it|its|of|on|or|our|the|this|to|towards?"
    "|via|we|what|when|where|which|who|why|with|without"
)
_SIGNS = re.compile(r"[^a-z0-9]")
_LOOKED_AT = 40
"""Words of a title."""
_GAPS = re.compile(r"[\s:–—/-]+")
_UNACCENTED = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe"}
)


def cited_as(paper: Paper) -> str:
    """The paper's citation key or, for one that is in no library, the one that it would be given."""
    return paper.citation_key or made_key(paper)


def made_key(paper: Paper, pattern: str = PATTERN) -> str:
    """A key made of what is known of a paper; where nobody is named, of three words of its title.

    Args:
        paper: The paper.
        pattern: Text with any of ``{family}``, ``{year}``, ``{word}``, ``{words}``, ``{initials}`` and
            ``{journal}``; with a capital, as in ``{Family}``, its value begins with one.
    """
    if pattern == PATTERN:  # as nearly always: a third of the time
        return f"{_family(paper)}{paper.year or ''}{_word(paper)}"

    def part(found: re.Match[str]) -> str:
        made = _PARTS.get(found[1].lower())
        text = made(paper) if made else ""
        return text[:1].upper() + text[1:] if found[1][0].isupper() else text

    return tex_safe(_PLACEHOLDER.sub(part, pattern)) or "anon"


def pattern_problem(pattern: str) -> str:
    """The error in a pattern; empty if it is valid."""
    known = sorted(_PARTS)
    unknown = [name for name in _PLACEHOLDER.findall(pattern) if name.lower() not in known]
    if unknown:
        return f"{{{unknown[0]}}} is not known; known are {', '.join(f'{{{name}}}' for name in known)}"
    if not _PLACEHOLDER.search(pattern):
        return "it names nothing of a paper, so that all papers would have one key"
    rest = _PLACEHOLDER.sub("", pattern)
    return "" if tex_safe(rest) == rest else "TeX could not read keys with its signs"


def tex_safe(key: str) -> str:
    """The key without what TeX, BibTeX or biber would take for something else."""
    return _FORBIDDEN.sub("", key)[:LONGEST]


class KeyGiver:
    """Gives papers keys that no other paper has."""

    def __init__(self, is_taken: Callable[[str], bool]) -> None:
        self._is_taken = is_taken
        self._given: set[str] = set()
        self._last: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """The wanted key, with letters behind it where it is taken: ``roe2001``, then ``roe2001a``."""
        folded = wanted.casefold()
        number = self._last.get(folded, 0)
        while self._has(key := wanted + _letters(number)):
            number += 1
        self._last[folded] = number
        self._given.add(key.casefold())
        return key

    def is_free(self, key: str) -> bool:
        """Return whether no paper has a key."""
        return not self._has(key)

    def _has(self, key: str) -> bool:
        return key.casefold() in self._given or self._is_taken(key)


def _letters(number: int) -> str:
    """Nothing for 0, then ``a`` to ``z``, ``aa``, ``ab`` and so on."""
    letters = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _family(paper: Paper) -> str:
    first = paper.people.first_person
    return (_ascii(first.literal or first.particle + first.family) if first else "")[:40] or "anon"


def _meaningful(paper: Paper) -> Iterator[str]:
    words = map(_ascii, _GAPS.split(paper.title.lower(), maxsplit=_LOOKED_AT))
    return (word for word in words if word and not _SMALL_WORDS.fullmatch(word))


def _word(paper: Paper) -> str:
    """The title's first word of meaning; three where nobody is named, since one would be ambiguous."""
    return "".join(islice(_meaningful(paper), 1 if paper.people.written else 3))[:40]


_PARTS: dict[str, Callable[[Paper], str]] = {
    "family": _family,
    "year": lambda paper: str(paper.year or ""),
    "word": _word,
    "words": lambda paper: "".join(islice(_meaningful(paper), 3))[:60],
    "initials": lambda paper: "".join(_ascii(person.family)[:1] for person in paper.people.persons[:6]),
    "journal": lambda paper: "".join(word[:1] for word in _ascii_words(paper.venue)),
}


def _ascii_words(text: str) -> Iterator[str]:
    return (plain for word in text.split() if (plain := _ascii(word)) and not _SMALL_WORDS.fullmatch(plain))


def _ascii(text: str) -> str:
    """The ASCII letters and digits of a text in lower case, its accents dropped."""
    if text.isascii():
        return text.lower() if text.isalnum() else _SIGNS.sub("", text.lower())
    plain = unicodedata.normalize("NFKD", text.translate(_UNACCENTED)).encode("ascii", "ignore").decode()
    return _SIGNS.sub("", plain.lower())

"""The identity of a paper: whether two descriptions are of the same one.

A paper is the same when its arXiv id (without version) or its DOI is the same. Where neither decides,
its folded title decides, together with first author and year where both descriptions have them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT", bound=Hashable)

_SIGNS = re.compile("[\x00-/:-@[-`{-\x7f\u0300-\u034e]+")
"""Everything but letters and digits in ASCII, and the accents of Latin letters."""
YEARS_APART = 2
"""A preprint and its journal version may carry years that differ by this much."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The fields that identify a paper; any may be empty."""

    arxiv_id: str = ""
    doi: str = ""
    title: str = ""
    author: str = ""
    """The first author's full name."""
    year: str = ""

    def same_paper(self, other: Identity) -> bool:
        """Return whether both describe one paper."""
        if self.arxiv_id and other.arxiv_id:
            return self.arxiv_id == other.arxiv_id
        if self.doi and other.doi:
            return self.doi == other.doi
        title = _folded_title(self.title)
        return bool(title) and title == _folded_title(other.title) and self._may_be(other)

    def in_common(self, other: Identity) -> str:
        """The evidence that both are one paper, in words, the surest first; empty if there is none."""
        if self.arxiv_id and self.arxiv_id == other.arxiv_id:
            return "arXiv id"
        if self.doi and self.doi == other.doi:
            return "DOI"
        if not self.same_paper(other):
            return ""
        author = bool(self.author and other.author)
        year = self.year.isdecimal() and other.year.isdecimal()
        return {(True, True): "title, first author and year", (True, False): "title and first author"}.get(
            (author, year), "title and year" if year else "title"
        )

    def contradicts(self, other: Identity) -> bool:
        """True if both carry an id of the same kind and they differ, so that nothing can make them one."""
        pairs = ((self.arxiv_id, other.arxiv_id), (self.doi, other.doi))
        return any(mine and theirs and mine != theirs for mine, theirs in pairs)

    def _may_be(self, other: Identity) -> bool:
        """Return whether first author and year do not speak against it."""
        if self.author and other.author and _surname(self.author) != _surname(other.author):
            return False
        if self.year.isdecimal() and other.year.isdecimal():
            return abs(int(self.year) - int(other.year)) <= YEARS_APART
        return True


def fold(text: str) -> str:
    """Only the letters and digits of a text, without accents and case: what two spellings share.

    Signs for vowels, as Indic scripts and Thai write them, are letters here: without them other words
    would become the same.
    """
    if text.isascii():
        return _SIGNS.sub("", text).lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = _SIGNS.sub("", decomposed)
    return bare if bare.isascii() else "".join(filter(_tells, bare))


def _tells(char: str) -> bool:
    return char.isalnum() or _is_vowel_sign(char)


def _is_vowel_sign(char: str) -> bool:
    """True if a mark takes a place of its own, where an accent has a place by its letter (Unicode 4.3)."""
    is_mark = unicodedata.category(char) in ("Mc", "Mn") and not unicodedata.combining(char)
    return is_mark and not "\ufe00" <= char <= "\ufe0f"


def _folded_title(title: str) -> str:
    """The title as it is compared: its folded form or, if it consists of signs only, itself."""
    return fold(title) or title


def _surname(name: str) -> str:
    """The folded family name of ``Given Family`` or ``Family, Given``."""
    family, comma, _ = name.partition(",")
    if comma:
        return fold(family)
    words = name.split()
    return fold(words[-1]) if words else ""


class IdentityIndex(Generic[KeyT]):
    """Finds the key under which a paper is already known."""

    def __init__(self, known: Iterable[tuple[KeyT, Identity]] = ()) -> None:
        self._by_id: dict[str, tuple[KeyT, Identity]] = {}
        self._by_title: dict[str, list[tuple[KeyT, Identity]]] = {}
        for key, identity in known:
            self.add(key, identity)

    def add(self, key: KeyT, identity: Identity) -> None:
        """Map this identity to a key; an earlier holder keeps its ids."""
        if identity.arxiv_id:
            self._by_id.setdefault("arxiv:" + identity.arxiv_id, (key, identity))
        if identity.doi:
            self._by_id.setdefault("doi:" + identity.doi, (key, identity))
        title = _folded_title(identity.title)
        if title:
            self._by_title.setdefault(title, []).append((key, identity))

    def find_all(self, identity: Identity) -> list[KeyT]:
        """Every key known for this paper, the surest first; more than one when it joins papers."""
        ids = ("arxiv:" + identity.arxiv_id, "doi:" + identity.doi)
        by_id = [self._by_id[name] for name in ids if name in self._by_id]
        by_title = self._by_title.get(_folded_title(identity.title), ())
        return list(dict.fromkeys(key for key, known in [*by_id, *by_title] if known.same_paper(identity)))

    def find(self, identity: Identity) -> KeyT | None:
        """The surest key known for this paper, or None."""
        return next(iter(self.find_all(identity)), None)

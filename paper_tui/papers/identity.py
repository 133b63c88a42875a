"""When two descriptions are of one paper.

A paper is the same when its arXiv id (without version) or its DOI is the same. Where neither can tell,
its folded title decides, together with first author and year where both descriptions have them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT", bound=Hashable)

YEARS_APART = 2
"""A preprint and its journal version may carry years that differ by this much."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a paper from others; any part may be empty."""

    arxiv_id: str = ""
    doi: str = ""
    title: str = ""
    author: str = ""
    """The first author's full name."""
    year: str = ""

    def same_paper(self, other: Identity) -> bool:
        """Whether both describe one paper."""
        if self.arxiv_id and other.arxiv_id:
            return self.arxiv_id == other.arxiv_id
        if self.doi and other.doi:
            return self.doi == other.doi
        title = fold(self.title)
        return bool(title) and title == fold(other.title) and self._may_be(other)

    def _may_be(self, other: Identity) -> bool:
        """Whether first author and year do not speak against it."""
        if self.author and other.author and _surname(self.author) != _surname(other.author):
            return False
        if self.year and other.year:
            return abs(int(self.year) - int(other.year)) <= YEARS_APART
        return True


def fold(text: str) -> str:
    """Only the letters and digits of a text, without accents and case: what two spellings share."""
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if char.isalnum())


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
        self._by_id: dict[str, KeyT] = {}
        self._by_title: dict[str, list[tuple[KeyT, Identity]]] = {}
        for key, identity in known:
            self.add(key, identity)

    def add(self, key: KeyT, identity: Identity) -> None:
        """Remember that a key stands for what this identity describes; an earlier holder keeps its ids."""
        if identity.arxiv_id:
            self._by_id.setdefault("arxiv:" + identity.arxiv_id, key)
        if identity.doi:
            self._by_id.setdefault("doi:" + identity.doi, key)
        title = fold(identity.title)
        if title:
            self._by_title.setdefault(title, []).append((key, identity))

    def find_all(self, identity: Identity) -> list[KeyT]:
        """Every key known for this paper, the surest first; more than one when it joins papers."""
        by_id = [self._by_id.get("arxiv:" + identity.arxiv_id), self._by_id.get("doi:" + identity.doi)]
        alike = self._by_title.get(fold(identity.title), ())
        by_title = [key for key, known in alike if known.same_paper(identity)]
        return list(dict.fromkeys(key for key in [*by_id, *by_title] if key is not None))

    def find(self, identity: Identity) -> KeyT | None:
        """The surest key known for this paper, or None."""
        return next(iter(self.find_all(identity)), None)

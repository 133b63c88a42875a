"""Conditions of a query as a server's full text search can answer them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a paper has, or has not."""

    words: tuple[str, ...]
    field: str = ""
    """``title``, ``author`` or ``abstract``; empty for any of them."""
    is_phrase: bool = False
    """True if they are adjacent in this order."""
    is_exact: bool = False
    """True if they are whole words, rather than the beginnings of some or misspelt."""
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """Papers that were published in years, from and to."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Category:
    """Papers of a subject class, or of all whose name begins so."""

    name: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """The paper with an arXiv id, a DOI or a key."""

    text: str


Condition = Words | Years | Category | Identifier


def plain(text: str) -> str:
    """A text without accents, as words are indexed and looked for."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFKD", text)
    return "".join(char for char in split if not unicodedata.combining(char))

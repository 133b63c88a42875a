"""Tokenizer: folded words and their alternative spellings.

A unit is a run of letters and digits, perhaps joined by hyphens and the like. Its pieces, the words between
the joiners, keep their order for phrases. Its spellings are further words it is found by: the pieces joined
(``low-rank``: ``lowrank``), the parts of mixed case and of letters with digits (``FlashAttention``:
``flash``, ``attention``), and the names of Greek letters (``α``: ``alpha``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_WORD = 64
"""In characters; longer words are cut."""

MOST_JOINED = 5
"""Units of up to this many pieces are also indexed as one word."""

_JOINERS = "-‐‑‒–'’./_&+"
_UNIT = re.compile(rf"[^\W_]+(?:(?:[{re.escape(_JOINERS)}]|[\u0300-\u036f]+)[^\W_]+)*")
_ASCII_UNIT = re.compile(r"[A-Za-z0-9]+(?:[-'./_&+][A-Za-z0-9]+)*")
_PIECE = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PART = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+")
STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters without a Unicode decomposition, and what readers type for them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The folded words of one unit."""

    pieces: tuple[str, ...]
    spellings: tuple[str, ...]

    @property
    def joined(self) -> str:
        """Its pieces joined."""
        return "".join(self.pieces)


def fold_word(word: str) -> str:
    """Fold a word: no case, accents or punctuation, at most `LONGEST_WORD` characters."""
    if word.isascii() and word.isalnum():
        return word.lower()[:LONGEST_WORD]
    spelled = unicodedata.normalize("NFKD", word).casefold().translate(STROKED)
    decomposed = unicodedata.normalize("NFKD", spelled)
    return "".join(char for char in decomposed if char.isalnum())[:LONGEST_WORD]


def units(text: str) -> list[str]:
    """Split a text into units."""
    return (_ASCII_UNIT if text.isascii() else _UNIT).findall(text)


def read_unit(written: str) -> Unit:
    """Return the words a unit is found by."""
    raw = _PIECE.findall(written)
    pieces = tuple(piece for piece in map(fold_word, raw) if piece)
    others: list[str] = ["".join(pieces)] if 1 < len(pieces) <= MOST_JOINED else []
    for piece in raw:
        others.extend(_parts(piece))
    return Unit(pieces, tuple(dict.fromkeys(word for word in others if word and word not in pieces)))


def _parts(piece: str) -> Iterator[str]:
    """Yield the parts of mixed case and of letters with digits, and the names of Greek letters."""
    if not piece.isascii():
        yield from filter(None, map(_greek_name, piece))
    parts = _PART.findall(piece)
    if len(parts) > 1:
        yield from (fold_word(part) for part in parts if len(part) > 1 or part.isdigit())


def _greek_name(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return name.rpartition(" ")[2].lower() if name.startswith("GREEK SMALL LETTER") else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text with its offsets, for highlighting."""

    word: str
    start: int
    end: int
    offsets: tuple[int, ...]
    """Offset in the text per character of the folded word."""


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text with their offsets."""
    for match in _PIECE.finditer(text):
        folded: list[str] = []
        offsets: list[int] = []
        for place, char in enumerate(match[0], match.start()):
            letters = fold_word(char)
            folded.append(letters)
            offsets.extend([place] * len(letters))
        if offsets:
            yield Piece("".join(folded), match.start(), match.end(), tuple(offsets))

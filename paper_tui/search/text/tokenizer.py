"""Tokenizer: folded words and their alternative spellings.

A unit is a run of letters and digits, perhaps joined by hyphens and the like. Its pieces, the words between
the joiners, keep their order for phrases. Its spellings are further words it is found by: the pieces joined
(``low-rank``: ``lowrank``), the parts of mixed case and of letters with digits (``FlashAttention``:
``flash``, ``attention``), and a name without its sign (``C++``: ``c``).

Greek letters used as symbols are spelled out (``α``: ``alpha``); words in Greek stay as they are. Signs that
are part of a name are part of the word: ``C++``, ``C#``, ``k-means++``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_WORD = 64
"""In characters; longer words are cut."""

MOST_JOINED = 5
"""Units of up to this many pieces are also indexed as one word."""

_JOINERS = "-‐‑‒–'’./_&+"
_MARKS = "\u0300-\u036f"
_SIGN = r"(?:\+\+|(?<![^\W_]{2})\#)"
"""Signs of a name: ``++`` after any word, ``#`` after a single letter."""
_WORD = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*(?:{_SIGN}(?!\+))?"
_UNIT = re.compile(rf"{_WORD}(?:(?:[{re.escape(_JOINERS)}]|(?<=[+\#])(?=[^\W_])){_WORD})*")
_ASCII_SIGN = r"(?:\+\+|(?<![A-Za-z0-9]{2})\#)"
_ASCII_WORD = rf"[A-Za-z0-9]+(?:{_ASCII_SIGN}(?!\+))?"
_ASCII_UNIT = re.compile(rf"{_ASCII_WORD}(?:(?:[-'./_&+]|(?<=[+\#])(?=[A-Za-z0-9])){_ASCII_WORD})*")
_PIECE = re.compile(_WORD)
_PART = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+")
STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters without a Unicode decomposition, and what readers type for them."""


_FINAL_SIGN = re.compile(r"(?:\+\+|(?<![^\W_]{2})#)$")
SHORTEST_GREEK = 3
"""Letters of the shortest word taken for a Greek one rather than for symbols."""


def _greek_names() -> dict[str, str]:
    names = {chr(code): unicodedata.name(chr(code), "") for code in range(0x3B1, 0x3CA)}
    spelled = {letter: name.rpartition(" ")[2].lower() for letter, name in names.items()}
    return spelled | {"λ": "lambda"}  # Unicode calls it lamda


_GREEK = _greek_names()
"""The names of the Greek letters, lower case."""


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
    if word.isascii():
        return _without_punctuation(word.lower())[:LONGEST_WORD]
    spelled = unicodedata.normalize("NFKD", word).casefold().translate(STROKED)
    decomposed = "".join(
        char for char in unicodedata.normalize("NFKD", spelled) if char.isalnum() or char in "+#"
    )
    return _without_punctuation(_symbols_spelled(decomposed))[:LONGEST_WORD]


def _without_punctuation(folded: str) -> str:
    """Drop everything but letters and digits, except a sign at the end of a name."""
    if folded.isalnum():
        return folded
    sign = _FINAL_SIGN.search(folded)
    kept = "".join(filter(str.isalnum, folded))
    return kept + sign[0] if sign and kept else kept


def _symbols_spelled(folded: str) -> str:
    """Spell Greek letters out, unless the word is Greek."""
    greek = [char for char in folded if char in _GREEK]
    letters = sum(map(str.isalpha, folded))
    if not greek or (len(greek) == letters and letters >= SHORTEST_GREEK):
        return folded
    return "".join(_GREEK.get(char, char) for char in folded)


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
    known = {"", *pieces}
    return Unit(pieces, tuple(dict.fromkeys(word for word in others if word not in known)))


def _parts(piece: str) -> Iterator[str]:
    """Yield the parts of mixed case and of letters with digits, and a name without its sign."""
    bare = piece.rstrip("+#")
    if bare != piece:
        yield fold_word(bare)
    parts = _PART.findall(bare)
    if len(parts) > 1:
        yield from (fold_word(part) for part in parts if len(part) > 1 or part.isdigit() or part in _GREEK)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text with its offsets, for highlighting."""

    word: str
    start: int
    end: int
    offsets: Sequence[int]
    """Offset in the text per character of the folded word."""


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text with their offsets."""
    for match in _PIECE.finditer(text):
        written, start, end = match[0], match.start(), match.end()
        if written.isascii() and written.isalnum():  # nearly every word: each letter folds to one
            word = written.lower()[:LONGEST_WORD]
            yield Piece(word, start, end, range(start, start + len(word)))
        elif word := fold_word(written):
            yield Piece(word, start, end, _offsets(written, word, start))


def _offsets(written: str, word: str, start: int) -> tuple[int, ...]:
    """The offset of the letter of a word as written for each character of the folded word."""
    spelled = _is_spelled(written, word)
    offsets: list[int] = []
    for place, char in enumerate(written, start):
        letters = char if char in "+#" else fold_word(char) if spelled else _unspelled(char)
        offsets.extend([place] * len(letters))
    return tuple(offsets[: len(word)])


def _is_spelled(written: str, word: str) -> bool:
    """Return whether the Greek letters of a word, if any, were spelled out."""
    return written.isascii() or not any(char in _GREEK for char in word)


def _unspelled(char: str) -> str:
    """Fold a letter of a Greek word."""
    return fold_word(char + "ααα")[:-3]

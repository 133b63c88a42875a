"""Finds what was typed inside one text, letter by letter, whatever its case and accents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from paper_tui.search.text.tokenizer import STROKED

Span = tuple[int, int]


class FoldedText:
    """A text made ready to be searched often: letters without case, accents and ligatures."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._places = _with_places(text)

    def find(self, wanted: str) -> tuple[Span, ...]:
        """Where the text holds what is wanted; as `find_literal`."""
        needle = "".join(map(_folded, wanted))
        if not needle:
            return ()
        spans: list[Span] = []
        at = self._folded.find(needle)
        while at >= 0:
            last = at + len(needle)
            if not spans or self._places[at] >= spans[-1][1]:
                spans.append((self._places[at], _with_marks(self._text, self._places[last - 1] + 1)))
            at = self._folded.find(needle, last)
        return tuple(spans)


def find_literal(wanted: str, text: str) -> tuple[Span, ...]:
    """Where a text holds what is wanted, in order and without overlap; nothing when nothing is wanted.

    Letters are compared as search compares those of words: without case, accents and ligatures. All else
    stands for itself, but any white space for any other.
    """
    return FoldedText(text).find(wanted) if wanted else ()


def _with_places(text: str) -> tuple[str, range | list[int]]:
    """The folded text, and for each of its characters the place in the text that it comes from."""
    if text.isascii():
        return text.lower().translate(_WHITE), range(len(text))
    folded = [_folded(char) for char in text]
    places = [place for place, letters in enumerate(folded) for _ in letters]
    return "".join(folded), places


def _with_marks(text: str, end: int) -> int:
    """The end of a stretch together with the marks that stand on its last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """What a character is compared as: nothing for a mark that stands on the letter before it."""
    if char.isspace():
        return " "
    spelled = unicodedata.normalize("NFKD", char).casefold().translate(STROKED)
    return "".join(one for one in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(one))


_WHITE = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"), " ")

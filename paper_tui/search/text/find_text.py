"""Literal search within one text, ignoring case and accents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from paper_tui.search.text.tokenizer import STROKED

Span = tuple[int, int]


class FoldedText:
    """A text prepared for repeated searches: folded, without case, accents and ligatures."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded, self._places = _with_places(text)

    def find(self, wanted: str) -> tuple[Span, ...]:
        """Find a text; as `find_literal`."""
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
    """Find a text literally: ordered, disjoint spans; none for an empty needle.

    Letters are compared as in word search: without case, accents and ligatures. Everything else matches
    itself, and any white space any other.
    """
    return FoldedText(text).find(wanted) if wanted else ()


def _with_places(text: str) -> tuple[str, range | list[int]]:
    """Fold a text, and map each folded character to its offset in the text."""
    if text.isascii():
        return text.lower().translate(_WHITE), range(len(text))
    folded = [_folded(char) for char in text]
    places = [place for place, letters in enumerate(folded) for _ in letters]
    return "".join(folded), places


def _with_marks(text: str, end: int) -> int:
    """Extend a span over the combining marks of its last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """Fold a character; combining marks fold to nothing."""
    if char.isspace():
        return " "
    spelled = unicodedata.normalize("NFKD", char).casefold().translate(STROKED)
    return "".join(one for one in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(one))


_WHITE = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"), " ")

"""Passages as quotations with their context, and finding a quotation again in another text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from paper_tui.documents.layout.text import SOFT_HYPHEN
from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.model import Position
from paper_tui.documents.passages.text_search import SearchText
from paper_tui.papers.highlights import LONGEST_CONTEXT, LONGEST_QUOTE, Highlight

_SPACE = re.compile(r"\s")
_ENDS = 30
"""Characters of the first and last words by which a changed quotation is found."""


class Passage(NamedTuple):
    """A stretch of a document from one position to another after it."""

    start: Position
    end: Position

    @classmethod
    def between(cls, one: Position, other: Position) -> Passage:
        """The passage between two positions in any order."""
        return cls(min(one, other), max(one, other))

    def in_block(self, block: int) -> tuple[int, int] | None:
        """The offsets of the part in a block; None if there is none."""
        if not self.start.block <= block <= self.end.block:
            return None
        start = self.start.offset if block == self.start.block else 0
        end = self.end.offset if block == self.end.block else 1_000_000_000
        return (start, end) if start < end else None


def shown_text(typesetter: Typesetter, passage: Passage) -> str:
    """The passage as it is shown, in one line."""
    last = min(passage.end.block, len(typesetter.document.blocks) - 1)
    words: list[str] = []
    for block in range(passage.start.block, last + 1):
        part = passage.in_block(block)
        if part is None:
            continue
        words += (
            text.text[text.place_of(part[0]) : text.end_place_of(part[1])]
            for text in typesetter.prepared(block).texts
        )
    return " ".join(" ".join(words).replace(SOFT_HYPHEN, "").split())


def context(typesetter: Typesetter, passage: Passage) -> tuple[str, str]:
    """A few words before a passage and after it, of the blocks that it begins and ends in."""
    before = Passage(Position(passage.start.block, 0), passage.start)
    after = Passage(passage.end, Position(passage.end.block, 1_000_000_000))
    return shown_text(typesetter, before)[-LONGEST_CONTEXT:], shown_text(typesetter, after)[:LONGEST_CONTEXT]


def highlight_of(typesetter: Typesetter, passage: Passage, *, id: str, section: str, made: str) -> Highlight:  # noqa: A002 - the field's name
    """A highlight of a passage, with its quotation and context."""
    before, after = context(typesetter, passage)
    quote = shown_text(typesetter, passage)[:LONGEST_QUOTE]
    start, end = passage
    return Highlight(
        id, start.block, start.offset, end.block, end.offset, quote, before, after, section, made=made
    )


def passage_of(highlight: Highlight) -> Passage:
    """The passage that a highlight names."""
    return Passage(Position(highlight.block, highlight.start), Position(highlight.end_block, highlight.end))


def anchored(typesetter: Typesetter, search: SearchText, highlight: Highlight) -> Highlight | None:
    """The highlight at the position of its quotation in this text; None if it is not found.

    It stays if its quotation is still at its position. Else, of all places of the quotation the one
    whose context is most alike counts, then the nearest to where it was.
    """
    if shown_text(typesetter, passage_of(highlight)) == highlight.quote:
        return highlight
    text = _SPACE.sub(" ", search.text)
    found: list[tuple[tuple[int, int], Highlight]] = []
    for at, end in _places(text, highlight.quote):
        first, last = search.match(at, at + 1), search.match(end - 1, end)
        if first and last:
            before, after = text[max(at - LONGEST_CONTEXT, 0) : at], text[end : end + LONGEST_CONTEXT]
            alike = _common_start(before[::-1], highlight.before[::-1]) + _common_start(
                after, highlight.after
            )
            moved = replace(
                highlight, block=first.block, start=first.start, end_block=last.block, end=last.end
            )
            found.append(((alike, -abs(first.block - highlight.block)), moved))
    return max(found, key=lambda each: each[0])[1] if found else None


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """The ranges of a text that hold a quotation; if none does, from its first words to its last ones."""
    at = text.find(quote) if quote else -1
    if at < 0 and len(quote) > 3 * _ENDS:
        start = text.find(quote[:_ENDS])
        end = text.find(quote[-_ENDS:], start)
        if 0 <= start < end < start + 2 * len(quote):
            yield start, end + _ENDS
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _common_start(one: str, other: str) -> int:
    one, other = one.strip(), other.strip()
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count

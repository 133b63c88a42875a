"""Moving through a document by words, paragraphs and sections."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.model import Block, Document, Heading, Position

_WORD = re.compile(r"\S+")


class Motions:
    """Finds the next and the last word, block and section from a position."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._document = typesetter.document
        self._headings = [entry.index for entry in self._document.outline]

    def word(self, position: Position, words: int) -> Position:
        """The beginning of a word so many words on; of this word, for the last one begun before it."""
        for _ in range(abs(words)):
            position = self._next_word(position) if words > 0 else self._last_word(position)
        return position

    def word_end(self, position: Position) -> Position:
        """The offset after the word at a position."""
        ends = self._ends(position.block)
        at = bisect_right(ends, position.offset)
        return Position(position.block, ends[at] if at < len(ends) else position.offset)

    def block(self, position: Position, blocks: int) -> Position:
        """The beginning of the block so many on; first of this block, going back from within."""
        if blocks < 0 and position.offset > 0:
            return Position(position.block, 0)
        return Position(max(min(position.block + blocks, len(self._document.blocks) - 1), 0), 0)

    def section(self, position: Position, sections: int) -> Position:
        """The heading so many on; going back from within a section first its own heading."""
        if not self._headings:
            return self.block(position, sections)
        here = bisect_right(self._headings, position.block) - 1
        at = here + sections
        if sections < 0 and here >= 0 and position > Position(self._headings[here], 0):
            at += 1
        if at < 0:
            return Position(0, 0)
        last = max(len(self._document.blocks) - 1, 0)
        return Position(self._headings[at] if at < len(self._headings) else last, 0)

    def sentence(self, position: Position) -> tuple[Position, Position]:
        """The sentence at a position."""
        starts = self._starts(position.block)
        ends = self._ends(position.block)
        if not starts:
            return position, position
        here = max(bisect_right(starts, position.offset) - 1, 0)
        first = here
        while first > 0 and not self._closes(position.block, first - 1):
            first -= 1
        last = here
        while last < len(ends) - 1 and not self._closes(position.block, last):
            last += 1
        return Position(position.block, starts[first]), Position(position.block, ends[last])

    def _closes(self, block: int, word: int) -> bool:
        return self._words(block)[word][2].rstrip('”’")]').endswith((".", "!", "?"))

    def _next_word(self, position: Position) -> Position:
        starts = self._starts(position.block)
        at = bisect_right(starts, position.offset)
        if at < len(starts):
            return Position(position.block, starts[at])
        for block in range(position.block + 1, len(self._document.blocks)):
            if starts := self._starts(block):
                return Position(block, starts[0])
        return position

    def _last_word(self, position: Position) -> Position:
        starts = self._starts(position.block)
        at = bisect_left(starts, position.offset)
        if at > 0:
            return Position(position.block, starts[at - 1])
        for block in range(position.block - 1, -1, -1):
            if starts := self._starts(block):
                return Position(block, starts[-1])
        return position

    def _starts(self, block: int) -> list[int]:
        return [start for start, _, _ in self._words(block)]

    def _ends(self, block: int) -> list[int]:
        return [end for _, end, _ in self._words(block)]

    def _words(self, block: int) -> list[tuple[int, int, str]]:
        """Start, end and shown text of each word of a block, in the order of offsets."""
        found: dict[int, tuple[int, int, str]] = {}
        if block >= len(self._document.blocks):
            return []
        for text in self._typesetter.prepared(block).texts:
            for word in _WORD.finditer(text.text):
                start = text.offset_of(word.start())
                found.setdefault(start, (start, max(text.offset_of(word.end()), start + 1), word[0]))
        return sorted(found.values())


def section_of(document: Document, headings: Sequence[int], block: int) -> Block | None:
    """The heading of the section of a block."""
    at = bisect_right(headings, block) - 1
    found = document.blocks[headings[at]] if at >= 0 else None
    return found if found is not None and isinstance(found.content, Heading) else None

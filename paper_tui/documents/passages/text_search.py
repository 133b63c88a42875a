"""The shown text of a whole document as one string, and the way from its places back to positions."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from paper_tui.documents.layout.text import SOFT_HYPHEN, StyledText
from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.math import in_line
from paper_tui.documents.model import Equation, Position
from paper_tui.papers.cancellation import NEVER, CancelToken


class Match(NamedTuple):
    """A stretch of one block's plain text."""

    block: int
    start: int
    end: int


class _Source(NamedTuple):
    start: int
    """In the joined text."""
    block: int
    text: StyledText


class SearchText:
    """Joins the shown texts of all blocks; soft hyphens are left out.

    Args:
        typesetter: Has the texts of the blocks.
        cancel: Is checked before each block.

    Raises:
        Cancelled: The caller asked to stop.
    """

    def __init__(self, typesetter: Typesetter, cancel: CancelToken = NEVER) -> None:
        sources: list[_Source] = []
        shown: list[str] = []
        length = 0
        starts: list[int] = []
        for block in typesetter.document.blocks:
            cancel.check()
            starts.append(length)
            for text in typesetter.prepared(block.index).texts:
                sources.append(_Source(length, block.index, text))
                words = _shown(text, is_equation=isinstance(block.content, Equation))
                shown.append(words)
                length += len(words) + 1
        self._sources = sources
        self._starts = starts
        self.text = "\n".join(shown)

    def start_of(self, block: int) -> int:
        """The place in `text` at which a block begins; the end of the text after the last one."""
        return self._starts[block] if block < len(self._starts) else len(self.text) + 1

    def match(self, start: int, end: int) -> Match | None:
        """The passage of a stretch of `text`; None where it lies in no block."""
        at = bisect_right(self._sources, start, key=lambda source: source.start) - 1
        if at < 0:
            return None
        source = self._sources[at]
        begin = _place(source.text, start - source.start)
        stop = _place(source.text, end - source.start)
        first = source.text.offset_of(begin)
        return Match(source.block, first, max(source.text.offset_of(stop), first + 1))

    def position(self, start: int) -> Position:
        """The position of a place in `text`."""
        found = self.match(start, start + 1)
        return Position(found.block, found.start) if found else Position(0, 0)


def _shown(text: StyledText, *, is_equation: bool) -> str:
    """The text to search: without soft hyphens; for an equation its TeX and its Unicode."""
    if is_equation:
        tex = text.text[: text.spans[0].end] if text.spans else ""
        return f"{text.text} {in_line(tex)}"
    return text.text.replace(SOFT_HYPHEN, "")


def _place(text: StyledText, place: int) -> int:
    """A place in a shown text of which soft hyphens were left out."""
    if SOFT_HYPHEN not in text.text:
        return min(place, len(text.text))
    passed = 0
    for at, char in enumerate(text.text):
        if char == SOFT_HYPHEN:
            continue
        if passed == place:
            return at
        passed += 1
    return len(text.text)

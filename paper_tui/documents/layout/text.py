"""Text as it is shown, with styles, and the way back to the offsets of the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from paper_tui.documents.model import Part

SOFT_HYPHEN = "\u00ad"


class Span(NamedTuple):
    """A run of shown text in one style."""

    start: int
    end: int
    style: str
    """Names separated by spaces, such as ``emphasis link``; empty for plain text."""
    part: Part | None
    """The node that the run shows: a link, citation, reference, footnote mark or formula."""
    offset: int
    """The offset in the block's plain text at which the part begins."""


class _Piece(NamedTuple):
    """The mapping of a range of displayed text to the plain text."""

    start: int
    offset: int
    exact: bool
    """True if character follows character; a formula, shown in Unicode, maps as a whole."""


@dataclass(frozen=True, slots=True)
class StyledText:
    """Text to be wrapped and drawn; `spans` cover all of it in order."""

    text: str
    spans: tuple[Span, ...]
    pieces: tuple[_Piece, ...]
    end_offset: int
    """The offset after the last character."""

    def offset_of(self, place: int) -> int:
        """The plain-text offset of a place in the shown text."""
        if not self.pieces:
            return self.end_offset
        at = max(bisect_right(self.pieces, place, key=_start) - 1, 0)
        piece = self.pieces[at]
        if piece.exact:
            return min(piece.offset + max(place - piece.start, 0), self.end_offset)
        ends = at + 1 == len(self.pieces) and place >= len(self.text)
        return self.end_offset if ends else piece.offset

    def place_of(self, offset: int) -> int:
        """The place in the shown text of a plain-text offset; inside a formula its beginning."""
        if not self.pieces or offset <= self.pieces[0].offset:
            return 0
        if offset >= self.end_offset:
            return len(self.text)
        at = bisect_right(self.pieces, offset, key=_offset) - 1
        piece = self.pieces[at]
        end = self.pieces[at + 1].start if at + 1 < len(self.pieces) else len(self.text)
        return min(piece.start + (offset - piece.offset if piece.exact else 0), end)

    def end_place_of(self, offset: int) -> int:
        """The place after a passage that ends at a plain-text offset; a formula in it is covered whole."""
        place = self.place_of(offset)
        if not self.pieces or not 0 < offset < self.end_offset:
            return place
        at = bisect_right(self.pieces, offset, key=_offset) - 1
        piece = self.pieces[at]
        if piece.exact or offset == piece.offset:
            return place
        return self.pieces[at + 1].start if at + 1 < len(self.pieces) else len(self.text)

    def spans_in(self, start: int, end: int) -> Iterator[Span]:
        """The spans of a stretch, cut to it."""
        at = max(bisect_right(self.spans, start, key=_start) - 1, 0)
        while at < len(self.spans) and (span := self.spans[at]).start < end:
            if span.end > start:
                yield span._replace(start=max(span.start, start), end=min(span.end, end))
            at += 1


def _start(item: Span | _Piece) -> int:
    return item.start


def _offset(item: _Piece) -> int:
    return item.offset


class TextBuilder:
    """Collects shown text run by run, counting offsets as `model.plain_text` does.

    Args:
        offset: Where in the block's plain text it begins.
    """

    def __init__(self, offset: int = 0) -> None:
        self.offset = offset
        self._texts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._pieces: list[_Piece] = []

    def add(self, plain: str, style: str = "", *, shown: str | None = None, part: Part | None = None) -> None:
        """Append a run.

        Args:
            plain: Its plain text.
            style: Its style.
            shown: How it is shown, where that is not its plain text.
            part: The inline part that it belongs to.
        """
        text = plain if shown is None else shown
        if text:
            self._pieces.append(_Piece(self._length, self.offset, exact=shown is None or shown == plain))
            self._spans.append(Span(self._length, self._length + len(text), style, part, self.offset))
            self._texts.append(text)
            self._length += len(text)
        self.offset += len(plain)

    def build(self) -> StyledText:
        """The text so far."""
        return StyledText("".join(self._texts), tuple(self._spans), tuple(self._pieces), self.offset)

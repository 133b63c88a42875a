"""Lines of a laid-out document, and the segments that they are drawn with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from paper_tui.documents.layout.text import SOFT_HYPHEN, Span, StyledText
from paper_tui.documents.model import Image, Part


class Slice(NamedTuple):
    """A stretch of a text in a line."""

    text: StyledText
    start: int
    end: int


class Fill(NamedTuple):
    """Something drawn that is no text of the document: indentation, rules, markers."""

    text: str
    style: str = ""
    part: Part | None = None
    """The picture that it represents, or None."""
    offset: int = -1
    """Of the picture, by `image_offset`."""


class PictureRow(NamedTuple):
    """The room for one row of a picture."""

    image: Image
    offset: int
    """By `image_offset`."""
    columns: int
    rows: int
    """Of the whole picture."""
    row: int
    """From 0."""


def image_offset(number: int) -> int:
    """Return the identity of a picture among those of its block, in place of an offset in the text."""
    return -2 - number


class Line(NamedTuple):
    """One line of cells."""

    block: int
    """The index of its block; of an empty line that of the block below it."""
    offset: int
    """The offset in the block at which it begins."""
    pieces: tuple[Slice | Fill | PictureRow, ...] = ()
    is_wide: bool = False
    """True if it may be wider than the page, to be scrolled sideways."""
    is_text: bool = True
    """True if it shows text of the block; an empty line and a rule do not."""


class Mark(NamedTuple):
    """A passage of a block that is drawn in a style besides its own: a match, a highlight, a selection."""

    start: int
    """Offset in the block's plain text."""
    end: int
    style: str


class Segment(NamedTuple):
    """Cells in one style."""

    text: str
    style: str
    part: Part | None = None
    offset: int = -1
    """Of the part, where there is one; with the block it identifies the part."""
    start: int = -1
    """The offset at which the segment's text begins, or -1 for what is no text of the document."""
    picture: PictureRow | None = None
    """The row of a picture that is drawn in place of the spaces."""


def segments(line: Line, marks: Sequence[Mark] = ()) -> Iterator[Segment]:
    """The segments of a line from left to right, with the marks of its block drawn in."""
    for piece in line.pieces:
        if isinstance(piece, Slice):
            yield from _of_slice(piece, marks)
        elif isinstance(piece, Fill):
            yield Segment(piece.text, piece.style, piece.part, piece.offset)
        else:
            yield Segment(" " * piece.columns, "", piece.image, piece.offset, picture=piece)


def plain(line: Line) -> str:
    """The characters of a line."""
    return "".join(segment.text for segment in segments(line))


def offset_at(line: Line, cell: int) -> int:
    """The offset of the character at a cell of a line; beside the text the nearest one."""
    passed, found = 0, line.offset
    for segment in segments(line):
        width = cell_len(segment.text)
        if segment.start >= 0:
            if cell < passed + width:
                return segment.start + _characters(segment.text, cell - passed)
            found = segment.start + len(segment.text)
        passed += width
    return found


def _characters(text: str, cells: int) -> int:
    passed = 0
    for count, char in enumerate(text):
        passed += cell_len(char)
        if passed > cells:
            return count
    return max(len(text) - 1, 0)


def _of_slice(piece: Slice, marks: Sequence[Mark]) -> Iterator[Segment]:
    text, start, end = piece
    spans: Iterable[Span] = text.spans_in(start, end)
    if marks:
        spans = _with_marks(list(spans), piece, marks)
    for span in spans:
        shown = text.text[span.start : span.end]
        if SOFT_HYPHEN in shown:
            broken = (
                span.end == end < len(text.text) and text.text[end] != "\n" and shown.endswith(SOFT_HYPHEN)
            )
            shown = shown.replace(SOFT_HYPHEN, "") + ("-" if broken else "")
        if shown:
            yield Segment(shown, span.style, span.part, span.offset, text.offset_of(span.start))


def _with_marks(spans: list[Span], piece: Slice, marks: Sequence[Mark]) -> list[Span]:
    """The spans, cut at the ends of marks, with their styles."""
    text = piece.text
    for mark in marks:
        start, end = text.place_of(mark.start), text.end_place_of(mark.end)
        if start < piece.end and end > piece.start:
            spans = [cut for span in spans for cut in _cut(span, start, end, mark.style)]
    return spans


def _cut(span: Span, start: int, end: int, style: str) -> Iterator[Span]:
    begin, stop = max(span.start, start), min(span.end, end)
    if begin >= stop:
        yield span
        return
    if span.start < begin:
        yield span._replace(end=begin)
    yield span._replace(start=begin, end=stop, style=f"{span.style} {style}".strip())
    if stop < span.end:
        yield span._replace(start=stop)

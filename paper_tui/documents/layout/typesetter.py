"""A document laid out for a width: its lines, and the place of each position in them."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from paper_tui.documents.layout.blocks import lay_out_block
from paper_tui.documents.layout.frames import shared_margin
from paper_tui.documents.layout.inline import shown
from paper_tui.documents.layout.line import Fill, Line, Slice
from paper_tui.documents.layout.pictures import NO_ROOMS, PictureRooms
from paper_tui.documents.layout.texts import PreparedBlock, prepare
from paper_tui.documents.layout.wrapping import wrap
from paper_tui.documents.model import (
    Block,
    Code,
    Document,
    Equation,
    Heading,
    Paragraph,
    Position,
    Reference,
    plain_text,
)
from paper_tui.papers.cancellation import NEVER, CancelToken

_BLOCKS_OF_A_SCREEN = 12


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines of consecutive blocks of a document."""

    width: int
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    """The first line of each block, its empty lines included."""
    first_block: int = 0
    rooms: PictureRooms = NO_ROOMS
    """The pictures that there is room for."""

    @property
    def end_block(self) -> int:
        """The index after the last block."""
        return self.first_block + len(self.starts)

    def line_of(self, position: Position) -> int:
        """The line in which a position is; the nearest one for a position outside of the blocks."""
        at = position.block - self.first_block
        if at < 0 or not self.lines:
            return 0
        if at >= len(self.starts):
            return len(self.lines) - 1
        start = self.starts[at]
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.lines)
        shown = [line for line in range(start, end) if self.lines[line].is_text]
        found = shown[0] if shown else start
        for line in shown:
            if self.lines[found].offset < self.lines[line].offset <= position.offset:
                found = line
        return found

    def position_of(self, line: int) -> Position:
        """The position at which a line begins; of an empty line that of the next line with text."""
        for at in range(max(line, 0), len(self.lines)):
            if self.lines[at].is_text:
                return Position(self.lines[at].block, self.lines[at].offset)
        return Position(self.lines[-1].block, self.lines[-1].offset) if self.lines else Position(0, 0)

    def pictures_above(self, line: int) -> int:
        """The lines of pictures directly above a line, of the same block."""
        at = line
        while at > 0 and (above := self.lines[at - 1]).block == self.lines[line].block and _is_picture(above):
            at -= 1
        return line - at

    def block_start(self, block: int) -> int:
        """The first line with text of a block."""
        return self.line_of(Position(block, 0))


class Typesetter:
    """Lays out a document for any width; the texts of its blocks are prepared once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._prepared: dict[int, PreparedBlock] = {}

    def prepared(self, index: int) -> PreparedBlock:
        """The texts of a block."""
        found = self._prepared.get(index)
        if found is None:
            found = self._prepared[index] = prepare(self.document.blocks[index])
        return found

    def size_from(self, start: int) -> int:
        """Characters of the blocks that a screen from a block on shows."""
        blocks = self.document.blocks[start : start + _BLOCKS_OF_A_SCREEN]
        return sum(len(plain_text(block)) for block in blocks)

    def lay_out(
        self,
        width: int,
        *,
        start: int = 0,
        most_lines: int | None = None,
        rooms: PictureRooms = NO_ROOMS,
        cancel: CancelToken = NEVER,
    ) -> Layout:
        """Lay out the document, or enough of it for a screen.

        Args:
            width: Cells of a line.
            start: The first block.
            most_lines: Stop after so many lines; none for the whole document.
            rooms: The pictures that are drawn.
            cancel: Is checked before each block.

        Raises:
            Cancelled: The caller asked to stop.
        """
        lines: list[Line] = [] if start else self._title(width)
        starts: list[int] = []
        blocks = self.document.blocks
        for index in range(start, len(blocks)):
            cancel.check()
            block, before = blocks[index], blocks[index - 1] if index else None
            starts.append(len(lines) if starts or start else 0)
            if index > start:
                lines += _space(block, before, width)
            lines += lay_out_block(block, before, self.prepared(index), width, rooms)
            if most_lines is not None and len(lines) >= most_lines:
                break
        return Layout(width, tuple(lines), tuple(starts), start, rooms)

    def _title(self, width: int) -> list[Line]:
        """Title and authors, in the middle above the first block."""
        has_front = any(block.division == "front" for block in self.document.blocks[:20])
        names = "" if has_front else ", ".join(self.document.authors)
        head = ((shown(self.document.title), "title"), (names, "authors"))
        lines = [
            _centred(text[start:end], style, width)
            for text, style in head
            if text
            for start, end in wrap(text, width)
        ]
        return [*lines, Line(0, 0, is_text=False)] if lines else []


def _is_picture(line: Line) -> bool:
    return any(piece.offset < -1 for piece in line.pieces if not isinstance(piece, Slice))


def _centred(text: str, style: str, width: int) -> Line:
    room = max(width - cell_len(text), 0) // 2
    return Line(0, 0, (Fill(" " * room), Fill(text, style)), is_text=False)


def _space(block: Block, before: Block | None, width: int) -> list[Line]:
    """The empty lines between two blocks."""
    if before is None or _is_tight(block, before):
        return []
    fills = shared_margin(block, before, width)
    empty = Line(block.index, 0, fills, is_text=False)
    if _starts_footnotes(block, before):
        rule = Line(block.index, 0, (Fill("╶" + "─" * min(11, width - 1), "rule"),), is_text=False)
        return [empty, rule]
    is_chapter = isinstance(block.content, Heading) and block.content.level == 1
    return [empty, empty] if is_chapter else [empty]


def _starts_footnotes(block: Block, before: Block) -> bool:
    return _in_footnote(block) and not _in_footnote(before)


def _in_footnote(block: Block) -> bool:
    return any(frame.kind == "footnote" for frame in block.frames)


def _is_tight(block: Block, before: Block) -> bool:
    """True if two blocks follow each other without an empty line: items, notes, a title and its text."""
    if isinstance(before.content, Paragraph) and before.content.title:
        return True
    if isinstance(block.content, Reference) and isinstance(before.content, Reference):
        return False
    new = {frame.number for frame in block.frames} - {frame.number for frame in before.frames}
    kinds = {frame.kind for frame in block.frames if frame.number in new}
    if _in_footnote(block) and _in_footnote(before) and "footnote" in kinds:
        return True
    plain = (Paragraph, Equation, Code)
    inner_before = before.frames[-1].kind if before.frames else ""
    return kinds == {"item"} and inner_before == "item" and isinstance(block.content, plain)

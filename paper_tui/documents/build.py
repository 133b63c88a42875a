"""Builder of documents, which every format writes to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from paper_tui.documents.model import (
    Block,
    Content,
    Division,
    Document,
    Equation,
    Figure,
    Frame,
    FrameKind,
    Heading,
    Paragraph,
    Parts,
    Position,
)
from paper_tui.papers.text import clean_names

MOST_FRAMES = 12
"""Lists and quotations nested deeper are moved up to this depth."""
_DEEPEST_HEADING = 6
MOST_BLOCKS = 100_000
"""Blocks after so many are left out; a thesis of 200 pages has 1,600."""


@dataclass(slots=True)
class _Draft:
    """A block without its index."""

    content: Content
    anchors: list[str]
    frames: tuple[Frame, ...]
    division: Division


class DocumentBuilder:
    """Collects blocks in reading order; footnotes wait for the end of their section."""

    def __init__(self, source: str) -> None:
        self.division: Division = "body"
        """The part of the paper that blocks are added to."""
        self.warnings: list[str] = []
        self._source = source
        self._drafts: list[_Draft] = []
        self._notes: list[_Draft] = []
        self._target = self._drafts
        self._frames: tuple[Frame, ...] = ()
        self._frame_count = 0
        self._anchors: list[str] = []
        self._left_out = False

    def anchor(self, name: str) -> None:
        """Give the next block an anchor."""
        if name:
            self._anchors.append(name)

    def add(self, content: Content, anchor: str = "") -> None:
        """Add a block."""
        anchors = [anchor, *self._anchors] if anchor else self._anchors
        self._anchors = []
        if len(self._drafts) + len(self._notes) >= MOST_BLOCKS:
            self._left_out = True
            return
        self._target.append(_Draft(content, anchors, self._frames, self.division))

    def paragraph(self, parts: Parts, anchor: str = "", *, title: bool = False) -> None:
        """Add a paragraph unless it is empty; its anchor then leads to the next block."""
        if parts:
            self.add(Paragraph(parts, title), anchor)
        else:
            self.anchor(anchor)

    @property
    def length(self) -> int:
        """Number of blocks in the sequence that is being added to: the text, or the footnotes."""
        return len(self._target)

    def since(self, length: int) -> list[Content]:
        """List the contents of the blocks added since `length` had this value."""
        return [draft.content for draft in self._target[length:]]

    def replace(self, index: int, content: Content) -> None:
        """Replace the content of a block added before, counted as `length` does."""
        self._target[index].content = content

    def name(self, index: int, anchor: str) -> None:
        """Give a block added before an anchor."""
        if anchor:
            self._target[index].anchors.insert(0, anchor)

    def end_section(self) -> None:
        """Add the footnotes of the section; called before the heading of the next one is read."""
        if self._target is self._drafts:
            self._drafts.extend(self._notes)
            self._notes.clear()

    def unframe(self, index: int) -> None:
        """Remove the innermost frame of a block added before."""
        self._target[index].frames = self._target[index].frames[:-1]

    @contextmanager
    def frame(self, kind: FrameKind, *, marker: str = "", name: str = "", anchor: str = "") -> Iterator[None]:
        """Put all blocks added in the context into a frame; an item without blocks gets an empty one."""
        outer, before = self._frames, len(self._target)
        if anchor and kind != "float":
            self._anchors.append(anchor)
        if len(outer) < MOST_FRAMES:
            frame = Frame(kind, self._frame_count, marker, name, anchor)
            self._frames = (*outer, frame)
            self._frame_count += 1
        try:
            yield
            if len(self._target) == before and kind == "item":
                self.add(Paragraph(()))
        finally:
            self._frames = outer

    @contextmanager
    def note(self, mark: str, anchor: str) -> Iterator[None]:
        """Collect the blocks of a footnote for the end of the section; `mark_anchor` leads to it too."""
        target, frames, anchors = self._target, self._frames, self._anchors
        self._target, self._frames, self._anchors = self._notes, (), []
        try:
            with self.frame("footnote", marker=mark, anchor=anchor):
                self.anchor(mark_anchor(mark))
                yield
        finally:
            self._target, self._frames, self._anchors = target, frames, anchors

    @contextmanager
    def part(self, division: Division) -> Iterator[None]:
        """Put all blocks added in the context into a division of the paper."""
        outer, self.division = self.division, division
        try:
            yield
        finally:
            self.division = outer

    def finish(self, title: Parts = (), authors: tuple[str, ...] = ()) -> Document:
        """Return the document; headings get consecutive levels and every block its index."""
        if self._left_out:
            self.warnings.append(f"The text has more than {MOST_BLOCKS:,} paragraphs; the rest is left out.")
        self.end_section()
        levels = sorted({draft.content.level for draft in self._drafts if isinstance(draft.content, Heading)})
        rank = {level: min(place, _DEEPEST_HEADING) for place, level in enumerate(levels, 1)}
        places: dict[str, Position] = {}
        blocks = []
        for index, draft in enumerate(self._drafts):
            content = draft.content
            if isinstance(content, Heading):
                content = replace(content, level=rank[content.level])
            anchor = next((name for name in draft.anchors if name not in places), "")
            for name, position in ((name, Position(index)) for name in draft.anchors):
                places.setdefault(name, position)
            for name, offset in _inner_anchors(content):
                if name:
                    places.setdefault(name, Position(index, offset))
            blocks.append(Block(index, content, anchor, draft.frames, draft.division))
        return Document(
            tuple(blocks), title, clean_names(authors), places, self._source, tuple(self.warnings)
        )


def mark_anchor(mark: str) -> str:
    """Return the anchor of the first note with a mark, for a mark that is not beside its note."""
    return f"mark-{mark}"


def _inner_anchors(content: Content) -> Iterator[tuple[str, int]]:
    """Iterate over the anchors of equation lines and figure panels, with their offsets."""
    if isinstance(content, Equation):
        offset = 0
        for line in content.lines:
            yield line.anchor, offset
            offset += len(line.tex) + (len(line.number) + 1 if line.number else 0) + 1
    elif isinstance(content, Figure):
        yield from ((panel.anchor, 0) for panel in content.panels)

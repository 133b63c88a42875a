"""Reading progress: the share of a document before a position, and the minutes left."""

from __future__ import annotations

from itertools import accumulate

from paper_tui.documents.model import (
    Block,
    Document,
    Equation,
    Figure,
    Paragraph,
    Position,
    Table,
    plain_text,
)
from paper_tui.papers.highlights import WHOLE

_CHARACTERS_A_MINUTE = 1_200
"""Some 200 words: papers are read more slowly than novels."""


class Progress:
    """The length of each block, of which references and front matter count as nothing to be read."""

    def __init__(self, document: Document) -> None:
        self._ends = [0, *accumulate(map(_weight, document.blocks))]
        self._lengths = [len(plain_text(block)) for block in document.blocks]

    @property
    def total(self) -> int:
        """Characters to be read."""
        return self._ends[-1]

    def permille(self, position: Position) -> int:
        """The share of the text before a position, from 0 to `WHOLE`."""
        return self._before(position) * WHOLE // self.total if self.total else WHOLE

    def minutes_left(self, position: Position) -> int:
        """Whole minutes that reading from a position to the end takes, rounded up."""
        return -(-(self.total - self._before(position)) // _CHARACTERS_A_MINUTE)

    def _before(self, position: Position) -> int:
        if not 0 <= position.block < len(self._lengths):
            return self.total if position.block > 0 else 0
        start, end = self._ends[position.block], self._ends[position.block + 1]
        length = self._lengths[position.block]
        return start + (end - start) * min(position.offset, length) // max(length, 1)


def _weight(block: Block) -> int:
    """Characters of a block that are read as written; of equations, figures and tables a share."""
    if block.division in ("front", "references"):
        return 0
    length = len(plain_text(block))
    if isinstance(block.content, Equation | Figure | Table):
        return min(length, 400)
    return length if isinstance(block.content, Paragraph) else min(length, 2_000)

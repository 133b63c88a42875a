"""Boxes of characters with a baseline, and how they are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of text, each `width` cells wide, of which the one numbered `baseline` is on the line of text."""

    rows: tuple[str, ...]
    width: int
    baseline: int = 0

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)


EMPTY = Box(("",), 0)


def text_box(text: str) -> Box:
    """One row of text."""
    return Box((text,), cell_len(text))


def blank(width: int) -> Box:
    """Empty cells on the baseline."""
    return Box((" " * width,), width)


def column(rows: Sequence[str], baseline: int) -> Box:
    """Rows of one width, as of a tall delimiter."""
    return Box(tuple(rows), cell_len(rows[0]), baseline)


def beside(boxes: Sequence[Box]) -> Box:
    """Boxes side by side, on one baseline."""
    shown = [box for box in boxes if box.width]
    if len(shown) <= 1:
        return shown[0] if shown else EMPTY
    above = max(box.baseline for box in shown)
    below = max(box.height - box.baseline for box in shown)
    padded = [_extend(box, above - box.baseline, below - (box.height - box.baseline)) for box in shown]
    rows = tuple(map("".join, zip(*padded, strict=True)))
    return Box(rows, sum(box.width for box in shown), above)


def stack(boxes: Sequence[Box], baseline: int, *, align: str = "c") -> Box:
    """Boxes one below the other.

    Args:
        boxes: From top to bottom.
        baseline: The row of the result that is its baseline.
        align: ``l``, ``c`` or ``r``.
    """
    width = max(box.width for box in boxes)
    return Box(tuple(row for box in boxes for row in widened(box, width, align).rows), width, baseline)


def widened(box: Box, width: int, align: str = "c") -> Box:
    """The box with empty cells beside it, so that it has this width."""
    room = width - box.width
    if room <= 0:
        return box
    left = {"l": 0, "r": room}.get(align, room // 2)
    before, after = " " * left, " " * (room - left)
    return Box(tuple(f"{before}{row}{after}" for row in box.rows), width, box.baseline)


def _extend(box: Box, above: int, below: int) -> list[str]:
    empty = " " * box.width
    return [empty] * above + list(box.rows) + [empty] * below

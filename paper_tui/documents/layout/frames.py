"""The margin left of a block: indentation, the marker of a list item, the bar of a theorem."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len

from paper_tui.documents.layout.inline import superscript
from paper_tui.documents.layout.line import Fill
from paper_tui.documents.layout.text import SOFT_HYPHEN
from paper_tui.documents.model import Block, Frame

_LONGEST_MARKER = 6
_TERM_INDENT = 4
_BARS = {"theorem": "theorem-bar", "quotation": "quotation-bar"}


class Margin(NamedTuple):
    """The texts before the lines of a block."""

    first: tuple[Fill, ...] = ()
    rest: tuple[Fill, ...] = ()
    width: int = 0
    term: str = ""
    """The term of a description that is too long to fit beside its text: lines of its own."""
    before_term: tuple[Fill, ...] = ()


def margin(block: Block, before: Block | None, width: int) -> Margin:
    """The margin of a block, indented by at most half of the width.

    Args:
        block: The block.
        before: The block before it, which may share frames with it.
        width: Cells of a line.
    """
    open_frames = {frame.number for frame in before.frames} if before else set()
    first: list[Fill] = []
    rest: list[Fill] = []
    used = 0
    term, before_term = "", tuple[Fill, ...]()
    for frame in block.frames:
        lead, follow = _fills(frame, is_new=frame.number not in open_frames)
        cells = cell_len(follow.text)
        if used + cells > width // 2:
            continue
        if frame.kind == "item" and frame.number not in open_frames and not lead.text.strip():
            term, before_term = _line(frame.marker), tuple(first)
        used += cells
        first.append(lead)
        rest.append(follow)
    return Margin(tuple(first), tuple(rest), used, term, before_term)


def shared_margin(block: Block, before: Block | None, width: int) -> tuple[Fill, ...]:
    """The margin of the empty line between two blocks: the bars that both have."""
    if before is None:
        return ()
    both = {frame.number for frame in before.frames} & {frame.number for frame in block.frames}
    fills = [(frame, _fills(frame, is_new=False)[1]) for frame in block.frames]
    shown: list[Fill] = []
    used = 0
    for frame, fill in fills:
        used += cell_len(fill.text)
        if frame.number not in both or used > width // 2:
            break
        shown.append(fill)
    return tuple(shown) if any(fill.text.strip() for fill in shown) else ()


def _fills(frame: Frame, *, is_new: bool) -> tuple[Fill, Fill]:
    """The texts before the first line of a frame and before the others, equally wide."""
    if frame.kind in _BARS:
        bar = Fill("│ ", _BARS[frame.kind])
        return bar, bar
    if frame.kind == "item":
        return _marked(_line(frame.marker) or "•", is_new=is_new, style="marker")
    if frame.kind == "footnote":
        return _marked(superscript(_line(frame.marker)) or "*", is_new=is_new, style="footnote-mark")
    return Fill(""), Fill("")


def _line(marker: str) -> str:
    """A marker in one line."""
    return " ".join(marker.replace(SOFT_HYPHEN, "").split())


def _marked(marker: str, *, is_new: bool, style: str) -> tuple[Fill, Fill]:
    cells = cell_len(marker)
    if cells > _LONGEST_MARKER:
        room = Fill(" " * _TERM_INDENT)
        return room, room
    width = max(cells + 1, 2)
    rest = Fill(" " * width)
    return (Fill(marker + " " * (width - cells), style), rest) if is_new else (rest, rest)

"""Figures on a page: the region that a caption belongs to, by the drawings beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from paper_tui.pdf.columns import column_of
from paper_tui.pdf.model import Box, Line, Page, joined

CAPTION = re.compile(r"(?:Figure|Fig\.|Table|Algorithm|Scheme)\s+\d{1,3}\s*[:.|]")
_WITH_WORDS = ("Table", "Algorithm")
"""Labels of text rather than of pictures, which stays in the running text."""
_GAP = 7.0
"""Room between two parts of a figure, or a figure and its caption, in sizes of the caption."""
_REACH = 1.2
"""Room between a drawing and its labels, in the same unit."""
_PADDING = 3.0
_SMALLEST = (30.0, 18.0)
"""Width and height in points of a figure."""
_TEXT_SHARE = 0.5
"""Share of the column from which on a line in letters of the text's size is none of a figure's labels."""
_LETTER = 0.42
"""Width of a letter in its size, on the whole; the labels of an axis are far apart."""
_SAME = 3.0
"""Points by which the ends of the rules of a table differ at the most."""


@dataclass(frozen=True, slots=True)
class _Ends:
    """Lines at which a figure ends."""

    text: Collection[Line]
    captions: Collection[Line]

    def turned(self) -> _Ends:
        """These lines with the page upside down."""
        return _Ends([*map(_turned_line, self.text)], [*map(_turned_line, self.captions)])


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure on a page."""

    box: Box
    page: Page
    labels: tuple[Line, ...] = ()
    """The lines of text in it, which are left out of the running text; those of a table stay there."""

    @property
    def words(self) -> str:
        """The words in it."""
        return joined([line.text for line in self.labels])


def figure_of(caption: Line, page: Page, lines: Sequence[Line], body: float) -> Drawn | None:
    """The figure of a caption; None where no drawing is beside it.

    Args:
        caption: Its first line.
        page: Its page.
        lines: The text of the page.
        body: The size of the letters of the text.
    """
    left, right = column_of(caption, page, lines)
    drawings = [box for box in page.drawings if _is_within(box, left, right) and not _is_ground(box, page)]
    beside = [line for line in lines if left < (line.left + line.right) / 2 < right]
    least = _TEXT_SHARE * (right - left)
    text = {line for line in beside if line.size >= body * 0.93 and _is_text(line, least)}
    others = {line for line in beside if CAPTION.match(line.text) and line != caption}
    is_table = caption.text.startswith(_WITH_WORDS)
    found = _nearest(caption, drawings, _Ends(text, others), prefers_above=not is_table)
    if found is None:
        return None
    inner = tuple(line for line in _labels(caption, found, beside) if line not in text)
    whole = _around([found, *(Box(line.left, line.bottom, line.right, line.top) for line in inner)])
    box = Box(
        max(whole.left - _PADDING, 0),
        max(whole.bottom - _PADDING, 0),
        min(whole.right + _PADDING, page.width),
        min(whole.top + _PADDING, page.height),
    )
    return Drawn(box, page, () if is_table else inner)


def _labels(caption: Line, found: Box, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines in a region and directly beside it that are of no caption."""
    reach = _REACH * caption.size
    for line in lines:
        across, up = (line.left + line.right) / 2, (line.bottom + line.top) / 2
        is_beside = found.left - reach < across < found.right + reach
        is_near = found.bottom - reach < up < found.top + reach
        if is_beside and is_near and not CAPTION.match(line.text) and not _is_of_caption(line, caption):
            yield line


def _is_of_caption(line: Line, caption: Line) -> bool:
    is_beside = line.left < caption.right and line.right > caption.left
    below = caption.top - line.top
    return line == caption or (
        is_beside and abs(line.size - caption.size) < 0.6 and 0 <= below < 12 * caption.size
    )


def _nearest(caption: Line, drawings: Sequence[Box], ends: _Ends, *, prefers_above: bool) -> Box | None:
    """The drawings above a caption or below it, whichever are nearer."""
    above = _above(caption, drawings, ends)
    upside_down = [_turned(box) for box in drawings]
    below = _above(_turned_line(caption), upside_down, ends.turned())
    if above is None or below is None:
        return above if below is None else _turned(below)
    room_above, room_below = above.bottom - caption.top, below.bottom + caption.bottom
    is_above = room_above <= room_below + (caption.size if prefers_above else -caption.size)
    return above if is_above else _turned(below)


def _above(caption: Line, drawings: Iterable[Box], ends: _Ends) -> Box | None:
    """The drawings above a caption, up to a gap, a line of the text or another caption."""
    above = sorted((box for box in drawings if box.bottom > caption.bottom), key=lambda box: box.bottom)
    found = None
    for box in above:
        reach = caption.top if found is None else found.top
        is_rule = found is not None and _is_rule_of(box, found)
        is_far = box.bottom - reach > _GAP * caption.size or _is_between(ends.text, reach, box.bottom)
        if _is_between(ends.captions, reach, box.bottom) or (is_far and not is_rule):
            break
        found = box if found is None else _around([found, box])
    if found is None or found.right - found.left < _SMALLEST[0] or found.top - found.bottom < _SMALLEST[1]:
        return None
    return found


def _is_between(text: Iterable[Line], bottom: float, top: float) -> bool:
    return any(bottom < (line.bottom + line.top) / 2 < top for line in text)


def _is_rule_of(box: Box, table: Box) -> bool:
    """Return whether a box is a rule as wide as a table, whose rows are lines of text."""
    is_same = abs(box.left - table.left) < _SAME and abs(box.right - table.right) < _SAME
    return is_same and box.top - box.bottom < _SAME


def _is_text(line: Line, least: float) -> bool:
    """Return whether a line is so wide, and so full of letters, as those of the text."""
    width = line.right - line.left
    return width > least and len(line.text) * line.size * _LETTER > 0.7 * width


def _is_within(box: Box, left: float, right: float) -> bool:
    inside = min(box.right, right) - max(box.left, left)
    return inside >= 0.5 * (box.right - box.left)


def _is_ground(box: Box, page: Page) -> bool:
    """Return whether a drawing is a ground for the whole page, or goes beyond it, where it is not seen."""
    if box.left < -_PADDING or box.bottom < -_PADDING:
        return True
    if box.right > page.width + _PADDING or box.top > page.height + _PADDING:
        return True
    return box.right - box.left > 0.95 * page.width and box.top - box.bottom > 0.9 * page.height


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _turned_line(line: Line) -> Line:
    return replace(line, bottom=-line.top, top=-line.bottom)


def _turned(box: Box) -> Box:
    return Box(box.left, -box.top, box.right, -box.bottom)

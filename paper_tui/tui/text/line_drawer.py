"""Lines of a text as strips: in the middle, with letters over labelled parts, wide ones cut to the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.segment import Segment as RichSegment
from textual.strip import Strip

from paper_tui.documents.layout.line import Line, Segment
from paper_tui.tui.text.painter import Painter

LabelKey = tuple[int, int, int]
"""A block, an offset in it, and the line that shows the label."""


@dataclass(frozen=True, slots=True)
class Page:
    """The geometry of the page."""

    width: int
    """Cells of the whole page."""
    left: int
    """Cells left of the text."""
    measure: int
    """Cells of the text."""
    sideways: int = 0
    """Cells by which wide lines are moved to the left."""


def draw(
    line: Line,
    number: int,
    segments: Iterable[Segment],
    page: Page,
    painter: Painter,
    labels: Mapping[LabelKey, str],
) -> Strip:
    """Draw one line, exactly as wide as the page."""
    shown = _labelled(line.block, number, segments, labels) if labels else segments
    strip = Strip(painter.segments(shown))
    if line.is_wide:
        strip = _cropped(strip, page, painter)
    if page.left:
        strip = Strip.join([Strip.blank(page.left, painter.blank), strip])
    return strip.adjust_cell_length(page.width, painter.blank)


def _labelled(
    block: int, line: int, segments: Iterable[Segment], labels: Mapping[LabelKey, str]
) -> Iterator[Segment]:
    """The segments with the letters of labelled parts over their first cells."""
    done: set[int] = set()
    for segment in segments:
        label = labels.get((block, segment.offset, line))
        if label is None or segment.part is None or segment.offset in done:
            yield segment
            continue
        done.add(segment.offset)
        yield Segment(label, "label-key")
        yield segment._replace(text=segment.text[len(label) :])


def _cropped(strip: Strip, page: Page, painter: Painter) -> Strip:
    """The part of a wide line that is in sight, with signs where it goes on."""
    room, cells = page.measure, strip.cell_length
    shift = min(page.sideways, max(cells - room, 0))
    shown = strip.crop(shift, shift + room)
    more = painter.style("more")
    if shift + room < cells:
        shown = Strip.join([shown.crop(0, room - 1), Strip([RichSegment("›", more)])])
    if shift:
        shown = Strip.join([Strip([RichSegment("‹", more)]), shown.crop(1)])
    return shown

"""Lines of a text as strips: in the middle, with letters over labelled parts, wide ones cut to the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.segment import Segment as RichSegment
from textual.strip import Strip

from paper_tui.documents.layout.line import Line, PictureRow, Segment
from paper_tui.tui.text.painter import Painter

LabelKey = tuple[int, int, int]
"""A block, an offset in it, and the line that shows the label."""
StripOf = Callable[[PictureRow], Strip | None]
"""The cells of a row of a picture; None until it is drawn."""
_WAITING = "▣"
"""In the middle of a picture that is not drawn yet."""


def no_picture(row: PictureRow) -> Strip | None:  # noqa: ARG001 - as `StripOf`
    """Draw no picture."""
    return None


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
    strip_of: StripOf = no_picture,
) -> Strip:
    """Draw one line, exactly as wide as the page."""
    shown = _labelled(line.block, number, segments, labels) if labels else segments
    is_picture = any(isinstance(piece, PictureRow) for piece in line.pieces)
    strip = _with_pictures(shown, painter, strip_of) if is_picture else Strip(painter.segments(shown))
    if line.is_wide:
        strip = _cropped(strip, page, painter)
    if page.left:
        strip = Strip.join([Strip.blank(page.left, painter.blank), strip])
    return strip.adjust_cell_length(page.width, painter.blank)


def _with_pictures(segments: Iterable[Segment], painter: Painter, strip_of: StripOf) -> Strip:
    """Segments of which some are rows of pictures; a letter is over the first cells of one."""
    strips = []
    for segment in segments:
        row = segment.picture
        if row is None:
            strips.append(Strip(painter.segments([segment])))
            continue
        drawn = strip_of(row)
        if drawn is None:
            sign = _WAITING if row.row == row.rows // 2 else ""
            drawn = Strip([RichSegment(sign.center(row.columns), painter.style("image"))])
        drawn = drawn.adjust_cell_length(row.columns, painter.blank)
        strips.append(drawn.crop(row.columns - len(segment.text), row.columns))
    return Strip.join(strips)


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
    """The part of a wide line that is in sight, with signs where it continues."""
    room, cells = page.measure, strip.cell_length
    shift = min(page.sideways, max(cells - room, 0))
    shown = strip.crop(shift, shift + room)
    more = painter.style("more")
    if shift + room < cells:
        shown = Strip.join([shown.crop(0, room - 1), Strip([RichSegment("›", more)])])
    if shift:
        shown = Strip.join([Strip([RichSegment("‹", more)]), shown.crop(1)])
    return shown

"""Pictures that are drawn among the lines of a text, as rows of strips."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from textual.strip import Strip

from paper_tui.documents.layout.line import PictureRow
from paper_tui.images.choice import Graphics, Protocol
from paper_tui.images.framing import Placement, Room, place
from paper_tui.images.pixels import Crop, Drawing
from paper_tui.papers.cancellation import CancelToken
from paper_tui.tui.pictures.canvas import Painted, density, paint
from paper_tui.tui.pictures.picture import Picture

_MOST = 32
"""Pictures that are kept drawn."""


@dataclass(frozen=True, slots=True)
class InlinePicture:
    """The rows of a picture that are drawn at once."""

    source: str
    columns: int
    rows: int
    """Of the whole picture."""
    first: int
    end: int
    """The row after the last one; all rows are drawn but of sixels, which must end where the page does."""

    def draw(self, picture: Picture, graphics: Graphics, cancel: CancelToken) -> Painted:
        """Draw it; blocks. Raises `images.pixels.ImageError` and `Cancelled`."""
        room = Room(self.columns, self.rows, graphics.cell, density(graphics))
        placed = place(picture.size(cancel), room)
        first, end = min(self.first, placed.rows - 1), min(self.end, placed.rows)
        drawing = _rows(placed, first, max(end, first + 1))
        painted = paint(picture.draw(drawing, cancel), placed.columns, end - first, graphics)
        left = (self.columns - placed.columns) // 2
        strips = (Strip.join([Strip.blank(left), each]) for each in painted.strips)
        over = f"\x1b[{left}C{painted.over}" if left and painted.over else painted.over
        return replace(painted, strips=tuple(strips), over=over)


def _rows(placed: Placement, first: int, end: int) -> Drawing:
    """The drawing of some rows of a placement."""
    drawing, crop = placed.drawing, placed.drawing.crop
    each, height = (crop.bottom - crop.top) / placed.rows, drawing.height // placed.rows
    part = Crop(crop.left, crop.top + first * each, crop.right, crop.top + end * each)
    return Drawing(drawing.width, height * (end - first), part)


def inline_picture(row: PictureRow, first: int, end: int, graphics: Graphics) -> InlinePicture:
    """The part of a picture to draw of which some rows are in sight."""
    if graphics.protocol is not Protocol.SIXEL:
        first, end = 0, row.rows
    return InlinePicture(row.image.source, row.columns, row.rows, first, end)


class PaintedPictures:
    """The pictures drawn last, of which the terminal may keep a copy."""

    def __init__(self) -> None:
        self._known: OrderedDict[InlinePicture, Painted] = OrderedDict()

    def __contains__(self, picture: InlinePicture) -> bool:
        return picture in self._known

    def get(self, picture: InlinePicture) -> Painted | None:
        """The picture as it was drawn; None where it was not."""
        return self._known.get(picture)

    def strip(self, row: PictureRow) -> Strip | None:
        """The cells of a row of a picture; None where it was not drawn."""
        painted = self._known.get(InlinePicture(row.image.source, row.columns, row.rows, 0, row.rows))
        return painted.strips[row.row] if painted and row.row < len(painted.strips) else None

    def add(self, picture: InlinePicture, painted: Painted) -> str:
        """Keep a picture, and return what is to be written to the terminal."""
        self._known[picture] = painted
        gone = [self._known.popitem(last=False)[1].after for _ in range(len(self._known) - _MOST)]
        return "".join((*gone, painted.before))

    def touch(self, picture: InlinePicture) -> None:
        """Take note that a picture is in sight."""
        if picture in self._known:
            self._known.move_to_end(picture)

    def clear(self) -> str:
        """Forget all, and return what is to be written to the terminal."""
        gone = "".join(painted.after for painted in self._known.values())
        self._known.clear()
        return gone

    @property
    def transmissions(self) -> Iterator[str]:
        """Escape sequences that send the pictures to the terminal again."""
        return (painted.before for painted in self._known.values())

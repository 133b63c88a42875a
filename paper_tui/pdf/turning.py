"""Pages that are turned, by the file or by how their text is written on them."""

from __future__ import annotations

from collections import Counter
from math import pi
from typing import TYPE_CHECKING, NamedTuple

from paper_tui.pdf.model import Box

if TYPE_CHECKING:
    import pypdfium2

_SAMPLES = 40
"""Letters of a page that are looked at."""
_SHARE = 0.7
"""Share of them that are turned in one direction on a page that is read in it."""


class Turn(NamedTuple):
    """From the file's coordinates to those of a page as it is read."""

    quarters: int
    """Quarter turns clockwise."""
    width: float
    """Of the page as it is read."""
    height: float

    def box(self, box: Box) -> Box:
        """A box of the file on the page as it is read."""
        left, bottom, right, top = box
        match self.quarters:
            case 1:
                return Box(bottom, self.height - right, top, self.height - left)
            case 2:
                return Box(self.width - right, self.height - top, self.width - left, self.height - bottom)
            case 3:
                return Box(self.width - top, left, self.width - bottom, right)
            case _:
                return box


def turn_of(page: pypdfium2.PdfPage) -> Turn:
    """The turn of a page as the file has it."""
    return Turn(page.get_rotation() // 90, *page.get_size())


def turn_upright(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> bool:
    """Turn a page so that most of its text is upright; return whether it had to be turned."""
    wanted = _quarters(text)
    if wanted == page.get_rotation() // 90:
        return False
    page.set_rotation(wanted * 90)
    return True


def _quarters(text: pypdfium2.PdfTextPage) -> int:
    """The quarter turns clockwise after which most letters are upright."""
    from pypdfium2 import raw

    count = text.count_chars()
    places = range(0, count, max(count // _SAMPLES, 1))
    letters = [place for place in places if raw.FPDFText_GetUnicode(text, place) > ord(" ")]
    turns = Counter(-round(raw.FPDFText_GetCharAngle(text, place) / (pi / 2)) % 4 for place in letters)
    turned, most = turns.most_common(1)[0] if turns else (0, 0)
    return turned if most >= _SHARE * len(letters) else 0

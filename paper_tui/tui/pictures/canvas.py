"""Pixels as what a widget draws: strips of cells, and what is written to the terminal beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from paper_tui.images import kitty
from paper_tui.images.choice import Graphics, Protocol
from paper_tui.images.pixels import Pixels
from paper_tui.images.sixel import sixels
from paper_tui.images.symbols import ACROSS, Run, symbols

_FIRST_COLOUR = 16
"""Of the colours of the palette that represent images; those before are changed by themes."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture as it is drawn."""

    strips: tuple[Strip, ...]
    """One a row; the picture is as wide as the first one."""
    before: str = ""
    """Escape sequences to write before the strips are drawn."""
    over: str = ""
    """Escape sequences to write at the picture's upper left corner, whenever its cells were drawn."""
    after: str = ""
    """Escape sequences to write when the picture is no longer shown."""


def density(graphics: Graphics) -> tuple[int, int]:
    """Pixels that are drawn in a cell."""
    return (ACROSS, ACROSS) if graphics.protocol is Protocol.SYMBOLS else graphics.cell


def paint(pixels: Pixels, columns: int, rows: int, graphics: Graphics) -> Painted:
    """Paint pixels in so many cells, each of which has as many of them as `density` says."""
    if graphics.protocol is Protocol.KITTY:
        return _by_kitty(pixels, columns, rows, is_in_tmux=graphics.is_in_tmux)
    if graphics.protocol is Protocol.SIXEL:
        blank = Strip.blank(columns)
        return Painted((blank,) * rows, over=sixels(pixels, graphics.sixel_colours))
    return Painted(
        tuple(_strip(row) for row in symbols(pixels, graphics.colours, is_ascii=graphics.is_ascii))
    )


def _strip(row: list[Run]) -> Strip:
    return Strip([Segment(run.text, _style(run)) for run in row])


def _style(run: Run) -> Style:
    return Style(color=Color.from_rgb(*run.foreground), bgcolor=Color.from_rgb(*run.background))


def _by_kitty(pixels: Pixels, columns: int, rows: int, *, is_in_tmux: bool) -> Painted:
    image = next(_IMAGES)
    sent = kitty.transmission(image, pixels, columns, rows)
    removed = kitty.removal(image)
    if is_in_tmux:
        sent, removed = [kitty.through_tmux(each) for each in sent], kitty.through_tmux(removed)
    style = Style(color=_palette_colour(image & 255))
    strips = (Strip([Segment(kitty.placeholders(image, columns, row), style)]) for row in range(rows))
    return Painted(tuple(strips), before="".join(sent), after=removed)


def _palette_colour(number: int) -> Color:
    """A colour of the palette that neither Textual nor Rich turns into one of 24 bits."""
    return Color(f"image {number}", ColorType.EIGHT_BIT, number=number, triplet=ColorTriplet(number, 0, 0))


def _images() -> Iterator[int]:
    """Ids of images: a part by the process, so that those of other programs in the terminal stay."""
    own = (os.getpid() % 255 + 1) << 24
    return (own | (_FIRST_COLOUR + each % (256 - _FIRST_COLOUR)) for each in count())


_IMAGES = _images()

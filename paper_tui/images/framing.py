"""Placement of an image in a room of cells: the part of it that is shown, and its size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

from paper_tui.images.pixels import Crop, Drawing

Fit = Literal["whole", "width"]
MOST_ENLARGED = 3.0
"""Pixels of the screen for a pixel of an image that is fitted."""
_NEARLY = 1e-6


@dataclass(frozen=True, slots=True)
class Room:
    """The cells in which an image is shown."""

    columns: int
    rows: int
    cell: tuple[int, int]
    """Width and height of a cell in pixels."""
    density: tuple[int, int]
    """Pixels that are drawn in a cell, across and down."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part and size of an image that the reader chose."""

    fit: Fit = "whole"
    zoom: float = 1.0
    left: float = 0.0
    """The part hidden at the left, as a fraction of the image, where it does not fit."""
    top: float = 0.0


WHOLE_IMAGE = Frame()


@dataclass(frozen=True, slots=True)
class Placement:
    """Cells that an image takes, and what is drawn in them."""

    columns: int
    rows: int
    drawing: Drawing
    frame: Frame
    """As far as the image goes."""
    cell_width: float
    """A cell, as a fraction of the image's width."""
    cell_height: float

    @property
    def is_at_top(self) -> bool:
        """True if nothing is hidden above."""
        return self.frame.top <= _NEARLY

    @property
    def is_at_bottom(self) -> bool:
        """True if nothing is hidden below."""
        return self.drawing.crop.bottom >= 1 - _NEARLY

    def moved(self, columns: float, rows: float) -> Frame:
        """The frame after a move by so many cells."""
        left = max(self.frame.left + columns * self.cell_width, 0.0)
        return replace(self.frame, left=left, top=max(self.frame.top + rows * self.cell_height, 0.0))

    def zoomed(self, factor: float) -> Frame:
        """The frame after a change of size, with the same point in the middle."""
        crop = self.drawing.crop
        middle, centre = (crop.left + crop.right) / 2, (crop.top + crop.bottom) / 2
        width, height = (crop.right - crop.left) / factor, (crop.bottom - crop.top) / factor
        return replace(
            self.frame,
            zoom=self.frame.zoom * factor,
            left=max(middle - width / 2, 0.0),
            top=max(centre - height / 2, 0.0),
        )


def place(size: tuple[int, int], room: Room, frame: Frame = WHOLE_IMAGE) -> Placement:
    """Place an image in a room.

    Args:
        size: Width and height of the image, at least 1.
        room: At least one cell.
        frame: What to show of it.
    """
    cell_width, cell_height = room.cell
    room_width, room_height = room.columns * cell_width, room.rows * cell_height
    fitted = room_width / size[0]
    if frame.fit == "whole":
        fitted = min(fitted, room_height / size[1], MOST_ENLARGED)
    width, height = size[0] * fitted * frame.zoom, size[1] * fitted * frame.zoom
    shown_width, shown_height = min(width, room_width), min(height, room_height)
    left = min(frame.left, 1 - shown_width / width)
    top = min(frame.top, 1 - shown_height / height)
    columns = min(max(ceil(shown_width / cell_width - _NEARLY), 1), room.columns)
    rows = min(max(ceil(shown_height / cell_height - _NEARLY), 1), room.rows)
    crop = Crop(left, top, left + shown_width / width, top + shown_height / height)
    drawing = Drawing(columns * room.density[0], rows * room.density[1], crop)
    return Placement(
        columns, rows, drawing, replace(frame, left=left, top=top), cell_width / width, cell_height / height
    )

"""Pixels, and the part of an image that they show."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PIXELS = 4_000_000
"""Pixels that are drawn at once; a terminal of 300 by 80 cells has as many."""


class ImageError(Exception):
    """An image that cannot be drawn; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """Opaque pixels from left to right, top to bottom."""

    width: int
    height: int
    data: bytes
    """Red, green and blue of each pixel, a byte each."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of an image, as fractions of its width and height from its upper left corner."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0


WHOLE = Crop()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part of an image, to be drawn in so many pixels."""

    width: int
    height: int
    crop: Crop = WHOLE

    def bounded(self) -> Drawing:
        """This drawing in at most `MOST_PIXELS`, of the same proportions."""
        excess = (self.width * self.height / MOST_PIXELS) ** 0.5
        if excess <= 1:
            return Drawing(max(self.width, 1), max(self.height, 1), self.crop)
        return Drawing(max(int(self.width / excess), 1), max(int(self.height / excess), 1), self.crop)

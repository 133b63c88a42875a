"""Pixels as sixels (DEC STD 070): bands of six rows, and in each band a line of bits for each colour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from paper_tui.images.palette import palette_of
from paper_tui.images.pixels import Pixels

BAND = 6
MOST_COLOURS = 256
_BEGIN = "\x1bP0;1q"
"""Square pixels; those without a colour stay as they are."""
_END = "\x1b\\"
_FIRST = 63
"""The character of six pixels without the colour."""
_SHORTEST_REPEAT = 4


def sixels(pixels: Pixels, colours: int = MOST_COLOURS) -> str:
    """Return the escape sequence that draws pixels at the cursor; it moves the cursor below them.

    Args:
        pixels: The picture.
        colours: Registers for colours that the terminal has.
    """
    image = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width, 3)
    palette, indices = palette_of(image, min(max(colours, 2), MOST_COLOURS))
    percent = np.rint(palette.astype(np.float64) * 100 / 255).astype(int).tolist()
    defined = "".join(f"#{at};2;{red};{green};{blue}" for at, (red, green, blue) in enumerate(percent))
    bands = [_band(indices[top : top + BAND]) for top in range(0, pixels.height, BAND)]
    size = f'"1;1;{pixels.width};{pixels.height}'
    return f"{_BEGIN}{size}{defined}{'-'.join(bands)}{_END}"


def _band(indices: NDArray[np.uint8]) -> str:
    """Up to six rows: for each colour its number and its bits; ``$`` goes back to the left."""
    height, width = indices.shape
    used, local = np.unique(indices, return_inverse=True)
    places = local.reshape(height, width).astype(np.int64) * width + np.arange(width)
    bits = np.broadcast_to(1 << np.arange(height)[:, None], (height, width))
    lines = np.bincount(places.ravel(), weights=bits.ravel(), minlength=len(used) * width)
    values = lines.astype(np.int64).reshape(len(used), width)
    return "$".join(f"#{colour}{_line(line)}" for colour, line in zip(used.tolist(), values, strict=True))


def _line(values: NDArray[np.int64]) -> str:
    """The bits of one colour, runs written as ``!COUNT``, without what is empty at the end."""
    starts = np.flatnonzero(np.diff(values, prepend=-1))
    counts = np.diff(starts, append=len(values))
    runs = list(zip(values[starts].tolist(), counts.tolist(), strict=True))
    if runs and runs[-1][0] == 0:
        runs.pop()
    return "".join(
        [
            chr(_FIRST + value) * count if count < _SHORTEST_REPEAT else f"!{count}{chr(_FIRST + value)}"
            for value, count in runs
        ]
    )

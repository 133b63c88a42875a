"""Pixels as rows of block symbols in two colours each.

A cell shows two by two pixels: of the eight ways to divide them into two colours the one with the least
error is drawn. Half blocks are among them, so that this is never worse than half blocks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from paper_tui.images.colours import Colours
from paper_tui.images.palette import dithered, nearest
from paper_tui.images.pixels import Pixels

ACROSS = 2
"""Pixels of a cell in each direction."""
Colour = tuple[int, int, int]

_SYMBOLS = " ▗▖▄▝▐▞▟"
"""By the bits of the pixels in the second colour: lower right 1, lower left 2, upper right 4."""
_MASKS = np.array([[0, bits >> 2 & 1, bits >> 1 & 1, bits & 1] for bits in range(8)], dtype=np.float32)
"""For each symbol, which of the four pixels (upper left first) are in the second colour."""


class Run(NamedTuple):
    """Neighbouring cells in the same two colours."""

    text: str
    foreground: Colour
    background: Colour


def symbols(pixels: Pixels, colours: Colours = Colours.TRUE, *, is_ascii: bool = False) -> list[list[Run]]:
    """Draw pixels as symbols.

    Args:
        pixels: `ACROSS` pixels a cell in each direction.
        colours: What the terminal can show.
        is_ascii: Whether to draw spaces in colour, where block symbols are missing.

    Returns:
        A row of runs for each `ACROSS` rows of pixels.
    """
    rows, columns = pixels.height // ACROSS, pixels.width // ACROSS
    shown = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width, 3)
    shown = shown[: rows * ACROSS, : columns * ACROSS]
    if is_ascii:
        shown = _averaged(shown, rows, columns).astype(np.uint8)
        ground = dithered(shown, colours)
        return _runs(np.zeros((rows, columns), np.intp), ground, ground)
    shown = dithered(shown, colours)
    quarters = shown.reshape(rows, ACROSS, columns, ACROSS, 3).transpose(0, 2, 1, 3, 4)
    which, second, first = _divided(quarters.reshape(rows, columns, ACROSS * ACROSS, 3).astype(np.float32))
    return _runs(which, nearest(second, colours), nearest(first, colours))


def _averaged(shown: NDArray[np.uint8], rows: int, columns: int) -> NDArray[np.float64]:
    cells = shown.reshape(rows, ACROSS, columns, ACROSS, 3)
    return np.asarray(cells.mean(axis=(1, 3)))


def _divided(cells: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.uint8], NDArray[np.uint8]]:
    """The best symbol of each cell, and its two colours.

    The error of a division is the sum of squares less what the two means explain: ``sum²/count`` each.
    """
    total = cells.sum(axis=2)
    counts = _MASKS.sum(axis=1)
    second_sums = np.einsum("rcpk,sp->srck", cells, _MASKS)
    first_sums = total[None] - second_sums
    explained = (first_sums**2).sum(axis=-1) / (4 - counts)[:, None, None]
    explained[1:] += (second_sums[1:] ** 2).sum(axis=-1) / counts[1:, None, None]
    explained[0] += 1  # one colour, where nothing is gained by two
    which = explained.argmax(axis=0)
    chosen = which[None, :, :, None]
    first = np.take_along_axis(first_sums, chosen, 0)[0] / (4 - counts)[which][..., None]
    second = np.take_along_axis(second_sums, chosen, 0)[0] / np.maximum(counts, 1)[which][..., None]
    second = np.where((which == 0)[..., None], first, second)
    return which, _bytes(second), _bytes(first)


def _bytes(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _runs(
    which: NDArray[np.intp], foreground: NDArray[np.uint8], background: NDArray[np.uint8]
) -> list[list[Run]]:
    rows: list[list[Run]] = []
    for row_symbols, row_front, row_back in zip(
        which.tolist(), foreground.tolist(), background.tolist(), strict=True
    ):
        row: list[Run] = []
        for symbol, front, back in zip(row_symbols, row_front, row_back, strict=True):
            ground = (back[0], back[1], back[2])
            colour = (front[0], front[1], front[2]) if symbol else ground
            last = row[-1] if row else None
            if last is not None and last.background == ground and (not symbol or last.foreground == colour):
                row[-1] = Run(last.text + _SYMBOLS[symbol], last.foreground, ground)
            else:
                row.append(Run(_SYMBOLS[symbol], colour, ground))
        rows.append(row)
    return rows

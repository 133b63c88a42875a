"""Colours of terminals, and of sixel images."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from paper_tui.images.colours import Colours

Image = NDArray[np.uint8]
"""Rows of pixels of three bytes."""


SIXTEEN = np.array(
    [
        *[(0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170)],
        *[(170, 170, 170), (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255)],
        *[(255, 85, 255), (85, 255, 255), (255, 255, 255)],
    ],
    dtype=np.uint8,
)
"""The sixteen colours as Rich knows them, which changes them no more on their way to the terminal."""
_CUBE = np.array([0, 95, 135, 175, 215, 255], dtype=np.int16)
_THRESHOLDS = (
    np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], dtype=np.float32) + 0.5
) / 16 - 0.5
"""Ordered dithering: neighbouring pixels are rounded differently, so that areas keep their mean colour."""
_BITS = 5
"""Bits of each channel by which colours are counted."""


_STRENGTHS = {Colours.MANY: 32.0, Colours.FEW: 64.0}
"""About half the distance between colours of a terminal."""


def dithered(image: Image, colours: Colours) -> Image:
    """The image in the colours of a terminal, so that areas keep their mean colour."""
    if colours is Colours.TRUE:
        return image
    return nearest(_dithered(image, _STRENGTHS[colours]), colours)


def nearest(image: Image | NDArray[np.float32], colours: Colours) -> Image:
    """The image in the colours of a terminal that are nearest to its own."""
    if colours is Colours.TRUE:
        return image.astype(np.uint8)
    if colours is Colours.MANY:
        steps = np.abs(image[..., None].astype(np.float32) - _CUBE).argmin(axis=-1)
        return np.asarray(_CUBE[steps], np.uint8)
    found = _nearest(image.reshape(-1, 3).astype(np.float32), SIXTEEN)
    return np.asarray(SIXTEEN[found].reshape(image.shape))


def _dithered(image: Image, strength: float) -> NDArray[np.float32]:
    height, width = image.shape[:2]
    tiles = np.tile(_THRESHOLDS, (height // 4 + 1, width // 4 + 1))[:height, :width]
    return np.clip(image + tiles[..., None] * strength, 0, 255).astype(np.float32)


def _nearest(pixels: NDArray[np.float32], colours: Image) -> NDArray[np.intp]:
    """The index of the nearest colour of each pixel."""
    distances = np.empty((len(colours), len(pixels)), np.float32)
    for index, colour in enumerate(colours.astype(np.float32)):
        distances[index] = ((pixels - colour) ** 2).sum(axis=1)
    return np.asarray(distances.argmin(axis=0))


def palette_of(image: Image, most: int) -> tuple[Image, NDArray[np.uint8]]:
    """At most so many colours for an image by median cut, and for each pixel the index of its colour.

    Colours that differ only in the last three bits of a channel are one.
    """
    coarse = (image >> (8 - _BITS)).reshape(-1, 3).astype(np.int32)
    bins = (coarse[:, 0] << 2 * _BITS) | (coarse[:, 1] << _BITS) | coarse[:, 2]
    counts = np.bincount(bins, minlength=1 << 3 * _BITS)
    used = np.flatnonzero(counts)
    means = np.empty((len(used), 3), np.float64)
    for channel in range(3):
        sums = np.bincount(bins, weights=image[..., channel].reshape(-1), minlength=len(counts))
        means[:, channel] = sums[used] / counts[used]
    boxes = _boxes(means, counts[used], most)
    colours = np.empty((len(boxes), 3), np.uint8)
    index_of = np.zeros(len(counts), np.uint8)
    for index, box in enumerate(boxes):
        colours[index] = np.rint(np.average(means[box], axis=0, weights=counts[used[box]]))
        index_of[used[box]] = index
    return colours, index_of[bins].reshape(image.shape[:2])


def _boxes(colours: NDArray[np.float64], counts: NDArray[np.intp], most: int) -> list[NDArray[np.intp]]:
    """Divide colours: always the group with the largest spread, weighted by its pixels, at its middle."""
    boxes = [np.arange(len(colours))]
    spreads = [_spread(colours[boxes[0]], counts[boxes[0]])]
    while len(boxes) < most:
        at = max(range(len(boxes)), key=lambda index: spreads[index][0])
        if spreads[at][0] <= 0:
            break
        box, channel = boxes[at], spreads[at][1]
        ordered = box[np.argsort(colours[box, channel], kind="stable")]
        weights = counts[ordered].cumsum()
        middle = int(np.clip(np.searchsorted(weights, weights[-1] / 2), 1, len(ordered) - 1))
        boxes[at] = ordered[:middle]
        boxes.append(ordered[middle:])
        spreads[at] = _spread(colours[boxes[at]], counts[boxes[at]])
        spreads.append(_spread(colours[boxes[-1]], counts[boxes[-1]]))
    return boxes


def _spread(colours: NDArray[np.float64], counts: NDArray[np.intp]) -> tuple[float, int]:
    if len(colours) < 2:
        return 0.0, 0
    ranges = colours.max(axis=0) - colours.min(axis=0)
    channel = int(ranges.argmax())
    return float(ranges[channel]) * float(counts.sum()) ** 0.5, channel

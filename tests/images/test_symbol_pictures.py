"""A figure as it is drawn with symbols: ``python -m tests.images.test_symbol_pictures`` stores it anew.

Each row is stored as its symbols, behind the two colours of its middle cell and a digest of all its colours.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import pytest

from paper_tui.images.colours import Colours
from paper_tui.images.pixels import Pixels
from paper_tui.images.symbols import Run, symbols

FOLDER = Path(__file__).with_name("pictures")
WAYS = {
    "true": (Colours.TRUE, False),
    "many": (Colours.MANY, False),
    "few": (Colours.FEW, False),
    "ascii": (Colours.FEW, True),
}
COLUMNS, ROWS = 48, 14


def figure() -> Pixels:
    """Axes, a curve, a bar of each colour, and a gradient."""
    width, height = COLUMNS * 2, ROWS * 2
    return Pixels(width, height, b"".join(bytes(_pixel(x, y)) for y in range(height) for x in range(width)))


def _pixel(x: int, y: int) -> tuple[int, int, int]:
    width, height = COLUMNS * 2, ROWS * 2
    curve = height / 2 - math.sin(x / 9) * (height / 2 - 4)
    if x == 3 or y == height - 4:
        return (0, 0, 0)
    if abs(curve - y) < 1 and x > 3:
        return (200, 30, 30)
    if y > height - 3:
        return (x * 255 // width,) * 3
    bar = (x - 10) // 14
    if (x - 10) % 14 < 5 and 0 <= bar < 4 and y > height - 8 - bar * 3:
        return ((30, 30, 200), (20, 140, 60), (230, 160, 20), (120, 60, 160))[bar]
    return (255, 255, 255)


def picture(colours: Colours, *, is_ascii: bool) -> str:
    """The figure as it is stored."""
    return "".join(f"{_row(row)}\n" for row in symbols(figure(), colours, is_ascii=is_ascii))


def _row(row: list[Run]) -> str:
    colours = [(run.foreground, run.background) for run in row for _ in run.text]
    digest = hashlib.sha256(repr(colours).encode()).hexdigest()[:8]
    front, back = ("".join(f"{part:02x}" for part in colour) for colour in colours[COLUMNS // 2])
    return f"{front} {back} {digest} |{''.join(run.text for run in row)}|"


@pytest.mark.parametrize("way", WAYS)
def test_a_figure_is_drawn_as_it_is_stored(way: str) -> None:
    colours, is_ascii = WAYS[way]
    assert picture(colours, is_ascii=is_ascii) == (FOLDER / f"{way}.txt").read_text("utf-8")


def main() -> None:
    for way, (colours, is_ascii) in WAYS.items():
        (FOLDER / f"{way}.txt").write_text(picture(colours, is_ascii=is_ascii), "utf-8")


if __name__ == "__main__":
    main()

"""Pictures among the lines of a text: the room that is left for them, and names where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from math import ceil

from paper_tui.documents.embedded import DATA
from paper_tui.documents.layout.line import Fill, Line, PictureRow, image_offset
from paper_tui.documents.layout.text import SOFT_HYPHEN
from paper_tui.documents.layout.wrapping import wrap
from paper_tui.documents.model import Image
from paper_tui.documents.page_regions import page_region

GAP = 2
NARROWEST = 26
"""Cells of pictures that are side by side, at least."""
MOST_BESIDE = 3
MOST_ENLARGED = 3.0
"""Pixels of the screen for a pixel of an image."""


@dataclass(frozen=True, slots=True)
class PictureRooms:
    """The pictures that are drawn in a text, and how large they may be."""

    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Width and height in pixels by the address of the image; others are only named."""
    problems: Mapping[str, str] = field(default_factory=dict)
    """The reasons why images cannot be drawn, by their addresses; each the end of a sentence."""
    cell: tuple[int, int] = (10, 20)
    """Width and height of a cell in pixels."""
    most_rows: int = 20

    def cells(self, image: Image, columns: int) -> tuple[int, int] | None:
        """Columns and rows of an image that may take so many columns; None where it is not drawn."""
        size = self.sizes.get(image.source)
        if size is None:
            return None
        width, height = max(size[0], 1) / self.cell[0], max(size[1], 1) / self.cell[1]
        scale = min(columns / width, self.most_rows / height, MOST_ENLARGED)
        return max(min(round(width * scale), columns), 1), max(min(round(height * scale), self.most_rows), 1)


NO_ROOMS = PictureRooms()
Numbered = tuple[int, Image]
"""An image, and its number among those of its block."""


def all_drawn(images: Sequence[Numbered], block: int, width: int, rooms: PictureRooms) -> list[Line]:
    """The lines of pictures side by side, as many as fit; none unless each of them is drawn."""
    if not images or not all(image.source in rooms.sizes for _, image in images):
        return []
    most = min(max(width // NARROWEST, 1), MOST_BESIDE)
    beside = ceil(len(images) / ceil(len(images) / most))  # four pictures are two and two, not three and one
    return [
        line
        for at in range(0, len(images), beside)
        for line in _side_by_side(images[at : at + beside], block, width, rooms)
    ]


def picture(image: Numbered, block: int, width: int, rooms: PictureRooms) -> list[Line]:
    """The lines of one picture, drawn or named."""
    return all_drawn([image], block, width, rooms) or _named(image, block, width, rooms)


def _side_by_side(images: Sequence[Numbered], block: int, width: int, rooms: PictureRooms) -> list[Line]:
    each = max((width - GAP * (len(images) - 1)) // len(images), 1)
    cells = [rooms.cells(image, each) or (1, 1) for _, image in images]
    lines = []
    for row in range(max(rows for _, rows in cells)):
        pieces: list[Fill | PictureRow] = []
        for (number, image), (columns, rows) in zip(images, cells, strict=True):
            left = (each - columns) // 2
            drawn = PictureRow(image, image_offset(number), columns, rows, row)
            inner = drawn if row < rows else Fill(" " * columns)
            pieces += [Fill(" " * left), inner, Fill(" " * (each - columns - left + GAP))]
        lines.append(Line(block, 0, tuple(pieces), is_text=False))
    return lines


def _name(image: Image) -> str:
    """Return the label of a picture: its words, its page, or the name of its file."""
    region = page_region(image.source)
    if region is not None:
        return f"on page {region.page}"
    words = image.text.replace(SOFT_HYPHEN, "").split()
    if words or image.source.startswith(DATA):
        return " ".join(words) or "picture"
    return image.source.rpartition("/")[2] or "drawing"


def _named(numbered: Numbered, block: int, width: int, rooms: PictureRooms) -> list[Line]:
    """The lines that name a picture, and say why it is not drawn where that is known."""
    number, image = numbered
    problem = rooms.problems.get(image.source, "")
    name = f"{_name(image)}: {problem}" if problem else _name(image)
    part = image if image.source else None
    signs = chain(["▣ "], repeat("  "))
    return [
        Line(
            block,
            0,
            (Fill("  "), Fill(f"{sign}{name[start:end]}", "image", part, image_offset(number))),
            is_text=False,
        )
        for (start, end), sign in zip(wrap(name, max(width - 4, 8)), signs, strict=False)
    ]

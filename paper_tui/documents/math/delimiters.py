"""Delimiters as tall as what they enclose."""

from __future__ import annotations

from paper_tui.documents.math.box import EMPTY, Box, column, text_box

_PIECES = {
    "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "⌈": "⎡⎢⎢", "⌉": "⎤⎥⎥", "⌊": "⎢⎢⎣", "⌋": "⎥⎥⎦",
    "|": "│││", "‖": "║║║", "⟦": "⟦⟦⟦", "⟧": "⟧⟧⟧", "/": "╱╱╱", "\\": "╲╲╲",
    "↑": "↑││", "↓": "││↓", "↕": "↑│↓",
}  # fmt: skip
"""The top, the repeated middle and the bottom of each."""
_BRACES = {"{": "⎧⎨⎩⎪", "}": "⎫⎬⎭⎪"}


def tall(delimiter: str, height: int, baseline: int) -> Box:
    """A delimiter of so many rows; nothing for the invisible one.

    Args:
        delimiter: One character; any that cannot grow is put on the baseline.
        height: Rows; at least 3 for braces, which are made one row taller where they need it.
        baseline: The row on the line of text.
    """
    if not delimiter:
        return EMPTY
    if height == 1:
        return text_box(delimiter)
    if delimiter in _BRACES:
        return _brace(_BRACES[delimiter], height, baseline)
    if delimiter in "⟨⟩":
        return _angle(delimiter, height)
    if delimiter not in _PIECES:
        return text_box(delimiter)
    top, middle, bottom = list(_PIECES[delimiter])
    return column([top, *[middle] * (height - 2), bottom], baseline)


def _brace(pieces: str, height: int, baseline: int) -> Box:
    top, centre, bottom, extension = list(pieces)
    if height == 2:
        return column([top, centre, bottom], 1)
    rows = [extension] * height
    rows[0], rows[-1], rows[min(max(baseline, 1), height - 2)] = top, bottom, centre
    return column(rows, baseline)


def _angle(delimiter: str, height: int) -> Box:
    """Two diagonals over two rows; taller ones would grow wide, so that there the angle stays small."""
    if height > 2:
        return text_box(delimiter)
    return column(["╱", "╲"] if delimiter == "⟨" else ["╲", "╱"], 1)

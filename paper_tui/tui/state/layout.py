"""The layouts of the main screen, by the width of the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from textual.screen import Screen

WIDTHS = [(0, "-narrow"), (80, "-medium"), (120, "-wide"), (160, "-beside"), (200, "-vast")]
"""Class of the screen, from a number of columns on.

narrow: one pane at a time. medium: list above text, the side column on demand. wide: the list in full width
above side column and text, so that titles are whole. beside, vast: three columns.
"""


def classes_at(breakpoints: Sequence[tuple[int, str]] | None, length: int) -> list[str]:
    """Return the class of a screen with a number of columns or rows; none without breakpoints."""
    return [name for least, name in sorted(breakpoints or (), reverse=True) if length >= least][:1]


def shows_side(screen: Screen[None]) -> bool:
    """Return whether the layout has room for the side column."""
    return not screen.has_class("-narrow") and not screen.has_class("-medium")


def is_three_columns(screen: Screen[None]) -> bool:
    """Return whether list and text are side by side."""
    return screen.has_class("-beside") or screen.has_class("-vast")

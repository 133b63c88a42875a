"""Pictures of the picture screens: things with a caption that can be opened as pixels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from paper_tui.images.pixels import Drawing, Pixels
from paper_tui.papers.cancellation import CancelToken


class Picture(Protocol):
    """Something that can be drawn. Every method blocks, and raises `images.pixels.ImageError`."""

    def size(self, cancel: CancelToken) -> tuple[int, int]:
        """Width and height, in any unit that both share."""

    def draw(self, drawing: Drawing, cancel: CancelToken) -> Pixels:
        """Draw a part of it."""

    def note(self, cancel: CancelToken) -> str:
        """A remark on what is drawn, a sentence without its full stop; mostly empty."""


class PictureItem(Protocol):
    """A picture with a caption."""

    @property
    def label(self) -> str:
        """A few words, such as ``Figure 3``."""

    @property
    def caption(self) -> str:
        """The caption; may be long, or empty."""

    def open(self, progress: Callable[[str], object], cancel: CancelToken) -> Picture:
        """Open it, and fetch it before if it must be; blocks.

        Args:
            progress: Called with what is being done, in words.
            cancel: Checked at intervals.

        Raises:
            images.pixels.ImageError: It cannot be had, and why.
            Cancelled: The caller cancelled.
        """

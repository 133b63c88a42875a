"""The drawn lines of a text, as long as nothing that they are drawn with changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.cache import LRUCache
from textual.strip import Strip
from textual.style import Style

from paper_tui.documents.layout.line import Line, Mark, segments
from paper_tui.tui.text.line_drawer import LabelKey, Page, StripOf, draw
from paper_tui.tui.text.painter import Painter

_CACHED = 1_024


class Canvas:
    """Draws lines, and keeps them.

    Args:
        marks_of: The passages of a block that are marked.
        strip_of: The rows of the pictures that are drawn.
    """

    def __init__(self, marks_of: Callable[[int], Sequence[Mark]], strip_of: StripOf) -> None:
        self._marks_of = marks_of
        self._strip_of = strip_of
        self._labels: Mapping[LabelKey, str] = {}
        self._strips: LRUCache[int, Strip] = LRUCache(_CACHED)
        self._painter: Painter | None = None

    def clear(self) -> None:
        """Forget what was drawn, since something else is to be seen."""
        self._strips.clear()

    def change_style(self) -> None:
        """Forget what was drawn in other colours."""
        self._painter = None
        self.clear()

    def label(self, labels: Mapping[LabelKey, str]) -> None:
        """Draw letters over parts, by block, offset and line; none to take them away."""
        self._labels = labels
        self.clear()

    def blank(self, width: int, ground: Style) -> Strip:
        """An empty line."""
        return Strip.blank(width, self._painted_on(ground).blank)

    def draw(self, line: Line, number: int, page: Page, ground: Style) -> Strip:
        """A line as it looks now.

        Args:
            line: The line.
            number: Its number; what is drawn for it is kept until `clear`.
            page: The geometry of the page.
            ground: What everything is drawn on, until `change_style`.
        """
        if number not in self._strips:
            shown = segments(line, self._marks_of(line.block))
            painter = self._painted_on(ground)
            self._strips[number] = draw(line, number, shown, page, painter, self._labels, self._strip_of)
        return self._strips[number]

    def _painted_on(self, ground: Style) -> Painter:
        if self._painter is None:
            self._painter = Painter(ground)
        return self._painter

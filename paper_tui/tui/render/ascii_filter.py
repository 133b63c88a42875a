"""Replace glyphs by ASCII, for terminals and fonts without them."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from paper_tui.glyphs import in_ascii


class AsciiFilter(LineFilter):
    """Replaces glyphs, lines and typographic marks, ours and Textual's; letters stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's shape
        """Return the segments with ASCII glyphs of the same width."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]

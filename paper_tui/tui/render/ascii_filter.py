"""Draws in ASCII what would be drawn in other signs: for terminals and fonts that have no others."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from paper_tui.glyphs import in_ascii


class AsciiFilter(LineFilter):
    """Replaces signs, lines and typographic marks, ours and Textual's; letters stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's shape
        """The segments of a line with other signs, each as wide as before."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]

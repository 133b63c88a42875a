"""The styles of a text, and lines of it as strips."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment as RichSegment
from rich.style import Style as RichStyle
from textual.style import Style

from paper_tui.documents.layout.line import Segment

STYLES = {
    "title": "bold $foreground",
    "authors": "$secondary",
    "heading1": "bold $accent",
    "heading2": "bold $accent",
    "heading3": "bold italic $accent",
    "emphasis": "italic",
    "strong": "bold",
    "underline": "underline",
    "strike": "strike",
    "code": "$success",
    "math": "$secondary",
    "link": "underline $accent",
    "citation": "$accent",
    "reference": "$accent",
    "footnote-mark": "$accent",
    "image": "italic $muted",
    "label": "bold",
    "caption": "$muted",
    "term": "bold",
    "marker": "$muted",
    "theorem-title": "bold",
    "theorem-bar": "$secondary",
    "quotation-bar": "$muted",
    "rule": "$faint",
    "equation-number": "$muted",
    "line-number": "$muted",
    "table-header": "bold",
    "highlight": "underline $warning on $panel",
    "highlight-note": "underline bold $warning on $panel",
    "target": "bold $lit",
    "match": "underline $lit",
    "current-match": "reverse bold $lit",
    "selection": "reverse",
    "caret": "reverse bold $accent",
    "label-key": "reverse bold $warning",
    "more": "reverse $muted",
}
"""The look of each style of a layout; later ones of a segment go above earlier ones."""


class Painter:
    """Resolves styles once for a theme.

    Args:
        ground: What everything is drawn on.
    """

    def __init__(self, ground: Style) -> None:
        self._ground = ground
        self.blank: RichStyle = ground.rich_style
        self._known: dict[str, RichStyle] = {"": self.blank}

    def style(self, names: str) -> RichStyle:
        """The style of a segment."""
        found = self._known.get(names)
        if found is None:
            looks = (STYLES[name] for name in names.split() if name in STYLES)
            style = self._ground
            for look in looks:
                style += Style.parse(look)
            found = self._known[names] = style.rich_style
        return found

    def segments(self, segments: Iterable[Segment]) -> list[RichSegment]:
        """Segments as they are drawn."""
        return [RichSegment(segment.text, self.style(segment.style)) for segment in segments]

"""Styles and short texts that rows and details of papers share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from zlib import crc32

from textual.content import Content

from paper_tui import glyphs
from paper_tui.glyphs import TAG
from paper_tui.papers.shelf import EffectiveState, Mark
from paper_tui.papers.update import UpdateKind
from paper_tui.tui.theme.themes import TAG_INKS

Matches = Callable[[str, str], tuple[tuple[int, int], ...]]
"""From a field's name and text to the spans that matched the query, as character offsets."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STATE_STYLES = {
    EffectiveState.NEW: "$accent",
    EffectiveState.SEEN: "$muted",
    EffectiveState.LATER: "$warning",
    EffectiveState.READING: "$secondary",
    EffectiveState.DONE: "$success",
    EffectiveState.HIDDEN: "$muted",
}
UPDATE_STYLES = {
    UpdateKind.RETRACTED: "$error",
    UpdateKind.WITHDRAWN: "$error",
    UpdateKind.CONCERN: "$warning",
    UpdateKind.CORRECTED: "$secondary",
}
MATCH_STYLE = "$lit bold"
SEPARATOR = f"  {glyphs.SEPARATOR}  "


def no_matches(field: str, text: str) -> tuple[tuple[int, int], ...]:  # noqa: ARG001 - the shape of Matches
    """Return no spans."""
    return ()


def highlighted(text: str, spans: tuple[tuple[int, int], ...], style: str = "") -> Content:
    """Return a text in a style, with its matches highlighted."""
    content = Content.styled(text, style)
    for start, end in spans:
        content = content.stylize(MATCH_STYLE, start, end)
    return content


def tags(mark: Mark) -> list[Content]:
    """Return each tag in its colour."""
    return [Content.styled(f"{TAG}{tag}", tag_style(tag)) for tag in mark.tags]


def tag_style(tag: str) -> str:
    """Return the colour of a tag, one of the theme's, chosen by a hash of its name so that it stays."""
    return f"${TAG_INKS[crc32(tag.encode()) % len(TAG_INKS)]}"


def short_date(text: str, today: date) -> str:
    """Return an ISO date of any precision in at most 8 cells: ``3 Sep``, ``Jun 2017`` or ``2017``."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not month:
        return year
    name = MONTHS[int(month) - 1]
    return f"{int(day)} {name}" if day and int(year) == today.year else f"{name} {year}"


def long_date(text: str) -> str:
    """Return an ISO date of any precision as ``12 Jun 2017``."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    words = (str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year)
    return " ".join(word for word in words if word)

"""The passage of a kept full text that a search found."""

from __future__ import annotations

from dataclasses import dataclass

from paper_tui.documents.model import Document, Heading, plain, plain_text
from paper_tui.search import Results

AROUND = 80
"""Characters of the excerpt on both sides of the match."""


@dataclass(frozen=True, slots=True)
class TextPassage:
    """The first passage of a text that matches."""

    section: str
    """Number and title of its section; empty before the first."""
    block: int
    start: int
    end: int
    """The match, as offsets in the plain text of the block."""
    excerpt: str
    """The match with some words around it, on one line."""


def first_passage(document: Document, results: Results) -> TextPassage | None:
    """Find the first passage of a text that has a word or phrase of a query."""
    section = ""
    for block in document.blocks:
        if isinstance(block.content, Heading):
            section = f"{block.content.number} {plain(block.content.parts)}".strip()
        text = plain_text(block)
        spans = results.match_spans("text", text)
        if spans:
            start, end = spans[0]
            return TextPassage(section, block.index, start, end, _excerpt(text, start, end))
    return None


def _excerpt(text: str, start: int, end: int) -> str:
    """Cut a text around a match, at spaces."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    low = text.find(" ", low, start) + 1 if low else 0
    cut = text.rfind(" ", end, high)
    high = cut if high < len(text) and cut > 0 else high
    before, after = "… " if low else "", " …" if high < len(text) else ""
    return before + " ".join(text[low:high].split()) + after

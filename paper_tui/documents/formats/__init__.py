"""Formats of full texts, one file each."""

from __future__ import annotations

from paper_tui.documents.formats import html, jats, markdown, plain_text, tei
from paper_tui.documents.formats.base import Format

FORMATS: tuple[Format, ...] = (
    Format("jats", jats.recognises, jats.read),
    Format("tei", tei.recognises, tei.read),
    Format("html", html.recognises, html.read),
    Format("markdown", markdown.recognises, markdown.read),
    Format("text", plain_text.recognises, plain_text.read),
)
"""In the order of detection: the strictest first, and last the one that accepts anything."""

__all__ = ["FORMATS", "Format"]

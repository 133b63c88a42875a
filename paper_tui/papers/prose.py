"""Titles, abstracts and names of any source as plain Unicode: markup, entities and TeX read in one place."""

from __future__ import annotations

from paper_tui.papers.markup import without_markup
from paper_tui.papers.tex import to_unicode
from paper_tui.papers.typography import typeset


def plain_text(text: str) -> str:
    """The text without HTML and JATS tags, with entities, TeX and TeX's signs as Unicode characters.

    What is none of these stays: ``x<y``, ``AT&T``, sums of money, ``--option``.
    """
    if not _needs_change(text):
        return text
    unmarked = without_markup(text)
    shown = typeset(to_unicode(unmarked))
    return shown if shown == unmarked else without_markup(shown)  # TeX may have spelt the marks


def _needs_change(text: str) -> bool:
    """True if a text has a sign of markup or TeX; a regular expression takes seven times as long."""
    marked = "<" in text or "&" in text or "\\" in text or "$" in text or "~" in text or "`" in text
    return marked or "--" in text or ",," in text or ("{" in text and ("^{" in text or "_{" in text))

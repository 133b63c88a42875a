"""Titles, abstracts and names of any source as plain Unicode: markup, entities and TeX read in one place."""

from __future__ import annotations

import re

from paper_tui.papers.markup import without_markup
from paper_tui.papers.tex import to_unicode
from paper_tui.papers.typography import typeset

_SPECIAL = re.compile(r"[<&\\$~`]|--|[\^_]\{")
"""What a text has that needs any change."""


def plain_text(text: str) -> str:
    """The text without HTML and JATS tags, with entities, TeX and TeX's signs as Unicode characters.

    What is none of these stays: ``x<y``, ``AT&T``, sums of money, ``--option``.
    """
    if not _SPECIAL.search(text):
        return text
    unmarked = without_markup(text)
    shown = typeset(to_unicode(unmarked))
    return shown if shown == unmarked else without_markup(shown)  # TeX may have spelt the marks

"""HTML and XML marks in texts, taken off without losing words."""

from __future__ import annotations

import html
import re

_KNOWN = (
    "a|abbr|b|blockquote|br|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|italic|bold|li|mml:[a-z]+|ol|p|pre|q|s|sc|scp"
    "|small|span|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul|jats:[a-z-]+"
)
_TAG = re.compile(rf"</?(?:{_KNOWN})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_BREAK = re.compile(
    r"<(?:/?(?:p|div|li|ul|ol|blockquote|h[1-6]|tr|jats:p|jats:sec)|br)\b[^<>]{0,2000}>", re.IGNORECASE
)
_HEADING = re.compile(r"<(?:jats:title|h[1-6])>\s*abstract\s*</(?:jats:title|h[1-6])>", re.IGNORECASE)


def has_tags(text: str) -> bool:
    """Whether the text holds a tag known from HTML or JATS; a ``<`` of mathematics is none."""
    return "<" in text and bool(_TAG.search(text))


def plain(text: str) -> str:
    """The text without tags known from HTML or JATS, its entities as characters, its paragraphs kept."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n\n", _HEADING.sub("", text)))
    return html.unescape(text) if "&" in text else text

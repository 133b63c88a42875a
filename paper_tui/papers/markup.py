"""HTML, JATS and MathML marks and entities in texts, removed without losing words.

Only tags of a known name and form count: a ``<`` of mathematics (``x<y``, ``a < b``, ``$p<q$``) stays.
"""

from __future__ import annotations

import html
import re

_PAIRED = "a|b|i|p|q|s|u"
"""Names that are letters of formulas as well: tags only where the text closes them too (``</i>``)."""
_NAMES = (
    "abbr|abstract|alternatives|article-title|bdi|bdo|blockquote|bold|br|center|cite|code|dd|del|disp-formula|div|dl|dt"
    "|em|emphasis|ext-link|figure|font|h[1-6]|hr|img|inline-formula|inline-graphic|ins|inf|it|italic|kbd|label|li"
    "|list|list-item|math|mark|monospace|m(?:frac|i|n|o|row|sub|sup|subsup|text|space|style|sqrt|over|under|fenced|table|td|tr)"
    "|named-content|ns\\d+:[a-z-]+|ol|overline|pre|roman|sans-serif|sc|scp|sec|section|semantics|small|span|strike"
    "|strong|styled-content|sub|sup|table|tbody|td|tex-math|th|title|tr|tt|ul|underline|var|wbr|xref"
    "|(?:jats|mml|m|ce|xhtml|html):[a-z-]+"
)
_ATTRIBUTES = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*+"""
_TAG = re.compile(rf"<(/?)(?:({_PAIRED})|(?:{_NAMES})){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_BREAK = re.compile(
    rf"</?(?:p|div|li|ul|ol|blockquote|h[1-6]|tr|br|sec|jats:p|jats:sec|jats:list-item|AbstractText)"
    rf"{_ATTRIBUTES}\s*/?>",
    re.IGNORECASE,
)
_HEADING = re.compile(r"<(jats:title|title|h[1-6])>\s*abstract\s*</\1>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(tex-math|annotation|script|style)\b[^<>]*>[^<]*</\1>", re.IGNORECASE)
_ENTITY = re.compile(r"(?:\{\\&\}|\\?&)((?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
"""An entity; programs that write TeX escape its sign."""


def without_markup(text: str) -> str:
    """The text without tags known from HTML or JATS, its entities as characters, its paragraphs kept."""
    if "&" in text:
        text = unescape(unescape(text))  # feeds and tables often escape twice
    return _without_tags(text) if "<" in text else text


def unescape(text: str) -> str:
    """The text with its entities, those that end with a semicolon, as characters."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    entity = f"&{found[1]}"
    shown = html.unescape(entity)
    return shown if shown != entity else found[0]


def _without_tags(text: str) -> str:
    closed = {found[2].lower() for found in _TAG.finditer(text) if found[1] and found[2]}

    def shown(found: re.Match[str]) -> str:
        return found[0] if found[2] and found[2].lower() not in closed else ""

    if "<!--" in text:
        text = _without_comments(text)
    if "</" in text:
        text = _HIDDEN.sub("", _HEADING.sub("", text))
    broken = _BREAK.sub(lambda found: "\n\n" if _is_tag(found[0], closed) else found[0], text)
    return _TAG.sub(shown, broken)


def _without_comments(text: str) -> str:
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + len("-->")
    return "".join((*kept, text[position:]))


def _is_tag(tag: str, closed: set[str]) -> bool:
    name = re.split(r"[\s/>]", tag.lstrip("</"), maxsplit=1)[0].lower()
    return len(name) > 1 or name in closed

"""Inline parts of a document to styled text."""

from __future__ import annotations

from functools import lru_cache

from paper_tui.documents.layout.text import SOFT_HYPHEN, TextBuilder
from paper_tui.documents.math import in_line
from paper_tui.documents.model import (
    Citation,
    CrossReference,
    FootnoteMark,
    Image,
    Link,
    Math,
    Part,
    Parts,
    Style,
    Text,
)
from paper_tui.papers.tex_letters import lowered, raised

_NO_BREAK_SPACE = "\u00a0"
_SHORT_FORMULA = 14
"""A formula of at most so many characters is not broken at its spaces."""
_STYLES = {
    Style.EMPHASIS: "emphasis",
    Style.STRONG: "strong",
    Style.CODE: "code",
    Style.UNDERLINE: "underline",
    Style.STRIKE: "strike",
}


def add_parts(builder: TextBuilder, parts: Parts, style: str = "") -> None:
    """Append inline parts to a text, all in a style besides their own."""
    for part in parts:
        _add(builder, part, style)


def _add(builder: TextBuilder, part: Part, outer: str) -> None:
    match part:
        case Text(text, style):
            builder.add(text, _joined(outer, style_name(style)), shown=_shifted(text, style))
        case Math(tex):
            builder.add(tex, _joined(outer, "math"), shown=_formula(tex), part=part)
        case Link(text, _, style):
            builder.add(
                text, _joined(outer, style_name(style), "link"), shown=_shifted(text, style), part=part
            )
        case Citation(text):
            builder.add(text, _joined(outer, "citation"), part=part)
        case CrossReference(text):
            builder.add(text, _joined(outer, "reference"), part=part)
        case FootnoteMark(text):
            builder.add(text, _joined(outer, "footnote-mark"), shown=superscript(text), part=part)
        case Image(source, text):
            builder.add(text, _joined(outer, "image"), shown=_picture(source, text), part=part)


def superscript(text: str) -> str:
    """The mark of a footnote, raised where Unicode can."""
    shown = raised(text.strip())
    return text if shown.startswith("^") else shown


@lru_cache(maxsize=256)
def style_name(style: Style) -> str:
    """The names of the styles that are drawn as such."""
    return " ".join(name for flag, name in _STYLES.items() if flag in style)


@lru_cache(maxsize=256)
def _joined(*names: str) -> str:
    return " ".join(name for name in names if name)


def _shifted(text: str, style: Style) -> str | None:
    """Raised and lowered text in Unicode letters, where there are some for all of it."""
    if style & (Style.SUPERSCRIPT | Style.SUBSCRIPT) and text.strip():
        shown = raised(text) if style & Style.SUPERSCRIPT else lowered(text)
        return text if shown.startswith(("^(", "_(")) else shown
    return None


@lru_cache(maxsize=8192)
def _formula(tex: str) -> str:
    shown = in_line(tex)
    return shown.replace(" ", _NO_BREAK_SPACE) if len(shown) <= _SHORT_FORMULA else shown


def _picture(source: str, text: str) -> str:
    name = text or source.rpartition("/")[2]
    return f"[{name}]" if name else ""


def shown(parts: Parts) -> str:
    """The text of inline parts as a reader sees it, formulas in Unicode, in one line."""
    builder = TextBuilder()
    add_parts(builder, parts)
    return " ".join(builder.build().text.replace(SOFT_HYPHEN, "").split())

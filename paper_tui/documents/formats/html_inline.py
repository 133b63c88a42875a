"""Inline elements of HTML: styles, formulas, links, citations, footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, Final, Protocol

from paper_tui.documents.build import DocumentBuilder, mark_anchor
from paper_tui.documents.drawings import drawing_of, words_of
from paper_tui.documents.embedded import data_name
from paper_tui.documents.html_tree import Node, words
from paper_tui.documents.inline import PLAIN, Kind, Line, split_label
from paper_tui.documents.mathml import tex_of
from paper_tui.documents.model import (
    Citation,
    CrossReference,
    FootnoteMark,
    Image,
    Link,
    Math,
    Parts,
    Style,
    Text,
)
from paper_tui.papers.links import safe_url
from paper_tui.papers.text import clean_run

_STYLES: Final = {
    "em": Style.EMPHASIS, "i": Style.EMPHASIS, "var": Style.EMPHASIS, "dfn": Style.EMPHASIS,
    "strong": Style.STRONG, "b": Style.STRONG,
    "code": Style.CODE, "tt": Style.CODE, "kbd": Style.CODE, "samp": Style.CODE, "pre": Style.CODE,
    "sup": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT,
    "u": Style.UNDERLINE, "ins": Style.UNDERLINE, "s": Style.STRIKE, "del": Style.STRIKE,
    "ltx_font_italic": Style.EMPHASIS, "ltx_font_slanted": Style.EMPHASIS, "ltx_emph": Style.EMPHASIS,
    "ltx_font_bold": Style.STRONG, "ltx_font_typewriter": Style.CODE, "ltx_ERROR": Style.CODE,
    "ltx_font_smallcaps": Style.SMALL_CAPS, "ltx_framed_underline": Style.UNDERLINE,
}  # fmt: skip
_CHROME_TAGS: Final = words("nav button dialog form input select label audio video")
_CHROME: Final = words(
    "ltx_TOC ltx_bib_cited ltx_listing_data ltx_note_type ltx_pagination ltx_page_footer ltx_page_header "
    "ltx_page_navbar ltx_rdf ltx_centering_placeholder katex-html MJX_Assistive_MathML MathJax_Preview "
    "headerlink anchor-link sr-only package-alerts mw-editsection "
    "mwe-math-fallback-image-inline mwe-math-fallback-image-display"
)
"""Controls, navigation and visual copies of formulas, which are no part of the text."""
_INSIDE = r"((?:[^\\]|\\(?![()\[\]]))+)"
_BRACKETED = re.compile(rf"\\\({_INSIDE}\\\)|\\\[{_INSIDE}\\\]")
_OWN_LINE = ("ltx_contact", "ltx_author_notes")
"""Addresses and notes of an author, which LaTeXML sets beside the name."""
_FIRST_MARK = "ltx_note_mark"
_DEFAULT_ALT = re.compile(r"refer to caption|\[uncaptioned image\]", re.IGNORECASE)


class BlockReader(Protocol):
    """Reader of the blocks of a footnote."""

    def blocks(self, node: Node) -> None:
        """Read everything inside an element as blocks."""


class InlineReader:
    """Converts inline content to parts."""

    def __init__(self, builder: DocumentBuilder, entries: frozenset[str], anchors: frozenset[str]) -> None:
        self._builder = builder
        self._entries = entries
        """Anchors of entries of the bibliography."""
        self._anchors = anchors
        """Every anchor of the page."""
        self._notes = 0
        self.owner: BlockReader | None = None

    def parts(self, node: Node) -> Parts:
        """Convert the content of an element; blocks in it are separated by line breaks."""
        line = Line()
        self.inside(node, line)
        return line.take()

    def inside(self, node: Node, line: Line, kind: Kind = PLAIN) -> None:
        """Add the children of an element to a line."""
        for child in node.children:
            if isinstance(child, str):
                add_text(child, line, kind)
            else:
                self.element(child, line, kind)

    def element(self, node: Node, line: Line, kind: Kind = PLAIN) -> None:
        """Add an element to a line."""
        if is_chrome(node):
            return
        special = self._SPECIAL.get(node.tag)
        if special:
            special(self, node, line, kind)
        elif node.has("ltx_note"):
            self._note(node, line)
        elif node.is_block or node.has(*_OWN_LINE):
            line.newline()
            self.inside(node, line, styled(node, kind))
            line.newline()
        else:
            self.inside(node, line, styled(node, kind))

    def _math(self, node: Node, line: Line, _kind: Kind) -> None:
        tex = tex_of(node)
        if tex:
            line.add(Math(tex))

    def _break(self, _node: Node, line: Line, _kind: Kind) -> None:
        line.newline()

    def _image(self, node: Node, line: Line, _kind: Kind) -> None:
        line.add(image_of(node))

    def _drawing(self, node: Node, line: Line, _kind: Kind) -> None:
        line.add(drawing_of(node))

    def _link(self, node: Node, line: Line, kind: Kind) -> None:
        self.inside(node, line, self._link_kind(node, styled(node, kind)))

    def _link_kind(self, node: Node, kind: Kind) -> Kind:
        """Return the kind of the text of a link; of nested links the outer one counts."""
        target = node.get("href")
        if not target or not isinstance(kind, Text):
            return kind
        base, _, fragment = target.partition("#")
        if fragment and (not base or fragment in self._anchors):
            return self._reference_kind(node, fragment)
        url = _web_address(target)
        return Link("", url, kind.style) if url else kind

    def _reference_kind(self, node: Node, fragment: str) -> Kind:
        role = node.get("role")
        if fragment in self._entries or role == "doc-biblioref":
            return Citation("", (fragment,))
        if role == "doc-noteref" or node.has("footnote-ref"):
            return FootnoteMark("", fragment)
        return CrossReference("", fragment)

    def _note(self, node: Node, line: Line) -> None:
        """Move a footnote out of its sentence and leave its mark."""
        mark = _mark_of(node)
        _drop_marks(node)
        if not _holds_text(node):
            line.add(FootnoteMark(mark, mark_anchor(mark)))
            return
        self._notes += 1
        anchor = node.get("id") or f"note-{self._notes}"
        line.add(FootnoteMark(mark, anchor))
        if self.owner:
            with self._builder.note(mark, anchor):
                self.owner.blocks(node)

    _SPECIAL: ClassVar[dict[str, Callable[[InlineReader, Node, Line, Kind], None]]] = {
        "math": _math,
        "br": _break,
        "img": _image,
        "svg": _drawing,
        "a": _link,
    }


def add_text(text: str, line: Line, kind: Kind = PLAIN) -> None:
    """Add text; TeX in backslashed brackets, as pages leave it to MathJax, becomes formulas outside code."""
    if ("\\(" not in text and "\\[" not in text) or _is_code(kind):
        line.text(text, kind)
        return
    end = 0
    for found in _BRACKETED.finditer(text):
        line.text(text[end : found.start()], kind)
        line.add(Math(clean_run(found[1] or found[2]).strip()))
        end = found.end()
    line.text(text[end:], kind)


def _is_code(kind: Kind) -> bool:
    return isinstance(kind, Text | Link) and Style.CODE in kind.style


def is_chrome(node: Node) -> bool:
    """Return whether an element is a control of the page and no part of the text."""
    return (
        node.tag in _CHROME_TAGS
        or not _CHROME.isdisjoint(node.classes)
        or (node.tag in ("span", "a") and node.get("aria-hidden") == "true" and not node.has("ltx_tag"))
    )


def styled(node: Node, kind: Kind) -> Kind:
    """Return the kind of text inside an element, given that outside."""
    if not isinstance(kind, Text | Link):
        return kind
    style = kind.style | _STYLES.get(node.tag, Style.PLAIN)
    for name in node.classes:
        if name in _STYLES:
            style |= _STYLES[name]
        elif name == "ltx_font_upright":
            style &= ~Style.EMPHASIS
    return kind if style == kind.style else replace(kind, style=style)


def image_of(node: Node) -> Image:
    """An ``img`` element as an image."""
    alt = " ".join(node.get("alt").split())
    source = node.get("src")
    return Image(
        data_name(source) if source.lstrip().startswith("data:") else clean_run(source),
        "" if _DEFAULT_ALT.fullmatch(alt) else clean_run(alt),
    )


def text_of(node: Node) -> str:
    """Return the text of an element in one line; a formula is its TeX."""
    return words_of(node)


def take_text(node: Node, *classes: str) -> str:
    """Remove the first element of the classes, such as a number or label, and return its text."""
    waiting = [node]
    while waiting:
        parent = waiting.pop()
        for index, child in enumerate(parent.children):
            if isinstance(child, Node):
                if child.has(*classes):
                    del parent.children[index]
                    return text_of(child).strip()
                waiting.append(child)
    return ""


def take_caption(node: Node, inline: InlineReader) -> tuple[str, Parts]:
    """Read a caption as its label, such as ``Figure 3``, and its text."""
    label = take_text(node, "ltx_tag").rstrip(" :.|—–-")
    parts = inline.parts(node)
    return (label, parts) if label else split_label(parts)


def _mark_of(node: Node) -> str:
    for inner in node.walk():
        if inner.has(_FIRST_MARK, "ltx_tag_note"):
            mark = text_of(inner).strip()
            if mark:
                return mark
    return "*"


def _drop_marks(node: Node) -> None:
    """Remove the marks of a footnote, which LaTeXML repeats inside; nested notes keep theirs."""
    while True:
        node.children = [
            child
            for child in node.children
            if isinstance(child, str) or not child.has(_FIRST_MARK, "ltx_tag_note", "ltx_note_type")
        ]
        inner = [child for child in node.elements() if child.has("ltx_note_outer", "ltx_note_content")]
        if not inner:
            return
        node = inner[0]


def _holds_text(node: Node) -> bool:
    return any(
        child.strip() if isinstance(child, str) else child.tag in ("math", "img", "svg") or _holds_text(child)
        for child in node.children
    )


def _web_address(target: str) -> str:
    if target.startswith("mailto:") and len(target) < 200 and target.isprintable() and " " not in target:
        return target
    return safe_url(target)

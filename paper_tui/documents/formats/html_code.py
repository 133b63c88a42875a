"""Code in HTML: listings and algorithms by their lines, and preformatted text."""

from __future__ import annotations

import re

from paper_tui.documents.formats.html_inline import InlineReader, is_chrome, styled, take_text
from paper_tui.documents.html_tree import Node
from paper_tui.documents.inline import PLAIN, Kind, Line
from paper_tui.documents.mathml import tex_of
from paper_tui.documents.model import Code, CodeLine, Text
from paper_tui.papers.text import clean_run

_LANGUAGE = re.compile(r"(?:ltx_lst_language_|language-|lang-|sourceCode\s+)(\w+)")


def read_listing(node: Node, inline: InlineReader) -> Code | None:
    """Read a listing or an algorithm; None if it has no lines of its own."""
    lines = [inner for inner in node.walk() if inner.has("ltx_listingline")]
    return Code(tuple(_code_line(line, inline) for line in lines), _language(node)) if lines else None


def read_verbatim(node: Node) -> Code:
    """Read preformatted text."""
    text = _raw_text(node).replace("\r\n", "\n").replace("\t", "    ").strip("\n")
    rows = (clean_run(row.rstrip()) for row in text.split("\n"))
    lines = tuple(CodeLine((Text(row),) if row else ()) for row in rows)
    return Code(lines, _language(node) or _language(next(iter(node.elements()), node)))


def _code_line(node: Node, inline: InlineReader) -> CodeLine:
    number = take_text(node, "ltx_tag_listingline")
    line = Line()
    _verbatim_into(node, line, PLAIN, inline)
    return CodeLine(line.take(), number)


def _verbatim_into(node: Node, line: Line, kind: Kind, inline: InlineReader) -> None:
    for child in node.children:
        if isinstance(child, str):
            line.verbatim(_code_text(child), kind)
        elif child.tag in ("math", "a", "img", "svg") or child.has("ltx_note"):
            inline.element(child, line, kind)
        elif not is_chrome(child) and not child.has("ltx_listingline"):
            _verbatim_into(child, line, styled(child, kind), inline)


def _language(node: Node) -> str:
    found = _LANGUAGE.search(" ".join(node.classes))
    return found[1] if found else ""


def _code_text(text: str) -> str:
    """Text in a line of code; line feeds in the page only lay out its markup."""
    return text.strip("\n").translate({0x0A: " ", 0xA0: " ", 0x09: "    "})


def _raw_text(node: Node) -> str:
    pieces: list[str] = []
    waiting: list[Node | str] = node.children[::-1]
    while waiting:
        child = waiting.pop()
        if isinstance(child, str):
            pieces.append(child)
        elif child.tag == "br":
            pieces.append("\n")
        elif child.tag == "math":
            pieces.append(tex_of(child))
        elif not is_chrome(child):
            waiting.extend(child.children[::-1])
    return "".join(pieces)

"""Displayed equations in HTML, as LaTeXML writes them: tables of formulas with their numbers."""

from __future__ import annotations

import re

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.formats.html_inline import InlineReader, take_text
from paper_tui.documents.html_tree import Node
from paper_tui.documents.model import Equation, EquationLine, Math, Parts, Text

_ALIGNED = re.compile(r"\\displaystyle(?![a-zA-Z])\s*")
"""LaTeXML begins every cell of aligned equations with it."""


def read_equation(node: Node, builder: DocumentBuilder, inline: InlineReader) -> None:
    """Read an equation or an equation group; prose between its lines becomes paragraphs."""
    lines: list[EquationLine] = []
    for row, anchor in _rows(node):
        number = take_text(row, "ltx_tag_equation")
        parts = inline.parts(row)
        if _is_prose(row, parts):
            _add(lines, builder)
            lines = []
            builder.paragraph(parts)
        elif parts or number:
            lines.append(EquationLine(_tex(parts, grouped=node.has("ltx_equationgroup")), number, anchor))
    _add(lines, builder)


def _add(lines: list[EquationLine], builder: DocumentBuilder) -> None:
    if lines:
        builder.add(Equation(tuple(lines)))


def _rows(node: Node) -> list[tuple[Node, str]]:
    """The rows of an equation with their anchors."""
    rows: list[tuple[Node, str]] = []
    waiting: list[tuple[Node, str]] = [(node, "")]
    while waiting:
        inner, anchor = waiting.pop()
        if inner.tag == "tr" or inner.has("ltx_eqn_row"):
            rows.append((inner, inner.get("id") or anchor))
            continue
        waiting.extend(
            (child, child.get("id") if child.tag == "tbody" else anchor)
            for child in reversed(inner.elements())
        )
    return rows or [(node, "")]


def _is_prose(row: Node, parts: Parts) -> bool:
    """Return whether a row of an equation group is a sentence between its lines."""
    if row.has("ltx_equation") or not any(isinstance(part, Text) for part in parts):
        return False
    return row.tag == "tr" and sum(len(part.text) for part in parts if isinstance(part, Text)) > 2


def _tex(parts: Parts, *, grouped: bool) -> str:
    """The TeX of a row; what is no formula in it is set as text."""
    pieces = []
    for part in parts:
        if isinstance(part, Math):
            pieces.append(_ALIGNED.sub("", part.tex, 1) if grouped and _ALIGNED.match(part.tex) else part.tex)
        elif part.text.strip():
            pieces.append(rf"\text{{{part.text.strip()}}}")
    return " ".join(pieces)

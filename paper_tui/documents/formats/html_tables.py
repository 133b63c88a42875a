"""Tables in HTML; LaTeXML also writes them as spans where HTML allows no table."""

from __future__ import annotations

from typing import Literal

from paper_tui.documents.formats.html_inline import InlineReader, take_caption
from paper_tui.documents.html_tree import Node
from paper_tui.documents.model import Cell, Table

MOST_SPAN = 1_000
"""As browsers limit it."""


def read_table(node: Node, inline: InlineReader) -> Table:
    """Read a table; a ``caption`` inside it is its own."""
    caption = next((child for child in node.elements() if child.tag == "caption"), None)
    label, parts = take_caption(caption, inline) if caption else ("", ())
    rows = (
        tuple(_cell(cell, inline) for cell in row.elements() if _is_cell(cell)) for row in _table_rows(node)
    )
    return Table(tuple(rows), label, parts)


def _cell(node: Node, inline: InlineReader) -> Cell:
    header = node.tag == "th" or node.has("ltx_th")
    columns, rows = _span(node, "colspan", "ltx_colspan_"), _span(node, "rowspan", "ltx_rowspan_")
    return Cell(inline.parts(node), columns, rows, header, _alignment(node))


def _is_cell(node: Node) -> bool:
    return node.tag in ("td", "th") or node.has("ltx_td", "ltx_th")


def _table_rows(node: Node) -> list[Node]:
    """The rows of a table, not those of tables in its cells."""
    rows: list[Node] = []
    waiting = node.elements()[::-1]
    while waiting:
        inner = waiting.pop()
        if inner.tag == "tr" or inner.has("ltx_tr"):
            rows.append(inner)
        elif not _is_cell(inner) and inner.tag != "caption":
            waiting.extend(inner.elements()[::-1])
    return rows


def _span(node: Node, attribute: str, prefix: str) -> int:
    given = node.get(attribute) or next(
        (name[len(prefix) :] for name in node.classes if name.startswith(prefix)), ""
    )
    return max(1, min(int(given[:9]), MOST_SPAN)) if given.isdecimal() else 1


def _alignment(node: Node) -> Literal["left", "center", "right"]:
    hints = " ".join(node.classes) + node.get("align") + node.get("style")
    if "center" in hints:
        return "center"
    return "right" if "right" in hints.replace("border_right", "").replace("ltx_border_r", "") else "left"

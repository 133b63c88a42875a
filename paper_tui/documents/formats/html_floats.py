"""Figures, tables, equations and listings in HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, Protocol

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.formats.html_inline import (
    InlineReader,
    image_of,
    is_chrome,
    styled,
    tex_of,
    text_of,
    words_of,
)
from paper_tui.documents.html_tree import Node
from paper_tui.documents.inline import PLAIN, Kind, Line, split_label
from paper_tui.documents.model import (
    Cell,
    Code,
    CodeLine,
    Equation,
    EquationLine,
    Figure,
    Image,
    Math,
    Panel,
    Parts,
    Table,
    Text,
)
from paper_tui.papers.text import clean_run

MOST_SPAN = 1_000
"""As browsers cap it."""
_ALIGNED = re.compile(r"\\displaystyle(?![a-zA-Z])\s*")
_LANGUAGE = re.compile(r"(?:ltx_lst_language_|language-|lang-|sourceCode\s+)(\w+)")


class Blocks(Protocol):
    """Reader of all other blocks in a float."""

    def blocks(self, node: Node) -> None:
        """Read everything inside an element as blocks."""


class FloatReader:
    """Reads figures, tables, equations and listings."""

    def __init__(self, builder: DocumentBuilder, inline: InlineReader, owner: Blocks) -> None:
        self._builder = builder
        self._inline = inline
        self._owner = owner

    # --- equations ---

    def equation(self, node: Node) -> None:
        """Read an equation or an equation group; prose between its lines becomes paragraphs."""
        lines: list[EquationLine] = []
        for row, anchor in _rows(node):
            number = _take(row, "ltx_tag_equation")
            parts = self._inline.parts(row)
            if _is_prose(row, parts):
                self._add_lines(lines)
                lines = []
                self._builder.paragraph(parts)
            elif parts or number:
                lines.append(EquationLine(_tex(parts, grouped=node.has("ltx_equationgroup")), number, anchor))
        self._add_lines(lines)

    def _add_lines(self, lines: list[EquationLine]) -> None:
        if lines:
            self._builder.add(Equation(tuple(lines)))

    # --- tables ---

    def table(self, node: Node) -> None:
        """Read a table; a caption inside it is its own."""
        caption = next((child for child in node.elements() if child.tag == "caption"), None)
        label, parts = self._caption(caption) if caption else ("", ())
        self._builder.add(Table(self._table_rows(node), label, parts))

    def _table_rows(self, node: Node) -> tuple[tuple[Cell, ...], ...]:
        return tuple(
            tuple(self._cell(cell) for cell in row.elements() if _is_cell(cell)) for row in _table_rows(node)
        )

    def _cell(self, node: Node) -> Cell:
        header = node.tag == "th" or node.has("ltx_th")
        return Cell(
            self._inline.parts(node),
            _span(node, "colspan", "ltx_colspan_"),
            _span(node, "rowspan", "ltx_rowspan_"),
            header,
            _alignment(node),
        )

    # --- code ---

    def listing(self, node: Node) -> None:
        """Read a listing or an algorithm by its lines."""
        lines = [inner for inner in node.walk() if inner.has("ltx_listingline")]
        if not lines:
            self._owner.blocks(node)
            return
        self._builder.add(Code(tuple(map(self._code_line, lines)), _language(node)))

    def _code_line(self, node: Node) -> CodeLine:
        number = _take(node, "ltx_tag_listingline")
        line = Line()
        self._verbatim_into(node, line, PLAIN)
        return CodeLine(line.take(), number)

    def _verbatim_into(self, node: Node, line: Line, kind: Kind) -> None:
        for child in node.children:
            if isinstance(child, str):
                line.verbatim(_code_text(child), kind)
            elif child.tag in ("math", "a", "img", "svg") or child.has("ltx_note"):
                self._inline.element(child, line, kind)
            elif not is_chrome(child) and not child.has("ltx_listingline"):
                self._verbatim_into(child, line, styled(child, kind))

    def verbatim(self, node: Node) -> None:
        """Read preformatted text."""
        text = _raw_text(node).replace("\r\n", "\n").replace("\t", "    ").strip("\n")
        lines = tuple(CodeLine((Text(row),) if row else ()) for row in map(_clean, text.split("\n")))
        self._builder.add(Code(lines, _language(node) or _language(next(iter(node.elements()), node))))

    # --- floats ---

    def float(self, node: Node) -> None:
        """Read a figure, or a table or listing with its caption."""
        gathered = _Gathered()
        start = self._builder.length
        with self._builder.frame("float", anchor=node.get("id")):
            self._gather(node, gathered)
            label, caption = self._caption(gathered.caption) if gathered.caption else ("", ())
            named = self._finish(gathered, start, label, caption)
        if self._builder.length > start:
            self._builder.name(named, node.get("id"))
        if self._builder.length == start + 1:
            self._builder.unframe(start)

    def _gather(self, node: Node, gathered: _Gathered) -> None:
        """Sort the content of a float into pictures, panels, its caption, and blocks."""
        for child in node.children:
            if isinstance(child, str):
                self._loose(child)
            elif is_chrome(child):
                continue
            elif child.tag == "figcaption" or child.has("ltx_caption"):
                self._gather_caption(child, gathered)
            elif child.tag in ("img", "svg"):
                gathered.images.append(_image(child))
            elif child.tag == "figure" and _only_pictures(child):
                gathered.panels.append(self._panel(child))
            elif child.tag != "figure" and _wraps_pictures(child):
                self._gather(child, gathered)
            else:
                self._block(child)

    def _gather_caption(self, node: Node, gathered: _Gathered) -> None:
        if gathered.caption is None:
            gathered.caption = node
        else:
            self._builder.paragraph(self._inline.parts(node))

    def _loose(self, text: str) -> None:
        if text.strip():
            holder = Node("p")
            holder.children.append(text)
            self._block(holder)

    def _block(self, node: Node) -> None:
        holder = Node("div")
        holder.children.append(node)
        holder.holds_block = True
        self._owner.blocks(holder)

    def _panel(self, node: Node) -> Panel:
        images = [_image(inner) for inner in node.walk() if inner.tag in ("img", "svg")]
        captions = [inner for inner in node.walk() if inner.tag == "figcaption"]
        label, caption = self._caption(captions[0]) if captions else ("", ())
        for further in captions[1:]:
            caption += (Text("\n"), *self._inline.parts(further))
        return Panel(tuple(images), label, caption, node.get("id"))

    def _finish(self, gathered: _Gathered, start: int, label: str, caption: Parts) -> int:
        """Add the pictures and the caption; return the block that the label of the float belongs to."""
        panels = list(gathered.panels)
        if gathered.images:
            panels.insert(0, Panel(tuple(gathered.images)))
        captioned = None if panels else self._captioned(start)
        if captioned is not None:
            content = self._builder.since(captioned)[0]
            if isinstance(content, Table | Code):
                self._builder.replace(captioned, replace(content, label=label, caption=caption))
            return captioned
        if panels or label or caption:
            self._builder.add(Figure(tuple(panels), label, caption))
            return self._builder.length - 1
        return start

    def _captioned(self, start: int) -> int | None:
        """The table or listing that the caption of a float belongs to: the first one, if it has none."""
        for index, content in enumerate(self._builder.since(start), start):
            if isinstance(content, Table | Code) and not content.label and not content.caption:
                return index
        return None

    def _caption(self, node: Node) -> tuple[str, Parts]:
        label = _take(node, "ltx_tag").rstrip(" :.|—–-")
        parts = self._inline.parts(node)
        return (label, parts) if label else split_label(parts)


class _Gathered:
    """Pictures, panels and caption of a float, as found so far."""

    def __init__(self) -> None:
        self.images: list[Image] = []
        self.panels: list[Panel] = []
        self.caption: Node | None = None


def _image(node: Node) -> Image:
    return image_of(node) if node.tag == "img" else Image("", words_of(node))


def _only_pictures(node: Node) -> bool:
    """Whether a figure in a figure is a panel: pictures and captions, nothing else that has text."""
    waiting = [node]
    while waiting:
        for child in waiting.pop().children:
            if isinstance(child, str):
                if child.strip():
                    return False
            elif child.tag == "table" or child.tag == "math" or child.has("ltx_tabular", "ltx_listing"):
                return False
            elif child.tag not in ("img", "svg", "figcaption"):
                waiting.append(child)
    return True


def _wraps_pictures(node: Node) -> bool:
    """Whether an element only groups pictures, panels or captions; a table of pictures does."""
    return any(inner.tag in ("img", "svg", "figure", "figcaption") for inner in node.walk())


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
    """Whether a row of an equation group is a sentence between its lines."""
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


def _take(node: Node, name: str) -> str:
    """Remove the first element of a class and return its text."""
    waiting = [node]
    while waiting:
        parent = waiting.pop()
        for index, child in enumerate(parent.children):
            if isinstance(child, Node):
                if child.has(name):
                    del parent.children[index]
                    return text_of(child).strip()
                waiting.append(child)
    return ""


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
    told = " ".join(node.classes) + node.get("align") + node.get("style")
    if "center" in told:
        return "center"
    return "right" if "right" in told.replace("border_right", "").replace("ltx_border_r", "") else "left"


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


def _clean(row: str) -> str:
    return clean_run(row.rstrip())

"""Blocks of an HTML page. Containers need no rule: unknown elements are read for their content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, TypeAlias

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.drawings import drawing_of
from paper_tui.documents.formats.html_code import read_listing, read_verbatim
from paper_tui.documents.formats.html_equations import read_equation
from paper_tui.documents.formats.html_floats import FloatReader
from paper_tui.documents.formats.html_inline import (
    InlineReader,
    add_text,
    image_of,
    is_chrome,
    styled,
    take_text,
    text_of,
)
from paper_tui.documents.formats.html_tables import read_table
from paper_tui.documents.html_tree import Node
from paper_tui.documents.inline import PLAIN, Kind, Line
from paper_tui.documents.mathml import tex_of
from paper_tui.documents.model import (
    Equation,
    EquationLine,
    Figure,
    Heading,
    Image,
    Math,
    Panel,
    Parts,
)
from paper_tui.documents.references import reference
from paper_tui.papers.tex import to_unicode

Handler: TypeAlias = "Callable[[BlockReader, Node], None]"
_FRONT = ("ltx_authors", "ltx_date", "ltx_dates", "ltx_keywords", "ltx_classification", "ltx_subtitle")
_NUMBERS = ("ltx_tag", "header-section-number", "secno")
_APPENDIX = "ltx_appendix"


class BlockReader:
    """Reads the blocks of a page into a builder."""

    def __init__(self, builder: DocumentBuilder, inline: InlineReader) -> None:
        self.builder = builder
        self.inline = inline
        self.title: Parts = ()
        self.title_node: Node | None = None
        """The heading that is the title of the page, where that is known."""
        self.authors: list[str] = []
        self._floats = FloatReader(builder, inline, self)
        self._depth = 0
        inline.owner = self

    def blocks(self, node: Node) -> None:
        """Read everything inside an element as blocks."""
        line = Line()
        self.mixed(node, line)
        self._flush(line)

    def mixed(self, node: Node, line: Line, kind: Kind = PLAIN) -> None:
        """Read the children of an element: blocks as blocks, the rest into the line."""
        for child in node.children:
            if isinstance(child, str):
                add_text(child, line, kind)
            else:
                self._element(child, line, kind)

    def _element(self, node: Node, line: Line, kind: Kind) -> None:
        if is_chrome(node):
            return
        handler = self._handler_of(node)
        if handler:
            self._flush(line)
            if node.is_block and node.tag != "figure":
                self.builder.anchor(node.get("id"))  # that of a figure leads to its caption
            handler(self, node)
        elif node.has("ltx_note") or not (node.is_block or node.holds_block):
            self.inline.element(node, line, kind)
        elif node.is_block:
            self._flush(line)
            self.builder.anchor(node.get("id"))
            self.mixed(node, line, styled(node, kind))
            self._flush(line)
        else:
            self.mixed(node, line, styled(node, kind))

    def _flush(self, line: Line) -> None:
        parts = line.take()
        if parts and all(isinstance(part, Image) or not part.text.strip() for part in parts):
            images = tuple(part for part in parts if isinstance(part, Image))
            if images:
                self.builder.add(Figure((Panel(images),), "", ()))
        else:
            self.builder.paragraph(parts)

    # --- sections and titles ---

    def _section(self, node: Node) -> None:
        self._depth += 1
        division = self.builder.division
        if node.has(_APPENDIX):
            division = "appendix"
        elif node.has("ltx_bibliography") or node.get("role") == "doc-bibliography":
            division = "references"
        with self.builder.part(division):
            self.blocks(node)
        self._depth -= 1

    def _heading(self, node: Node) -> None:
        if node is self.title_node or node.has("ltx_title_document"):
            with self.builder.part("front"):
                self.title = self.title or self.inline.parts(node)
            return
        if self.builder.division == "front" or node.has("ltx_title_theorem", "ltx_title_proof"):
            self.builder.paragraph(self.inline.parts(node), title=True)
            return
        self.builder.end_section()
        number = take_text(node, *_NUMBERS)
        level = self._depth if node.has("ltx_title") else int(node.tag[1])
        parts = self.inline.parts(node)
        if parts or number:
            self.builder.add(Heading(max(1, min(level, 6)), number, parts))

    def _abstract(self, node: Node) -> None:
        with self.builder.part("abstract"):
            self._depth += 1
            self.blocks(node)
            self._depth -= 1

    def _acknowledgements(self, node: Node) -> None:
        self._depth += 1
        self.blocks(node)
        self._depth -= 1

    def _front(self, node: Node) -> None:
        for person in node.walk():
            if person.has("ltx_personname"):
                name = text_of(person)
                if 2 < len(name) < 60:
                    self.authors.append(name)
        with self.builder.part("front"):
            self.blocks(node)

    # --- containers ---

    def _list(self, node: Node) -> None:
        ordered = node.tag == "ol"
        count = int(node.get("start")) if node.get("start").isdecimal() and len(node.get("start")) < 9 else 1
        for child in node.children:
            if isinstance(child, str) or child.tag != "li":
                self._loose(child)
                continue
            if child.has("ltx_bibitem") or child.get("role") == "doc-biblioentry":
                self._entry(child)
                continue
            marker = _marker(child) or (f"{count}." if ordered else "•")
            count += 1
            if child.get("role") == "doc-endnote":
                with self.builder.note(str(count - 1), child.get("id")):
                    self.blocks(child)
                continue
            with self.builder.frame("item", marker=marker, anchor=child.get("id")):
                self.blocks(child)

    def _loose(self, child: Node | str) -> None:
        """Read content of a list outside its items."""
        self.blocks(_in_division(child))

    def _definitions(self, node: Node) -> None:
        """Read a list of terms: each is an item, with the term as its title."""
        items = _terms(node)
        for term, descriptions in items:
            anchor = term.get("id") if term else ""
            with self.builder.frame("item", anchor=anchor):
                if term:
                    self.builder.paragraph(self.inline.parts(term), title=True)
                for description in descriptions:
                    self.blocks(description)

    def _quotation(self, node: Node) -> None:
        with self.builder.frame("quotation"):
            self.blocks(node)

    def _theorem(self, node: Node) -> None:
        title = next((child for child in node.elements() if child.has("ltx_title")), None)
        words = text_of(title).split() if title else []
        name = "".join(char for char in words[0] if char.isalpha()).lower() if words else ""
        if node.has("ltx_proof"):
            name = "proof"
        with self.builder.frame("theorem", name=name, anchor=node.get("id")):
            self.blocks(node)

    # --- bibliography ---

    def _entry(self, node: Node) -> None:
        label = take_text(node, "ltx_tag_bibitem", "ltx_role_refnum", "ltx_bib_key", "csl-left-margin")
        blocks = [inner for inner in node.walk() if inner.has("ltx_bibblock")]
        marked = {name: _first_text(node, name) for name in ("ltx_bib_title", "ltx_bib_author")}
        addresses = [href for inner in node.walk() if (href := inner.get("href")).startswith("http")]
        pieces = tuple(text_of(block) for block in blocks)
        parts = _on_one_line(self.inline.parts(node))
        entry = reference(
            label,
            parts,
            addresses=addresses,
            pieces=pieces,
            title=marked["ltx_bib_title"],
            authors=marked["ltx_bib_author"],
        )
        self.builder.add(entry, node.get("id"))

    # --- formulas and pictures ---

    def _display_math(self, node: Node) -> None:
        tex = tex_of(node)
        if tex:
            self.builder.add(Equation((EquationLine(tex),)))

    def _picture(self, node: Node) -> None:
        image = image_of(node) if node.tag == "img" else drawing_of(node)
        self.builder.add(Figure((Panel((image,)),), "", ()))

    def _equation(self, node: Node) -> None:
        read_equation(node, self.builder, self.inline)

    def _table(self, node: Node) -> None:
        if any(inner.tag in ("h1", "h2", "h3", "section", "article") for inner in node.walk()):
            self.blocks(node)  # a page that is laid out by a table
        else:
            self.builder.add(read_table(node, self.inline))

    def _float(self, node: Node) -> None:
        self._floats.read(node)

    def _listing(self, node: Node) -> None:
        code = read_listing(node, self.inline)
        if code:
            self.builder.add(code)
        else:
            self.blocks(node)

    def _verbatim(self, node: Node) -> None:
        self.builder.add(read_verbatim(node))

    def _nothing(self, node: Node) -> None:
        """Leave out an element."""

    _BY_CLASS: ClassVar[dict[str, Handler]] = {
        "ltx_equation": _equation,
        "ltx_equationgroup": _equation,
        "ltx_tabular": _table,
        "ltx_listing": _listing,
        "ltx_theorem": _theorem,
        "ltx_proof": _theorem,
        "ltx_abstract": _abstract,
        "ltx_acknowledgements": _acknowledgements,
        "ltx_title": _heading,
        "ltx_bibitem": _entry,
        "csl-entry": _entry,
        **dict.fromkeys(_FRONT, _front),
    }
    _BY_TAG: ClassVar[dict[str, Handler]] = {
        "section": _section,
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
        **dict.fromkeys(("ul", "ol", "menu"), _list),
        "dl": _definitions,
        "blockquote": _quotation,
        "table": _table,
        "figure": _float,
        "pre": _verbatim,
        "hr": _nothing,
    }

    def _handler_of(self, node: Node) -> Handler | None:
        """Return the method that reads an element; None for containers and inline elements."""
        for name in node.classes:
            if name in self._BY_CLASS:
                return self._BY_CLASS[name]
        if node.tag == "math":
            return BlockReader._display_math if node.get("display") == "block" else None
        return self._BY_TAG.get(node.tag)


def _first_text(node: Node, name: str) -> str:
    """Return the text of the first element of a class, or empty."""
    return next((text_of(inner) for inner in node.walk() if inner.has(name)), "")


def _marker(item: Node) -> str:
    """The marker that an item of a list brings along."""
    for index, child in enumerate(item.children):
        if isinstance(child, Node) and child.has("ltx_tag_item"):
            del item.children[index]
            inner = child.walk()
            tex = next((tex_of(node) for node in inner if node.tag == "math"), "")
            return to_unicode(f"${tex}$") if tex and text_of(child) == tex else text_of(child)
    return ""


def _in_division(child: Node | str) -> Node:
    """Wrap a node in a division."""
    holder = Node("div")
    holder.children.append(child)
    return holder


def _terms(node: Node) -> list[tuple[Node | None, list[Node]]]:
    """The terms of a definition list, each with its descriptions."""
    items: list[tuple[Node | None, list[Node]]] = []
    for each in node.children:
        child = _in_division(each) if isinstance(each, str) else each
        if isinstance(each, str) and not each.strip():
            continue
        if child.tag == "dt":
            items.append((child, []))
        elif child.tag == "div" and any(inner.tag == "dt" for inner in child.elements()):
            items.extend(_terms(child))
        elif items:
            items[-1][1].append(child)
        else:
            items.append((None, [child]))
    return items


def _on_one_line(parts: Parts) -> Parts:
    """Parts with their line breaks as spaces."""
    line = Line()
    for part in parts:
        if isinstance(part, Math | Image):
            line.add(part)
        else:
            line.text(part.text, replace(part, text=""))
    return line.take()

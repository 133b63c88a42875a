"""TEI XML as GROBID writes it: rewritten as the HTML it corresponds to."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.errors import DocumentError
from paper_tui.documents.formats.html import page_reader
from paper_tui.documents.formats.html_inline import text_of
from paper_tui.documents.html_tree import Node, words
from paper_tui.documents.model import Document
from paper_tui.documents.xml_tree import Element, XmlTree, made

_RENAMED = {
    "lb": "br", "row": "tr", "cell": "td", "quote": "blockquote", "ab": "p", "item": "li", "lg": "blockquote",
    "l": "div", "code": "code", "eg": "pre", "emph": "em", "title": "i",
}  # fmt: skip
_DROPPED = words("teiHeader facsimile note-place fw pb cb gap")
_HIGHLIGHTS = {
    "italic": "i", "it": "i", "bold": "b", "superscript": "sup", "sup": "sup", "subscript": "sub",
    "sub": "sub", "underline": "u", "typewriter": "tt",
}  # fmt: skip


def recognises(head: str) -> bool:
    """Return whether a text that begins so is TEI."""
    return "<TEI" in head[:4_000] or "<teiCorpus" in head[:4_000]


def read(text: str, *, accept_damaged: bool = False) -> Document:  # noqa: ARG001 - what is good is read
    """Read a text.

    Raises:
        DocumentError: It holds no text.
    """
    tree = XmlTree(text)
    nodes = tree.root.walk()
    root = next((node for node in nodes if node.tag == "TEI"), None)
    if root is None:
        raise DocumentError("format", tree.problem or "The XML holds no text.")
    rewriter = _Rewriter(root)
    page = rewriter.page()
    builder = DocumentBuilder("tei")
    reader = page_reader(builder, page)
    reader.blocks(page)
    if tree.problem:
        builder.warnings.append(tree.problem)
    title = _main_title(root)
    return builder.finish(reader.inline.parts(title) if title else (), _authors(root))


class _Rewriter:
    """Rewrites a text as HTML."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._notes = {
            node.get("id"): node
            for node in root.walk()
            if node.tag == "note" and node.get("place") in ("foot", "end", "bottom") and node.get("id")
        }
        self._targets = {node.get("target") for node in root.walk() if node.tag == "ref"}
        self._used: set[str] = set()

    def page(self) -> Element:
        """The abstract, the text and its back matter."""
        pieces: list[Node | str] = []
        abstract = _below(self._root, "abstract")
        if abstract and text_of(abstract):
            section = made("section", made("h2", "Abstract"), *self._children(abstract))
            pieces.append(made("div", section, class_="ltx_abstract"))
        text = next((node for node in self._root.elements() if node.tag == "text"), None)
        pieces += self._children(text) if text else []
        return made("article", *pieces)

    def _children(self, node: Node) -> list[Node | str]:
        return [child if isinstance(child, str) else self._element(child) for child in node.children]

    def _all_but(self, node: Node, *left_out: Node | None) -> list[Node | str]:
        return [
            child if isinstance(child, str) else self._element(child)
            for child in node.children
            if not any(child is each for each in left_out)
        ]

    def _element(self, node: Node) -> Node:
        if node.tag in _DROPPED:
            return made("span")
        rule = self._RULES.get(node.tag)
        if rule:
            return rule(self, node)
        if node.tag == "math":
            return node
        values = {"colspan": node.get("cols"), "rowspan": node.get("rows"), "id": node.get("id")}
        return made(_RENAMED.get(node.tag, node.tag), *self._children(node), **values)

    def _division(self, node: Node) -> Node:
        """A section; its heading has its number as an attribute."""
        head = next((child for child in node.elements() if child.tag == "head"), None)
        pieces: list[Node | str] = []
        if head:
            number = head.get("n")
            tag = [made("span", number, class_="ltx_tag")] if number else []
            level = min(2 + number.strip(".").count("."), 6)
            pieces.append(made(f"h{level}", *tag, *self._children(head)))
        pieces += self._all_but(node, head)
        kinds = {"annex": "ltx_appendix", "appendix": "ltx_appendix", "references": "ltx_bibliography"}
        kind = kinds.get(node.get("type"), "")
        return made("section" if head or kind else "div", *pieces, id=node.get("id"), class_=kind)

    def _figure(self, node: Node) -> Node:
        head = next((child for child in node.elements() if child.tag == "head"), None)
        label = next((child for child in node.elements() if child.tag == "label"), None)
        description = next((child for child in node.elements() if child.tag == "figDesc"), None)
        content = text_of(head) if head else _named(node, text_of(label) if label else "")
        caption: list[Node | str] = [made("span", content, class_="ltx_tag")] if content else []
        caption += self._children(description) if description else []
        pieces = self._all_but(node, head, label, description)
        captions = [made("figcaption", *caption)] if caption else []
        return made("figure", *captions, *pieces, id=node.get("id"))

    def _table(self, node: Node) -> Node:
        rows = [self._element(child) for child in node.elements() if child.tag == "row"]
        return made("table", *rows) if rows else made("p", *self._children(node))

    def _graphic(self, node: Node) -> Node:
        return made("img", src=node.get("url"), alt="")

    def _formula(self, node: Node) -> Node:
        """A displayed formula: what GROBID read, with its label as its number."""
        label = next((child for child in node.elements() if child.tag == "label"), None)
        rest = [child for child in node.children if child is not label]
        math = next((child for child in rest if isinstance(child, Node) and child.tag == "math"), None)
        tag = [made("span", text_of(label), class_="ltx_tag_equation")] if label else []
        content = " ".join("".join(child for child in rest if isinstance(child, str)).split())
        formula = math or made("math", alttext=content or " ")
        return made("div", formula, *tag, id=node.get("id"), class_="ltx_equation")

    def _highlight(self, node: Node) -> Node:
        tag = _HIGHLIGHTS.get(node.get("rend").split("-")[0].lower(), "span")
        return made(tag, *self._children(node), id=node.get("id"))

    def _reference(self, node: Node) -> Node:
        target = node.get("target")
        if target.removeprefix("#") in self._notes:
            return self._marked(node, target.removeprefix("#"))
        role = "doc-biblioref" if node.get("type") == "bibr" and target.startswith("#") else ""
        return made("a", *self._children(node), href=target, role=role) if target else self._span(node)

    def _span(self, node: Node) -> Node:
        return made("span", *self._children(node))

    def _marked(self, node: Node, target: str) -> Node:
        """A footnote at its first mark; at others the mark alone."""
        mark = made("sup", text_of(node) or self._notes[target].get("n") or "*", class_="ltx_note_mark")
        if target in self._used:
            return made("span", mark, class_="ltx_note")
        self._used.add(target)
        content = made("span", *self._children(self._notes[target]), class_="ltx_note_content")
        return made("span", mark, content, id=target, class_="ltx_note")

    def _note(self, node: Node) -> Node:
        """A footnote: inside a sentence it is taken out, else it is a paragraph."""
        if node.get("id") in self._used or f"#{node.get('id')}" in self._targets:
            return made("span")
        if node.get("place") in ("foot", "end", "bottom"):
            mark = made("sup", node.get("n") or "*", class_="ltx_note_mark")
            content = made("span", *self._children(node), class_="ltx_note_content")
            return made("span", mark, content, id=node.get("id"), class_="ltx_note")
        return made("div", *self._children(node), id=node.get("id"))

    def _list(self, node: Node) -> Node:
        return made("ol" if node.get("type") in ("ordered", "gloss") else "ul", *self._children(node))

    def _bibliography(self, node: Node) -> Node:
        items = [_entry(child, self._children(child)) for child in node.elements() if child.tag != "head"]
        heading = next((child for child in node.elements() if child.tag == "head"), None)
        title = made("h2", *(self._children(heading) if heading else ["References"]))
        return made("section", title, made("ul", *items), class_="ltx_bibliography")

    _RULES: ClassVar[dict[str, Callable[[_Rewriter, Node], Node]]] = {
        "div": _division,
        "figure": _figure,
        "table": _table,
        "graphic": _graphic,
        "formula": _formula,
        "hi": _highlight,
        "ref": _reference,
        "note": _note,
        "list": _list,
        "listBibl": _bibliography,
    }


def _named(node: Node, label: str) -> str:
    """Complete a label that is only a number: ``Figure 3``."""
    kind = "Table" if node.get("type") == "table" else "Figure"
    return f"{kind} {label}" if label.isdecimal() else label


def _below(node: Node, tag: str) -> Node | None:
    return next((inner for inner in node.walk() if inner.tag == tag), None)


def _main_title(root: Node) -> Node | None:
    statement = _below(root, "titleStmt")
    return _below(statement, "title") if statement else None


def _authors(root: Node) -> tuple[str, ...]:
    source = _below(root, "sourceDesc")
    analytic = _below(source, "analytic") if source else None
    return _people(analytic) if analytic else ()


def _people(node: Node) -> tuple[str, ...]:
    people = [_below(child, "persName") or child for child in node.elements() if child.tag == "author"]
    return tuple(filter(None, (" ".join(text_of(part) for part in _name_parts(person)) for person in people)))


def _name_parts(person: Node) -> list[Node]:
    parts = [part for part in person.elements() if part.tag in ("forename", "surname", "genName")]
    return parts or [person]


def _entry(node: Node, raw: list[Node | str]) -> Element:
    """An entry of the bibliography; its fields one after another, or its text."""
    if node.tag != "biblStruct":
        return made("li", *raw, id=node.get("id"), class_="ltx_bibitem")
    pieces: list[Node | str] = []
    for part in (child for child in node.elements() if child.tag in ("analytic", "monogr", "series", "note")):
        pieces += _fields(part, pieces)
    return made("li", *pieces[:-1], id=node.get("id"), class_="ltx_bibitem")


def _fields(part: Node, before: list[Node | str]) -> list[Node | str]:
    if not part.elements():
        content = text_of(part)
        return [content, ". "] if content else []
    pieces: list[Node | str] = []
    people = ", ".join(_people(part))
    if people:
        pieces += [people, ". "]
    for child in part.elements():
        if child.tag == "title" and text_of(child):
            is_title = child.get("level") == "a" or not any(isinstance(each, Node) for each in before)
            pieces += [made("span", text_of(child), class_="ltx_bib_title" if is_title else ""), ". "]
        elif child.tag not in ("author", "title"):
            pieces += _field(child)
    return pieces


def _field(node: Node) -> list[Node | str]:
    if node.tag == "idno":
        kind = node.get("type")
        content = text_of(node)
        if kind.lower() == "doi":
            return [made("a", f"doi:{content}", href=f"https://doi.org/{content}"), ". "]
        return [
            f"{kind}:{content}" if kind and not content.lower().startswith(kind.lower()) else content,
            ". ",
        ]
    if node.tag == "ptr":
        return [made("a", node.get("target"), href=node.get("target")), ". "]
    if node.tag == "imprint":
        return [piece for child in node.elements() for piece in _imprint(child)]
    content = text_of(node)
    return [content, ". "] if content else []


def _imprint(node: Node) -> list[Node | str]:
    content = text_of(node)
    if not content and node.get("from"):
        content = f"{node.get('from')}–{node.get('to')}"
    content = content or node.get("when")
    return [content, ". "] if content else []

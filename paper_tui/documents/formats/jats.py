"""JATS XML (PubMed Central, PLOS, eLife, publishers): rewritten as the HTML it corresponds to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.errors import DocumentError
from paper_tui.documents.formats.html import page_reader
from paper_tui.documents.formats.html_inline import text_of
from paper_tui.documents.html_tree import Node, words
from paper_tui.documents.model import Document
from paper_tui.documents.xml_tree import Element, XmlTree, made

_START = re.compile(
    r"<(?:\w+:)?article\b[^>]*\b(?:article-type|dtd-version|xlink|mml)|<!DOCTYPE article|<pmc-articleset"
)
_TEX_BODY = re.compile(r"\\begin\{document\}(.*)\\end\{document\}", re.DOTALL)
_DOLLARS = re.compile(r"\A\s*(?:\$\$?|\\\[|\\\()(.*?)(?:\$\$?|\\\]|\\\))\s*\Z", re.DOTALL)
_MOST_NOTES_AROUND = 3
"""Footnotes in footnotes in footnotes are read at their own place."""
_RENAMED = {
    "italic": "i", "bold": "b", "monospace": "tt", "underline": "u", "strike": "s", "preformat": "pre",
    "break": "br", "disp-quote": "blockquote", "boxed-text": "div", "app": "section", "app-group": "div",
    "verse-group": "blockquote", "speech": "div", "sec": "section", "def-list": "dl",
    "term": "dt", "def": "dd", "caption": "figcaption", "ack": "section", "fn-group": "section",
    "glossary": "section", "notes": "section", "bio": "section", "kwd-group": "div", "verse-line": "div",
    "ref-list": "section", "statement": "div", "attrib": "p", "aff": "p", "author-notes": "div",
    "corresp": "p",
}  # fmt: skip
_DROPPED = words(
    "journal-meta article-id article-categories pub-date history permissions volume issue fpage lpage "
    "elocation-id counts custom-meta-group self-uri related-article contrib-id object-id pub-history "
    "title-group contrib-group funding-group processing-meta issue-id pub-date-not-available "
    "article-version isbn issn trans-title-group"
)
"""Facts about the article that the library knows, and no part of its text."""


def recognises(head: str) -> bool:
    """Return whether a text that begins so is JATS."""
    return bool(_START.search(head[:4_000])) and "<TEI" not in head[:4_000]


def read(text: str, *, accept_damaged: bool = False) -> Document:  # noqa: ARG001 - what is good is read
    """Read a text.

    Raises:
        DocumentError: It holds no article.
    """
    tree = XmlTree(text)
    article = next((node for node in [tree.root, *tree.root.walk()] if node.tag == "article"), None)
    if article is None:
        raise DocumentError("format", tree.problem or "The XML holds no article.")
    rewriter = _Rewriter(article)
    body = rewriter.article()
    builder = DocumentBuilder("jats")
    reader = page_reader(builder, body)
    reader.blocks(body)
    if tree.problem:
        builder.warnings.append(tree.problem)
    title = rewriter.title()
    return builder.finish(reader.inline.parts(title) if title else (), rewriter.authors())


class _Rewriter:
    """Rewrites an article as HTML."""

    def __init__(self, article: Node) -> None:
        self._article = article
        self._notes = {node.get("id"): node for node in article.walk() if node.tag == "fn" and node.get("id")}
        self._marked = {
            target for node in _shown(article) if node.tag == "xref" for target in node.get("rid").split()[:1]
        }
        self._used: set[str] = set()
        self._notes_around = 0

    def title(self) -> Element | None:
        """The title of the article."""
        found = _first(self._article, "article-title")
        return self._inside("span", found) if found else None

    def authors(self) -> tuple[str, ...]:
        """The names of the authors."""
        group = _first(self._article, "contrib-group")
        people = [node for node in group.walk() if _is_author(node)] if group else []
        return tuple(filter(None, (_person(person) for person in people)))

    def article(self) -> Element:
        """The text of the article: abstract, body, appendices, references, floats."""
        pieces: list[Node | str] = []
        for part in self._article.elements():
            if part.tag == "front":
                pieces.append(made("div", *self._front(part)))
            elif part.tag not in ("sub-article", "response"):
                pieces.append(self._inside("div", part))
        pieces.extend(
            self._inside("section", part)
            for part in self._article.elements()
            if part.tag in ("sub-article", "response")
        )
        return made("article", *pieces)

    def _front(self, front: Node) -> list[Node | str]:
        meta = _first(front, "article-meta") or front
        pieces: list[Node | str] = []
        for child in meta.elements():
            if child.tag in ("abstract", "trans-abstract"):
                pieces.append(self._abstract(child))
            elif child.tag not in _DROPPED:
                pieces.append(made("div", self._element(child), class_="ltx_authors"))
        return pieces

    def _abstract(self, node: Node) -> Element:
        titled = any(child.tag == "title" for child in node.elements())
        heading = [] if titled else [made("h2", "Abstract", class_="ltx_title")]
        return made("div", *heading, *self._children(node), class_="ltx_abstract")

    # --- elements ---

    def _children(self, node: Node) -> list[Node | str]:
        return [child if isinstance(child, str) else self._element(child) for child in node.children]

    def _all_but(self, node: Node, *left_out: Node | None) -> list[Node | str]:
        return [
            child if isinstance(child, str) else self._element(child)
            for child in node.children
            if not any(child is each for each in left_out)
        ]

    def _inside(self, tag: str, node: Node, **values: str) -> Element:
        return made(tag, *self._children(node), id=node.get("id"), **values)

    def _element(self, node: Node) -> Node:
        rule = self._RULES.get(node.tag)
        if rule:
            return rule(self, node)
        if node.tag == "math":
            return node
        values = {key: node.get(key) for key in ("colspan", "rowspan", "align", "style") if node.get(key)}
        return self._inside(_RENAMED.get(node.tag, node.tag), node, **values)

    def _section(self, node: Node) -> Node:
        """A section, with its label in its title."""
        children = list(node.children)
        label = next((child for child in children if isinstance(child, Node) and child.tag == "label"), None)
        title = next((child for child in children if isinstance(child, Node) and child.tag == "title"), None)
        pieces: list[Node | str] = []
        if label or title:
            tag = [made("span", text_of(label), class_="ltx_tag")] if label else []
            pieces.append(made("h2", *tag, *(self._children(title) if title else []), class_="ltx_title"))
        pieces += self._all_but(node, label, title)
        kind = {"app": "ltx_appendix", "ref-list": "ltx_bibliography"}.get(node.tag, "")
        return made("section", *pieces, id=node.get("id"), class_=kind)

    def _title(self, node: Node) -> Node:
        return self._inside("h2", node, class_="ltx_title")

    def _statement(self, node: Node) -> Node:
        """A theorem or a proof, with its label and title in one line."""
        pieces: list[Node | str] = []
        heads = [child for child in node.elements() if child.tag in ("label", "title")]
        if heads:
            content: list[Node | str] = []
            for head in heads:
                content += [" ", *self._children(head)]
            pieces.append(made("h6", *content, class_="ltx_title ltx_title_theorem"))
        pieces += [self._element(child) for child in node.elements() if child not in heads]
        return made("div", *pieces, id=node.get("id"), class_="ltx_theorem")

    def _float(self, node: Node) -> Node:
        """A figure or a table with its label in its caption, and its notes after it."""
        label = next((child for child in node.elements() if child.tag == "label"), None)
        caption = next((child for child in node.elements() if child.tag == "caption"), None)
        content: list[Node | str] = [made("span", text_of(label), class_="ltx_tag")] if label else []
        for child in caption.children if caption else []:
            content += [child] if isinstance(child, str) else [*self._caption_part(child), " "]
        pieces = [self._element(child) for child in node.elements() if child not in (label, caption)]
        captions = [made("figcaption", *content)] if content else []
        return made("figure", *captions, *pieces, id=node.get("id"))

    def _caption_part(self, node: Node) -> list[Node | str]:
        if node.tag == "title":
            return [self._inside("b", node)]
        return self._children(node) if node.tag == "p" else [self._element(node)]

    def _graphic(self, node: Node) -> Node:
        alt = _first(node, "alt-text")
        return made("img", src=node.get("href"), alt=text_of(alt) if alt else "")

    def _formula(self, node: Node) -> Node:
        """A formula in a line."""
        tex = next((inner for inner in node.walk() if inner.tag == "tex-math"), None)
        math = next((inner for inner in node.walk() if inner.tag == "math"), None)
        if tex:
            return made("math", alttext=_bare_tex(_raw(tex)))
        if math:
            return math
        return self._inside("span", node)

    def _display(self, node: Node) -> Node:
        label = next((child for child in node.elements() if child.tag == "label"), None)
        tag = [made("span", text_of(label), class_="ltx_tag_equation")] if label else []
        if label:
            node.children.remove(label)
        graphics = [inner for inner in node.walk() if inner.tag in ("graphic", "inline-graphic")]
        has_tex = any(inner.tag in ("tex-math", "math") for inner in node.walk())
        if graphics and not has_tex:
            return made("figure", *map(self._graphic, graphics), *tag, id=node.get("id"))
        return made("div", self._formula(node), *tag, id=node.get("id"), class_="ltx_equation")

    def _cross_reference(self, node: Node) -> Node:
        target = node.get("rid").split()[0] if node.get("rid").split() else ""
        if target in self._notes:
            return self._note(node, target)
        return made("a", *(self._children(node) or [target]), href=f"#{target}")

    def _note(self, node: Node, target: str) -> Node:
        """A footnote at its first mark; at others the mark alone."""
        note = self._notes[target]
        mark = text_of(node) or _label_of(note) or "*"
        marked = made("sup", mark, class_="ltx_note_mark")
        if target in self._used or self._notes_around >= _MOST_NOTES_AROUND:
            return made("span", marked, class_="ltx_note")
        self._used.add(target)
        self._notes_around += 1
        content = made("span", *self._note_text(note), class_="ltx_note_content")
        self._notes_around -= 1
        return made("span", marked, content, id=target, class_="ltx_note")

    def _note_text(self, note: Node) -> list[Node | str]:
        return [self._element(child) for child in note.elements() if child.tag != "label"]

    def _footnote(self, node: Node) -> Node:
        """A footnote at its own place; nothing where its mark brought it along."""
        if node.get("id") in self._used or node.get("id") in self._marked:
            return made("span")
        label = _label_of(node)
        mark: list[Node | str] = [made("sup", label), " "] if label else []
        return made("div", *mark, *self._note_text(node), id=node.get("id"))

    def _link(self, node: Node) -> Node:
        target = node.get("href") or text_of(node)
        if node.tag == "email":
            target = f"mailto:{text_of(node)}"
        return made("a", *self._children(node), href=target)

    def _list(self, node: Node) -> Node:
        tag = "ol" if node.get("list-type") in ("order", "ordered", "alpha-lower", "roman-lower") else "ul"
        items: list[Node | str] = []
        for child in node.elements():
            label = next((each for each in child.elements() if each.tag == "label"), None)
            marker = [made("span", text_of(label), class_="ltx_tag_item")] if label else []
            rest = self._all_but(child, label)
            items.append(made("li" if child.tag == "list-item" else "p", *marker, *rest, id=child.get("id")))
        return made(tag, *items, id=node.get("id"))

    def _definition(self, node: Node) -> Node:
        return made("div", *map(self._element, node.elements()))

    def _code(self, node: Node) -> Node:
        language = node.get("language")
        language = node.get("language")
        return made("pre", *node.children, class_=f"language-{language}" if language else "")

    def _keywords(self, node: Node) -> Node:
        content = [text_of(child) for child in node.elements() if child.tag in ("kwd", "compound-kwd")]
        title = next((text_of(child) for child in node.elements() if child.tag == "title"), "Keywords")
        return made("p", f"{title}: {', '.join(content)}")

    def _alternatives(self, node: Node) -> Node:
        """Of several forms the one that can be shown."""
        for wanted in ("tex-math", "math", "table", "textual-form"):
            found = next((child for child in node.elements() if child.tag == wanted), None)
            if found:
                return self._formula(node) if wanted in ("tex-math", "math") else self._element(found)
        return self._element(node.elements()[0]) if node.elements() else made("span")

    def _entry(self, node: Node) -> Node:
        from paper_tui.documents.formats.citations import entry

        return entry(node, self._element)

    _RULES: ClassVar[dict[str, Callable[[_Rewriter, Node], Node]]] = {
        **dict.fromkeys(("sec", "app", "ack", "fn-group", "ref-list", "glossary", "notes"), _section),
        **dict.fromkeys(("fig", "table-wrap", "fig-group", "boxed-figure"), _float),
        **dict.fromkeys(("graphic", "inline-graphic", "media"), _graphic),
        **dict.fromkeys(("inline-formula", "tex-math"), _formula),
        **dict.fromkeys(("disp-formula", "disp-formula-group"), _display),
        **dict.fromkeys(("ext-link", "uri", "email"), _link),
        "statement": _statement,
        "title": _title,
        "xref": _cross_reference,
        "fn": _footnote,
        "list": _list,
        "def-item": _definition,
        "code": _code,
        "kwd-group": _keywords,
        "alternatives": _alternatives,
        "ref": _entry,
    }


def _shown(article: Node) -> Iterator[Node]:
    """The elements that are part of the text: not those of the authors and other facts."""
    for part in article.elements():
        if part.tag != "front":
            yield from part.walk()
            continue
        for node in part.walk():
            if node.tag in ("abstract", "trans-abstract"):
                yield from node.walk()


def _is_author(node: Node) -> bool:
    return node.tag == "contrib" and node.get("contrib-type") in ("author", "")


def _first(node: Node, tag: str) -> Node | None:
    return next((inner for inner in node.walk() if inner.tag == tag), None)


def _label_of(node: Node) -> str:
    return next((text_of(child) for child in node.elements() if child.tag == "label"), "")


def _person(node: Node) -> str:
    name = _first(node, "name")
    if name is None:
        group = _first(node, "collab") or _first(node, "string-name")
        return text_of(group) if group else ""
    given, family = _first(name, "given-names"), _first(name, "surname")
    return " ".join(text_of(part) for part in (given, family) if part)


def _raw(node: Node) -> str:
    return "".join(child for child in node.children if isinstance(child, str))


def _bare_tex(text: str) -> str:
    """The formula in a ``tex-math`` element, without the document and the dollars around it."""
    body = _TEX_BODY.search(text)
    tex = body[1] if body else text
    bare = _DOLLARS.match(tex)
    return (bare[1] if bare else tex).strip()

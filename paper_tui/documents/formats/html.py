"""HTML: LaTeXML's (arXiv, ar5iv) and that of other articles."""

from __future__ import annotations

import re

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.conventions import by_convention
from paper_tui.documents.errors import DocumentError
from paper_tui.documents.formats.html_blocks import BlockReader
from paper_tui.documents.formats.html_inline import InlineReader, text_of
from paper_tui.documents.html_tree import Node, Tree
from paper_tui.documents.inline import text_parts
from paper_tui.documents.model import Document, Parts, plain, plain_text

_STUB = re.compile(
    r"no (?:html|content) (?:is )?available|html (?:version )?is not available|no html for", re.IGNORECASE
)
_FATAL = re.compile(r"conversion to html had a fatal error", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->|<\?xml[^>]*>", re.DOTALL)
_START = re.compile(r"<(?:!doctype html|html|head|body|article|main|div|p|h1)\b", re.IGNORECASE)
_MOST_CANDIDATES = 20
"""Articles of a page, such as comments, that are compared by their length."""
_FEW_WORDS = 60
"""A page with fewer words is rejected if it also looks like a stub or a failed conversion."""


def recognises(head: str) -> bool:
    """Return whether a text that begins so is HTML."""
    return bool(_START.match(_COMMENT.sub("", head[:4_000]).lstrip()))


def read(text: str, *, accept_damaged: bool = False) -> Document:
    """Read a page.

    Raises:
        DocumentError: The page holds no paper, or the text of one that breaks off.
    """
    tree = Tree(text)
    latexml = "ltx_document" in text
    root = _article(tree.root, latexml=latexml)
    if _FATAL.search(_outside_article(text)) and not accept_damaged:
        raise DocumentError(
            "damaged", "The conversion to HTML broke off, so the page holds a part of the paper only."
        )
    builder = DocumentBuilder("latexml" if latexml else "html")
    reader = page_reader(builder, root)
    headings = [node for node in root.walk() if node.tag == "h1"]
    if not latexml and len(headings) == 1:
        reader.title_node = headings[0]
    reader.blocks(root)
    if tree.truncated:
        builder.warnings.append("The page ends in the middle; what follows is missing.")
    title = reader.title or _title(tree.root)
    document = builder.finish(title, tuple(reader.authors))
    _check(document, tree.root, text, accept_damaged=accept_damaged)
    return document if latexml else by_convention(document)


def page_reader(builder: DocumentBuilder, root: Node) -> BlockReader:
    """Create the reader of a page, with the anchors and bibliography entries of the page."""
    nodes = list(root.walk())
    anchors = frozenset(name for node in nodes if (name := node.get("id")))
    entries = frozenset(
        node.get("id")
        for node in nodes
        if node.has("ltx_bibitem", "csl-entry") or node.get("role") == "doc-biblioentry"
    )
    return BlockReader(builder, InlineReader(builder, entries, anchors))


def fragment_reader(builder: DocumentBuilder) -> BlockReader:
    """Create a reader of HTML fragments in another format."""
    return BlockReader(builder, InlineReader(builder, frozenset(), frozenset()))


def _article(root: Node, *, latexml: bool) -> Node:
    nodes = list(root.walk())
    if latexml:
        wanted = [node for node in nodes if node.tag == "article" and node.has("ltx_document")]
        wanted += [node for node in nodes if node.has("ltx_document", "ltx_page_content")]
        if wanted:
            return wanted[0]
    body = next((node for node in nodes if node.tag == "body"), root)
    candidates = [node for node in nodes if node.tag in ("article", "main") or node.get("role") == "main"]
    largest = max(candidates[:_MOST_CANDIDATES], key=_size, default=body)
    if largest is not body and _size(largest) * 2 > _size(body):
        return largest
    _drop_page_chrome(body)
    return body


def _size(node: Node) -> int:
    return len(text_of(node))


def _drop_page_chrome(body: Node) -> None:
    """Remove the elements around the text of a page that does not mark it."""
    for node in [body, *body.walk()]:
        node.children = [child for child in node.children if isinstance(child, str) or not _is_around(child)]


def _is_around(node: Node) -> bool:
    if node.tag in ("header", "hgroup"):
        return not any(inner.tag in ("h1", "h2") for inner in node.walk())
    return node.tag in ("footer", "aside", "nav")


def _outside_article(text: str) -> str:
    start, end = text.find("<article"), text.rfind("</article>")
    return text if start < 0 else text[:start] + (text[end:] if end >= 0 else "")


def _title(root: Node) -> Parts:
    found = next((node for node in root.walk() if node.tag == "title"), None)
    return text_parts(text_of(found)) if found else ()


def _check(document: Document, root: Node, text: str, *, accept_damaged: bool) -> None:
    """Raise `DocumentError` if the page holds no paper."""
    words = sum(len(plain_text(block).split()) for block in document.blocks)
    if words >= _FEW_WORDS:
        return
    page = text_of(root)
    if _STUB.search(page[:20_000]):
        raise DocumentError("stub", "The page says that there is no text of this paper.")
    if not words:
        raise DocumentError("empty", "The page holds no text.")
    if not accept_damaged and (plain(document.title) == "Untitled Document" or "ltx_ERROR" in text):
        raise DocumentError("failed", "The conversion of this paper to HTML failed.")

"""Entries of bibliographies in XML, whose fields follow each other without punctuation."""

from __future__ import annotations

from collections.abc import Callable

from paper_tui.documents.formats.html_inline import text_of
from paper_tui.documents.html_tree import Node
from paper_tui.documents.xml_tree import Element, made

_MIXED = ("mixed-citation", "nlm-citation", "citation")


def entry(node: Node, rewrite: Callable[[Node], Node]) -> Element:
    """A ``ref`` of JATS as an item of a bibliography.

    Args:
        node: The element.
        rewrite: Rewrites an element inside as HTML.
    """
    label = next((text_of(child) for child in node.elements() if child.tag == "label"), "")
    tag = [made("span", label, class_="ltx_tag_bibitem")] if label else []
    pieces: list[Node | str] = []
    for citation in node.elements():
        if citation.tag == "label":
            continue
        pieces += [" ", *(_structured(citation) if _is_structured(citation) else _mixed(citation, rewrite))]
    return made("li", *tag, *pieces, id=node.get("id"), class_="ltx_bibitem")


def _is_structured(node: Node) -> bool:
    """Return whether an entry has fields without text between them."""
    return node.tag == "element-citation" or not any(
        isinstance(child, str) and child.strip() for child in node.children
    )


def _mixed(node: Node, rewrite: Callable[[Node], Node]) -> list[Node | str]:
    """An entry with its own punctuation; its title is marked."""
    pieces: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            pieces.append(child)
        elif child.tag in ("article-title", "part-title"):
            pieces.append(made("span", *rewrite(child).children, class_="ltx_bib_title"))
        elif child.tag in ("person-group", "name", "string-name"):
            pieces.append(_joined(child) if _is_structured(child) else rewrite(child))
        else:
            pieces.append(rewrite(child))
    return pieces


def _joined(node: Node) -> str:
    names = [child for child in node.elements() if child.tag in ("name", "string-name", "collab")]
    return ", ".join(map(_name, names)) if names else _name(node)


def _name(node: Node) -> str:
    if node.tag == "collab" or not node.elements():
        return text_of(node)
    parts = {child.tag: text_of(child) for child in node.elements()}
    order = ("surname", "given-names", "suffix")
    known = [parts.pop(tag) for tag in order if tag in parts]
    return " ".join([*known, *parts.values()])


def _structured(node: Node) -> list[Node | str]:
    """The fields of an entry in the order of the source, separated by full stops."""
    pieces: list[Node | str] = []
    people: list[str] = []
    for child in node.elements():
        if child.tag == "person-group":
            people += [_name(name) for name in child.elements() if name.tag != "etal"]
            people += ["et al." for name in child.elements() if name.tag == "etal"]
            continue
        if child.tag in ("name", "string-name", "collab"):
            people.append(_name(child))
            continue
        if people:
            pieces += [", ".join(people), ". "]
            people = []
        pieces += [*_field(child), ". "]
    if people:
        pieces += [", ".join(people), ". "]
    return pieces[:-1]


def _field(node: Node) -> list[Node | str]:
    words = text_of(node)
    if node.tag in ("article-title", "chapter-title", "data-title"):
        return [made("span", words, class_="ltx_bib_title")]
    if node.tag == "source":
        return [made("i", words)]
    if node.tag == "pub-id":
        kind = node.get("pub-id-type")
        if kind == "doi":
            return [made("a", f"doi:{words}", href=f"https://doi.org/{words}")]
        return [f"{kind}:{words}" if kind else words]
    if node.tag in ("ext-link", "uri"):
        return [made("a", words, href=node.get("href") or words)]
    return [words]

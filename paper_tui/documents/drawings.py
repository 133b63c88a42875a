"""SVG drawings within a page, as files of their own: what is known of them, and nothing else."""

from __future__ import annotations

import hashlib
import re
from html import escape

from paper_tui.documents.html_tree import Node, Tree
from paper_tui.documents.mathml import tex_of
from paper_tui.documents.model import Image
from paper_tui.papers.tex import to_unicode
from paper_tui.papers.text import clean_run

DRAWING = "data:image/svg+xml#"
"""The beginning of the names of drawings, which otherwise are those of pictures as ``data:`` URLs."""
MOST_PARTS = 20_000
SMALLEST = 24.0
"""Width and height of a drawing; smaller ones are signs in the text."""
_TAGS = frozenset(("svg", "g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text",
                   "tspan", "use", "defs", "symbol"))  # fmt: skip
_ATTRIBUTES = (
    "id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points",
    "transform", "fill", "stroke", "stroke-width", "font-size", "text-anchor", "style", "viewBox",
    "marker-end", "display", "visibility", "color", "href",
)  # fmt: skip
_LINE = 13.0
"""Font size of words in a foreign object, in the units that LaTeXML writes."""


def drawing_of(node: Node) -> Image:
    """An ``svg`` element as an image."""
    return Image(drawing_name(node), words_of(node))


def words_of(node: Node) -> str:
    """Return the words in a drawing."""
    pieces: list[str] = []
    waiting: list[Node | str] = node.children[::-1]
    while waiting:
        child = waiting.pop()
        if isinstance(child, str):
            pieces.append(child)
        elif child.tag == "math":
            pieces.append(tex_of(child))
        elif child.tag not in ("title", "desc", "style"):
            waiting.extend(child.children[::-1])
            pieces.append(" ")
    return clean_run(" ".join("".join(pieces).split()))


def drawing_name(node: Node) -> str:
    """Return a name for a drawing by which `find_drawing` finds it in its page; empty for a small sign."""
    if not _is_large(node) or sum(1 for _ in zip(range(MOST_PARTS), node.walk(), strict=False)) == MOST_PARTS:
        return ""
    return _name(write_drawing(node))


def find_drawing(page: str, name: str) -> bytes | None:
    """Return the drawing in a page that has a name, as an SVG file; None where there is none."""
    for node in Tree(page).root.walk():
        if node.tag == "svg" and _is_large(node):
            drawing = write_drawing(node)
            if _name(drawing) == name:
                return drawing.encode("utf-8", "replace")
    return None


def write_drawing(node: Node) -> str:
    """Write a drawing as an SVG file: its shapes and words, without scripts, links and styles."""
    pieces: list[str] = []
    waiting: list[Node | str] = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            pieces.append(item)
        elif item.tag == "foreignobject":
            pieces.append(_words(item))
        elif item.tag in _TAGS:
            pieces.append(_start(item))
            waiting.append(f"</{item.tag}>")
            is_text = item.tag in ("text", "tspan")
            inner = [escape(each) if isinstance(each, str) and is_text else each for each in item.children]
            waiting += [each for each in reversed(inner) if is_text or isinstance(each, Node)]
    return "".join(pieces)


def _name(drawing: str) -> str:
    return f"{DRAWING}{hashlib.sha256(drawing.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _start(node: Node) -> str:
    given = (
        (name, node.get(name) or (node.get("xlink:href") if name == "href" else "")) for name in _ATTRIBUTES
    )
    attributes = "".join(f' {name}="{escape(_clean(value))}"' for name, value in given if value)
    return f"<{node.tag}{attributes}>"


def _words(node: Node) -> str:
    """The words of a foreign object, which stand at its lower edge."""
    words = " ".join(to_unicode(words_of(node)).split())
    height = _length(node.get("height"))
    across = _length(node.get("width")) / 2
    place = f'x="{across:g}" y="{height:g}" font-size="{_LINE:g}" text-anchor="middle"'
    return f"<text {place}>{escape(_clean(words))}</text>" if words else ""


def _is_large(node: Node) -> bool:
    box = node.get("viewBox").split()
    sides = box[2:] if len(box) == 4 else [node.get("width"), node.get("height")]
    return all(_length(side) >= SMALLEST for side in sides)


def _length(text: str) -> float:
    found = re.match(r"\s*(\d{1,7}(?:\.\d{1,20})?)(?:px|pt)?\s*$", text)
    return float(found[1]) if found else 0.0


def _clean(text: str) -> str:
    return "".join(char for char in text if char >= " " and not "\ud800" <= char <= "\udfff")

"""HTML parser: a tree of bounded depth, in time linear in the length of the page.

Why not a library: on a LaTeXML page of 455 KB this takes 17 ms of CPU (and all of the document 61 ms), on
one of 3 MB 54 ms (190 ms). The standard library's html.parser, with a tree built from it, takes 47 and
655 ms. selectolax 1.0.2 takes 6 and 45 ms: 10 ms less that nobody would notice, for a dependency whose
tree, made by the rules of browsers, grows with the square of unclosed formatting elements (55 KB of them
take 48 ms, 27 KB 12 ms; here 10 and 5). Most nodes of a LaTeXML page are in ``math`` elements, which are
taken whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape, unescape
from typing import Final

MOST_DEPTH = 80
"""Elements nested deeper are read as siblings; real pages stay below 40."""
_NEAR = 8
"""Open elements that an implied end tag searches, so that hostile nesting stays linear."""


def words(text: str) -> frozenset[str]:
    """Split a list of words."""
    return frozenset(text.split())


VOID: Final = words("area base basefont br col embed frame hr img input link meta param source track wbr")
_RAW: Final = words("script style noscript template textarea iframe noembed xmp")
"""Elements whose content is no part of the text."""
BLOCKS: Final = words(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead tr ul"
)
_BLOCK_CLASSES: Final = words(
    "ltx_p ltx_para ltx_tabular ltx_equation ltx_equationgroup ltx_figure ltx_table ltx_float ltx_listing "
    "ltx_itemize ltx_enumerate ltx_description ltx_item ltx_theorem ltx_proof ltx_quote ltx_bibblock "
    "ltx_listingline ltx_caption"
)
"""Blocks that LaTeXML writes as spans where HTML allows no block."""
_CLOSES: Final = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "thead": ({"thead", "tbody", "tfoot", "tr", "td", "th"}, {"table"}),
    "tbody": ({"thead", "tfoot", "tr", "td", "th"}, {"table", "tbody"}),
    "tfoot": ({"thead", "tbody", "tfoot", "tr", "td", "th"}, {"table"}),
    "option": ({"option"}, {"select"}),
}
"""By start tag: the open elements that it ends, and those that shield them."""
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/><]*)((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_COMMENT = re.compile(r"<!--.*?(?:--!?>|\Z)|<[!?][^>]*>", re.DOTALL)
_CLASS = re.compile(r"(?:^|\s)class\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


@cache
def _value(name: str) -> re.Pattern[str]:
    """Compile the pattern of an attribute; the set of names is fixed."""
    return re.compile(rf"(?:^|[\s\"']){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


class Node:
    """An element: its tag in lower case, its attributes, and its children in order."""

    __slots__ = ("_attributes", "children", "classes", "holds_block", "raw", "tag")

    def __init__(self, tag: str, attributes: str = "") -> None:
        self.tag = tag
        self.children: list[Node | str] = []
        found = _CLASS.search(attributes) if "class" in attributes else None
        self.classes: list[str] = (found[1] or found[2] or found[3] or "").split() if found else []
        self.holds_block = False
        """True if a block-level element is somewhere inside."""
        self.raw = ""
        """The markup inside a ``math`` element, which has no children here."""
        self._attributes = attributes

    def get(self, name: str) -> str:
        """Return the value of an attribute with its entities resolved; empty if it is missing."""
        found = _value(name).search(self._attributes) if name in self._attributes else None
        if not found:
            return ""
        value = found[1] or found[2] or found[3] or ""
        return unescape(value) if "&" in value else value

    def has(self, *classes: str) -> bool:
        """Return whether it has one of the classes."""
        return bool(self.classes) and not frozenset(classes).isdisjoint(self.classes)

    @property
    def is_block(self) -> bool:
        """True if it is laid out as a block."""
        return self.tag in BLOCKS or not _BLOCK_CLASSES.isdisjoint(self.classes)

    def elements(self) -> list[Node]:
        """List the child elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """Iterate over all elements below it in document order."""
        waiting = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, Node):
                yield child
                waiting += child.children[::-1]


class Tree:
    """An HTML page: its root, and whether it ended in the middle."""

    def __init__(self, text: str) -> None:
        self.root = Node("#root")
        self.truncated = False
        self._text = text
        self._stack = [self.root]
        self._open: dict[str, int] = {}
        self._too_deep = 0
        self._absent: set[str] = set()
        self._read()

    def _read(self) -> None:
        text, position = self._text, 0
        while True:
            start = text.find("<", position)
            if start < 0:
                self._add_text(text[position:])
                break
            if start > position:
                self._add_text(text[position:start])
            position = self._markup(start)
        self.truncated = bool(self._open.get("body") or self._open.get("article"))

    def _markup(self, start: int) -> int:
        """Read the tag or comment at a ``<`` and return the position after it."""
        text = self._text
        found = _TAG.match(text, start)
        if found:
            return self._tag(found[1], found[2].lower(), found[3], found.end())
        following = text[start + 1 : start + 2]
        if following in "!?" and following:
            comment = _COMMENT.match(text, start)
            return comment.end() if comment else len(text)
        if following.isalpha() or following == "/":
            return self._irregular_tag(start)
        self._add_text("<")
        return start + 1

    def _irregular_tag(self, start: int) -> int:
        """Read a tag with ``<`` in a value or with a quotation mark that nothing closes."""
        text = self._text
        end = self._find(">", start)
        if end < 0:
            return len(text)
        for quote in "\"'":
            if text.count(quote, start, end) % 2:
                closing = self._find(quote, end)
                beyond = self._find(">", closing) if closing >= 0 else -1
                end = beyond if beyond >= 0 else end
                break
        name = re.match(r"(/?)([a-zA-Z][^\s/><]*)", text[start + 1 : start + 80])
        if not name:
            return end + 1
        attributes = text[start + 1 + name.end() : end]
        return self._tag(name[1], name[2].lower(), attributes, end + 1)

    def _find(self, wanted: str, start: int) -> int:
        """`str.find` that remembers failures, so that repeated searches stay linear."""
        if wanted in self._absent:
            return -1
        found = self._text.find(wanted, start)
        if found < 0:
            self._absent.add(wanted)
        return found

    def _tag(self, closing: str, name: str, attributes: str, end: int) -> int:
        if closing:
            self._end(name)
        elif name == "script" and "math/tex" in attributes:
            return self._script(attributes, end)
        elif name in _RAW:
            return self._after(name, end)
        elif name == "math":
            return self._math(attributes, end)
        else:
            self._start(name, attributes)
        return end

    def _script(self, attributes: str, start: int) -> int:
        """Read a formula that a page keeps in a script for MathJax."""
        closing = self._after("script", start)
        display = ' display="block"' if "mode=display" in attributes.replace(" ", "") else ""
        formula = Node("math", f'alttext="{escape(self._text[start:closing].strip())}"{display}')
        self._stack[-1].children.append(formula)
        return closing

    def _after(self, name: str, start: int) -> int:
        """Return the position after an element whose content is left out."""
        closing = self._find(f"</{name}", start)
        return closing if closing >= 0 else start if name in ("noscript", "template") else len(self._text)

    def _math(self, attributes: str, start: int) -> int:
        """Read a formula as one node with its markup; most nodes of a LaTeXML page are inside formulas."""
        node = Node("math", attributes.removesuffix("/"))
        self._stack[-1].children.append(node)
        closing = -1 if attributes.endswith("/") else self._find("</math>", start)
        if closing < 0:
            return start
        node.raw = self._text[start:closing]
        return closing + len("</math>")

    def _add_text(self, text: str) -> None:
        if text:
            self._stack[-1].children.append(unescape(text) if "&" in text else text)

    def _start(self, name: str, attributes: str) -> None:
        self._imply_ends(name)
        node = Node(name, attributes)
        stack = self._stack
        stack[-1].children.append(node)
        if name in VOID or attributes.endswith("/"):
            return
        if len(stack) > MOST_DEPTH:
            self._too_deep += 1
            return
        if node.is_block:
            for outer in reversed(stack):
                if outer.holds_block:
                    break
                outer.holds_block = True
        stack.append(node)
        self._open[name] = self._open.get(name, 0) + 1

    def _imply_ends(self, name: str) -> None:
        stack = self._stack
        if stack[-1].tag == "p" and name in BLOCKS and self._too_deep == 0:
            self._pop()
        ends, shields = _CLOSES.get(name, (None, None))
        if not ends or shields is None:
            return
        for depth in range(len(stack) - 1, max(0, len(stack) - _NEAR), -1):
            if stack[depth].tag in shields:
                return
            if stack[depth].tag in ends:
                while len(stack) > depth:
                    self._pop()
                self._imply_ends(name)
                return

    def _end(self, name: str) -> None:
        if name in VOID:
            if name == "br":
                self._start("br", "")
            return
        if self._too_deep:
            self._too_deep -= 1
            return
        if not self._open.get(name):
            return
        stack = self._stack
        if name not in BLOCKS and not self._is_near(name):
            return
        while stack[-1].tag != name:
            self._pop()
        self._pop()

    def _is_near(self, name: str) -> bool:
        """Return whether an inline element can be closed without closing a block around it."""
        for node in reversed(self._stack):
            if node.tag == name:
                return True
            if node.tag in BLOCKS:
                return False
        return False

    def _pop(self) -> None:
        node = self._stack.pop()
        self._open[node.tag] -= 1


def parse(text: str) -> Tree:
    """Parse a page; any text is accepted."""
    return Tree(text)

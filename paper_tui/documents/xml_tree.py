"""XML parser with the same tree as HTML, so that the same code reads both.

Parsed by expat through defusedxml, which refuses entities that explode or read files. A document that
breaks off, or is not well-formed from some place on, gives the part before.
"""

from __future__ import annotations

import re
from html import escape
from html.entities import name2codepoint
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from paper_tui.documents.errors import DocumentError
from paper_tui.documents.html_tree import MOST_DEPTH, Node

_ENTITY = re.compile(r"&([A-Za-z]\w{0,30});")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


class Element(Node):
    """An element whose attributes are a mapping, by their names without namespaces."""

    __slots__ = ("values",)

    def __init__(self, tag: str, values: dict[str, str], *children: Node | str) -> None:
        super().__init__(tag)
        self.values = values
        self.classes = values.get("class", "").split()
        self.children = list(children)
        self.holds_block = any(
            isinstance(child, Node) and (child.is_block or child.holds_block) for child in children
        )

    def get(self, name: str) -> str:
        """Return the value of an attribute; empty if it is missing."""
        return self.values.get(name, "")


class XmlTree:
    """A parsed XML document; `problem` says where it broke off."""

    def __init__(self, text: str) -> None:
        self.root = Element("#root", {})
        self.problem = ""
        self._stack: list[Element] = [self.root]
        self._too_deep = 0
        self._formula: list[str] | None = None
        self._formula_depth = 0
        self._read(_prepared(text))

    def _read(self, text: str) -> None:
        parser = DefusedXMLParser(target=self)
        try:
            parser.feed(text)
            parser.close()
        except ParseError as error:
            self.problem = f"The XML is broken in line {error.position[0]}; what follows is missing."
        except DefusedXmlException as error:
            raise DocumentError("format", "The XML declares entities, which is refused.") from error

    # --- what expat calls ---

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        name = _local(tag)
        values = {_local(key): value for key, value in attributes.items()}
        if self._formula is not None:
            self._formula_depth += 1
            attribute_text = "".join(f' {key}="{escape(value)}"' for key, value in values.items())
            self._formula.append(f"<{name}{attribute_text}>")
            return
        if len(self._stack) > MOST_DEPTH:
            self._too_deep += 1
            return
        element = Element(name, values)
        self._stack[-1].children.append(element)
        self._stack.append(element)
        if name == "math":
            self._formula, self._formula_depth = [], 0

    def end(self, tag: str) -> None:
        """Close an element."""
        if self._formula is not None and self._formula_depth:
            self._formula_depth -= 1
            self._formula.append(f"</{_local(tag)}>")
            return
        if self._formula is not None:
            self._stack[-1].raw = "".join(self._formula)
            self._formula = None
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._stack) > 1:
            self._stack.pop()

    def data(self, text: str) -> None:
        """Add character data."""
        if self._formula is not None:
            self._formula.append(escape(text))
            return
        children = self._stack[-1].children
        children.append(text)

    def close(self) -> Element:
        """The root."""
        return self.root


def _local(name: str) -> str:
    """Strip the namespace from a name."""
    return name.rpartition("}")[2]


def _prepared(text: str) -> str:
    """Remove the XML declaration and resolve the named entities of HTML."""
    return _ENTITY.sub(_resolved, _DECLARATION.sub("", text, 1).lstrip())


def _resolved(found: re.Match[str]) -> str:
    name = found[1]
    if name in _OF_XML:
        return found[0]
    return chr(name2codepoint[name]) if name in name2codepoint else f"&amp;{name};"


def made(tag: str, *children: Node | str, **values: str) -> Element:
    """Create an element; ``class_`` represents the attribute ``class``."""
    return Element(tag, {key.rstrip("_"): value for key, value in values.items() if value}, *children)

"""Floats in HTML: figures with their panels, and tables and listings with their captions."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.drawings import drawing_of
from paper_tui.documents.formats.html_inline import (
    InlineReader,
    image_of,
    is_chrome,
    take_caption,
)
from paper_tui.documents.html_tree import Node
from paper_tui.documents.model import (
    Code,
    Figure,
    Image,
    Panel,
    Parts,
    Table,
    Text,
)


class Blocks(Protocol):
    """Reader of all other blocks in a float."""

    def blocks(self, node: Node) -> None:
        """Read everything inside an element as blocks."""


class FloatReader:
    """Reads floats."""

    def __init__(self, builder: DocumentBuilder, inline: InlineReader, owner: Blocks) -> None:
        self._builder = builder
        self._inline = inline
        self._owner = owner

    def read(self, node: Node) -> None:
        """Read a figure, or a table or listing with its caption."""
        gathered = _Gathered()
        start = self._builder.length
        with self._builder.frame("float", anchor=node.get("id")):
            self._gather(node, gathered)
            label, caption = take_caption(gathered.caption, self._inline) if gathered.caption else ("", ())
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
        label, caption = take_caption(captions[0], self._inline) if captions else ("", ())
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


class _Gathered:
    """Pictures, panels and caption of a float, as found so far."""

    def __init__(self) -> None:
        self.images: list[Image] = []
        self.panels: list[Panel] = []
        self.caption: Node | None = None


def _image(node: Node) -> Image:
    return image_of(node) if node.tag == "img" else drawing_of(node)


def _only_pictures(node: Node) -> bool:
    """Return whether a figure in a figure is a panel: pictures and captions, nothing else that has text."""
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
    """Return whether an element only groups pictures, panels or captions; a table of pictures does."""
    return any(inner.tag in ("img", "svg", "figure", "figcaption") for inner in node.walk())

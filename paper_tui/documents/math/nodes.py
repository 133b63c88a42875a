"""The syntax tree of a formula: frozen nodes, from the parser to the layout."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class UnsupportedTexError(Exception):
    """TeX that has no layout in two dimensions here: an unknown macro, an open group, too deep a nesting."""


class Kind(Enum):
    """TeX's class of an atom, which decides the space beside it."""

    ORDINARY = "ordinary"
    OPERATOR = "operator"
    BINARY = "binary"
    RELATION = "relation"
    OPENING = "opening"
    CLOSING = "closing"
    PUNCTUATION = "punctuation"
    INNER = "inner"


@dataclass(frozen=True, slots=True)
class Symbol:
    """Characters set as they are; `limits` puts scripts above and below in a displayed formula."""

    text: str
    kind: Kind = Kind.ORDINARY
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes side by side."""

    items: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Operator:
    r"""Any formula used as an operator, as by ``\mathop``."""

    body: Node
    kind: Kind = Kind.OPERATOR
    limits: bool = True


@dataclass(frozen=True, slots=True)
class Space:
    """Empty cells; negative spaces are read as none."""

    cells: int


@dataclass(frozen=True, slots=True)
class Fraction:
    """One formula over another; without a bar for binomials. A small one stays on one line if it can."""

    over: Node
    under: Node
    bar: bool = True
    small: bool = False


@dataclass(frozen=True, slots=True)
class Root:
    """A root, with its index where it is not a square root."""

    body: Node
    index: Node | None = None


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with what is raised and lowered; `limits` overrides the base's own choice of place."""

    base: Node
    above: Node | None = None
    below: Node | None = None
    limits: bool | None = None


@dataclass(frozen=True, slots=True)
class Accent:
    """An accent by the name of its macro, as wide as its body."""

    name: str
    body: Node


@dataclass(frozen=True, slots=True)
class Brace:
    """A horizontal brace over or under its body; its label comes as a script."""

    body: Node
    over: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow as long as the labels above and below it."""

    head: str
    above: Node
    below: Node | None = None


@dataclass(frozen=True, slots=True)
class Fence:
    """Parts between delimiters as tall as the parts: one delimiter more than there are parts."""

    delimiters: tuple[str, ...]
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells: matrices, cases, aligned equations.

    Args:
        rows: The cells of each row.
        columns: One of ``l``, ``c``, ``r`` a column, repeated where there are more cells; a ``|`` before
            a letter draws a line there.
        gap: Cells between columns. Without one the columns are halves of equations, as of ``align``.
    """

    rows: tuple[tuple[Node, ...], ...]
    columns: str = "c"
    gap: int = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """A formula in a box."""

    body: Node


@dataclass(frozen=True, slots=True)
class Phantom:
    """The room of a formula that is not shown."""

    body: Node


Node = (
    Symbol | Row | Operator | Space | Fraction | Root | Scripts | Accent | Brace | Arrow | Fence | Grid
    | Frame | Phantom
)  # fmt: skip

"""Syntax tree of a query: frozen conditions, each of which prints as text that parses to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """The matching mode of a word; the value is its prefix in the query."""

    PLAIN = ""
    EXACT = "="
    FUZZY = "~"
    PREFIX = "*"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, in any text or in one field."""

    text: str
    field: str = ""
    mode: Mode = Mode.PLAIN

    def __str__(self) -> str:
        if self.mode is Mode.PREFIX:
            return f"{_field(self.field)}{self.text}*"
        quote = '"' if any(char in "() \t" for char in self.text) else ""
        return f"{_field(self.field)}{self.mode}{quote}{self.text}{quote}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Adjacent words; of an open phrase the last word matches as a prefix."""

    text: str
    field: str = ""
    open: bool = False

    def __str__(self) -> str:
        return f'{_field(self.field)}"{self.text}{"*" if self.open else ""}"'


@dataclass(frozen=True, slots=True)
class Compare:
    """A number or day compared with a value: ``=``, ``<``, ``<=``, ``>`` or ``>=``."""

    field: str
    operator: str
    value: str

    def __str__(self) -> str:
        return f"{self.field}:{'' if self.operator == '=' else self.operator}{self.value}"


@dataclass(frozen=True, slots=True)
class Between:
    """A number or day in a closed range; an empty end is open."""

    field: str
    low: str
    high: str

    def __str__(self) -> str:
        return f"{self.field}:{self.low}..{self.high}"


@dataclass(frozen=True, slots=True)
class Flag:
    """A property: ``is:bookmarked``, ``has:code``."""

    field: str
    value: str

    def __str__(self) -> str:
        return f"{self.field}:{self.value}"


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    node: Node

    def __str__(self) -> str:
        return f"-{_grouped(self.node)}"


@dataclass(frozen=True, slots=True)
class And:
    """Conjunction; the empty one matches everything."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(f"({node})" if isinstance(node, Or) else str(node) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Or:
    """Disjunction."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.nodes))


Node = Word | Phrase | Compare | Between | Flag | Not | And | Or


def all_of(nodes: list[Node]) -> Node:
    """Join conditions with AND, without needless nesting."""
    flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, And) else (node,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(nodes: list[Node]) -> Node:
    """Join conditions with OR, without needless nesting."""
    flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, Or) else (node,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def opposite(node: Node) -> Node:
    """Negate a condition; twice gives the condition again."""
    return node.node if isinstance(node, Not) else Not(node)


def conjuncts(node: Node) -> tuple[Node, ...]:
    """Return the operands of the outermost AND."""
    return node.nodes if isinstance(node, And) else (node,)


def conditions(node: Node) -> Iterator[Node]:
    """Iterate over the leaves of a query."""
    match node:
        case And() | Or():
            for inner in node.nodes:
                yield from conditions(inner)
        case Not():
            yield from conditions(node.node)
        case _:
            yield node


def _field(name: str) -> str:
    return f"{name}:" if name else ""


def _grouped(node: Node) -> str:
    return f"({node})" if isinstance(node, And | Or) else str(node)

"""The room between atoms, by TeX's classes and in whole cells."""

from __future__ import annotations

from collections.abc import Sequence

from paper_tui.documents.math.nodes import Arrow, Fraction, Kind, Node, Operator, Scripts, Space, Symbol

_O, _OP, _BIN, _REL = Kind.ORDINARY, Kind.OPERATOR, Kind.BINARY, Kind.RELATION
_OPEN, _CLOSE, _PUNCT, _IN = Kind.OPENING, Kind.CLOSING, Kind.PUNCTUATION, Kind.INNER
_PLUS = Symbol("+", Kind.BINARY)
"""A plus that begins a line continues the line above; it is no sign."""
_BEFORE_UNARY = frozenset((None, _OPEN, _OP, _BIN, _REL, _PUNCT))
_ROOM = frozenset(
    (
        *((left, _OP) for left in (_O, _OP, _CLOSE, _IN)),
        *((_OP, right) for right in (_O, _OP, _IN)),
        *((_IN, right) for right in (_O, _OPEN, _IN)),
        *((left, _IN) for left in (_O, _CLOSE)),
        *((_PUNCT, right) for right in Kind if right is not _CLOSE),
    )
)
"""Pairs of neighbours with room between them, beside those of binary operators and relations."""


def kind_of(node: Node) -> Kind:
    """The class of a node."""
    if isinstance(node, Symbol | Operator):
        return node.kind
    if isinstance(node, Scripts):
        return kind_of(node.base)
    if isinstance(node, Arrow):
        return Kind.RELATION
    return Kind.INNER if isinstance(node, Fraction) else Kind.ORDINARY


def kinds_of(nodes: Sequence[Node]) -> list[Kind]:
    """The class of each node in its context: a sign that has nothing to bind is ordinary."""
    found: list[Kind] = []
    before: Kind | None = None
    for node in nodes:
        kind = kind_of(node)
        if isinstance(node, Space):
            found.append(Kind.ORDINARY)
            continue
        if kind is Kind.BINARY and before in _BEFORE_UNARY and not (before is None and node == _PLUS):
            kind = Kind.ORDINARY
        if before is Kind.BINARY and kind in (Kind.RELATION, Kind.CLOSING, Kind.PUNCTUATION):
            _make_last_ordinary(found)
        found.append(kind)
        before = kind
    if before is Kind.BINARY:
        _make_last_ordinary(found)
    return found


def _make_last_ordinary(kinds: list[Kind]) -> None:
    for at in range(len(kinds) - 1, -1, -1):
        if kinds[at] is Kind.BINARY:
            kinds[at] = Kind.ORDINARY
            return


def room_between(left: Kind, right: Kind, *, script: bool) -> int:
    """Cells between two atoms; scripts are set tight."""
    if script:
        return int(Kind.OPERATOR in (left, right) and (left, right) in _ROOM)
    if Kind.BINARY in (left, right):
        return 1
    if Kind.RELATION in (left, right):
        return int(left is not right and left is not Kind.OPENING and right is not Kind.CLOSING)
    return int((left, right) in _ROOM)

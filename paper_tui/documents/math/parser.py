"""TeX mathematics to a syntax tree, in one pass over the tokens and with bounded nesting."""

from __future__ import annotations

import re
from collections.abc import Container

from paper_tui.documents.math import environments, macros
from paper_tui.documents.math.nodes import (
    Fence,
    Fraction,
    Node,
    Row,
    Scripts,
    Space,
    Symbol,
    UnsupportedTexError,
)
from paper_tui.documents.math.symbols import character, macro_symbol, space_width
from paper_tui.documents.math.tokens import tokenize

DEEPEST = 40
END = ""
_LENGTH = re.compile(r"\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|bp|pc|sp|\\[a-z]+)\s*\]")
_ROW_ENDS = frozenset((END, "}", "&", "\\\\", "\\cr", "\\right", "\\end", "\\middle"))
_INFIX = {"\\over": "", "\\atop": "", "\\choose": "()", "\\brace": "{}", "\\brack": "[]"}
_BIG = ("big", "Big", "bigg", "Bigg")
_BIG_OPENING = frozenset(f"\\{size}l" for size in _BIG)
_BIG_CLOSING = frozenset(f"\\{size}r" for size in _BIG)
_BIG_ALONE = frozenset(f"\\{size}{side}" for size in _BIG for side in ("", "m"))


def parse(tex: str) -> Node:
    """Parse a formula without its delimiters.

    Alignment marks and line breaks at the top make it a grid of equations.

    Raises:
        UnsupportedTexError: it holds what has no layout here.
    """
    parser = Parser(tokenize(tex))
    rows = environments.read_rows(parser)
    if parser.peek() != END:
        raise UnsupportedTexError(parser.peek())
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else environments.equations(rows)


class Parser:
    """Recursive descent over tokens; macros and environments are read by their own modules."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._position = 0
        self._depth = 0

    def peek(self) -> str:
        """The next token; empty at the end."""
        return self._tokens[self._position] if self._position < len(self._tokens) else END

    def take(self) -> str:
        """Consume the next token."""
        lexeme = self.peek()
        self._position += 1
        return lexeme

    def skip_space(self) -> None:
        """Consume white space."""
        while self.peek().isspace():
            self._position += 1

    def row(self, ends: Container[str] = ()) -> Row:
        """Parse up to a token that ends a row, or one of `ends`; that token is left."""
        self._descend()
        items: list[Node] = []
        while (lexeme := self.peek()) not in _ROW_ENDS and lexeme not in ends:
            if lexeme in _INFIX:
                items = [self._infix(self.take(), items, ends)]
            else:
                items.extend(self._item())
        self._depth -= 1
        return Row(tuple(items))

    def argument(self) -> Node:
        """Parse a group, or the single atom that represents one."""
        self.skip_space()
        if self.peek() == "{":
            return self._group()
        if self.peek() in _ROW_ENDS:
            raise UnsupportedTexError("a missing argument")
        self._descend()
        found = self._atom(self.take())
        self._depth -= 1
        return found if found is not None else Row()

    def optional(self) -> Node | None:
        """Parse an argument in square brackets, where there is one."""
        self.skip_space()
        if self.peek() != "[":
            return None
        self.take()
        found = self.row(ends="]")
        self.expect("]")
        return found

    def raw_argument(self) -> str:
        """The source of a group, without its braces; of a single token where there is no group."""
        self.skip_space()
        if self.peek() != "{":
            return self.take()
        start, depth = self._position + 1, 0
        while True:
            lexeme = self.take()
            depth += (lexeme == "{") - (lexeme == "}")
            if lexeme == END:
                raise UnsupportedTexError("an open group")
            if depth == 0:
                return "".join(self._tokens[start : self._position - 1])

    def expect(self, lexeme: str) -> None:
        """Consume this token."""
        if self.take() != lexeme:
            raise UnsupportedTexError(f"{lexeme} is missing")

    def delimiter(self) -> str:
        """Read a delimiter; empty for the invisible one."""
        self.skip_space()
        lexeme = self.take()
        if lexeme == ".":
            return ""
        if lexeme in ("<", ">"):
            return "⟨" if lexeme == "<" else "⟩"
        found = macro_symbol(lexeme[1:]) if lexeme.startswith("\\") else character(lexeme)
        if not lexeme or found is None or lexeme in _ROW_ENDS:
            raise UnsupportedTexError("a delimiter is missing")
        return found.text

    def skip_length(self) -> None:
        """Consume a measure in brackets, as after a line break; any other bracket is mathematics."""
        ahead = "".join(self._tokens[self._position : self._position + 12])
        if (found := _LENGTH.match(ahead)) is not None:
            end = found.end()
            while end > 0:
                end -= len(self.take())

    def _descend(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnsupportedTexError("nested too deeply")

    def _group(self) -> Row:
        self.expect("{")
        found = self.row()
        self.expect("}")
        return found

    def _infix(self, lexeme: str, over: list[Node], ends: Container[str]) -> Node:
        found = Fraction(Row(tuple(over)), self.row(ends), bar=lexeme == "\\over")
        sides = _INFIX[lexeme]
        return Fence((sides[0], sides[1]), (found,)) if sides else found

    def _item(self) -> list[Node]:
        """An atom with its scripts; nothing for white space and switches of style."""
        lexeme = self.take()
        if lexeme.isspace():
            return []
        if lexeme in ("^", "_", "'"):
            self._position -= 1
            base: Node | None = Row()
        else:
            base = self._atom(lexeme)
        if base is None:
            return []
        return [self._scripts(base)]

    def _scripts(self, base: Node) -> Node:
        above: list[Node] = []
        below: list[Node] = []
        limits: bool | None = None
        while True:
            self.skip_space()
            lexeme = self.peek()
            if lexeme in ("\\limits", "\\nolimits"):
                self.take()
                limits = lexeme == "\\limits"
            elif lexeme == "'":
                self.take()
                above.append(Symbol("′"))
            elif lexeme in ("^", "_"):
                self.take()
                (above if lexeme == "^" else below).append(self.argument())
            else:
                break
        if not above and not below:
            return base
        return Scripts(base, _joined(above), _joined(below), limits)

    def _atom(self, lexeme: str) -> Node | None:
        """The node that begins with a token; None for a macro that only changes the style."""
        if lexeme == "{":
            self._position -= 1
            return self._group()
        if lexeme == "~":
            return Space(1)
        if not lexeme.startswith("\\") or lexeme == "\\":
            return character(lexeme)
        if lexeme == "\\left" or lexeme in _BIG_OPENING:
            return self._fence({"\\right"} if lexeme == "\\left" else _BIG_CLOSING)
        if lexeme in _BIG_CLOSING or lexeme in _BIG_ALONE:
            return character(self.delimiter() or " ")
        return self._macro(lexeme[1:])

    def _macro(self, name: str) -> Node | None:
        if name == "begin":
            return environments.read(self)
        read = macros.reader(name)
        if read is not None:
            return read(self)
        width = space_width(name)
        if width is not None:
            return Space(width)
        if name in macros.IGNORED:
            return None
        found = macro_symbol(name)
        if found is None and self.peek() in ("{", "["):
            raise UnsupportedTexError(f"\\{name}")
        return found if found is not None else Symbol(f"\\{name}")

    def _fence(self, closing: Container[str]) -> Node:
        """Parse up to the closing delimiter; without one the opening delimiter is alone."""
        delimiters, parts = [self.delimiter()], []
        while True:
            parts.append(self.row(ends=closing))
            lexeme = self.peek()
            if lexeme != "\\middle" and lexeme not in closing:
                break
            self.take()
            delimiters.append(self.delimiter())
            if lexeme != "\\middle":
                return Fence(tuple(delimiters), tuple(parts))
        items: list[Node] = []
        for delimiter, part in zip(delimiters, parts, strict=True):
            items += [character(delimiter), part] if delimiter else [part]
        return Row(tuple(items))


def _joined(nodes: list[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))

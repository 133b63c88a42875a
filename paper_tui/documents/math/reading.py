"""The interface of the parser for readers of macros and environments."""

from __future__ import annotations

from typing import Protocol

from paper_tui.documents.math.nodes import Node, Row


class Reading(Protocol):
    """A place in the tokens of a formula, from which parts are parsed."""

    def peek(self) -> str:
        """The next token; empty at the end."""

    def take(self) -> str:
        """Consume the next token."""

    def skip_space(self) -> None:
        """Consume white space."""

    def skip_length(self) -> None:
        """Consume a measure in brackets, as after a line break."""

    def expect(self, lexeme: str) -> None:
        """Consume this token.

        Raises:
            UnsupportedTexError: another one comes.
        """

    def row(self) -> Row:
        """Parse up to a token that ends a row; that token is left."""

    def argument(self) -> Node:
        """Parse a group, or the single atom that represents one."""

    def optional(self) -> Node | None:
        """Parse an argument in square brackets, where there is one."""

    def raw_argument(self) -> str:
        """The source of a group, without its braces; of a single token where there is no group."""

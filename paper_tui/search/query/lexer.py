"""Tokens of a query with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["open", "close", "quote", "text", "end"]

_TOKEN = re.compile(r"(?P<open>\()|(?P<close>\))|(?P<quote>\"[^\"]*\"?)|(?P<text>[^\s()\"]+)")
"""Matches no blanks: a pattern that began with them would try a run of them again from each."""
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "＂": '"', "（": "(", "）": ")", "：": ":"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token."""

    kind: Kind
    text: str
    """For a quote: the text between the marks."""
    position: int
    glued: bool = False
    """True if it follows the previous token without a space."""
    closed: bool = True
    """For a quote: whether it is closed."""


def tokens(text: str) -> list[Token]:
    """Split a text into tokens, the last of kind ``end``; never fails."""
    found: list[Token] = []
    plain = text.translate(_CURLY)
    end = -1
    for match in _TOKEN.finditer(plain):
        found.append(_token(str(match.lastgroup), match[0], match.start(), glued=match.start() == end))
        end = match.end()
    return [*found, Token("end", "", len(plain))]


def _token(kind: str, text: str, place: int, *, glued: bool) -> Token:
    match kind:
        case "quote":
            closed = len(text) > 1 and text.endswith('"')
            return Token("quote", text[1:-1] if closed else text[1:], place, glued, closed)
        case "open":
            return Token("open", text, place, glued)
        case "close":
            return Token("close", text, place, glued)
        case _:
            return Token("text", text, place, glued)

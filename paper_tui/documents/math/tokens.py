"""TeX to tokens: macros, braces, scripts, alignment marks and single characters."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|%[ \t]*\n\s*|\s+|.", re.DOTALL)
_BLANKS = ("\\\n", "\\\r", "\\\t")


def tokenize(tex: str) -> list[str]:
    """All tokens in order; white space is one token, an ignored line break is none.

    Nothing is lost: joined together they are the text without its ignored line breaks; a backslash before a
    line break is one before a blank.
    """
    lexemes = (lexeme for lexeme in _TOKEN.findall(tex) if not lexeme.startswith("%") or lexeme == "%")
    return ["\\ " if lexeme in _BLANKS else lexeme for lexeme in lexemes]


def without_line_breaks(tex: str) -> str:
    """The formula in one line, without the line breaks that TeX ignores."""
    return " ".join("".join(tokenize(tex)).split())

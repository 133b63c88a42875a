"""Text as TeX and BibTeX read it. It stays Unicode; only what they would act on is escaped.

Never with a bare brace, since parsers count those.
"""

from __future__ import annotations

import re

_ESCAPES = str.maketrans(
    {char: "\\" + char for char in "&%$#_"}
    | {
        "\\": "\\textbackslash{}",
        "{": "\\ensuremath{\\lbrace}",
        "}": "\\ensuremath{\\rbrace}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "@": "{@}",
        "\0": "{}",
    }
)
_LIGATURE = re.compile("-(?=-)|`(?=`)|'(?=')|[?!](?=`)|<(?=<)|>(?=>)")
_PAGES = re.compile(r"\w+\s*[-–]+\s*\w+", re.ASCII)
_WORD = re.compile(r"(\w+(?:-\w+)*)")
_CASED = re.compile(r"\w[A-Z]|\b[A-Z]-|-[A-Z]\b|(?<=.)\b[B-HJ-Z]\b")


def escaped(text: str) -> str:
    """Text in which every character is literal when TeX reads it."""
    return _LIGATURE.sub("\\g<0>\0", text).translate(_ESCAPES)


def title_text(text: str) -> str:
    """A title, with words that styles must not lower-case (``BERT``, ``R-CNN``) in braces."""
    words = ((word, escaped(word)) for word in _WORD.split(text))
    return "".join(f"{{{tex}}}" if _CASED.search(word) else tex for word, tex in words)


def page_range(text: str) -> str:
    """Pages, a range with the double hyphen that BibTeX styles expect."""
    ranges = (part.strip() for part in text.split(","))
    return ", ".join(
        re.sub(r"\s*[-–]+\s*", "--", part) if _PAGES.fullmatch(part) else escaped(part) for part in ranges
    )


def verbatim(text: str) -> str:
    """An address or DOI, which TeX reads as written; braces and backslashes have codes of their own."""
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def braced(value: str) -> str:
    """A value in braces; empty where it is empty."""
    return f"{{{value}}}" if value else ""

"""Letters in other forms: raised, lowered, accented, and in mathematical alphabets."""

from __future__ import annotations

import unicodedata
from functools import cache

from paper_tui.papers import tex_tables as tables


def raised(text: str) -> str:
    """A superscript: in Unicode where each character has one, else after a caret."""
    return tables.RAISED_ALREADY.get(text.strip()) or _shifted(text, tables.SUPERSCRIPTS, "^")


def lowered(text: str) -> str:
    """A subscript: in Unicode where each character has one, else after a low line."""
    return _shifted(text, tables.SUBSCRIPTS, "_")


def _shifted(text: str, table: dict[int, int], mark: str) -> str:
    tight = text.replace(" ", "")
    if all(ord(char) in table for char in tight):
        return tight.translate(table)
    text = text.strip()
    is_word = text.isalnum() and text == unicodedata.normalize("NFKC", text)
    return f"{mark}{text}" if len(text) == 1 or is_word else f"{mark}({text})"


def accented(name: str, text: str) -> str:
    """The first letter with the accent; an overline over several letters is left out, being no accent."""
    if name in ("overline", "underline", "widehat", "widetilde") and len(text) != 1:
        return text
    letters = text.lstrip().replace("ı", "i", 1).replace("ȷ", "j", 1)
    return unicodedata.normalize("NFC", letters[:1] + tables.ACCENTS[name] + letters[1:]) if letters else ""


@cache
def in_alphabet(char: str, alphabet: str) -> str:
    """A letter or digit of one of Unicode's mathematical alphabets, where it has it."""
    names = {"BLACKBOARD": ("DOUBLE-STRUCK", "DOUBLE-STRUCK"), "SCRIPT": ("SCRIPT", "SCRIPT")}
    math_name, letter_name = names.get(alphabet, ("FRAKTUR", "BLACK-LETTER"))
    case = "CAPITAL" if char.isupper() else "SMALL"
    if char.isascii() and char.isdigit() and alphabet == "BLACKBOARD":
        return chr(0x1D7D8 + int(char))
    if not (char.isascii() and char.isalpha()):
        return char
    for full in (f"{letter_name} {case} {char.upper()}", f"MATHEMATICAL {math_name} {case} {char.upper()}"):
        try:
            return unicodedata.lookup(full)
        except KeyError:
            continue
    return char


def bracketed(text: str) -> str:
    """A text in brackets where it would not hold together by itself in a fraction or under a root."""
    text = text.strip()
    whole = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return text if whole or not any(char in text for char in " +-−=/·×") else f"({text})"

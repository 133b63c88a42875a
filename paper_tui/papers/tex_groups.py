"""Braces of TeX: which of them only group, and where each closes."""

from __future__ import annotations

import re

from paper_tui.papers.tex_tables import ACCENTS, ARGUMENTS, SHOWN

_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_MOST_ARGUMENTS = 9
_SIGN_NAMES = (
    "dash", "left", "right", "bar", "pipe", "backslash", "dots", "ellipsis", "less", "greater", "single",
)  # fmt: skip
"""Endings of macros that print a sign, though they begin with ``text`` as macros that set a font do."""


def without_groups(text: str) -> str:
    """The text without the braces that only group, as BibTeX uses them to keep capitals.

    Those of a macro's argument, around a macro, in mathematics and after ``^`` or ``_`` stay.
    """
    if "{" not in text and "}" not in text:
        return text
    if "\\" not in text and "$" not in text:
        return text.replace("{", "").replace("}", "")
    return _without_groups(text, closing_braces(text))


_GROUPING = re.compile(r"""\\[A-Za-z]+\*?|\\["'`^~=.]|\\.|[\^_](?=\{)|\$|[{}]""", re.DOTALL)
_DOLLARS = re.compile(r"\$(?:[^$\\]|\\.)*+\$", re.DOTALL)
_OPTIONS = re.compile(r"(?:\[[^]\[{}]{0,200}\]){1,2}")
_MACRO_FIRST = re.compile(r"\{\s*\\")


def _without_groups(text: str, closing: dict[int, int]) -> str:
    out: list[str] = []
    kept: set[int] = set()
    """Closing braces that stay."""
    position, odd_dollar = 0, False
    while found := _GROUPING.search(text, position):
        out.append(text[position : found.start()])
        start, position = found.span()
        if found[0] == "$":
            math = None if odd_dollar else _DOLLARS.match(text, start)
            odd_dollar = not math
            position = math.end() if math else position
        elif found[0] == "{":
            stays = start in closing and _MACRO_FIRST.match(text, start)
            kept |= {closing[start]} if stays else set()
            start = start if stays else position
        elif found[0] == "}":
            start = start if start in kept else position
        else:
            position = _after_groups(text, position, closing, found[0])
        out.append(text[start:position])
    return "".join((*out, text[position:]))


def _after_groups(text: str, position: int, closing: dict[int, int], macro: str) -> int:
    """Behind the groups that are arguments of a macro."""
    if macro[1:].isalpha() and text.startswith("{}", position):
        return position + 2  # it ends the macro's name
    options = _OPTIONS.match(text, position) if "[" in ARGUMENTS.get(macro[1:].rstrip("*"), "") else None
    position = options.end() if options else position
    spaced = macro == "\\href"  # some programs write a space before each of its arguments
    for _ in range(_argument_count(macro)):
        start = position
        while spaced and text.startswith(" ", start):
            start += 1
        if start not in closing:
            break
        position = closing[start] + 1
        if closing[start] == start + 1:
            break
    return position


def _argument_count(macro: str) -> int:
    name = macro[1:].rstrip("*")
    if name in ARGUMENTS:
        return ARGUMENTS[name].count("{")
    if name in SHOWN or name in ACCENTS or macro in ("^", "_") or name.startswith("math"):
        return 1
    if name.startswith("text"):
        return int(not name.endswith(_SIGN_NAMES))
    return _MOST_ARGUMENTS if name.isalpha() else 0


def closing_braces(text: str) -> dict[int, int]:
    """The map from the index of each opening brace to that of its closing brace."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    for found in _BRACES.finditer(text):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            closing[opened.pop()] = found.start()
    return closing

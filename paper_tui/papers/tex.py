"""LaTeX in titles, abstracts and names, shown as Unicode without losing a token.

Only what is TeX beyond doubt is touched. Dollars open mathematics by Pandoc's rule (pandoc.org/MANUAL,
extension ``tex_math_dollars``): no space after the opening one, none before the closing one and no digit
after it, so that sums of money stay.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import normalize

from paper_tui.papers.tex_groups import closing_braces
from paper_tui.papers.tex_tables import ACCENTS, BRACED, SILENT, SPACES, SYMBOLS, TEXT_LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable

_SPECIAL = re.compile(r"\\|\$|[\^_]?\{")
_MACRO = re.compile(r"\\([A-Za-z]+\*?|.)", re.DOTALL)
_MATH = re.compile(r"\$\$(?!\s)([^$]{1,2000}?)(?<!\s)\$\$|\$(?!\$)((?:[^$\\]|\\.){1,2000}?)\$", re.DOTALL)
_BRACKETED_MATH = re.compile(r"\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]", re.DOTALL)
_PROSE = re.compile(r"\n\s*\n|[^\W\d_]{2,}\s+[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_FORMULA = re.compile(r"\s*[A-Za-z](?:[\s^_{}()+*/=<>|-]|(?<![A-Za-z])[A-Za-z]|\d)*+")
"""Single letters, digits and signs."""
_MONEY = re.compile(r"\\(?=\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?\s?[kKmMbB]\b)")
_ACCENTED = re.compile(
    r"""\\(["'`^~=.](?!\s+[A-Za-z][^}])|[Hbcdkruv](?=[\s{]))\s*(?:\{([A-Za-z])\}|([A-Za-z]))"""
)
"""An accent on a plain letter, by far the most frequent TeX in names: read here, without pylatexenc."""
_CLINGING = (
    "\\",
    "slash",
    "textdegree",
    "textendash",
    "textemdash",
    "glqq",
    "glq",
    "flqq",
    "flq",
    "guillemotleft",
    "guillemetleft",
)
"""Macros of signs beside which a text has no space: the one behind the name only ends it."""
_STARRED = re.compile(r"(\\[A-Za-z]+)\*(?=[{\[])|(\\\\)\*(?=\s)")
"""A macro in the form with a star, and a line break with one: how they read is the same without it."""
_GAP = re.compile(" +")
_DEEPEST = 20
_MOST_UNREADABLE = 20
"""After so many failures the rest of a text is taken for no TeX: each costs a walk."""


def to_unicode(text: str) -> str:
    """The text with its TeX as Unicode; what is no TeX, or cannot be read, stays as it is."""
    if not _may_hold_tex(text) or "\uffff" in text:
        return text
    return _Scanner(_without_stars(text) if "*" in text else text, 0).converted()


def _without_stars(text: str) -> str:
    """The text with the known macros in the form without a star; that of others is part of what stays."""
    from paper_tui.papers.tex_render import is_known

    def plain(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        return name if is_known(name[1:]) else found[0]

    return _STARRED.sub(plain, text)


def _may_hold_tex(text: str) -> bool:
    return "\\" in text or text.count("$") > 1 or ("{" in text and ("^{" in text or "_{" in text))


class _Scanner:
    """Converts each piece of TeX in one pass over a text."""

    def __init__(self, text: str, depth: int) -> None:
        self._text, self._depth = text, depth
        self._out: list[str] = []
        self._unreadable = 0
        self._walker: object = None

    @cached_property
    def _closing(self) -> dict[int, int]:
        return closing_braces(self._text)

    def converted(self) -> str:
        """The whole text."""
        position = 0
        while found := _SPECIAL.search(self._text, position):
            self._out.append(self._text[position : found.start()])
            if self._unreadable >= _MOST_UNREADABLE:
                position = found.start()
                break
            position = self._at(found)
        return "".join((*self._out, self._text[position:]))

    def _at(self, found: re.Match[str]) -> int:
        if found[0] == "$":
            return self._dollar(found.start())
        if found[0] == "\\":
            return self._backslash(found.start())
        return self._group(found)

    def _dollar(self, start: int) -> int:
        found = _MATH.match(self._text, start)
        inner = (found[1] or found[2]) if found else ""
        if not found or not _is_math(inner, self._text[found.end() : found.end() + 1]):
            return self._verbatim(start, start + 1)
        return self._math(inner, start, found.end())

    def _math(self, inner: str, start: int, end: int) -> int:
        from paper_tui.papers.tex_render import UnreadableTexError, render_math

        try:
            self._out.append(render_math(inner))
        except UnreadableTexError:
            self._unreadable += 1
            return self._verbatim(start, end)
        return end

    def _group(self, found: re.Match[str]) -> int:
        """A group around macros loses its braces, a raised or lowered one becomes so; others stay."""
        opening = found.end() - 1
        end = self._closing.get(opening, 0)
        inner = self._text[opening + 1 : end]
        if not end or self._depth > _DEEPEST:
            return self._verbatim(found.start(), found.end())
        if len(found[0]) == 2:
            return self._math(f"{{}}{found[0]}{inner}}}", found.start(), end + 1)
        shown = _Scanner(inner, self._depth + 1).converted() if "\\" in inner else inner
        if shown == inner or inner.lstrip().startswith(("\\{", "\\}")):
            return self._verbatim(opening, opening + 1)
        self._out.append(shown)
        return end + 1

    def _backslash(self, start: int) -> int:
        accented = _ACCENTED.match(self._text, start)
        if accented:
            self._out.append(normalize("NFC", (accented[2] or accented[3]) + ACCENTS[accented[1]]))
            return accented.end()
        math = _BRACKETED_MATH.match(self._text, start)
        if math:
            return self._math(math[1] or math[2], start, math.end())
        if _MONEY.match(self._text, start):
            self._out.append("$")
            return start + 1
        macro = _MACRO.match(self._text, start)
        if not macro:
            return self._verbatim(start, start + 1)
        return self._macro(macro)

    def _macro(self, macro: re.Match[str]) -> int:
        from paper_tui.papers.tex_render import is_known, render_environment, render_macro, symbol

        name = macro[1]
        if name == "begin":
            return self._read(render_environment, macro)
        if name.endswith("*") and is_known(name[:-1]):
            name = name[:-1]
        if not is_known(name) or (name == "\\" and self._text[macro.end() : macro.end() + 1].isalpha()):
            return self._unknown(macro)
        shown = symbol(name)
        if shown is None and self._stands_alone(name, macro.end()):
            return self._verbatim(macro.start(), macro.end())
        if shown is None:
            return self._read(render_macro, macro)
        return self._symbol(name, shown, macro.start() + 1 + len(name))

    def _stands_alone(self, name: str, end: int) -> bool:
        """Return whether what a macro would act on does not follow at once, so that none was meant."""
        if name in BRACED:
            return not self._text.startswith(("{", "["), end)
        return name in ACCENTS and not name.isalpha() and self._text[end : end + 1].isspace()

    def _symbol(self, name: str, shown: str, end: int) -> int:
        """A macro without arguments: in a text the space after it stays, save after a letter of a word."""
        if name in SPACES and self._out and self._out[-1].endswith(" "):
            shown = ""
        self._out.append(shown)
        if self._text.startswith("{}", end):
            return end + 2
        if name in TEXT_LETTERS or name in SILENT or name in _CLINGING or name.startswith("textquote"):
            gap = _GAP.match(self._text, end)
            return gap.end() if gap else end
        if shown.endswith(".") and self._text.startswith(".", end):
            return end + 1
        stray = name.isalpha() and name not in SYMBOLS and self._text.startswith("$", end)
        return end + 1 if stray and not _MATH.match(self._text, end) else end

    def _read(self, render: Callable[[object, int], tuple[str, int]], macro: re.Match[str]) -> int:
        """The nodes that pylatexenc reads here; verbatim text where it cannot."""
        from paper_tui.papers.tex_render import UnreadableTexError, walk

        self._walker = self._walker or walk(self._text)
        try:
            shown, end = render(self._walker, macro.start())
        except UnreadableTexError:
            self._unreadable += 1
            return self._verbatim(macro.start(), self._after_arguments(macro.end()))
        if macro[1] in ACCENTS and self._text.startswith("{}", end):
            end += 2  # as after a letter that is a macro itself: ``\\'\\i{}``
        beside_space = self._text.startswith(" ", end) or "".join(self._out[-1:]).endswith(" ")
        self._out.append("" if shown == " " and beside_space else shown)
        return end

    def _unknown(self, macro: re.Match[str]) -> int:
        """A macro that is not known stays, but what it acts on is converted: its words are to be found."""
        end = self._after_arguments(macro.end())
        arguments = self._text[macro.end() : end]
        if "\\" not in arguments or self._depth > _DEEPEST:
            return self._verbatim(macro.start(), end)
        self._out.append(macro[0])
        position = macro.end()
        while position < end:
            inner = self._text[position + 1 : self._closing[position]]
            self._out.append(f"{{{_Scanner(inner, self._depth + 1).converted()}}}")
            position = self._closing[position] + 1
        return end

    def _after_arguments(self, position: int) -> int:
        while position in self._closing:
            position = self._closing[position] + 1
        return position

    def _verbatim(self, start: int, end: int) -> int:
        self._out.append(self._text[start:end])
        return end


def _is_math(inner: str, then: str) -> bool:
    """True if the text between two dollars is mathematics: sure where it holds TeX, else by its looks."""
    if inner != inner.strip() and not _is_surely_math(inner):
        return False
    if "\\" in inner or "^" in inner or "_" in inner:
        return "\n\n" not in inner
    if not any(map(str.isalnum, inner)):
        return True
    return not then.isdigit() and not _PROSE.search(inner)


def _is_surely_math(inner: str) -> bool:
    """Return whether a text with a space beside one of its dollars can only be a formula, as ``$ x $`` is."""
    return "\n" not in inner and ("\\" in inner or bool(_FORMULA.fullmatch(inner)))

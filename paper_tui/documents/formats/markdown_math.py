"""Formulas in Markdown: extracted before parsing, reinserted into the parsed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from paper_tui.papers.text import clean_run

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand around the number of a formula; private characters, which a text from outside is cleared of."""
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_START = re.compile(
    r"^[ ]{0,3}(?:`{3,}|~{3,})|`+|\$\$|\$|\\[\[(]|\\[\\$`]"
    r"|\\begin\{(equation|align|gather|multline|eqnarray)(\*?)\}",
    re.MULTILINE,
)
_INLINE = re.compile(r"\$(?![\s$])((?:[^$\\\n]|\\.|\n(?![ \t]*\n))+?)(?<![\s\\])\$(?!\d)")
_LIKE_TEX = re.compile(r"[\\^_={}<>+]|^\s*[A-Za-z]\s*$")
"""Distinguishes a formula in backslashed brackets from text in escaped ones: ``\\[1, 2\\]``."""
_NUMBER = re.compile(r"[ \t]*\((\d{1,3}(?:\.\d{1,3})?[a-z]?)\)(?=[ \t]*(?:\n|\Z))")
_TAG = re.compile(r"\\tag\*?\{([^{}]{1,20})\}")


class Formula(NamedTuple):
    """A formula in a text."""

    tex: str
    source: str
    """With its delimiters, as written."""
    displayed: bool
    number: str


class Formulas:
    """A text without its formulas, and the way back."""

    def __init__(self, text: str) -> None:
        self._source = text.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
        self._found: list[Formula] = []
        self._absent: set[str] = set()
        self.text = self._without_formulas()

    def pieces(self, text: str) -> Iterator[str | Formula]:
        """The text and the formulas in it, in order."""
        end = 0
        for match in _PLACE.finditer(text):
            if match.start() > end:
                yield text[end : match.start()]
            yield self._found[int(match[1])]
            end = match.end()
        if end < len(text):
            yield text[end:]

    def restored(self, text: str) -> str:
        """The text with its formulas as they were written."""
        return "".join(piece if isinstance(piece, str) else piece.source for piece in self.pieces(text))

    def in_html(self, text: str) -> str:
        """The text with its formulas as elements."""
        from html import escape

        return "".join(
            piece if isinstance(piece, str) else f'<math alttext="{escape(piece.tex)}"></math>'
            for piece in self.pieces(text)
        )

    def _without_formulas(self) -> str:
        text, at = self._source, 0
        kept: list[str] = []
        while match := _START.search(text, at):
            kept.append(text[at : match.start()])
            end, formula = self._read(match)
            if formula:
                kept.append(f"{_OPEN}{len(self._found)}{_CLOSE}")
                self._found.append(formula)
            else:
                kept.append(text[match.start() : end])
            at = end
        return "".join([*kept, text[at:]])

    def _read(self, match: re.Match[str]) -> tuple[int, Formula | None]:
        """Return the end of the code, escape or formula at a match, and the formula if it is one."""
        sign = match[0].lstrip()
        if sign[0] in "`~":
            return self._code_end(match, sign), None
        if sign == "$":
            return self._inline(match)
        if sign.startswith("\\begin"):
            return self._environment(match)
        closing = {"$$": "$$", "\\[": "\\]", "\\(": "\\)"}.get(sign)
        if closing is None:
            return match.end(), None
        end = self._find(closing, match.end())
        if end < 0:
            return match.end(), None
        stop = end + 2
        tex = self._source[match.end() : end]
        if sign != "$$" and not _LIKE_TEX.search(tex):
            return match.end(), None
        return self._finished(tex, match.start(), stop, displayed=sign != "\\(")

    def _inline(self, match: re.Match[str]) -> tuple[int, Formula | None]:
        found = _INLINE.match(self._source, match.start())
        if not found:
            return match.end(), None
        tex = found[1].replace("\\|", "|") if self._in_table(found.start()) else found[1]
        return found.end(), self._formula(tex, found.start(), found.end())

    def _in_table(self, place: int) -> bool:
        """Return whether a place is in a row of a table, where bars are escaped."""
        start = self._source.rfind("\n", max(0, place - 10_000), place) + 1
        return self._source.startswith("|", start)

    def _environment(self, match: re.Match[str]) -> tuple[int, Formula | None]:
        closing = f"\\end{{{match[1]}{match[2]}}}"
        end = self._find(closing, match.end())
        if end < 0:
            return match.end(), None
        stop = end + len(closing)
        return self._finished(self._source[match.start() : stop], match.start(), stop, displayed=True)

    def _finished(self, tex: str, start: int, stop: int, *, displayed: bool) -> tuple[int, Formula | None]:
        if not tex.strip():
            return stop, None
        number = _NUMBER.match(self._source, stop) if displayed else None
        if number:
            return number.end(), self._formula(
                tex, start, number.end(), displayed=True, number=f"({number[1]})"
            )
        return stop, self._formula(tex, start, stop, displayed=displayed)

    def _formula(
        self, tex: str, start: int, stop: int, *, displayed: bool = False, number: str = ""
    ) -> Formula:
        tagged = _TAG.search(tex) if displayed and not number else None
        return Formula(
            clean_run(tex.strip()),
            self._source[start:stop],
            displayed,
            number or (f"({tagged[1].strip('()')})" if tagged else ""),
        )

    def _code_end(self, match: re.Match[str], sign: str) -> int:
        """The end of a fence or of code in a line; of one that nothing closes, that of its opening."""
        if len(sign) >= 3 and (match.start() == 0 or self._source[match.start() - 1] == "\n"):
            end = self._find(f"\n{sign}", match.end())
            return end + 1 + len(sign) if end >= 0 else len(self._source)
        end = self._find(sign, match.end())
        return end + len(sign) if 0 <= end < match.end() + 2_000 else match.end()

    def _find(self, wanted: str, start: int) -> int:
        """`str.find`, which remembers that nothing is to be found any more."""
        if wanted in self._absent:
            return -1
        found = self._source.find(wanted, start)
        if found < 0:
            self._absent.add(wanted)
        return found

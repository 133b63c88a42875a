"""``@string`` abbreviations put in where they are used, within bounds."""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GROWTH = 10
_LEAST_ROOM = 1_000_000
_CUT = 200
"""Characters of a value that are kept once there is no more room."""


class Strings:
    """The abbreviations of a file.

    Names may be defined by one another, so that a file of 1 kB could ask for a text of many GB: all texts
    together may grow to ten times the file, and what goes beyond is cut.
    """

    def __init__(self, size: int) -> None:
        self._texts: dict[str, str] = {}
        self._room = _LEAST_ROOM + _GROWTH * size
        self.cut = False
        """True if a text was cut."""

    def define(self, name: str, parts: Iterable[str]) -> None:
        """Give a name the text of these parts."""
        self._texts[name.lower()] = self.resolved(parts)[1:-1]

    def resolved(self, parts: Iterable[str]) -> str:
        """The value of a field in braces or quotes, names replaced and parts joined.

        A number, and the name of a month or one that is not defined, stays bare where it is all there is.
        """
        listed = tuple(parts)
        if len(listed) == 1:
            first = listed[0]
            return first if first[:1] in ("{", '"') else self._lone(first)
        return "{" + self._bounded("".join(map(self._text, listed))) + "}"

    def _lone(self, name: str) -> str:
        known = self._texts.get(name.lower())
        return name if known is None else "{" + self._bounded(known) + "}"

    def _text(self, part: str) -> str:
        if part[:1] in ("{", '"'):
            return part[1:-1]
        return self._texts.get(part.lower(), part)

    def _bounded(self, text: str) -> str:
        self._room -= len(text)
        if self._room >= 0:
            return text
        self.cut = True
        return text[:_CUT].replace("{", "").replace("}", "")


def inner(value: str) -> str:
    """A resolved value without its braces or quotes."""
    return value[1:-1] if value[:1] in ("{", '"') else value

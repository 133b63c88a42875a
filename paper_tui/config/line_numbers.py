"""On which line of a TOML text a setting stands, for messages; tomllib does not tell."""

from __future__ import annotations

import re
from collections import Counter

_NAME = r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*"""
_HEADER = re.compile(rf"\s*\[(\[?){_NAME}[\].]")
_KEY = re.compile(rf"{_NAME}[.=]")

Place = tuple[str, int]
"""A table by its name, empty for the top, and which one of an array of tables it is, from 0."""
TOP: Place = ("", 0)


class Lines:
    """The lines of a text, by what stands there; a guess where a text is written in unusual ways."""

    def __init__(self, text: str) -> None:
        self._known: dict[tuple[Place, str], int] = {}
        seen: Counter[str] = Counter()
        place = TOP
        for number, line in enumerate(text.splitlines(), 1):
            header = _HEADER.match(line)
            key = _KEY.match(line)
            if header:
                name = _bare(header[2])
                place = (name, seen[name] if header[1] else 0)
                seen[name] += 1
                self._known.setdefault((place, ""), number)
                self._known.setdefault((TOP, name), number)
            elif key:
                self._known.setdefault((place, _bare(key[1])), number)

    def of(self, place: Place, name: str = "") -> int:
        """The line of a name in a table, else of the table, else 0."""
        wanted = ((place, name), (place, ""), (TOP, place[0]))
        return next((self._known[each] for each in wanted if each in self._known), 0)


def _bare(name: str) -> str:
    return name[1:-1] if name[:1] in ("'", '"') else name

"""Line numbers of the settings of a TOML text, for messages; tomllib does not report them."""

from __future__ import annotations

import re
from collections import Counter

_NAME = r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*"""
_HEADER = re.compile(rf"\s*\[(\[?){_NAME}[\].]")
_KEY = re.compile(rf"{_NAME}[.=]")

Place = tuple[str, int]
"""A table: its name, empty for the top level, and its index from 0 in an array of tables."""
TOP: Place = ("", 0)


class LineNumbers:
    """Line numbers of the tables and names in a text; approximate for unusual formatting."""

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

    def find(self, place: Place, name: str = "") -> int:
        """The line of a name in a table, or of the table, or 0."""
        wanted = ((place, name), (place, ""), (TOP, place[0]))
        return next((self._known[each] for each in wanted if each in self._known), 0)


def _bare(name: str) -> str:
    return name[1:-1] if name[:1] in ("'", '"') else name

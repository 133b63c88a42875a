"""The syntax of BibTeX: entries with their fields as written in the file.

Read in one pass. An entry that is broken costs itself alone: reading continues at the next line that begins
an entry. A missing comma between two fields is mended, and the entry says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paper_tui.sources.line_counter import LineCounter

_START = re.compile(r"(?<![\w.])@[ \t]*+([A-Za-z][\w-]*+)\s*+([{(])")
_ENTRY_LINE = r"^[ \t]*+@[ \t]*+[A-Za-z][\w-]*+\s*+[{(]\s*+[^\s,{}()]*+\s*+[,=]"
_NEXT_ENTRY = re.compile(_ENTRY_LINE, re.MULTILINE)
_BRACES_OR_ENTRY = re.compile(rf"[{{}}]|{_ENTRY_LINE}", re.MULTILINE)
_BRACES = re.compile("[{}]")
_KEY = re.compile(r"\s*+([^,{}=\n\"]*+)(?:,|(?=[}\n]))")
_GAP = re.compile(r"(?:[\s,]++|%[^\n]*+)*+")
_FIELD = re.compile(r"([^\s={},\"#%()]++)\s*+=\s*+")
_BRACED = re.compile(r"\{(?:[^{}]++|\{[^{}]*+\})*+\}")
_QUOTED = re.compile(r'"(?:[^{}"]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+"')
_USUAL = re.compile(r"\s*+([^\s={},\"#%()]++)\s*+=\s*+(\{(?:[^{}]++|\{[^{}]*+\})*+\}|\d++)\s*+,")
"""A field with a comma behind it, as nearly all are: one step in place of five."""
_BARE = re.compile(r'[^\s,{}#"=()%]++')
_JOIN = re.compile(r"\s*+#\s*+")
_MOST_UNCLOSED = 20
"""Comments without an end that are looked for to the end of the file; of further ones a line is skipped."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry as written in the file."""

    type: str
    """As written, without the ``@``."""
    key: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    """Names as written and the parts of each value, with their braces or quotes, that ``#`` joins."""
    line: int
    mended: str = ""
    """The first field before which a comma was missing, or empty."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that cannot be read."""

    line: int
    reason: str
    text: str


class _BrokenError(Exception):
    """An entry that cannot be read; the message is the reason."""


def parse_entries(text: str) -> Iterator[RawEntry | Broken]:
    """Each entry in order; comments and preambles are left out.

    Args:
        text: The file, its lines parted by line feeds.
    """
    lines, position, unclosed = LineCounter(text), 0, 0
    while start := _START.search(text, position):
        kind = start[1].lower()
        line = lines.at(start.start())
        if kind in ("comment", "preamble"):
            end = _end_of_comment(text, start.end() - 1) if unclosed < _MOST_UNCLOSED else 0
            unclosed += not end
            position = end or _end_of_line(text, start.end())
            continue
        reader = _EntryReader(text, start.end(), ")" if start[2] == "(" else "}")
        try:
            yield reader.entry(start[1], line)
            position = reader.position
        except _BrokenError as error:
            following = _NEXT_ENTRY.search(text, start.end())
            position = following.start() if following else len(text)
            yield Broken(line, str(error), text[start.start() : min(position, start.start() + 300)])


class _EntryReader:
    """Reads one entry from behind its opening brace."""

    def __init__(self, text: str, position: int, closing: str) -> None:
        self._text = text
        self.position = position
        self._closing = closing
        self._mended = ""

    def entry(self, kind: str, line: int) -> RawEntry:
        key = "" if kind.lower() == "string" else self._key()
        return RawEntry(kind, key, tuple(self._fields()), line, self._mended)

    def _key(self) -> str:
        found = _KEY.match(self._text, self.position)
        if not found:
            return ""  # an entry without a key: its first field follows at once
        self.position = found.end()
        return found[1].strip()

    def _fields(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The fields up to the end of the entry."""
        text, parted = self._text, True
        while True:
            while parted and (usual := _USUAL.match(text, self.position)):
                self.position = usual.end()
                yield usual[1], (usual[2],)
            gap = _GAP.match(text, self.position)
            if gap:
                parted = parted or "," in gap[0].partition("%")[0]
                self.position = gap.end()
            if text.startswith(self._closing, self.position):
                self.position += 1
                return
            field = _FIELD.match(text, self.position)
            if not field:
                raise _BrokenError(self._what_is_wrong())
            if not parted:
                self._mended = self._mended or field[1]
            self.position = field.end()
            yield field[1], tuple(self._value())
            parted = False

    def _what_is_wrong(self) -> str:
        rest = self._text[self.position : self.position + 40].split("\n")[0]
        if not rest or rest.lstrip().startswith("@"):
            return "the entry is not closed: look for a brace that is missing"
        return f"expected a field and =, found “{rest[:30]}”"

    def _value(self) -> Iterator[str]:
        """The parts that ``#`` joins."""
        while True:
            yield self._part()
            joined = _JOIN.match(self._text, self.position)
            if not joined:
                return
            self.position = joined.end()

    def _part(self) -> str:
        start, text = self.position, self._text
        first = text[start : start + 1]
        if first == "{":
            found = _BRACED.match(text, start)
            self.position = found.end() if found else self._end_of_group(start)
        elif first == '"':
            found = _QUOTED.match(text, start)
            self.position = found.end() if found else self._end_of_quotes(start)
        else:
            found = _BARE.match(text, start)
            if not found:
                return ""  # a field without a value
            self.position = found.end()
        return text[start : self.position]

    def _end_of_group(self, start: int) -> int:
        depth = 0
        for found in _BRACES_OR_ENTRY.finditer(self._text, start):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
                if not depth:
                    return found.end()
            else:
                break
        raise _BrokenError("a brace is not closed")

    def _end_of_quotes(self, start: int) -> int:
        """The end of a quoted text with deeply nested braces."""
        position = start + 1
        while True:
            quote = self._text.find('"', position)
            if quote < 0:
                raise _BrokenError("a quotation mark is not closed")
            brace = self._text.find("{", position, quote)
            if brace < 0:
                return quote + 1
            position = self._end_of_group(brace)


def _end_of_comment(text: str, start: int) -> int:
    """Behind the braces that open here; 0 where they are never closed or there are none."""
    depth = 0
    for found in _BRACES.finditer(text, start) if text[start] == "{" else ():
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end()
    return 0


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)

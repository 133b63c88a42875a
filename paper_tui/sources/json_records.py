"""The objects of a JSON document, one after the other, even where some of it is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Notice, Reject
from paper_tui.sources.encoding import decode
from paper_tui.sources.input_stream import read_all

Found = tuple[int, dict[str, Any]]
"""The line where an object begins, and the object; Any, since JSON holds anything until it is checked."""

_DECODER = json.JSONDecoder()
_BETWEEN = re.compile(r"[\s,\x1e]*")
_NEXT_OBJECT = re.compile(r"\}\s*,?\s*(?=\{)|\n\s*(?=\{)")
_MOST_BROKEN = 200
"""Each broken object may cost a walk to the end of the document."""


def records(
    stream: BinaryIO, is_record: Callable[[dict[str, Any]], bool]
) -> Iterator[Found | Reject | Notice]:
    """Each object of an array, of one object alone or of one object a line, with the line where it begins.

    Where an object is broken, reading goes on at the next one that `is_record` takes for one.
    """
    text, notice = decode(read_all(stream))
    if notice:
        yield Notice(notice)
    start = _BETWEEN.match(text).end()  # type: ignore[union-attr] # it matches nothing as well
    start += text.startswith("[", start)
    yield from _objects(text, start, is_record)


def _objects(
    text: str, position: int, is_record: Callable[[dict[str, Any]], bool]
) -> Iterator[Found | Reject | Notice]:
    lines, broken = _LineCounter(text), 0
    while True:
        position = _skip(text, position)
        if position >= len(text) or text[position] == "]":
            return
        value, end = _value(text, position)
        if isinstance(value, dict):
            yield lines.at(position), value
        else:
            broken += 1
            reason = "it is no JSON object" if end else "its JSON is broken"
            yield Reject(lines.at(position), reason, clean_line(text[position : position + 300], 200))
        if broken > _MOST_BROKEN:
            yield Reject(lines.at(position), "too much of the document is broken; the rest was not read")
            return
        position = end or _resume(text, position, is_record)


def _value(text: str, position: int) -> tuple[object, int]:
    """The value that begins here and where it ends; 0 when it is broken."""
    try:
        return _DECODER.raw_decode(text, position)
    except (ValueError, RecursionError):
        return None, 0


def _resume(text: str, position: int, is_record: Callable[[dict[str, Any]], bool]) -> int:
    """Where the next whole record begins; the end of the text when none does."""
    for tries, found in enumerate(_NEXT_OBJECT.finditer(text, position + 1)):
        value, end = _value(text, found.end())
        if end and isinstance(value, dict) and is_record(value):
            return found.end()
        if tries > _MOST_BROKEN:
            break
    return len(text)


def _skip(text: str, position: int) -> int:
    found = _BETWEEN.match(text, position)
    return found.end() if found else position


class _LineCounter:
    """Counts lines forward only, so that a long document is walked over once."""

    def __init__(self, text: str) -> None:
        self._text, self._position, self._line = text, 0, 1

    def at(self, position: int) -> int:
        self._line += self._text.count("\n", self._position, position)
        self._position = position
        return self._line

"""The objects of a JSON document, one after the other, even where some of it is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Item, Notice, Reject
from paper_tui.sources.encoding import decode
from paper_tui.sources.input_stream import read_all
from paper_tui.sources.line_counter import LineCounter

Found = tuple[int, dict[str, Any]]
"""The line where an object begins, and the object; Any, since JSON holds anything until it is checked."""

_DECODER = json.JSONDecoder()
_BETWEEN = re.compile(r"[\s,\x1e\ufeff]*+")
_NEXT_OBJECT = re.compile(r"(?:^|\})[^\S\n]*+,?[^\S\n]*+(?=\{\s*+[\"}])", re.MULTILINE)
_MOST_BROKEN = 200
"""Broken objects after which the rest of a document is not read."""
_CHEAPER = 50
"""Times by which counting the lines of a text is faster than reading it as JSON."""
_WORK = 20
"""Times the length of a document that looking for whole objects may cost in all."""


def read_records(
    stream: BinaryIO,
    build: Callable[[dict[str, Any]], Paper | Entry | None],
    is_record: Callable[[dict[str, Any]], bool],
    within: tuple[str, ...] = (),
) -> Iterator[Item]:
    """Yield the result of `build` for each object; a `ValueError` becomes a reject, None is left out.

    See `records` for the other arguments.
    """
    for found in records(stream, is_record, within):
        if isinstance(found, Reject | Notice):
            yield found
            continue
        line, record = found
        try:
            item = build(record)
        except ValueError as error:
            yield Reject(line, str(error), clean_line(str(record)[:300], 200))
            continue
        if item:
            yield item


def records(
    stream: BinaryIO, is_record: Callable[[dict[str, Any]], bool], within: tuple[str, ...] = ()
) -> Iterator[Found | Reject | Notice]:
    """Each object of an array, of one object alone or of one object a line, with the line where it begins.

    Where an object is broken, reading continues at the next one that `is_record` takes for one.

    Args:
        stream: The document.
        is_record: Whether an object is one of those wanted.
        within: Fields that hold the objects where the document is one object around them, the surest first.
    """
    text, notice = decode(read_all(stream))
    if notice:
        yield Notice(notice)
    yield from _Scan(text, is_record).found(_start(text, within))


def _start(text: str, within: tuple[str, ...]) -> int:
    """The index of the first object: in the first of the fields, else in the array or at the object.

    A field of that name that holds no objects, such as the numbers of the items in a collection, is passed.
    """
    start = _after_gap(text, 0)
    if within and text.startswith("{", start):
        for name in within:
            for contents in (r"(?:\[(?=\s*+\{)|(?=\{))", r"\[(?=\s*+\])"):
                if inside := re.compile(rf'"{name}"\s*+:\s*+{contents}').search(text, start):
                    return inside.end()
    return start + text.startswith("[", start)


class _Scan:
    """Goes once over a document."""

    def __init__(self, text: str, is_record: Callable[[dict[str, Any]], bool]) -> None:
        self._text, self._is_record = text, is_record
        self._lines = LineCounter(text)
        self._work = _WORK * len(text) + 100_000

    def found(self, position: int) -> Iterator[Found | Reject]:
        """The objects from a position on."""
        text, broken = self._text, 0
        while (position := _after_gap(text, position)) < len(text) and text[position] not in "]}":
            value, end = self._value(position)
            if isinstance(value, dict):
                yield self._lines.at(position), value
            elif value is not None or not end:
                broken += 1
                reason = "it is no JSON object" if end else "its JSON is broken"
                yield Reject(
                    self._lines.at(position), reason, clean_line(text[position : position + 300], 200)
                )
            if broken > _MOST_BROKEN or self._work < 0:
                yield Reject(
                    self._lines.at(position), "too much of the document is broken; the rest was not read"
                )
                return
            position = end or self._resume(position)

    def _value(self, position: int) -> tuple[object, int]:
        """The value that begins here and where it ends; 0 when it is broken."""
        try:
            return _DECODER.raw_decode(self._text, position)
        except json.JSONDecodeError as error:
            self._work -= max(error.pos - position, 0) + error.pos // _CHEAPER  # it counts lines
        except (ValueError, RecursionError):
            self._work -= len(self._text) - position
        return None, 0

    def _resume(self, position: int) -> int:
        """The index of the next whole record; the end of the text if there is none."""
        for found in _NEXT_OBJECT.finditer(self._text, position + 1):
            value, end = self._value(found.end())
            if end and isinstance(value, dict):
                if self._is_record(value):
                    return found.end()
                self._work -= end - found.end()
            if self._work < 0:
                break
        return len(self._text)


def _after_gap(text: str, position: int) -> int:
    found = _BETWEEN.match(text, position)
    return found.end() if found else position

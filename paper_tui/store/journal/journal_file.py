"""The journal: every step as one line, appended and flushed before it is acknowledged.

Each line has a check, a number, the step's id and, in ``prev``, the check of the line before it. A step is
known by its id: copies of one library give the same number to different steps. The lines stay after their
marks were folded into the shelf's file, since undo needs them. The file ends in an empty line, which the next
step overwrites: so a journal that was cut short is noticed even when it was cut between two lines.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from paper_tui.papers.serialization import mark_record
from paper_tui.papers.shelf import Change, Mark
from paper_tui.papers.stored_records import stored_mark
from paper_tui.papers.text import clean_line
from paper_tui.store.changes import SettingChange
from paper_tui.store.errors import NewerError
from paper_tui.store.files.reading import BLOCK, Signature, open_to_read, signature_of
from paper_tui.store.format.checked_lines import to_json
from paper_tui.store.format.file_header import LARGEST

SCHEMA = 1
END = b"\n"
"""Follows the last line."""
UNREADABLE = "(a change that cannot be read)"
_START = re.compile(
    rb'\{"crc":"([0-9a-f]{8})",("number":(\d{1,18}),'
    rb'(?:"id":"([A-Za-z0-9._-]{1,64})",)?(?:"prev":"([0-9a-f]{8})",)?)'
)
_TIME = re.compile(r"\d{4}[0-9TZ:.+-]{0,40}", re.ASCII)


class Line(NamedTuple):
    """A line of the journal whose check is right; the step in it is not parsed yet."""

    text: bytes
    number: int
    """As it is stated; 0 where it is not believable."""
    id: str
    check: str
    previous: str
    """The check of the line before it, or empty in lines of version 0.1."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change and how it came about."""

    number: int
    change: Change
    papers: bool = False
    """True if papers changed too; their earlier state is in the step's own file of the history."""
    undoes: str = ""
    """The id of the change that this step undoes, or empty."""
    redoes: str = ""
    """The id of the change that this step redoes, or empty."""
    settings: tuple[SettingChange, ...] = ()
    """A change of the configuration file."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks as they are after this step."""
        return self.change.after

    @property
    def pairs(self) -> Iterator[tuple[Mark, Mark]]:
        """Each mark before and after this step."""
        return zip(self.change.before, self.change.after, strict=True)


@dataclass(slots=True)
class Reading:
    """The content of the journal from some byte on."""

    lines: list[Line] = field(default_factory=list)
    state: Signature | None = None
    end: int = 0
    """The byte after the last whole line."""
    damaged: int = 0
    """Lines whose check is wrong."""
    torn: bool = False
    """True if the end is missing: the last line is incomplete, or more is gone."""


def encode(step: Step, previous: str) -> bytes:
    """The line of a step, and the journal's end; ``previous`` is the check of the line before."""
    change = step.change
    record: dict[str, object] = {"number": step.number, "id": change.id}
    record |= {"prev": previous} if previous else {}
    record |= {"time": change.time, "label": change.label}
    record["marks"] = {before.key: [mark_record(before), mark_record(after)] for before, after in step.pairs}
    record |= {name: getattr(step, name) for name in ("papers", "undoes", "redoes") if getattr(step, name)}
    if step.settings:
        record["settings"] = [[list(one.path), one.before, one.after] for one in step.settings]
    return _encode(record) + END


def _encode(record: dict[str, object]) -> bytes:
    body = to_json(record)[1:]
    return b'{"crc":"%08x",%b\n' % (crc32(body), body)


def header() -> bytes:
    """The first line of every journal; its number is 0."""
    return _encode({"number": 0, "kind": "journal", "schema": SCHEMA})


def whole(lines: Iterable[Line]) -> bytes:
    """A journal of these lines."""
    return header() + b"".join(line.text + b"\n" for line in lines) + END


def parse_line(text: bytes) -> Line | None:
    """A line without its line end; None when it is damaged."""
    start = _START.match(text)
    if not start or crc32(text[start.start(2) :]) != int(start[1], 16):
        return None
    stated = int(start[3])
    number = stated if stated <= LARGEST else 0
    check = start[1].decode()
    name = start[4].decode() if start[4] else f"{number}-{check}"
    return Line(text, number, name, check, start[5].decode() if start[5] else "")


def decode(line: Line) -> Step:
    """The step of a line, its texts cleaned and what cannot be read of it left out."""
    try:
        record: dict[str, Any] = json.loads(line.text)
        marks = record["marks"].items() if isinstance(record.get("marks"), dict) else ()
        pairs = [
            (stored_mark(key, pair[0]), stored_mark(key, pair[1])) for key, pair in marks if _is_pair(pair)
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        record, pairs = {}, []
    change = Change(
        line.id,
        _text(record, "time") if _TIME.fullmatch(_text(record, "time")) else "",
        _label(record.get("label")),
        tuple(before for before, _ in pairs),
        tuple(after for _, after in pairs),
    )
    return Step(
        line.number,
        change,
        record.get("papers") is True,
        _text(record, "undoes"),
        _text(record, "redoes"),
        _settings(record.get("settings")),
    )


def _settings(value: object) -> tuple[SettingChange, ...]:
    """The changes of settings in a record, without those that cannot be read."""
    listed = value if isinstance(value, list) else []
    return tuple(
        SettingChange(tuple(one[0]), one[1], one[2])
        for one in listed
        if isinstance(one, list) and len(one) == 3 and _is_path(one[0])
    )


def _is_path(value: object) -> bool:
    return isinstance(value, list) and 0 < len(value) <= 2 and all(isinstance(name, str) for name in value)


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2


def _text(record: Mapping[str, Any], name: str) -> str:
    """A text of a record of JSON, safe to draw."""
    value = record.get(name)
    return clean_line(value) if isinstance(value, str) else ""


def _label(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else UNREADABLE


def read(path: Path, start: int = 0) -> Reading:
    """The lines of the journal from a byte on; none when there is no journal.

    Raises:
        NewerError: A newer version wrote it.
    """
    try:
        descriptor = open_to_read(path)
    except FileNotFoundError:
        return Reading()
    try:
        state = signature_of(descriptor)
        os.lseek(descriptor, start, os.SEEK_SET)
        data = b"".join(iter(lambda: os.read(descriptor, BLOCK), b""))
    finally:
        os.close(descriptor)
    reading = Reading(state=state, end=start)
    place = start
    for text in _split(data):
        place += len(text)
        _take(text, place, reading, path)
    reading.torn = not (data == END or data.endswith(b"\n" + END))
    return reading


def _take(text: bytes, end: int, reading: Reading, path: Path) -> None:
    """Take a line that ends before some byte of the file."""
    line = parse_line(text.rstrip(b"\n"))
    if line is not None and line.text.startswith(b'{"crc":"%b","number":0,' % line.check.encode()):
        _check_header(line.text, path)
    elif line is not None:
        reading.lines.append(line)
    elif not text.strip() or not text.endswith(b"\n"):
        return
    else:
        reading.damaged += 1
    reading.end = end


def _check_header(line: bytes, path: Path) -> None:
    try:
        schema = json.loads(line).get("schema")
    except (ValueError, RecursionError):
        return
    if isinstance(schema, int) and schema > SCHEMA:
        raise NewerError(path, schema)


def _split(data: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(data):
        stop = data.find(b"\n", start) + 1 or len(data)
        yield data[start:stop]
        start = stop

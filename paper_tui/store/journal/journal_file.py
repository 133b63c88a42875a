"""The journal: every change of the shelf as one line, appended and flushed before it is acknowledged.

Each line carries a check and a number that counts up. The lines stay after they are folded into the
shelf's file, since undo needs them. The file ends in an empty line, over which the next change is
written: so a journal that was cut short is noticed even when it was cut between two lines.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.serialization import mark_from_record, mark_record
from paper_tui.papers.shelf import Change, Mark
from paper_tui.store.errors import NewerError
from paper_tui.store.files.atomic_files import Signature, open_to_read, signature_of
from paper_tui.store.format.checked_lines import to_json

SCHEMA = 1
END = b"\n"
"""Stands after the last line."""
_START = re.compile(rb'\{"crc":"([0-9a-f]{8})",("number":(\d{1,15}),)')


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the journal: a change and how it came about."""

    number: int
    change: Change
    papers: bool = False
    """Whether papers changed too; what they were is in the step's own file of the history."""
    undoes: str = ""
    """The id of the change that this one takes back, or empty."""
    redoes: str = ""
    """The id of the change that this one makes again, or empty."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks as they are after this step."""
        return self.change.after


@dataclass(slots=True)
class Reading:
    """What was found in the journal from some point on."""

    lines: list[bytes] = field(default_factory=list)
    """Good lines."""
    state: Signature | None = None
    end: int = 0
    """Up to where there are whole lines."""
    damaged: int = 0
    """Lines that are not what was written."""
    torn: bool = False
    """Whether the end is missing: the last line stops short, or more is gone."""


def encode(step: Step) -> bytes:
    """A step as its line, with the end after it."""
    change = step.change
    pairs = zip(change.before, change.after, strict=True)
    record: dict[str, object] = {
        "number": step.number,
        "id": change.id,
        "time": change.time,
        "label": change.label,
        "marks": {before.key: [mark_record(before), mark_record(after)] for before, after in pairs},
    }
    record |= {name: getattr(step, name) for name in ("papers", "undoes", "redoes") if getattr(step, name)}
    return _line(record) + END


def _line(record: dict[str, object]) -> bytes:
    body = to_json(record)[1:]
    return b'{"crc":"%08x",%b\n' % (crc32(body), body)


def header() -> bytes:
    """The line that every journal begins with; it counts as number 0."""
    return _line({"number": 0, "kind": "journal", "schema": SCHEMA})


def whole(lines: Iterable[bytes]) -> bytes:
    """A journal of these lines."""
    return header() + b"".join(line + b"\n" for line in lines) + END


def number_of(line: bytes) -> int | None:
    """The number of a line, or None when the line is damaged."""
    start = _START.match(line)
    if not start or crc32(line[start.start(2) :]) != int(start[1], 16):
        return None
    return int(start[3])


def decode(line: bytes) -> Step:
    """The step of a line whose check is right.

    Raises:
        ValueError: It holds something that no version of ours wrote.
    """
    try:
        record = json.loads(line)
        marks = {
            key: (_mark(key, before), _mark(key, after)) for key, (before, after) in record["marks"].items()
        }
        change = Change(
            record["id"],
            record["time"],
            record["label"],
            tuple(before for before, _ in marks.values()),
            tuple(after for _, after in marks.values()),
        )
        return Step(
            record["number"],
            change,
            bool(record.get("papers")),
            record.get("undoes", ""),
            record.get("redoes", ""),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("a line of the journal cannot be read") from error


def _mark(key: str, record: Mapping[str, object]) -> Mark:
    return mark_from_record(PaperKey(key), record)


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
        data = b"".join(iter(lambda: os.read(descriptor, 1 << 20), b""))
    finally:
        os.close(descriptor)
    reading = Reading(state=state, end=start)
    for line in _split(data):
        _take(line, reading, path)
    reading.torn = not (data == END or data.endswith(b"\n" + END))
    return reading


def _take(line: bytes, reading: Reading, path: Path) -> None:
    text = line.rstrip(b"\n")
    number = number_of(text)
    if number == 0:
        _check_header(text, path)
    elif number is not None:
        reading.lines.append(text)
    elif not text.strip() or not line.endswith(b"\n"):
        return
    else:
        reading.damaged += 1
    reading.end += len(line)


def _check_header(line: bytes, path: Path) -> None:
    schema = json.loads(line).get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise NewerError(path, schema)


def _split(data: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(data):
        stop = data.find(b"\n", start) + 1 or len(data)
        yield data[start:stop]
        start = stop

"""Events: one change of one field, as a line of a log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any
from zlib import crc32

from paper_tui.sync.clock import Stamp

Json = Any
"""A JSON value. Any: its shape depends on the field; the code that applies it checks it."""

LONGEST_LINE = 16 << 20
"""Bytes; a note has up to 10 MB."""
LONGEST_NAME = 2_000
"""Characters of a subject or field."""
MOST_REPLACED = 1_000
"""Devices that wrote one note."""
DEEPEST = 30
"""Levels of lists and objects in a value."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change."""

    stamp: Stamp
    """The time and the device of its making; no two events share one."""
    subject: str
    """The thing changed, with its type: ``paper:arxiv:1706.03762``, ``rule:no surveys``."""
    field: str
    """The field changed: ``state``, ``tag:vision``, ``note``."""
    value: Json
    """The new value; None where the field became empty."""
    replaces: tuple[Stamp, ...] = ()
    """For a note, the newest version of each device that it was written over."""


def encode(event: Event) -> bytes:
    """A line of a log, with its check and a line feed."""
    record: dict[str, Json] = {"at": str(event.stamp), "of": event.subject, "field": event.field}
    if event.value is not None:
        record["value"] = event.value
    if event.replaces:
        record["replaces"] = [str(stamp) for stamp in event.replaces]
    body = json.dumps(record, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()
    return b"%08x %s\n" % (crc32(body), body)


def decode(line: bytes) -> Event:
    """Read a line.

    Raises:
        ValueError: It is damaged, or no event.
    """
    check, _, body = line.rstrip(b"\n").partition(b" ")
    if len(line) > LONGEST_LINE or check != b"%08x" % crc32(body):
        raise ValueError("a damaged line")
    try:
        record = json.loads(body.decode(), parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("a damaged line") from None
    if b"\\ud" in body or b"\\uD" in body:
        record = _encodable(record)
    is_deep = body.count(b"{") + body.count(b"[") > DEEPEST and not _is_within(record, DEEPEST)
    if not isinstance(record, dict) or is_deep:
        raise ValueError("not an event")
    stamp = Stamp.parse(_text(record, "at"))
    replaces = record.get("replaces", [])
    if not isinstance(replaces, list) or len(replaces) > MOST_REPLACED:
        raise ValueError("not an event")
    stamps = tuple(sorted({Stamp.parse(str(each)) for each in replaces}))
    return Event(stamp, _text(record, "of"), _text(record, "field"), record.get("value"), stamps)


def _text(record: Mapping[str, Json], name: str) -> str:
    text = record.get(name)
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST_NAME:
        raise ValueError("not an event")
    return text


def _encodable(record: Json) -> Json:
    """Replace halves of surrogate pairs, which no file could hold, alike on every device."""
    text = json.dumps(record, ensure_ascii=False)
    return json.loads(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is no number")
    return number


def _is_within(value: Json, levels: int) -> bool:
    """Return whether a value has no more levels of lists and objects than some."""
    if not isinstance(value, dict | list):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_within(each, levels - 1) for each in inner)

"""One record as one line of JSON with its own checksum.

``"key":{"crc":"89abcdef","title":...}``: the check is the CRC-32 of the line without it, so that
a line is known to be right or wrong wherever it is found, also in a file that was cut short.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from paper_tui.store.errors import DamageError

Record = dict[str, Any]
"""A JSON object; Any, since JSON holds anything."""

CHECK = "crc"
_MIDDLE = b'":{"crc":"'
_WIDTH = 8
_PLAIN_KEY = re.compile("[A-Za-z0-9:./_-]+")
"""A key that JSON writes without escapes, as nearly all are."""

_PLAIN = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_ESCAPED = json.JSONEncoder(allow_nan=False, separators=(",", ":"))


def to_json(value: object) -> bytes:
    """JSON without spaces, in UTF-8; a lone surrogate, which UTF-8 cannot hold, as an escape."""
    try:
        return _PLAIN.encode(value).encode()
    except UnicodeEncodeError:
        return _ESCAPED.encode(value).encode()


def encode(key: str, record: Mapping[str, object]) -> bytes:
    """The line of a record, with its check."""
    name = b'"%b"' % key.encode() if _PLAIN_KEY.fullmatch(key) else to_json(key)
    if CHECK in record:
        record = {field: value for field, value in record.items() if field != CHECK}
    body = to_json(record)[1:]
    rest = body if body == b"}" else b"," + body
    return b'%b:{"crc":"%08x"%b' % (name, crc32(rest, crc32(name)), rest)


def check_of(line: bytes) -> int | None:
    """The check of a line, if it is the one that the line states; None when the line is damaged."""
    at = line.find(_MIDDLE)
    if at < 0 or line[:1] != b'"':
        return None
    start = at + len(_MIDDLE)
    check = crc32(line[start + _WIDTH + 1 :], crc32(line[: at + 1]))
    return check if line[start : start + _WIDTH + 1] == b'%08x"' % check else None


def stated_check(line: bytes) -> int:
    """The check that a good line states."""
    start = line.find(_MIDDLE) + len(_MIDDLE)
    return int(line[start : start + _WIDTH], 16)


def key_of(line: bytes) -> str:
    """The key at the start of a good line."""
    name = line[: line.find(_MIDDLE) + 1]
    if b"\\" not in name:
        return name[1:-1].decode("utf-8", "replace")
    try:
        return str(json.loads(name))
    except ValueError as error:
        raise DamageError("a record's name is damaged") from error


def decode(line: bytes) -> tuple[str, Record]:
    """The key and the record of a line.

    Raises:
        DamageError: The line is not what was written.
    """
    if check_of(line) is None:
        raise DamageError("a record is damaged")
    return parsed(line)


def parsed(line: bytes) -> tuple[str, Record]:
    """The key and the record of a good line; an empty record where it cannot be read.

    So one record that no version of this program wrote does not make all others unreadable.
    """
    try:
        pairs: dict[str, Record] = json.loads(b"{%b}" % line)
        ((key, record),) = pairs.items()
        del record[CHECK]
    except (ValueError, TypeError, KeyError, RecursionError):
        return key_of(line), {}
    return key, record


def looks_like_record(line: bytes) -> bool:
    """Return whether a damaged line may have been a record; for counting losses."""
    return len(line) > len(_MIDDLE) and not line.startswith(
        (b'"papers":{', b'"marks":{', b'"previous":{', b'"steps":{', b"}}")
    )

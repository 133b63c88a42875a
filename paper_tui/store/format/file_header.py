"""The header of a records file: its first line, and the line of folded steps that may follow it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from zlib import crc32

from paper_tui.store.errors import DamageError
from paper_tui.store.format import checked_lines
from paper_tui.store.format.migrations import CURRENT

HEADER_WIDTH = 384
"""Bytes, the same for every file, so that it can be filled in after the records are written."""
NO_RECORDS = crc32(b"")
LARGEST = 10**12
"""The largest number that is believed of steps, generations and records."""
_CLAIM = re.compile(rb'"schema":\s*(\d{1,9})')
"""The version that a file states, in whatever layout: a newer one is refused, not repaired."""
_OPEN, _CLOSE = b'{"_meta":{', b"},"
_STEPS_OPEN, _STEPS_CLOSE = b'"steps":{', b"},\n"


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a records file."""

    kind: str = ""
    """The name of its table."""
    schema: int = CURRENT.version
    generation: int = 0
    """Counts the states of the file."""
    records: int = 0
    check: str = f"{NO_RECORDS:08x}"
    """CRC-32 of the checks of all records in order."""
    body: str = ""
    """CRC-32 of all bytes after this line; empty in files of version 1."""
    steps: int = 0
    """Length in bytes of the line of folded steps, which follows this one."""
    change: str = ""
    """The id of the last step that changed the file's records; of a catalogue."""
    folded: int = 0
    """The number of the last step of the journal that is in the file; of a shelf."""

    def encode(self) -> bytes:
        """The first line of the file."""
        record = {name: getattr(self, name) for name in self.__slots__}
        line = b"%b%b%b" % (_OPEN, checked_lines.encode("head", record), _CLOSE)
        return line.ljust(HEADER_WIDTH - 1) + b"\n"

    @classmethod
    def decode(cls, data: bytes) -> Header:
        """The header that a file begins with.

        Raises:
            DamageError: There is none, or it is not what was written.
        """
        line = data[:HEADER_WIDTH].rstrip()
        if not line.startswith(_OPEN) or not line.endswith(_CLOSE):
            raise _damaged()
        _, record = checked_lines.decode(line[len(_OPEN) : -len(_CLOSE)])
        defaults = {each.name: each.default for each in fields(cls)}
        values = {name: record[name] for name in defaults if name in record}
        if "kind" not in values or not all(_is_believable(values[name], defaults[name]) for name in values):
            raise _damaged()
        header = cls(**values)
        if header.schema <= CURRENT.version and data[len(line) : HEADER_WIDTH] != _padding(line):
            raise _damaged()
        return header

    def following(self, records: int, check: int, change: str, folded: int) -> Header:
        """The header of the next state of the file, but for what the writer adds."""
        return replace(
            self,
            generation=min(self.generation + 1, LARGEST),
            records=records,
            check=f"{check:08x}",
            change=change,
            folded=folded,
        )


def _damaged() -> DamageError:
    return DamageError("the header is damaged")


def _is_believable(value: object, default: object) -> bool:
    if type(value) is not type(default):
        return False
    return not isinstance(value, int) or 0 <= value <= LARGEST


def _padding(line: bytes) -> bytes:
    return b" " * (HEADER_WIDTH - 1 - len(line)) + b"\n"


def claimed_version(data: bytes) -> int:
    """The version that a file states, in whatever layout; 0 when it states none."""
    claim = _CLAIM.search(data[: 10 * HEADER_WIDTH])
    return int(claim[1]) if claim else 0


def with_version(data: bytes) -> bytes | None:
    """The file with a version of ours in its header, if that makes the header right; else None."""
    for version in range(CURRENT.version, 0, -1):
        line = _CLAIM.sub(b'"schema":%d' % version, data[:HEADER_WIDTH].rstrip(), count=1)
        fixed = line.ljust(HEADER_WIDTH - 1) + b"\n" + data[HEADER_WIDTH:]
        try:
            Header.decode(fixed)
        except DamageError:
            continue
        return fixed
    return None


def table_start(kind: str) -> bytes:
    """The line between the header and the first record."""
    return checked_lines.to_json(kind) + b":{\n"


def encode_steps(ids: tuple[str, ...], check: str) -> bytes:
    """The line of folded steps: their ids, oldest first, and the checksum of the last step's line."""
    if not ids:
        return b""
    record = {"ids": " ".join(ids), "last": check}
    return _STEPS_OPEN + checked_lines.encode("folded", record) + _STEPS_CLOSE


def decode_steps(line: bytes) -> tuple[tuple[str, ...], str]:
    """The ids of the folded steps, oldest first, and the checksum of the last step's line.

    Raises:
        DamageError: The line is not what was written.
    """
    if not line:
        return (), ""
    if not line.startswith(_STEPS_OPEN) or not line.endswith(_STEPS_CLOSE):
        raise _damaged()
    _, record = checked_lines.decode(line[len(_STEPS_OPEN) : -len(_STEPS_CLOSE)])
    ids, check = record.get("ids"), record.get("last")
    if not isinstance(ids, str) or not isinstance(check, str):
        raise _damaged()
    return tuple(ids.split(" ")), check

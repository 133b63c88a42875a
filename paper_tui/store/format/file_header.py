"""What a records file says of itself in its first line."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from zlib import crc32

from paper_tui.store.errors import DamageError
from paper_tui.store.format import checked_lines
from paper_tui.store.format.migrations import CURRENT

HEAD_WIDTH = 384
"""Bytes: as wide for every file, so that it can be filled in when the records are written."""
NO_RECORDS = crc32(b"")
_CLAIM = re.compile(rb'"schema":\s*(\d{1,9})')
"""What a file says of its version, in whatever layout: it is refused, not mended, when it is a newer one."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself."""

    kind: str = ""
    schema: int = CURRENT.version
    generation: int = 0
    """Counts the states that the file has had."""
    records: int = 0
    check: str = f"{NO_RECORDS:08x}"
    change: str = ""
    """The id of the last change that is in the file."""
    folded: int = 0
    """The number of the last line of the journal that is in the file."""

    def encode(self) -> bytes:
        """The head's line, as wide as every head."""
        record = {name: getattr(self, name) for name in self.__slots__}
        line = b'{"_meta":{%b},' % checked_lines.encode("head", record)
        return line.ljust(HEAD_WIDTH - 1) + b"\n"

    @classmethod
    def decode(cls, data: bytes) -> Head:
        """The head that a file begins with.

        Raises:
            DamageError: There is none, or it is not what was written.
        """
        line = data[:HEAD_WIDTH].rstrip()
        if not line.startswith(b'{"_meta":{') or not line.endswith(b"},"):
            raise DamageError("the head is damaged")
        _, record = checked_lines.decode(line[len(b'{"_meta":{') : -len(b"},")])
        known = {each.name: each.default for each in fields(cls)}
        values = {name: record[name] for name in known if name in record}
        if (
            any(type(value) is not type(known[name]) for name, value in values.items())
            or "kind" not in values
        ):
            raise DamageError("the head is damaged")
        head = cls(**values)
        if head.schema <= CURRENT.version and data[len(line) : HEAD_WIDTH] != _padding(line):
            raise DamageError("the head is damaged")
        return head


def _padding(line: bytes) -> bytes:
    return b" " * (HEAD_WIDTH - 1 - len(line)) + b"\n"


def claimed_version(data: bytes) -> int:
    """The version that a file says it is of, in whatever layout; 0 when it says nothing."""
    claim = _CLAIM.search(data[: 10 * HEAD_WIDTH])
    return int(claim[1]) if claim else 0


def without_claim(data: bytes) -> bytes | None:
    """The file as one of this version, if all of its head is right but the version; else None."""
    line = _CLAIM.sub(b'"schema":%d' % CURRENT.version, data[:HEAD_WIDTH].rstrip(), count=1)
    fixed = line.ljust(HEAD_WIDTH - 1) + b"\n" + data[HEAD_WIDTH:]
    try:
        Head.decode(fixed)
    except DamageError:
        return None
    return fixed


def opening(kind: str) -> bytes:
    """What stands between the head and the first record."""
    return checked_lines.to_json(kind) + b":{\n"


def renewed(head: Head, records: int, check: int, change: str, folded: int) -> Head:
    """The head of the state after this one."""
    return replace(
        head,
        generation=head.generation + 1,
        records=records,
        check=f"{check:08x}",
        change=change,
        folded=folded,
    )

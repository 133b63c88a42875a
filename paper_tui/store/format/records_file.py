"""One state of a records file: mapped into memory, checked, never changed.

The file is JSON that any TinyDB reads, written so that one record is one line, in order of keys::

    {"_meta":{"head":{"crc":"...","kind":"papers","schema":1,"records":2,"check":"...",...}},
    "papers":{
    "arxiv:1706.03762":{"crc":"...","title":...},
    "title:tora-0b1c":{"crc":"...","title":...}
    }}

A record is found by halving the sorted lines and parsed only when asked for. ``check`` in the head is the
CRC-32 of all the lines' own checks in order, so a line that is missing, double or swapped is noticed as
surely as one that was changed.
"""

from __future__ import annotations

import json
import mmap
import os
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from struct import calcsize
from typing import Literal
from zlib import crc32

from paper_tui.papers.chunked import paused
from paper_tui.store.errors import DamageError, NewerError, StoreError, shown
from paper_tui.store.files import cache
from paper_tui.store.files.atomic_files import Signature, expect, let_go, mapped, open_to_read, signature_of
from paper_tui.store.format import checked_lines
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.file_header import HEAD_WIDTH, Head, claimed_version, opening
from paper_tui.store.format.migrations import CURRENT

PAUSED_EVERY = 64
"""Records between two pauses."""
INDEXED = 10_000
"""Records from which on the places of lines are kept in a file of their own."""
TAIL = b"\n}}\n"
SEPARATOR = b",\n"


class Generation(Mapping[str, Record]):
    """The records of one state of a file, by key; each is parsed, afresh, when it is asked for."""

    def __init__(
        self,
        head: Head,
        data: mmap.mmap | bytes = b"",
        starts: Sequence[int] = (0,),
        checks: Sequence[int] = (),
        *,
        verified: bool = True,
    ) -> None:
        self.head = head
        self.data = data
        self.starts = starts
        """Where each line begins and, as one more, where a line after the last would."""
        self.checks = checks
        self.verified = verified
        """Whether all lines were checked just now, rather than when the file was written."""

    def __len__(self) -> int:
        return len(self.checks)

    def __iter__(self) -> Iterator[str]:
        return (self.key_at(place) for place in range(len(self)))

    def __getitem__(self, key: str) -> Record:
        place = self.find(key)
        if place is None:
            raise KeyError(key)
        return self.at(place)[1]

    def line(self, place: int) -> bytes:
        """A record's line without what parts it from the next."""
        return self.data[self.starts[place] : self.starts[place + 1] - len(SEPARATOR)]

    def key_at(self, place: int) -> str:
        """The key at a place in the order of keys."""
        line = self.line(place)
        if checked_lines.check_of(line) is None:
            raise _rotten()
        return checked_lines.key_of(line)

    def at(self, place: int) -> tuple[str, Record]:
        """The key and the record at a place in the order of keys.

        Raises:
            DamageError: The line is not what was written.
        """
        line = self.line(place)
        if checked_lines.check_of(line) is None:
            raise _rotten()
        return checked_lines.parsed(line)

    def everything(self) -> dict[str, Record]:
        """All records of a state that was checked just now, parsed at once: half the time of one by one."""
        body = self.data[self.starts[0] : self.starts[-1] - len(SEPARATOR)] if len(self) else b""
        try:
            return dict(json.loads(b"{%b}" % body))
        except (ValueError, RecursionError) as error:
            raise DamageError("a record cannot be read") from error

    def find(self, key: str) -> int | None:
        """The place of a key, or None."""
        place = self.place(key)
        return place if place < len(self) and self.key_at(place) == key else None

    def place(self, key: str) -> int:
        """Where a key stands or would stand."""
        return bisect_left(range(len(self)), key, key=self.key_at)


def _rotten() -> DamageError:
    return DamageError(
        "A record on the disk is not what was written",
        "Run `paper-tui doctor --repair`: it saves what is good, and fills in from the newest backup.",
    )


def empty(kind: str) -> Generation:
    """The state of a file that is not there yet."""
    return Generation(Head(kind))


def open_generation(
    path: Path,
    kind: str,
    version: int = CURRENT.version,
    index: Path | None = None,
    pause: Callable[[], object] = bool,
) -> tuple[Generation, Signature]:
    """Map a file and check all of it.

    Args:
        path: The file.
        kind: The name of its table.
        version: The newest version that can be read.
        index: Where to keep the places of a large file's lines, so that it is checked as a whole only once
            for each inode, size and time; a single record is checked whenever it is read.
        pause: Called now and then.

    Raises:
        FileNotFoundError: There is none.
        NewerError: A newer version wrote it.
        DamageError: It is not what was written.
    """
    data, state = _mapped(path)
    claimed = claimed_version(data[: 10 * HEAD_WIDTH])
    if claimed > version:
        raise NewerError(path, claimed)
    head = Head.decode(data[:HEAD_WIDTH])
    if index is None or head.records < INDEXED or head.kind != kind:
        return verify(head, data, kind, pause), state
    stamp = f"{'-'.join(map(str, state))} {head.generation} {head.check}"
    known = cache.read(index, stamp)
    if known is not None:
        expect(data, whole=False)
        starts, checks = known["starts"].cast("Q"), known["checks"].cast("I")
        return Generation(head, data, starts, checks, verified=False), state
    generation = verify(head, data, kind, pause)
    let_go(data)
    with suppress(OSError, StoreError):  # only speed depends on it
        cache.write(index, stamp, {"starts": octets(generation.starts), "checks": octets(generation.checks)})
    return generation, state


def octets(numbers: Sequence[int]) -> memoryview:
    """Starts or checks as the bytes that they are kept in, without a copy."""
    return memoryview(numbers).cast("B")  # type: ignore[arg-type]  # an array or a view, which have one


def _mapped(path: Path) -> tuple[mmap.mmap, Signature]:
    descriptor = open_to_read(path)
    try:
        state = signature_of(descriptor)
        if not state.size:
            raise DamageError(f"{shown(path)} is empty")
        return mapped(descriptor), state
    finally:
        os.close(descriptor)


def verify(head: Head, data: mmap.mmap | bytes, kind: str, pause: Callable[[], object] = bool) -> Generation:
    """The records of a file, each line and the whole checked; `pause` is called now and then.

    Raises:
        DamageError: A byte is not what was written.
    """
    start = HEAD_WIDTH + len(opening(kind))
    if head.kind != kind or data[HEAD_WIDTH:start] != opening(kind) or data[-len(TAIL) :] != TAIL:
        raise DamageError("the file is cut short or damaged")
    expect(data, whole=True)
    end = len(data) - len(TAIL)
    if not 0 <= head.records <= len(data):
        raise _incomplete()
    starts, checks = _room("Q", head.records + 1), _room("I", head.records)
    for place in paused(range(head.records), PAUSED_EVERY, pause):
        stop = min(_line_end(data, start, end), end)
        check = checked_lines.check_of(data[start:stop])
        if check is None:
            raise DamageError("a record is damaged")
        starts[place], checks[place] = start, check
        start = stop + len(SEPARATOR)
    starts[-1] = end + len(SEPARATOR)
    if start != (starts[-1] if head.records else end) or f"{crc32(octets(checks)):08x}" != head.check:
        raise _incomplete()
    return Generation(head, data, starts, checks)


def _room(kind: Literal["I", "Q"], count: int) -> memoryview:
    """Room for numbers of a kind that takes memory only as it is filled.

    An array takes, or as it grows moves, all of it in one call: up to 17 ms at a million records, in which
    no other thread runs.
    """
    size = count * calcsize(kind)
    return memoryview(mmap.mmap(-1, max(size, 1)))[:size].cast(kind)


def _incomplete() -> DamageError:
    return DamageError("records are missing or damaged")


def _line_end(data: mmap.mmap | bytes, start: int, end: int) -> int:
    """Where the line ends that starts here, without its comma."""
    stop = data.find(b"\n", start, end)
    if stop < 0:
        return end
    if data[stop - 1 : stop] != b",":
        raise DamageError("a line does not end as it should")
    return stop - 1

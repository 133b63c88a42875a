"""One state of a records file: checked, read by place, never changed.

The file is JSON that any TinyDB reads, written so that one record is one line, in order of keys::

    {"_meta":{"head":{"crc":"...","kind":"papers","schema":2,"records":2,"check":"...",...}},
    "papers":{
    "arxiv:1706.03762":{"crc":"...","title":...},
    "title:tora-0b1c":{"crc":"...","title":...}
    }}

A record is found by binary search over the lines, and parsed only when it is asked for. ``check`` in the
header is the CRC-32 of the checks of all lines in order, so that a missing, repeated or swapped line is
noticed as surely as a changed one; ``body`` is that of all bytes, which is checked in less time.
"""

from __future__ import annotations

import json
import mmap
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from struct import calcsize
from typing import Literal
from zlib import crc32

from paper_tui.papers.chunked import paused
from paper_tui.store.errors import DamageError, NewerError, StoreError, shown
from paper_tui.store.files import cache
from paper_tui.store.files.reading import Held, OpenFile, Signature, Source, blocks, lines
from paper_tui.store.format import checked_lines
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.file_header import (
    HEADER_WIDTH,
    Header,
    claimed_version,
    decode_steps,
    table_start,
)
from paper_tui.store.format.migrations import CURRENT

PAUSED_EVERY = 64
"""Records between two calls of `pause`."""
INDEXED = 10_000
"""Records from which on the places of the lines are kept in a cache."""
REMEMBERED = 4_096
"""Keys that the binary search keeps of one state: those that nearly every search looks at.

Among 20,000 papers a lookup takes 22 µs; it took 33 µs in a mapped file without them.
"""
TABLE_END = b"\n}}\n"
SEPARATOR = b",\n"


class Generation(Mapping[str, Record]):
    """The records of one state of a file, by key; each is parsed, afresh, when it is asked for."""

    def __init__(
        self,
        header: Header,
        source: Source | None = None,
        starts: Sequence[int] = (0,),
        checks: Sequence[int] | None = None,
        *,
        verified: bool = True,
    ) -> None:
        self.header = header
        self.source: Source = source or Held()
        self.starts = starts
        """The offset of each line and, as one more, the end of the last."""
        self.verified = verified
        """True if the whole file was checked just now, rather than when it was written."""
        self._checks = checks
        self._keys: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[str]:
        return (self.key_at(place) for place in range(len(self)))

    def __getitem__(self, key: str) -> Record:
        place = self.find(key)
        if place is None:
            raise KeyError(key)
        return self.at(place)[1]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.find(key) is not None

    @cached_property
    def checks(self) -> Sequence[int]:
        """The CRC-32 that each line states."""
        if self._checks is not None:
            return self._checks
        return array("I", (checked_lines.stated_check(line) for line in self.lines()))

    @cached_property
    def folded_steps(self) -> tuple[tuple[str, ...], str]:
        """The ids of the journal's steps that are in the file, and the checksum of the last step's line."""
        return decode_steps(self.source.read(HEADER_WIDTH, HEADER_WIDTH + self.header.steps))

    def lines(self) -> Iterator[bytes]:
        """All records' lines, in order of keys."""
        if not len(self):
            return iter(())
        found = lines(self.source, self.starts[0], self.starts[-1] - len(SEPARATOR))
        return (line.removesuffix(b",") for line in found)

    def line(self, place: int) -> bytes:
        """A record's line without the separator after it.

        Raises:
            DamageError: The line is not what was written.
        """
        line = self._read(place)
        if checked_lines.check_of(line) is None and not self.verified:  # perhaps only the cache is wrong
            checked = verify(self.header, self.source, self.header.kind)
            self.starts, self.checks, self.verified = checked.starts, checked.checks, True
            line = self._read(place)
        if checked_lines.check_of(line) is None:
            raise _damaged_record()
        return line

    def _read(self, place: int) -> bytes:
        return self.source.read(self.starts[place], self.starts[place + 1] - len(SEPARATOR))

    def key_at(self, place: int) -> str:
        """The key at a place in the order of keys."""
        return checked_lines.key_of(self.line(place))

    def at(self, place: int) -> tuple[str, Record]:
        """The key and the record at a place in the order of keys.

        Raises:
            DamageError: The line is not what was written.
        """
        return checked_lines.parsed(self.line(place))

    def items_in_order(self) -> Iterator[tuple[str, Record]]:
        """All keys and records, read block by block.

        Raises:
            DamageError: A line is not what was written.
        """
        for line in self.lines():
            if checked_lines.check_of(line) is None:
                raise _damaged_record()
            yield checked_lines.parsed(line)

    def everything(self) -> dict[str, Record]:
        """All records of a state that was checked just now, parsed at once: in half the time."""
        stop = self.starts[-1] - len(SEPARATOR)
        body = b"".join(blocks(self.source, self.starts[0], stop)) if len(self) else b""
        try:
            found: dict[str, Record] = json.loads(b"{%b}" % body)
            for record in found.values():
                del record[checked_lines.CHECK]
        except (ValueError, TypeError, KeyError, RecursionError):  # one of them cannot be read
            return dict(self.items_in_order())
        return found

    def find(self, key: str) -> int | None:
        """The place of a key; None when it is not there."""
        place = self.place(key)
        return place if place < len(self) and self._key(place) == key else None

    def place(self, key: str) -> int:
        """The place of a key, or the one where it would be inserted."""
        return bisect_left(range(len(self)), key, key=self._key)

    def _key(self, place: int) -> str:
        key = self._keys.get(place)
        if key is None:
            key = self.key_at(place)
            if len(self._keys) < REMEMBERED:
                self._keys[place] = key
        return key


def _damaged_record() -> DamageError:
    return DamageError(
        "A record on the disk is not what was written",
        "Run `paper-tui doctor --repair`: it saves the good records and restores others from a backup.",
    )


def empty(kind: str) -> Generation:
    """The state of a file that does not exist."""
    return Generation(Header(kind))


def open_generation(
    path: Path,
    kind: str,
    version: int = CURRENT.version,
    index: Path | None = None,
    pause: Callable[[], object] = bool,
) -> tuple[Generation, Signature]:
    """Open a file and check it.

    Args:
        path: The file.
        kind: The name of its table.
        version: The newest version that can be read.
        index: The cache of the places of a large file's lines: with it the whole is checked once for each
            inode, size and time of the file, and each record whenever it is read.
        pause: Called now and then.

    Raises:
        FileNotFoundError: There is none.
        NewerError: A newer version wrote it.
        DamageError: It is not what was written.
    """
    file = OpenFile(path)
    if not file.size:
        raise DamageError(f"{shown(path)} is empty")
    start = file.read(0, min(file.size, 10 * HEADER_WIDTH))
    claimed = claimed_version(start)
    if claimed > version:
        raise NewerError(path, claimed)
    header = Header.decode(start)
    if index is not None and header.records >= INDEXED and header.kind == kind:
        return _indexed(header, file, kind, index, pause), file.state
    if header.records >= INDEXED and header.body:
        return _verify_body(header, file, kind, pause), file.state
    return verify(header, file, kind, pause), file.state


def _indexed(
    header: Header, file: OpenFile, kind: str, index: Path, pause: Callable[[], object]
) -> Generation:
    """The records of a file whose lines' places are in a cache, which is written where it is not right."""
    stamp = f"{'-'.join(map(str, file.state))} {header.generation} {header.check}"
    known = _known_lines(cache.read(index, stamp), header, file.size)
    if known is not None:
        return Generation(header, file, *known, verified=False)
    generation = verify(header, file, kind, pause)
    with suppress(OSError, StoreError):  # only speed depends on it
        cache.write(index, stamp, {"starts": octets(generation.starts), "checks": octets(generation.checks)})
    return generation


def _known_lines(
    kept: Mapping[str, memoryview] | None, header: Header, size: int
) -> tuple[memoryview, memoryview] | None:
    """Starts and checks from the cache; None where they cannot be those of the file."""
    if kept is None or kept.keys() != {"starts", "checks"}:
        return None
    try:
        starts, checks = kept["starts"].cast("Q"), kept["checks"].cast("I")
    except TypeError:  # not a whole number of items
        return None
    right = len(starts) == header.records + 1 and len(checks) == header.records
    right = right and f"{crc32(kept['checks']):08x}" == header.check
    right = right and starts[0] > 0 and starts[-1] <= size
    return (starts, checks) if right and sorted(starts) == starts.tolist() else None


def octets(numbers: Sequence[int]) -> memoryview:
    """The bytes of an array or view of numbers, without a copy."""
    return memoryview(numbers).cast("B")  # type: ignore[arg-type]  # an array or a view, which have a buffer


def _bounds(header: Header, source: Source, kind: str) -> tuple[int, int]:
    """The offsets of the first record's start and the last record's end."""
    opening = HEADER_WIDTH + header.steps
    start = opening + len(table_start(kind))
    end = source.size - len(TABLE_END)
    if (
        header.kind != kind
        or not start <= end + 1
        or header.records > source.size
        or source.read(opening, start) != table_start(kind)
        or source.read(end, source.size) != TABLE_END
    ):
        raise DamageError("the file is cut short or damaged")
    return start, end


def verify(header: Header, source: Source, kind: str, pause: Callable[[], object] = bool) -> Generation:
    """The records of a file, after checking each line and the whole.

    Raises:
        DamageError: A byte is not what was written.
    """
    start, end = _bounds(header, source, kind)
    starts, checks = _room("Q", header.records + 1), _room("I", header.records)
    place = 0
    found = lines(source, start, end) if header.records else iter(())
    for place, line in enumerate(paused(found, PAUSED_EVERY, pause), 1):
        last = place == header.records
        if place > header.records or (not last and not line.endswith(b",")):
            raise _incomplete()
        check = checked_lines.check_of(line if last else line[:-1])
        if check is None:
            raise DamageError("a record is damaged")
        starts[place - 1], checks[place - 1] = start, check
        start += len(line) + 1
    starts[-1] = end + len(SEPARATOR)
    whole = start == end + 1 if header.records else start == end
    if place != header.records or not whole or f"{crc32(octets(checks)):08x}" != header.check:
        raise _incomplete()
    return Generation(header, source, starts, checks)


def _verify_body(header: Header, source: Source, kind: str, pause: Callable[[], object] = bool) -> Generation:
    """The records of a large file, after checking its bytes as a whole: 0.3 s for 100 MB, not 2 s."""
    start, end = _bounds(header, source, kind)
    check = 0
    for block in blocks(source, HEADER_WIDTH, source.size):
        pause()
        check = crc32(block, check)
    if f"{check:08x}" != header.body:
        raise DamageError("the file is damaged")
    found = lines(source, start, end)
    starts = array("Q", accumulate((len(line) + 1 for line in found), initial=start))
    if len(starts) != header.records + 1:
        raise _incomplete()
    starts[-1] = end + len(SEPARATOR)
    return Generation(header, source, starts)


def _room(kind: Literal["I", "Q"], count: int) -> memoryview:
    """Room for numbers of a kind that takes memory only as it is filled.

    An array takes, or as it grows moves, all of it in one call: up to 17 ms at a million records, in which
    no other thread runs.
    """
    size = count * calcsize(kind)
    return memoryview(mmap.mmap(-1, max(size, 1)))[:size].cast(kind)


def _incomplete() -> DamageError:
    return DamageError("records are missing or damaged")

"""Named buffers in one checked file, for what can be computed again, such as a search index.

Anybody may rewrite or shorten a cache while it is read, so its file is never mapped itself. Few bytes are
read into memory; many are copied to a nameless file beside the cache, which nobody else can reach, and that
is mapped: so memory is taken only for what is used. Copying 41 MB takes 15 ms.

The first line has a check of itself, and the time that the file was given: one that anybody else wrote since,
or that was copied without its time, is rebuilt.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from paper_tui.store.errors import DamageError
from paper_tui.store.files.atomic_files import Draft, make_folder, write_all
from paper_tui.store.files.reading import OpenFile, blocks

Buffer = bytes | bytearray | memoryview
MAGIC = "paper-tui cache 2"
EARLIER = "paper-tui cache 1"
"""Of version 1, whose first line has neither a check nor a time."""
ALIGNMENT = 64
SMALL = 4 << 20
"""Bytes up to which buffers are read into memory."""
LONGEST_HEAD = 1 << 20
COARSEST_TIME = 2
"""Seconds of the coarsest clock of a file system, that of FAT."""
_CHECK = b'{"crc":"%08x",'
_CHECK_WIDTH = len(_CHECK % 0)


def read(
    path: Path, stamp: str | None, only: Iterable[str] = (), *, from_anywhere: bool = False
) -> dict[str, memoryview] | None:
    """Read the buffers that were written under a stamp, or under any.

    Args:
        path: The file.
        stamp: What the buffers were computed from; None for any.
        only: The names of the buffers to read, each of which is checked; all by default.
        from_anywhere: Whether a file that was copied, or written by version 1, is read as well: for what
            cannot be computed again, and whose reader checks each value.

    Returns:
        Read-only views, which stay as they are whatever becomes of the file. None when there is no such
        file, its stamp is another one, or anything about it is wrong.
    """
    try:
        file = OpenFile(path)
        head = _read_head(file, is_strict=not from_anywhere)
        if head["stamp"] != (stamp or head["stamp"]):
            return None
        buffers: dict[str, tuple[int, int, int]] = head["buffers"]
        places = {name: buffers[name] for name in only or buffers}
        whole = sum(size for _, size, _ in places.values()) > SMALL
        data = _copied(file, path.parent) if whole else None
        return {name: _checked(file, data, *place) for name, place in places.items()}
    except (OSError, DamageError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _read_head(file: OpenFile, *, is_strict: bool = True) -> dict[str, Any]:
    """The first line, of a version that is known and, if strict, of the time that the file has. Any: JSON."""
    line = _first_line(file)
    head: dict[str, Any] = json.loads(line)
    is_whole = line.startswith(_CHECK % crc32(line[_CHECK_WIDTH:].rstrip()))
    is_ours = is_whole and head["time"] == file.state.modified
    if head["magic"] != (MAGIC if is_whole else EARLIER) or (is_strict and not is_ours):
        raise ValueError("a cache is of another version, or was written by somebody else")
    return head


def _first_line(file: OpenFile) -> bytes:
    width = ALIGNMENT
    while width <= LONGEST_HEAD:
        line, end, _ = file.read(0, min(width, file.size)).partition(b"\n")
        if end:
            return line
        width *= 8
    raise ValueError("a cache has no head")


def _copied(file: OpenFile, folder: Path) -> memoryview:
    """The content of a file as memory that nobody else can change."""
    import mmap
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder) as copy:
            for block in blocks(file, 0, file.size):
                write_all(copy.fileno(), block)
            return memoryview(mmap.mmap(copy.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError:  # a read-only or a full disk
        return memoryview(file.read(0, file.size))


def _checked(file: OpenFile, data: memoryview | None, start: int, size: int, check: int) -> memoryview:
    if not 0 <= start <= start + size <= file.size:
        raise ValueError("a buffer lies outside of its file")
    buffer = memoryview(file.read(start, start + size)) if data is None else data[start : start + size]
    if crc32(buffer) != check:
        raise ValueError("a buffer is damaged")
    return buffer


def write(path: Path, stamp: str, buffers: Mapping[str, Buffer]) -> None:
    """Replace the content of a cache by buffers under a stamp.

    Raises:
        OSError: The file is unchanged.
    """
    make_folder(path.parent)
    views = {name: memoryview(buffer).cast("B") for name, buffer in buffers.items()}
    modified = int(time.time()) // COARSEST_TIME * COARSEST_TIME * 10**9
    head = _encode_head(stamp, modified, views)
    draft = Draft(path)
    try:
        draft.write(head)
        for view in views.values():
            draft.write(view)
            draft.write(bytes(-len(view) % ALIGNMENT))
        draft.seal()
        os.utime(draft.path, ns=(modified, modified))
        draft.commit()
    except BaseException:
        draft.discard()
        raise


def _encode_head(stamp: str, modified: int, views: Mapping[str, memoryview]) -> bytes:
    """The first line: it says where the buffers begin, which depends on its own length."""
    checks = {name: crc32(view) for name, view in views.items()}
    width = ALIGNMENT
    while True:
        at = width
        places: dict[str, list[int]] = {}
        for name, view in views.items():
            places[name] = [at, len(view), checks[name]]
            at += len(view) + -len(view) % ALIGNMENT
        record = {"magic": MAGIC, "stamp": stamp, "time": modified, "buffers": places}
        rest = json.dumps(record).encode()[1:]
        head = _CHECK % crc32(rest) + rest
        if len(head) < width:
            return head.ljust(width - 1) + b"\n"
        width *= 2

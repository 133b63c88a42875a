"""Named buffers in one checked, mapped file: for what can be made again, such as a search index."""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

from paper_tui.store.files.atomic_files import Draft, let_go, make_folder, mapped, open_to_read
from paper_tui.store.format.checked_lines import to_json

Buffer = bytes | bytearray | memoryview
MAGIC = "paper-tui cache 1"
ALIGNMENT = 64


def read(path: Path, stamp: str | None, only: Iterable[str] = ()) -> dict[str, memoryview] | None:
    """The buffers written under this stamp, or any; None when they are missing, of another or damaged.

    The views are read-only and stay good when the file is replaced or removed. Each is checked, which
    takes its time for a large one: a caller who needs `only` some names them.
    """
    try:
        data = _map(path)
        head = json.loads(data[: data.find(b"\n")])
        if head["magic"] != MAGIC or head["stamp"] != (stamp or head["stamp"]):
            return None
        view = memoryview(data)
        places = head["buffers"]
        found = {name: _checked(view, *places[name]) for name in only or places}
        let_go(data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found


def _map(path: Path) -> mmap.mmap:
    descriptor = open_to_read(path)
    try:
        return mapped(descriptor)
    finally:
        os.close(descriptor)


def _checked(view: memoryview, start: int, size: int, check: int) -> memoryview:
    buffer = view[start : start + size]
    if len(buffer) != size or crc32(buffer) != check:
        raise ValueError("a buffer is damaged")
    return buffer


def write(path: Path, stamp: str, buffers: Mapping[str, Buffer]) -> None:
    """Write buffers under a stamp, in place of all that the file held.

    Raises:
        OSError: The file stands as it was.
    """
    make_folder(path.parent)
    views = {name: memoryview(buffer).cast("B") for name, buffer in buffers.items()}
    head = _head(stamp, views)
    draft = Draft(path)
    try:
        draft.write(head)
        for view in views.values():
            draft.write(view)
            draft.write(bytes(-len(view) % ALIGNMENT))
        draft.seal()
        draft.commit()
    except BaseException:
        draft.discard()
        raise


def _head(stamp: str, views: Mapping[str, memoryview]) -> bytes:
    """The first line, as long as it itself says that the buffers begin."""
    checks = {name: crc32(view) for name, view in views.items()}
    width = ALIGNMENT
    while True:
        at = width
        places: dict[str, list[int]] = {}
        for name, view in views.items():
            places[name] = [at, len(view), checks[name]]
            at += len(view) + -len(view) % ALIGNMENT
        head = to_json({"magic": MAGIC, "stamp": stamp, "buffers": places})
        if len(head) < width:
            return head.ljust(width - 1) + b"\n"
        width *= 2

"""Reading files that others may rewrite, shorten or replace while they are open.

Files are read with pread, never mapped: a mapped file that somebody else shortens (``cp`` over it, a
synchroniser, an editor) kills the process with SIGBUS at the next look. One record costs a call of 1 to 2
microseconds more than a slice of a mapping.
"""

from __future__ import annotations

import errno
import fcntl
import os
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from paper_tui.files import open_descriptor
from paper_tui.store.errors import DamageError, shown

BLOCK = 1 << 20
"""Bytes that are read at a time."""
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
OPEN_FLAGS = _NOFOLLOW | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Signature(NamedTuple):
    """The state of a file as `stat` shows it: another content has another signature."""

    device: int
    inode: int
    size: int
    modified: int
    """In nanoseconds."""


def signature(path: Path) -> Signature | None:
    """The state of a file; None if there is none."""
    try:
        return _signature(path.stat())
    except FileNotFoundError:
        return None


def signature_of(descriptor: int) -> Signature:
    """The state of an open file."""
    return _signature(os.fstat(descriptor))


def _signature(status: os.stat_result) -> Signature:
    return Signature(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def is_there(path: Path) -> bool:
    """Return whether anything has this name, a dangling link included."""
    return os.path.lexists(path)


def open_to_read(path: Path) -> int:
    """A descriptor to read from; symbolic links, folders, pipes and devices are refused.

    Raises:
        OSError: It is one of these, or cannot be read.
    """
    return open_descriptor(path, follow=False)


def read_file(path: Path) -> bytes:
    """The whole of a file; a symbolic link is refused."""
    descriptor = open_to_read(path)
    try:
        return b"".join(iter(lambda: os.read(descriptor, BLOCK), b""))
    finally:
        os.close(descriptor)


class Source(Protocol):
    """Bytes that are read by place."""

    @property
    def size(self) -> int:
        """The size in bytes."""

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from one place up to another.

        Raises:
            DamageError: There are fewer.
        """


class Held:
    """Bytes in memory as a `Source`."""

    def __init__(self, data: bytes = b"") -> None:
        self._data = data

    @property
    def size(self) -> int:
        """The size in bytes."""
        return len(self._data)

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from one place up to another."""
        return self._data[start:stop]


class OpenFile:
    """An open file as a `Source`; it stays readable when its name is given to another file."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            OSError: It cannot be opened, or is not a regular file.
        """
        self._path = path
        self._descriptor = open_to_read(path)
        weakref.finalize(self, os.close, self._descriptor)
        self.state = signature_of(self._descriptor)

    @property
    def size(self) -> int:
        """The size in bytes when it was opened."""
        return self.state.size

    def read(self, start: int, stop: int) -> bytes:
        """The bytes from one place up to another.

        Raises:
            DamageError: The file was shortened meanwhile, or the disk does not give them.
        """
        if not 0 <= start <= stop <= self.size:
            raise DamageError(f"{shown(self._path)} is shorter than it says")
        try:
            data = os.pread(self._descriptor, stop - start, start)
            while len(data) < stop - start:
                more = os.pread(self._descriptor, stop - start - len(data), start + len(data))
                if not more:
                    raise self._changed()
                data += more
        except OverflowError as error:
            raise self._changed() from error
        return data

    def _changed(self) -> DamageError:
        return DamageError(
            f"{shown(self._path)} was shortened by another program while it was being read",
            "Do it again once that program has finished; `paper-tui doctor` checks the library.",
        )


def blocks(source: Source, start: int, stop: int) -> Iterator[bytes]:
    """The bytes from one place up to another, a block at a time."""
    for at in range(start, stop, BLOCK):
        yield source.read(at, min(at + BLOCK, stop))


def lines(source: Source, start: int, stop: int) -> Iterator[bytes]:
    """The lines from one place up to another, without their line ends."""
    rest: list[bytes] = []
    for block in blocks(source, start, stop):
        first, *others = block.split(b"\n")
        rest.append(first)
        if others:
            yield b"".join(rest)
            yield from others[:-1]
            rest = [others[-1]]
    if rest:
        yield b"".join(rest)


def is_being_written(path: Path) -> bool:
    """Return whether any process has a file open for writing; False where the system does not report it.

    Linux refuses a read lease on such a file.
    """
    set_lease = getattr(fcntl, "F_SETLEASE", None)
    if set_lease is None:
        return False
    try:
        descriptor = open_to_read(path)
    except OSError:
        return False
    try:
        fcntl.fcntl(descriptor, set_lease, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, set_lease, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(descriptor)
    return False

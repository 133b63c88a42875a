"""Files written whole or not at all, and folders only their owner can read.

A file is replaced as SQLite and git do it: a new file beside it, made with O_EXCL and O_NOFOLLOW, written,
flushed with fsync, renamed over the old name, and the folder flushed, without which a power cut may
bring the old name back. A link is never followed on writing: rename replaces the name itself.
"""

from __future__ import annotations

import _thread
import errno
import mmap
import os
import secrets
import stat
import sys
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from paper_tui.store.errors import StoreError, shown

FILE_MODE = 0o600
FOLDER_MODE = 0o700
BLOCK = 1 << 20
TEMPORARY = ".tmp"
_LET_GO = 4 << 20
"""Bytes of memory given back at a time: the call keeps the interpreter lock, 16 ms and more for 1.8 GB."""
_LARGE = 4 << 20
"""Bytes from which on it takes a while to free a file."""

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_FLAGS = _NOFOLLOW | _BINARY | _CLOEXEC
_NO_FOLDER_FSYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EISDIR, errno.ENOSYS}


class UnconfirmedError(OSError):
    """What was to be written is there, but the disk would not confirm that it will last."""


class Signature(NamedTuple):
    """Tells one state of a file from another without reading it."""

    device: int
    inode: int
    size: int
    modified: int
    """In nanoseconds."""


def signature(path: Path) -> Signature | None:
    """The state a file is in, or None when there is none."""
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
    """Whether anything has this name, a dangling link as well."""
    return os.path.lexists(path)


def open_to_read(path: Path) -> int:
    """A descriptor to read from; a symbolic link is refused, and so is what is no file.

    Raises:
        IsADirectoryError: It is a folder, a pipe or a device.
        OSError: It is a link, or cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | _NONBLOCK | _FLAGS)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def mapped(descriptor: int) -> mmap.mmap:
    """A file's bytes, in memory only as far as they are used.

    Once the last use of a file that was replaced ends, the system frees all of it, 40 ms and more for each
    gigabyte. Where that is the mapping, no other thread runs meanwhile; so a descriptor outlives it.
    """
    data = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    if len(data) >= _LARGE:
        weakref.finalize(data, _close_beside, os.dup(descriptor)).atexit = False
    return data


def _close_beside(descriptor: int) -> None:
    """Close a descriptor in a thread, without a lock: this may be called in the midst of anything."""
    try:
        _thread.start_new_thread(os.close, (descriptor,))
    except RuntimeError:  # there is no thread to be had
        os.close(descriptor)


def expect(data: mmap.mmap | bytes, *, whole: bool) -> None:
    """Tell the system whether a mapped file will be read from end to end, or a little here and there.

    Else it reads megabytes around each record that is asked for, during which no other thread runs.
    """
    if sys.platform == "linux" and isinstance(data, mmap.mmap):
        with suppress(OSError):  # nothing but speed depends on it
            data.madvise(mmap.MADV_NORMAL if whole else mmap.MADV_RANDOM)


def let_go(data: mmap.mmap | bytes) -> None:
    """Give back the memory that a look through a mapped file took; what is used comes back by itself."""
    if sys.platform == "linux" and isinstance(data, mmap.mmap):
        with suppress(OSError):  # nothing but memory depends on it
            for start in range(0, len(data), _LET_GO):
                data.madvise(mmap.MADV_DONTNEED, start, min(_LET_GO, len(data) - start))


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, for its owner alone."""
    if path.is_symlink() and not path.is_dir():
        raise StoreError(f"{shown(path)} is a symbolic link to nowhere; nothing was written")
    path.mkdir(FOLDER_MODE, parents=True, exist_ok=True)


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Write every byte, however few the system takes at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest[:BLOCK]) :]


def sync_folder(path: Path) -> None:
    """Make a rename in this folder last; file systems that cannot are taken as they are."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _CLOEXEC)
    except OSError as error:
        if error.errno in _NO_FOLDER_FSYNC:
            return
        raise
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_FSYNC:
            raise
    finally:
        os.close(descriptor)


class Draft:
    """A file that is being written beside the one it is to replace."""

    def __init__(self, target: Path, name: str | None = None) -> None:
        self.target = target
        self.path = target.with_name(name or f".{target.name}.{secrets.token_hex(4)}{TEMPORARY}")
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS, FILE_MODE)
        self._buffer = bytearray()

    def write(self, data: bytes | memoryview) -> None:
        """Append to the draft."""
        if len(data) >= BLOCK:
            self._flush()
            write_all(self._descriptor, data)
            return
        self._buffer += data
        if len(self._buffer) >= BLOCK:
            self._flush()

    def write_at_start(self, data: bytes) -> None:
        """Write over the first bytes."""
        self._flush()
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        write_all(self._descriptor, data)
        os.lseek(self._descriptor, 0, os.SEEK_END)

    def _flush(self) -> None:
        buffer, self._buffer = self._buffer, bytearray()
        write_all(self._descriptor, memoryview(buffer))

    def seal(self) -> None:
        """Make what was written last, still under the draft's own name."""
        self._flush()
        os.fsync(self._descriptor)
        self._close()

    def commit(self) -> None:
        """Put the sealed draft in its target's place, for good.

        Raises:
            UnconfirmedError: It is in place; only the flush of the folder failed.
            OSError: Nothing was replaced.
        """
        os.replace(self.path, self.target)  # noqa: PTH105 - one name for the call that the fault tests watch
        try:
            sync_folder(self.target.parent)
        except OSError as error:
            raise UnconfirmedError(error.errno, error.strerror) from error

    def discard(self) -> None:
        """Leave nothing behind."""
        self._close()
        with suppress(FileNotFoundError):
            self.path.unlink()

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def replace_file(target: Path, data: bytes) -> None:
    """Give a file new content, whole or not at all.

    Raises:
        OSError: The old content stands, and the draft is gone.
    """
    draft = Draft(target)
    try:
        draft.write(data)
        draft.seal()
        draft.commit()
    except BaseException:
        draft.discard()
        raise


def append(path: Path, data: bytes, end: int) -> Signature:
    """Write at a place from which on a file holds nothing of worth, for good, or take it back.

    Args:
        path: A file that is there.
        data: What is to follow.
        end: Where.

    Raises:
        UnconfirmedError: The data is there, but could be neither confirmed nor taken back.
        OSError: The data is not there.
    """
    descriptor = os.open(path, os.O_RDWR | _FLAGS)
    try:
        rest = os.pread(descriptor, BLOCK, end)
        try:
            os.lseek(descriptor, end, os.SEEK_SET)
            write_all(descriptor, data)
            _sync_data(descriptor)
        except BaseException as error:
            _take_back(descriptor, end, rest, error)
            raise
        return signature_of(descriptor)
    finally:
        os.close(descriptor)


def _take_back(descriptor: int, end: int, rest: bytes, cause: BaseException) -> None:
    try:
        os.ftruncate(descriptor, end)
    except OSError as error:
        raise UnconfirmedError(error.errno, error.strerror) from cause
    with suppress(OSError):  # the rest only marks the end; readers do without
        os.lseek(descriptor, end, os.SEEK_SET)
        write_all(descriptor, rest)


def take_back(path: Path, end: int, rest: bytes) -> None:
    """Undo an `append`: cut the file off at ``end`` and write what stood there."""
    descriptor = os.open(path, os.O_RDWR | _FLAGS)
    try:
        os.ftruncate(descriptor, end)
        os.lseek(descriptor, end, os.SEEK_SET)
        write_all(descriptor, rest)
        _sync_data(descriptor)
    finally:
        os.close(descriptor)


def _sync_data(descriptor: int) -> None:
    sync = getattr(os, "fdatasync", os.fsync)
    sync(descriptor)


def remove_drafts(folder: Path, older_than: float = 0.0) -> None:
    """Remove drafts that killed processes left.

    Args:
        folder: Where; nothing happens when it is not there.
        older_than: Seconds; 0 where the caller's lock tells that no draft is being written.
    """
    if not folder.is_dir():
        return
    for name in os.listdir(folder):  # noqa: PTH208 - a tenth of the time of a Path for each file
        if name.startswith(".") and name.endswith(TEMPORARY):
            draft = folder / name
            with suppress(FileNotFoundError):
                if not older_than or time.time() - draft.stat().st_mtime > older_than:
                    draft.unlink()


def read_file(path: Path) -> bytes:
    """All of a file; a symbolic link is refused."""
    descriptor = open_to_read(path)
    try:
        return b"".join(iter(lambda: os.read(descriptor, BLOCK), b""))
    finally:
        os.close(descriptor)

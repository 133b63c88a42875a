"""Atomic and durable writes, and folders that only their owner can read.

A file is replaced as SQLite and git do it: a new file beside it is made with O_EXCL and O_NOFOLLOW, written,
flushed with fsync and renamed over the old name; then the folder is flushed, without which a power cut may
bring the old file back. A link is never followed on writing: rename replaces the name itself.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from paper_tui import files
from paper_tui.files import TEMPORARY
from paper_tui.store.errors import StoreError, UncertainError, shown
from paper_tui.store.files.reading import BLOCK, OPEN_FLAGS, Signature, signature_of

FILE_MODE = 0o600
_NO_FOLDER_FSYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EISDIR, errno.ENOSYS}


class UnconfirmedError(OSError):
    """The data is in its place, but the disk did not confirm that it is durable."""


def make_folder(path: Path) -> None:
    """Make a folder and its missing parents, with mode 0700 whatever the umask is."""
    if path.is_symlink() and not path.is_dir():
        raise StoreError(f"{shown(path)} is a symbolic link to nowhere; nothing was written")
    files.make_folder(path)


def write_all(descriptor: int, data: bytes | memoryview) -> None:
    """Write all bytes, in as many calls as it takes."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest[:BLOCK]) :]


def sync_folder(path: Path) -> None:
    """Flush a folder, so that a rename in it is durable; not every file system can."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
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
    """A new file beside the one that it will replace."""

    def __init__(self, target: Path, name: str | None = None) -> None:
        self.target = target
        self.path = target.with_name(name or f".{target.name}.{os.urandom(4).hex()}{TEMPORARY}")
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | OPEN_FLAGS, FILE_MODE)
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
        """Flush the draft to the disk, still under its own name."""
        self._flush()
        os.fsync(self._descriptor)
        self._close()

    def commit(self) -> None:
        """Rename the sealed draft to its target, durably.

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
        """Close and remove the draft."""
        self._close()
        with suppress(FileNotFoundError):
            self.path.unlink()

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def replace_file(target: Path, data: bytes) -> None:
    """Replace the content of a file atomically and durably.

    Raises:
        OSError: The old content is unchanged, and the draft is removed.
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
    """Write durably at the end of the used part of a file, or undo the write.

    Args:
        path: An existing file.
        data: The bytes to write.
        end: Where the used part ends; what follows is overwritten.

    Raises:
        UncertainError: The data may be written, and could be neither confirmed nor undone.
        OSError: The data is not written.
    """
    descriptor = os.open(path, os.O_RDWR | OPEN_FLAGS)
    try:
        rest = os.pread(descriptor, BLOCK, end)
        try:
            os.lseek(descriptor, end, os.SEEK_SET)
            write_all(descriptor, data)
            _sync_data(descriptor)
        except BaseException as error:
            _undo_append(descriptor, end, rest, error)
            raise
        return signature_of(descriptor)
    finally:
        os.close(descriptor)


def _undo_append(descriptor: int, end: int, rest: bytes, cause: BaseException) -> None:
    try:
        os.ftruncate(descriptor, end)
    except OSError as error:
        raise UncertainError(
            "The change was written in part: it may or may not be there when the library is next opened",
            "Make the disk writable, then look with `paper-tui history` whether the change is there.",
        ) from (cause if isinstance(cause, OSError) else error)
    with suppress(OSError):  # it only marks the end; readers do without
        os.lseek(descriptor, end, os.SEEK_SET)
        write_all(descriptor, rest)


def undo_append(path: Path, end: int, rest: bytes) -> None:
    """Undo an `append`: cut the file off at ``end`` and restore what followed it."""
    descriptor = os.open(path, os.O_RDWR | OPEN_FLAGS)
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

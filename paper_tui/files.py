"""Read files without waiting for anything but a disk, and write small ones so that they survive a crash."""

from __future__ import annotations

import errno
import json
import os
import stat
import time
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

LARGEST_FILE = 300_000_000
"""Bytes of a file that is read whole, where nothing smaller is asked for."""
TEMPORARY = ".tmp"
"""The end of the name of a draft, which begins with a dot and the name of its target."""
STALE = 600.0
"""Seconds after which no draft is still being written."""
_BLOCK = 1 << 20
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


class NotAFileError(OSError):
    """A path is that of a folder, a pipe, a socket or a device."""


def open_descriptor(path: Path, *, follow: bool = True) -> int:
    """A descriptor to read from, opened at once: whatever opening or reading could wait for is refused.

    Args:
        path: The file.
        follow: Whether it may be a symbolic link.

    Raises:
        NotAFileError: It is a folder, a pipe, a socket or a device.
        OSError: It cannot be opened.
    """
    descriptor = os.open(path, _OPEN_FLAGS | _NONBLOCK | (0 if follow else _NOFOLLOW))
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise NotAFileError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise NotAFileError(errno.EINVAL, "It is a pipe, a socket or a device", str(path))


def open_regular(path: Path, *, follow: bool = True) -> BufferedReader:
    """Open a file to read it; as `open_descriptor`."""
    return open(open_descriptor(path, follow=follow), "rb")


def read_regular(path: Path, limit: int = LARGEST_FILE, *, follow: bool = True) -> bytes:
    """The whole of a file; as `open_descriptor`, and one beyond the limit is refused too."""
    pieces, room = [], limit
    with open_regular(path, follow=follow) as file:
        while piece := file.read(_BLOCK):  # memory is taken for what is there, not for what may be
            pieces.append(piece)
            room -= len(piece)
            if room < 0:
                raise OSError(errno.EFBIG, f"It is larger than {limit // 1_000_000} MB", str(path))
    return b"".join(pieces)


def read_json(path: Path) -> object:
    """The value in a JSON file; None where it is missing or damaged.

    Raises:
        OSError: It is there, but cannot be read.
    """
    try:
        return json.loads(read_regular(path))
    except (FileNotFoundError, ValueError, RecursionError):
        return None


def make_folder(path: Path) -> None:
    """Make a folder and its parents, each for its owner alone whatever the umask."""
    missing = [each for each in (path, *path.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def replace_file(path: Path, data: bytes) -> None:
    """Put bytes in place of a file: after a crash it holds the old ones or the new.

    Raises:
        OSError: They could not be written; the file is as it was.
    """
    import tempfile  # half as long to load as the whole store

    make_folder(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", suffix=TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise


def remove_drafts(folder: Path, older_than: float = 0.0, *, of: str = "") -> None:
    """Remove the drafts of processes that were killed.

    Args:
        folder: The folder; it need not exist.
        older_than: Seconds; 0 where the caller holds the lock under which drafts are written.
        of: The name of their target, or its beginning; by default any.
    """
    if not folder.is_dir():
        return
    for name in os.listdir(folder):  # noqa: PTH208 - a tenth of the time of a Path for each file
        if name.startswith(f".{of}") and name.endswith(TEMPORARY):
            draft = folder / name
            with suppress(FileNotFoundError):
                if not older_than or time.time() - draft.stat().st_mtime > older_than:
                    draft.unlink()


def append(path: Path, data: bytes) -> None:
    """Write bytes at the end of a file, which is made for its owner alone; never waits, as `open_descriptor`.

    Raises:
        OSError: They could not be written.
    """
    make_folder(path.parent)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _NONBLOCK | _NOFOLLOW
    with open(os.open(path, flags, 0o600), "ab") as file:  # noqa: PTH123 (flags)
        file.write(data)


def append_durably(path: Path, data: bytes, end: int) -> None:
    """Write bytes at a place of a file and cut off everything after them, then flush to the disk.

    Args:
        path: The file, which is made where it is missing; a symbolic link is refused.
        data: The bytes.
        end: The length of what is known to be whole; a line that a crash left torn begins there.

    Raises:
        OSError: They could not be written.
    """
    make_folder(path.parent)
    with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b") as file:  # noqa: PTH123 (a mode)
        file.truncate(end)
        file.seek(end)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

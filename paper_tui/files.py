"""Write small files so that they survive a crash, for layers that keep their own beside the library."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


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
    make_folder(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
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

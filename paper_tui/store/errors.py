"""What a reader is told when the library cannot be read or written."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paper_tui.papers.text import clean_line

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "the file would grow past the allowed size",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "no permission",
    errno.EPERM: "no permission",
    errno.EIO: "the disk reports an error",
    errno.ELOOP: "it is a symbolic link",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a file stands where a folder is needed",
}
_HINTS = {
    errno.ENOSPC: "Free some space and do it again.",
    errno.EDQUOT: "Free some space and do it again.",
    errno.ELOOP: "Put the real file in its place; the library folder itself may be a link.",
    errno.EIO: "Copy the library folder to another disk.",
}


class StoreError(Exception):
    """The library could not be read or written.

    The message is complete: what happened and what was kept. ``hint`` says what to do next, or is empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class DamageError(StoreError):
    """A file does not hold what was written to it."""


class NewerError(StoreError):
    """A file was written by a newer version, and is left as it is."""

    def __init__(self, path: Path, schema: int) -> None:
        super().__init__(
            f"{shown(path)} was written by a newer paper-tui (schema {schema}); nothing was changed",
            "Update paper-tui, or run `paper-tui doctor` if you think the file is damaged.",
        )


def shown(path: Path) -> str:
    """A path as text that is safe to draw."""
    return clean_line(str(path))


def reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    known = _REASONS.get(error.errno or 0)
    return known or clean_line(error.strerror or type(error).__name__).lower()


@contextmanager
def reporting(what: str) -> Iterator[None]:
    """Turn a system's refusal inside the block into a `StoreError` that begins with ``what``."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {reason(error)}", _HINTS.get(error.errno or 0, "")) from error

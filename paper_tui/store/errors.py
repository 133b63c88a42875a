"""Errors of reading and writing the library, as messages for users."""

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
    errno.ENOTDIR: "a file is where a folder is needed",
}
_HINTS = {
    errno.ENOSPC: "Free some space and do it again.",
    errno.EDQUOT: "Free some space and do it again.",
    errno.ELOOP: "Put the real file in its place; the library folder itself may be a link.",
    errno.EIO: "Copy the library folder to another disk.",
}


class StoreError(Exception):
    """The library could not be read or written.

    The message says what happened and what was kept; ``hint`` what to do next, or nothing.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class DamageError(StoreError):
    """A file is not what was written."""


class UncertainError(StoreError):
    """A change could be neither completed nor undone."""


class NewerError(StoreError):
    """A file was written by a newer version; it is not changed."""

    def __init__(self, path: Path, schema: int) -> None:
        super().__init__(
            f"{shown(path)} was written by a newer paper-tui (schema {schema}); nothing was changed",
            "Update paper-tui, or run `paper-tui doctor` if you think the file is damaged.",
        )


def shown(path: Path) -> str:
    """A path that is safe to draw."""
    return clean_line(str(path))


def reason(error: OSError) -> str:
    """The cause of a system error in plain words."""
    known = _REASONS.get(error.errno or 0)
    return known or clean_line(error.strerror or type(error).__name__).lower()


@contextmanager
def reporting(what: str) -> Iterator[None]:
    """Turn a system error in the block into a `StoreError` whose message begins with ``what``."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {reason(error)}", _HINTS.get(error.errno or 0, "")) from error

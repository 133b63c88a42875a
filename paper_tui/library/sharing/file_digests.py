"""Digests of files, each of which is read only once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paper_tui.sync.files import digest_of


@dataclass(frozen=True, slots=True)
class FileHere:
    """A file of this library."""

    path: Path
    size: int
    digest: str

    def read(self) -> bytes:
        """Its bytes; none if it is no longer as it was."""
        with suppress(OSError):
            data = self.path.read_bytes()
            return data if digest_of(data) == self.digest else b""
        return b""


class FileDigests:
    """Digests by the names of files; a file whose inode and size are as before has not changed."""

    def __init__(self, before: Mapping[str, Any]) -> None:
        """After earlier ones. Any: JSON that is not checked yet."""
        self._before: Mapping[str, Any] = before
        self.seen: dict[str, list[Any]] = {}
        """Inode, size and digest of each file that was asked for."""

    def begin(self) -> None:
        """Forget the files that are not asked for from now on."""
        self._before, self.seen = self.seen or self._before, {}

    def of(self, path: Path) -> FileHere | None:
        """A file with its digest; None for one that was removed meanwhile."""
        with suppress(OSError):
            status = path.stat()
            found = self._before.get(path.name)
            if not isinstance(found, list) or found[:2] != [status.st_ino, status.st_size]:
                found = [status.st_ino, status.st_size, digest_of(path.read_bytes())]
            self.seen[path.name] = found
            return FileHere(path, found[1], str(found[2]))
        return None

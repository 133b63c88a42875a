"""Files that go along with the events: each is stored under the digest of its bytes and never changes.

So devices cannot conflict, and the digest of an incomplete or changed file is wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from paper_tui.files import open_regular, remove_drafts, replace_file
from paper_tui.sync.transport import SyncError

FOLDER = "files"
LARGEST_FILE = 100_000_000
"""Bytes of one file."""
_DIGEST = re.compile(r"[0-9a-f]{32}")


def digest_of(data: bytes) -> str:
    """Names a file by its bytes."""
    return sha256(data).hexdigest()[:32]


def is_digest(text: object) -> bool:
    """Return whether a value can be what `digest_of` returns."""
    return isinstance(text, str) and bool(_DIGEST.fullmatch(text))


class FolderFiles:
    """Files in a folder; nothing in it is read but regular files with a digest for a name.

    Others write beside it: where they put a link to another folder, that is neither read nor written.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root

    @property
    def _root(self) -> Path:
        """The folder.

        Raises:
            SyncError: It is a link.
        """
        if self._folder.is_symlink():
            raise SyncError(f"{self._folder} is a link to another folder and was not used; remove it")
        return self._folder

    def remove_drafts(self, older_than: float) -> None:
        """Remove what killed processes left of files that they wrote; as `paper_tui.files.remove_drafts`."""
        with suppress(OSError, SyncError):  # they only take room
            remove_drafts(self._root, older_than)

    def sizes(self) -> Mapping[str, int]:
        """As `transport.Files.sizes`."""
        try:
            with os.scandir(self._root) as entries:
                found = [each for each in entries if is_digest(each.name)]
                return {
                    each.name: each.stat(follow_symlinks=False).st_size
                    for each in found
                    if each.is_file(follow_symlinks=False)
                }
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SyncError(f"cannot read {self._root}: {_why(error)}") from None

    def read(self, digest: str, size: int) -> bytes | None:
        """As `transport.Files.read`."""
        with suppress(OSError):
            with open_regular(self._root / digest, follow=False) as file:
                data = file.read(size + 1)
            if digest_of(data) == digest:
                return data
        return None

    def write(self, digest: str, data: bytes) -> None:
        """As `transport.Files.write`."""
        try:
            replace_file(self._root / digest, data)
        except OSError as error:
            raise SyncError(f"cannot write to {self._root}: {_why(error)}; your files are kept") from None

    def finish(self) -> None:
        """Nothing is left to do: something else carries the folder."""


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()

"""Image files of figures, kept beside the full texts that they belong to: one file an image."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from paper_tui.files import open_regular
from paper_tui.store.errors import reporting, shown
from paper_tui.store.files.atomic_files import make_folder, replace_file
from paper_tui.store.files.paths import FIGURES
from paper_tui.store.files.reading import read_file

_DIGEST = 20


class FigureFolder:
    """The kept figures of a library, by the name of a text's file and the address of the image in it."""

    def __init__(self, library: Path) -> None:
        self.folder = library / FIGURES

    def read(self, text: str, address: str) -> bytes | None:
        """The bytes of an image; None where it is not kept.

        Raises:
            StoreError: It is there but cannot be read.
        """
        path = self._path(text, address)
        if not path.is_file():
            return None
        with reporting(f"Cannot read {shown(path)}"):
            return read_file(path)

    def head(self, text: str, address: str, length: int) -> bytes:
        """The first bytes of an image; none where it is not kept or cannot be read."""
        with suppress(OSError), open_regular(self._path(text, address)) as file:
            return file.read(length)
        return b""

    def has(self, text: str, address: str) -> bool:
        """Return whether an image is kept."""
        return self._path(text, address).is_file()

    def write(self, text: str, address: str, data: bytes) -> None:
        """Keep an image.

        Raises:
            StoreError: It was not kept.
        """
        self.write_as(text, _name_of(address), data)

    def write_as(self, text: str, name: str, data: bytes) -> None:
        """Keep an image that another device calls `name` in `all`; as `write`."""
        with reporting(f"Cannot write to {shown(self.folder)}"):
            make_folder(self.folder)
            replace_file(self.folder / f"{text}!{name}", data)

    def all(self) -> Iterator[tuple[str, str, Path]]:
        """The name of the text, its own name and the file of every image."""
        for entry in self._entries():
            yield _text_of(entry.name), entry.name.rpartition("!")[2], Path(entry.path)

    def remove(self, text: str) -> None:
        """Remove the images of a text.

        Raises:
            StoreError: One is still there.
        """
        with reporting(f"Cannot remove the figures in {shown(self.folder)}"):
            for entry in list(self._entries()):
                if _text_of(entry.name) == text:
                    Path(entry.path).unlink(missing_ok=True)

    def sizes(self) -> Counter[str]:
        """The bytes of the images of each text, by its name."""
        sizes: Counter[str] = Counter()
        for entry in self._entries():
            with suppress(FileNotFoundError):  # another process removed it
                sizes[_text_of(entry.name)] += entry.stat(follow_symlinks=False).st_size
        return sizes

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.folder) as entries:
            kept = (entry for entry in entries if not entry.name.startswith("."))  # drafts do
            yield from (entry for entry in kept if entry.is_file(follow_symlinks=False))

    def _path(self, text: str, address: str) -> Path:
        return self.folder / f"{text}!{_name_of(address)}"


def _name_of(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def _text_of(name: str) -> str:
    return name.rpartition("!")[0]

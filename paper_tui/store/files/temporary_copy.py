"""Temporary copies of a library: for one that cannot be written, and for looking at one without touching it.

A process that is killed leaves its copy behind; the next one that makes a copy removes it. Each copy says by
its name which process made it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from paper_tui.store.files.paths import PREPARED, LibraryPaths

PREFIX = "paper-tui-copy-"


class TemporaryCopy:
    """A library's files in a temporary folder; caches, full texts, links and the lock are left out."""

    def __init__(self, source: LibraryPaths, *, everything: bool = False) -> None:
        """Copy a library.

        Args:
            source: The library.
            everything: Whether conflict copies, the history and all else are copied too.

        Raises:
            OSError: A file cannot be read.
        """
        _remove_abandoned()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self.paths = LibraryPaths(self._folder / "library")
        self.paths.folder.mkdir()
        wanted = {path.name for path in (source.catalogue, source.shelf, source.journal, source.backups)}
        try:
            for path in source.folder.iterdir():
                if everything or path.name in wanted or path.name.startswith(PREPARED):
                    _copy(path, self.paths.folder / path.name, source)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Remove the copy."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _copy(path: Path, target: Path, source: LibraryPaths) -> None:
    if path.is_symlink() or path.name in (source.lock.name, source.cache.name, source.texts.name):
        return
    if path.is_dir():
        shutil.copytree(path, target, symlinks=True)
    elif path.is_file():
        shutil.copyfile(path, target)


def _remove_abandoned() -> None:
    """Remove the copies of processes that are gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        process = folder.name.removeprefix(PREFIX).partition("-")[0]
        with suppress(OSError):  # another user's, or already gone
            if process.isdecimal() and not _is_running(int(process)) and folder.stat().st_uid == os.getuid():
                shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True

"""Has the search index of a library made in a process of its own.

Python runs one thread at a time, and an index takes seconds to minutes of its time: made in a thread of
the reader, every key press would wait for its turn.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from paper_tui.papers.cancellation import Cancelled, CancelToken

MODULE = "paper_tui.library.indexing"
INDEX = "search-index"
"""The name under which a library keeps its index."""
PATIENCE = 0.05
"""Seconds between two looks at whether the index is still waited for."""


class Indexer:
    """At most one process that makes the index of a library; it ends when this one does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._making: tuple[str, subprocess.Popen[bytes]] | None = None
        self._closed = False

    def make(self, stamp: str, cancel: CancelToken) -> bool:
        """Have the index of the catalogue of a stamp made and kept; whether that went well.

        Raises:
            Cancelled: The caller no longer waits; the index is still built for the next search.
        """
        if self._closed:
            raise Cancelled
        try:
            process = self._process(stamp)
        except OSError:
            return False
        while process.poll() is None:
            cancel.check()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                continue
        self._end()
        if self._closed:
            raise Cancelled
        return process.returncode == 0

    def _process(self, stamp: str) -> subprocess.Popen[bytes]:
        """The process that makes this index; one that makes another is ended."""
        if self._making and self._making[0] == stamp:
            return self._making[1]
        self._end()
        process = subprocess.Popen(  # noqa: S603 - our own module, by the interpreter that runs us
            [sys.executable, "-P", "-m", MODULE, str(self._folder.absolute()), stamp],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._making = (stamp, process)
        return process

    def _end(self) -> None:
        making, self._making = self._making, None
        if making:
            making[1].terminate()
            making[1].communicate()

    def close(self) -> None:
        """Make nothing any more."""
        self._closed = True
        self._end()

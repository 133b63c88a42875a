"""Build the search index of a library in a separate process.

The interpreter lock lets one thread run at a time, and an index takes seconds to minutes: built in a thread
of the reader, every key press would wait.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.library.child_process import ChildProcess
from paper_tui.papers.cancellation import Cancelled, CancelToken

if TYPE_CHECKING:  # a search with a kept index needs no process
    import subprocess

INDEX = "search-index"
"""Cache name of the index."""
MODULE = "paper_tui.library.indexing.build"
PATIENCE = 0.05
"""Seconds between two checks for cancellation."""


class Indexer:
    """Runs at most one index process, which ends with this one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child = ChildProcess(MODULE)
        self._making: tuple[str, subprocess.Popen[bytes]] | None = None
        self._closed = False

    def make(self, stamp: str, cancel: CancelToken) -> bool:
        """Build and store the index of a catalogue stamp; return whether that succeeded.

        Raises:
            Cancelled: The caller no longer waits; the index is still built for the next search.
        """
        import subprocess

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
        """Start the process for a stamp; a process for another stamp is ended."""
        if self._making and self._making[0] == stamp:
            return self._making[1]
        process = self._child.start(str(self._folder.absolute()), stamp)
        self._making = (stamp, process)
        return process

    def _end(self) -> None:
        self._making = None
        self._child.end()

    def close(self) -> None:
        """End the process; later requests are cancelled."""
        self._closed = True
        self._end()

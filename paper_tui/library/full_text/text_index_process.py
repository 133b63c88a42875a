"""Bring the text index of a library up to date in a process of its own."""

from __future__ import annotations

import selectors
from pathlib import Path

from paper_tui.library.child_process import ChildProcess
from paper_tui.library.full_text.text_index_update import Progress
from paper_tui.papers.cancellation import CancelToken

MODULE = "paper_tui.library.full_text.text_indexing"
SLICE = 0.1
"""Seconds between two checks for cancellation."""


class TextIndexer:
    """Brings the text index up to date in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child = ChildProcess(MODULE)

    def run(self, progress: Progress, cancel: CancelToken) -> bool:
        """Index what is new, and wait for it; return whether that succeeded.

        Raises:
            Cancelled: The caller cancelled, and the process was ended; what it indexed stays.
        """
        try:
            process = self._child.start(str(self._folder.absolute()), pipe=True)
        except OSError:
            return False
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(process.stdout, selectors.EVENT_READ)
                while True:
                    cancel.check()
                    if not selector.select(SLICE):
                        continue
                    line = process.stdout.readline()
                    if not line:
                        return process.wait() == 0
                    done, total = map(int, line.split())
                    progress(done, total)
        finally:
            self._child.end()

"""A process of our own for work that would hold the interpreter lock for long."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

NICENESS = 10


class ChildProcess:
    """Runs at most one process of a module, which ends with this one."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str, pipe: bool = False) -> subprocess.Popen[bytes]:
        """Start the module with arguments, its output piped or discarded; an earlier process is ended.

        Raises:
            OSError: It cannot be started.
        """
        import subprocess

        self.end()
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by the interpreter that runs us
            [sys.executable, "-P", "-m", self._module, *arguments],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if pipe else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return self._process

    def end(self) -> None:
        """End the process, if one runs."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.communicate()


def be_child() -> None:
    """Let this process end with its parent, and leave the processor to others first."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _end_with_parent() -> None:
    """Exit when standard input is closed, which happens when the parent ends."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)

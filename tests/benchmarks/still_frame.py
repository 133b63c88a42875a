"""From a key to a frame that stands still, as a terminal sees it: the reader in a pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.import_jsonl import copied, made
from tests.benchmarks.rows import Row, row

KEYS = 40
"""Keys of which the median counts."""
SILENCE = 0.15
"""Seconds without output after which a frame stands still."""
START = 30.0
"""Seconds that the reader may take until its first frame stands still."""
FRAME = 1000 / 60
"""Milliseconds between two frames of Textual."""
SIZE = (40, 140)


def measure(papers: int) -> Iterator[Row]:
    """Press ``j`` again and again; each time take when the last byte of what it changed arrived.

    Yields:
        A row with the median in milliseconds, as a ratio of one frame of Textual.
    """
    with tempfile.TemporaryDirectory() as home, copied(made(papers).folder) as library:
        median = statistics.median(_times(library, Path(home)))
    yield row("still_frame", papers, median, "ms", "a frame of Textual: 16.7 ms", median / FRAME)


def _times(library: Path, home: Path) -> list[float]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "XDG_CONFIG_HOME": str(home), "HOME": str(home)}
    command = [sys.executable, "-m", "paper_tui", "--library", str(library)]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    try:
        _until_still(ours, time.perf_counter(), START)
        os.write(ours, b"\x1b")  # closes the tour
        _until_still(ours, time.perf_counter(), 2.0)
        times = []
        for _ in range(KEYS):
            began = time.perf_counter()
            os.write(ours, b"j")
            times.append(1000 * (_until_still(ours, began, 2.0) - began))
        return times
    finally:
        process.terminate()
        process.wait(10)
        os.close(ours)


def _until_still(terminal: int, began: float, patience: float) -> float:
    """Read until nothing has arrived for a while; return when the last byte did."""
    last, deadline = began, began + patience
    while time.perf_counter() < deadline:
        readable, _, _ = select.select([terminal], [], [], SILENCE if last > began else deadline - began)
        if not readable:
            break
        os.read(terminal, 1 << 16)
        last = time.perf_counter()
    return last

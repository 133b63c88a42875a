"""The program in a pseudo-terminal, as a person has it before them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pexpect
import pyte

PATIENCE = 20.0
KEYS = {"enter": "\r", "escape": "\x1b", "down": "\x1b[B", "up": "\x1b[A", "tab": "\t", "space": " "}
PROGRAM = (sys.executable, "-m", "paper_tui")


def environment(home: Path, **more: str) -> dict[str, str]:
    """A fresh user's surroundings, without a browser or a desktop."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    fresh = {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1"}
    return kept | fresh | more


class Screen(pyte.Screen):
    """A screen that knows no private device status, which newer versions of tmux ask for."""

    def report_device_status(self, mode: int, private: bool = False) -> None:
        if not private:
            super().report_device_status(mode)


class Terminal:
    """Types keys, and reads the screen as it stands."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        columns: int = 140,
        rows: int = 40,
        cwd: Path | None = None,
    ) -> None:
        self._screen = Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self._home = Path(env["HOME"])
        self.process = pexpect.spawn(
            command[0],
            list(command[1:]),
            env=dict(env),
            dimensions=(rows, columns),
            timeout=PATIENCE,
            cwd=cwd,
        )

    @property
    def text(self) -> str:
        """The screen, a line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def reports(self) -> str:
        """The program's reports of unexpected failures."""
        return "\n".join(path.read_text("utf-8") for path in self._home.rglob("error-*.txt"))

    def press(self, *keys: str) -> None:
        """Press named keys, or type texts."""
        for key in keys:
            self.process.send(KEYS.get(key, key))

    def wait_for(self, text: str, patience: float = PATIENCE) -> str:
        """Read until the screen shows a text; what it shows then."""
        return self.wait_until(lambda shown: text in shown, patience, f"“{text}”")

    def wait_until(self, holds: Callable[[str], object], patience: float = PATIENCE, what: str = "it") -> str:
        """Read until something holds of the screen; what it shows then."""
        deadline = time.monotonic() + patience
        while not holds(self.text):
            if time.monotonic() > deadline:
                raise AssertionError(f"{what} did not come up within {patience} s:\n{self.text}")
            self.take_in()
        return self.text

    def wait_for_end(self) -> int:
        """Read until the program has ended; its exit code, or minus the signal that ended it."""
        deadline = time.monotonic() + PATIENCE
        while self.take_in():
            if time.monotonic() > deadline:
                raise AssertionError(f"the program did not end:\n{self.text}")
        self.process.wait()
        if self.process.signalstatus is not None:
            return -int(self.process.signalstatus)
        return int(self.process.exitstatus)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def hang_up(self) -> None:
        """Close the terminal as its window is closed, and wait until the program has ended."""
        self.process.ptyproc.fileobj.close()
        self.process.ptyproc.wait()

    def close(self) -> None:
        """Take the terminal away."""
        self.process.close(force=True)

    def take_in(self) -> bool:
        """Take in what the program wrote; False when it has ended."""
        try:
            written = self.process.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += written
        self._stream.feed(written)
        return True

"""Ask the terminal what it is and what it can draw, before the reader starts.

The question is sent before the reader's code is loaded, so that the answer takes no time of its own. Keys
that are typed meanwhile are kept for the reader.
"""

from __future__ import annotations

import os
import re
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any

from paper_tui.images.choice import UNKNOWN, Terminal, Tmux

SECONDS = 0.1
"""Seconds that the terminal has to answer."""
QUESTION = "\x1b[>q\x1b[16t\x1b[?1;1;0S\x1b[c"
"""Its name, the size of a cell, the colours of sixels; its attributes come last, as all terminals answer."""
_NAME = re.compile(rb"\x1bP>\|([^\x1b]{0,100})\x1b\\")
_CELL = re.compile(rb"\x1b\[6;(\d{1,4});(\d{1,4})t")
_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]{1,80})c")
_REGISTERS = re.compile(rb"\x1b\[\?1;(\d);?(\d{0,9})[\d;]{0,20}S")
_ALL = (_NAME, _CELL, _REGISTERS, _ATTRIBUTES)
_SIXEL = b"4"
_SILENT = ("linux", "dumb", "")
"""Types of terminals that are not asked."""
_TMUX_FORMAT = "#{client_termname}|#{allow-passthrough}|#{client_cell_width}|#{client_cell_height}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answers of a terminal."""

    terminal: Terminal = UNKNOWN
    typed: bytes = b""
    """Keys that were typed meanwhile."""
    is_late: bool = False
    """True if answers may still come."""


NOT_ASKED = Answer()


def parse(received: bytes) -> Answer:
    """Separate the answers of a terminal from what was typed."""
    name, cell, registers, attributes = (each.search(received) for each in _ALL)
    typed = received
    for each in _ALL:
        typed = each.sub(b"", typed)
    terminal = Terminal(
        name[1].decode("ascii", "replace") if name else "",
        bool(attributes) and _SIXEL in attributes[1].split(b";")[1:] if attributes else False,
        (int(cell[2]), int(cell[1])) if cell else None,
        sixel_colours=int(registers[2] or 256) if registers and registers[1] == b"0" else 256,
    )
    return Answer(terminal, typed, is_late=attributes is None)


def may_ask(setting: str, environment: Mapping[str, str]) -> bool:
    """Return whether to ask the terminal at all."""
    if setting in ("off", "symbols") or environment.get("NO_COLOR") or sys.platform == "win32":
        return False
    is_apple = environment.get("TERM_PROGRAM") == "Apple_Terminal"  # it prints what it does not know
    return environment.get("TERM", "") not in _SILENT and not is_apple


class TerminalProbe:
    """Asks when it is entered; `answer` waits for the rest of the time.

    Until `release` keys come as they do in the reader: at once, unseen, and unchanged.

    Args:
        wanted: Whether to ask; without that the answer is empty.
        environment: Environment of the process.
    """

    def __init__(self, environment: Mapping[str, str], *, wanted: bool) -> None:
        self._environment = environment
        self._is_wanted = wanted and os.isatty(0) and os.isatty(2)
        self._modes: list[Any] | None = None
        self._deadline = 0.0

    def __enter__(self) -> TerminalProbe:
        if self._is_wanted:
            self._modes = _without_echo()
        if self._modes is not None:
            self._deadline = time.monotonic() + SECONDS
            with suppress(OSError):
                os.write(2, QUESTION.encode())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Have the terminal as it was before, once; the reader starts with that."""
        modes, self._modes = self._modes, None
        if modes is not None:
            import termios

            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, modes)

    def answer(self) -> Answer:
        """Read the answers until the last one is there or the time is over."""
        if self._modes is None:
            return NOT_ASKED
        tmux = _tmux(self._environment)  # while the terminal answers
        received = b""
        with selectors.DefaultSelector() as selector:
            selector.register(0, selectors.EVENT_READ)
            while not _ATTRIBUTES.search(received):
                left = self._deadline - time.monotonic()
                if not selector.select(max(left, 0)):
                    break
                piece = os.read(0, 4096)
                if not piece:
                    break
                received += piece
        answer = parse(received)
        known = answer.terminal
        cell, around = (_cell_of_window() or known.cell), None
        if tmux is not None:
            around, cell = tmux[0], tmux[1] or cell
        return replace(answer, terminal=replace(known, cell=cell, tmux=around))


class LateAnswers:
    """Takes the answers that came too late out of what is typed."""

    _whole = re.compile(r"\x1bP>\|[^\x1b]{0,100}\x1b\\|\x1b\[6;\d{1,4};\d{1,4}t|\x1b\[\?[\d;]{1,80}[cS]")
    _begun = re.compile(r"\x1b(?:P(?:>(?:\|[^\x1b]{0,100}\x1b?)?)?|\[(?:6(?:;[\d;]{0,9})?|\?[\d;]{0,80})?)\Z")

    def __init__(self) -> None:
        self._held = ""

    def without(self, text: str) -> str:
        """Return what was typed; the beginning of an answer is held back for the next call."""
        text = self._whole.sub("", self._held + text)
        begun = self._begun.search(text)
        self._held = begun[0] if begun else ""
        return text[: begun.start()] if begun else text

    def rest(self) -> str:
        """Return what was held back and was never completed."""
        held, self._held = self._held, ""
        return held


def _without_echo() -> list[Any] | None:
    """Have keys come at once and unseen, as in the reader; the modes before that, or None."""
    import termios

    try:
        before = termios.tcgetattr(0)
        modes = termios.tcgetattr(0)
        modes[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        termios.tcsetattr(0, termios.TCSANOW, modes)
    except termios.error:
        return None
    return before


def _cell_of_window() -> tuple[int, int] | None:
    """Width and height of a cell by the size of the window in pixels, if the terminal reports it."""
    import fcntl
    import struct
    import termios

    try:
        window = fcntl.ioctl(2, termios.TIOCGWINSZ, b"\0" * 8)
    except OSError:
        return None
    rows, columns, width, height = struct.unpack("HHHH", window)
    if not (rows and columns and width and height):
        return None
    return width // columns, height // rows


def _tmux(environment: Mapping[str, str]) -> tuple[Tmux, tuple[int, int] | None] | None:
    """Ask tmux about itself and the size of a cell; None outside of tmux."""
    if not environment.get("TMUX"):
        return None
    command = ["tmux", "display-message", "-p", "-t", environment.get("TMUX_PANE", ""), _TMUX_FORMAT]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, text=True)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return Tmux(), None
    name, passes, *size = [*ended.stdout.strip().split("|"), "", ""][:4]
    cell = [int(each) for each in size if each.isdecimal() and 0 < int(each) < 1000]
    return Tmux(passes in ("on", "all", "1"), name), (cell[0], cell[1]) if len(cell) == 2 else None

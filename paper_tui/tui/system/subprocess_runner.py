"""Runs a program of the user's: an argument list, no shell, no input, a limit to time and output."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.text import clean_line, clean_note

TIME_LIMIT = 120.0
"""Seconds after which a program is stopped."""
MOST_OUTPUT = 200_000
"""Bytes of output after which a program is stopped."""
LOOK_EVERY = 0.05
"""Seconds between two looks at a running program."""
GRACE = 2.0
"""Seconds that a program has to end by itself when it is asked to."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended."""

    output: str = ""
    """What it wrote, errors among it, safe to draw."""
    problem: str = ""
    """What went wrong, for a reader; empty when nothing did."""


def run(command: Sequence[str], cancel: CancelToken, limit: float = TIME_LIMIT) -> Ended:
    """Run a program to its end, or stop it with all that it started when it is cancelled or goes too far."""
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(  # noqa: S603 - the user's own command, as an argument list
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            return Ended(problem=_not_started(command, error))
        stopped = _watch(process, output, cancel, time.monotonic() + limit)
        output.seek(0)
        text = clean_note(output.read(MOST_OUTPUT).decode("utf-8", "replace"))
    return Ended(text, stopped or _exit_problem(process.returncode))


def run_in_terminal(command: Sequence[str]) -> Ended:
    """Run a program that draws in the terminal itself, which must have been let go of."""
    try:
        return Ended(problem=_exit_problem(subprocess.call(command)))  # noqa: S603 - as above
    except (OSError, ValueError) as error:
        return Ended(problem=_not_started(command, error))


def _watch(process: subprocess.Popen[bytes], output: IO[bytes], cancel: CancelToken, deadline: float) -> str:
    """Wait for the end of a program; why it was stopped, or empty when it ended by itself."""
    while True:
        try:
            process.wait(LOOK_EVERY)
        except subprocess.TimeoutExpired:
            reason = _reason_to_stop(output, cancel, deadline)
            if reason:
                _stop(process)
                return reason
        else:
            return ""


def _reason_to_stop(output: IO[bytes], cancel: CancelToken, deadline: float) -> str:
    if cancel.is_cancelled:
        return "cancelled"
    if time.monotonic() > deadline:
        return "stopped, since it took too long"
    if os.fstat(output.fileno()).st_size > MOST_OUTPUT:
        return "stopped, since it wrote too much"
    return ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started, kindly at first."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue
        except ProcessLookupError:
            process.wait()
        return


def _exit_problem(code: int) -> str:
    if code < 0:
        return f"ended by signal {-code}"
    return f"exit code {code}" if code else ""


def _not_started(command: Sequence[str], error: Exception) -> str:
    name = clean_line(command[0])
    if isinstance(error, FileNotFoundError):
        return f"there is no program called {name}"
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{name} cannot be run: {why}"

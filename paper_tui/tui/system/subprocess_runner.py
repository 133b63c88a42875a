"""Run a user's program: an argument list, no shell, no input, limited time and output."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.text import clean_line, clean_note

TIME_LIMIT = 120.0
"""Seconds after which a program is stopped."""
MOST_OUTPUT = 200_000
"""Bytes of output after which a program is stopped."""
LOOK_EVERY = 0.05
"""Seconds between two checks of a running program."""
GRACE = 2.0
"""Seconds between SIGTERM and SIGKILL."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Output and outcome of a program."""

    output: str = ""
    """Standard output and error, cleaned for drawing."""
    problem: str = ""
    """The reason why it failed, as a message; empty on success."""


def run(
    command: Sequence[str],
    cancel: CancelToken,
    limit: float = TIME_LIMIT,
    variables: Mapping[str, str] | None = None,
) -> Ended:
    """Run a program until it ends; stop it and its children if it is cancelled or exceeds a limit.

    Args:
        command: The program and its arguments.
        cancel: Checked every `LOOK_EVERY` seconds.
        limit: Seconds after which it is stopped.
        variables: Environment variables besides those of this process.
    """
    with tempfile.TemporaryFile() as output:
        try:
            process = subprocess.Popen(  # noqa: S603 - the user's own command, as an argument list
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=os.environ | dict(variables or {}),
            )
        except (OSError, ValueError) as error:
            return Ended(problem=_not_started(command, error))
        stopped = _watch(process, output, cancel, time.monotonic() + limit)
        output.seek(0)
        text = clean_note(output.read(MOST_OUTPUT).decode("utf-8", "replace"))
    return Ended(text, stopped or _exit_problem(process.returncode))


def run_in_terminal(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Ended:
    """Run a program that uses the terminal itself; the reader must be suspended."""
    surroundings = os.environ | dict(variables or {})
    try:
        return Ended(problem=_exit_problem(subprocess.call(command, env=surroundings)))  # noqa: S603 - as above
    except (OSError, ValueError) as error:
        return Ended(problem=_not_started(command, error))


def _watch(process: subprocess.Popen[bytes], output: IO[bytes], cancel: CancelToken, deadline: float) -> str:
    """Wait for a program; return why it was stopped, or an empty string if it ended by itself."""
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
        return "stopped: it took too long"
    if os.fstat(output.fileno()).st_size > MOST_OUTPUT:
        return "stopped: it wrote too much"
    return ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program and its children: first by SIGTERM, then by SIGKILL, which ends children that stayed."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


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

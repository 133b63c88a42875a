"""Input that fails, never ends or is not there: a plain message, and Ctrl+C within a second."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.helpers import Shell, program_path

MEMORY = Path("/proc/self/mem")
"""A file whose reading fails at once, as on a dying disk."""
ZERO = Path("/dev/zero")


@pytest.mark.skipif(not MEMORY.exists(), reason="no such file here")
@pytest.mark.parametrize("command", [["import", str(MEMORY)], ["import", "-"], ["note", "1706.03762", "-"]])
def test_a_failing_disk_is_a_plain_message(shell: Shell, command: list[str]) -> None:
    program = [sys.executable, "-m", "paper_tui", *command]
    surroundings = os.environ | program_path()
    with MEMORY.open("rb") as failing:
        ended = subprocess.run(
            program, stdin=failing, env=surroundings, capture_output=True, text=True, timeout=60, check=False
        )
    assert ended.returncode == 1
    assert "Input/output error" in ended.stderr
    assert "Errno" not in ended.stderr
    assert not shell.library.exists()


@pytest.mark.skipif(not ZERO.exists(), reason="no such device here")
def test_a_note_without_end_is_refused(shell: Shell) -> None:
    program = [sys.executable, "-m", "paper_tui", "note", "1706.03762", "-"]
    with ZERO.open("rb") as endless:
        ended = subprocess.run(
            program,
            stdin=endless,
            env=os.environ | program_path(),
            capture_output=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 1
    assert b"larger than 10 MB; nothing was changed" in ended.stderr
    assert not shell.library.exists()


def test_a_note_that_is_not_utf_8_is_refused(shell: Shell) -> None:
    said = shell("note", "1706.03762", "-", stdin=b"caf\xe9")
    assert (said.code, said.err) == (1, "paper-tui: standard input is not UTF-8 text; nothing was changed\n")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=lambda sign: sign.name)
@pytest.mark.parametrize("command", ["import pipe", "import -", "note 1706.03762 -", "export -o pipe"])
def test_a_command_that_waits_is_ended_within_a_second(
    shell: Shell, command: str, sign: signal.Signals
) -> None:
    os.mkfifo(shell.folder / "pipe")
    script = (
        "import sys; from paper_tui.cli import run; print('ready', file=sys.stderr, flush=True); "
        f"sys.exit(run({command.split()!r}))"
    )
    waiting = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | program_path(),
    )
    try:
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(0.3)
        waiting.send_signal(sign)
        waiting.communicate(timeout=20)
        assert waiting.returncode in ({130} if sign == signal.SIGINT else {-15, 143})
    finally:
        waiting.kill()
        waiting.wait()

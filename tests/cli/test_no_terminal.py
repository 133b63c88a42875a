"""The reader asked for where there is no terminal: a plain message, exit 2, and no escape written."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from itertools import product

import pytest

from tests.cli.helpers import Shell, program_path

STREAMS = ("stdin", "stdout", "stderr")
MIXES = [mix for mix in product((True, False), repeat=3) if not all(mix)]


def opened(mix: tuple[bool, ...], **env: str) -> tuple[int, bytes, bytes]:
    """Exit code, what a terminal was sent and what pipes were, with a terminal for some of the streams."""
    ours, theirs = pty.openpty()
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    streams = {
        name: theirs if is_terminal else pipes[name] for name, is_terminal in zip(STREAMS, mix, strict=True)
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "paper_tui"], env={**os.environ, **program_path(), **env}, **streams
    )
    piped = b"".join(part for part in program.communicate(timeout=30) if part)
    os.write(theirs, b"<end>")
    shown = b""
    while b"<end>" not in shown:
        shown += os.read(ours, 65536)
    os.close(ours)
    os.close(theirs)
    return program.returncode, shown.removesuffix(b"<end>"), piped


@pytest.mark.usefixtures("shell")
@pytest.mark.parametrize("mix", MIXES, ids=str)
def test_whichever_stream_is_no_terminal_it_is_named(mix: tuple[bool, ...]) -> None:
    code, shown, piped = opened(mix, TERM="xterm-256color")
    assert code == 2
    assert b"\x1b" not in shown + piped
    assert b"needs a terminal" in (shown if mix[2] else piped)
    spoken = (shown + piped).decode()
    names = {"stdin": "input", "stdout": "output", "stderr": "error output"}
    missing = [names[name] for name, is_terminal in zip(STREAMS, mix, strict=True) if not is_terminal]
    assert f"not a terminal: standard {' and '.join(missing)}" in spoken
    assert "paper-tui list" in spoken


@pytest.mark.usefixtures("shell")
@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_cannot_be_drawn_on_is_named(kind: str) -> None:
    code, shown, _ = opened((True, True, True), TERM=kind)
    assert code == 2
    assert b"\x1b" not in shown
    assert f"TERM is {kind or 'not set'}".encode() in shown


def test_nothing_is_created_where_the_reader_does_not_open(shell: Shell) -> None:
    assert shell.program().returncode == 2
    assert not shell.library.exists()

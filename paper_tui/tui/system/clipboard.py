"""Copy to the clipboard, also inside tmux and over ssh, and to a file."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from paper_tui.files import make_folder

PATIENCE = 2.0
"""Timeout for tmux, in seconds."""


def copy_through_tmux(text: str, environment: Mapping[str, str]) -> bool:
    """Give the text to tmux, which passes it on to the terminal's clipboard; False outside tmux.

    tmux does not let OSC 52 of a program through unless it is set to; its own buffer it sends out.
    """
    tmux = shutil.which("tmux") if environment.get("TMUX") else None
    if tmux is None:
        return False
    try:
        ended = subprocess.run(  # noqa: S603 - a fixed argument list; the text goes through standard input
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def keep_in_file(text: str, path: Path) -> bool:
    """Write the text to a file for users without a clipboard; return False when that fails."""
    try:
        make_folder(path.parent)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return False
    return True

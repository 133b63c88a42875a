"""Opens a file in a program of the desktop, or in one that the user named."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

FILE = "{file}"
"""Placeholder of the file in the command of the settings."""


def open_file(path: Path, viewer: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Open a file beside the reader; False where there is no program to open it.

    Args:
        path: The file; it is passed as one argument and begins with a slash.
        viewer: The user's command, an argument of which is ``{file}``; empty for the desktop's own.
        environment: Shows whether there is a desktop.
    """
    command = _command(path.absolute(), viewer, environment)
    if not command:
        return False
    try:
        subprocess.Popen(  # noqa: S603 - an argument list; the file is one whole argument
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def _command(path: Path, viewer: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    if viewer:
        filled = [str(path) if part == FILE else part for part in viewer]
        return filled if FILE in viewer else [*filled, str(path)]
    if sys.platform == "darwin":
        return ["open", str(path)]
    has_desktop = any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))
    opener = shutil.which("xdg-open") or shutil.which("wslview")
    return [opener, str(path)] if has_desktop and opener else []

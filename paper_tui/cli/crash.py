"""Reports of unexpected exceptions, for the user to attach to a bug report."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from paper_tui import __version__
from paper_tui.files import make_folder
from paper_tui.folders import log_folder


def write_report(error: Exception, command: str) -> Path | None:
    """Write the traceback to a new file and return its path, or None if that fails.

    The file contains neither command-line arguments nor the environment.
    """
    now = datetime.now(UTC)
    path = log_folder() / f"error-{now:%Y%m%dT%H%M%S%f}.txt"
    head = f"paper-tui {__version__}, Python {platform.python_version()}, {platform.platform()}"
    lines = [head, f"command: {command or 'reader'}", f"time: {now.isoformat()}", ""]
    try:
        make_folder(path.parent)
        text = "\n".join([*lines, *traceback.format_exception(error)])
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path

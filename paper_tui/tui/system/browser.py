"""Open a URL in the user's browser."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping

from paper_tui.papers.links import safe_url


def open_in_browser(url: str, environment: Mapping[str, str]) -> bool:
    """Hand an address to a browser of the desktop; False if there is none.

    The address goes as one argument of a list, never through a shell, and only when `safe_url` lets it
    pass. A browser that would draw in this terminal is not started.
    """
    command = _command(environment)
    if not command or not safe_url(url):
        return False
    try:
        subprocess.Popen(  # noqa: S603 - an argument list, and the address was checked
            [*command, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def _command(environment: Mapping[str, str]) -> list[str]:
    """Return the program that opens URLs, with its arguments; empty without one."""
    named = environment.get("BROWSER", "").split(os.pathsep)[0].replace("%s", "").strip()
    if named:
        return shlex.split(named)
    if sys.platform == "darwin":
        return ["open"]
    has_desktop = any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))
    opener = shutil.which("xdg-open") or shutil.which("wslview")
    return [opener] if has_desktop and opener else []

"""Notifications by escape sequences of the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from paper_tui.papers.text import clean_line

LONGEST = 200
"""Characters of a notification."""
BELL = "\a"
_KITTY, _GNOME = ("KITTY_WINDOW_ID",), ("VTE_VERSION", "GHOSTTY_RESOURCES_DIR", "WEZTERM_PANE")
_SILENT = ("WT_SESSION", "ConEmuPID")
"""Terminals that show no notifications, and take OSC 9 for something else."""


def notification(text: str, environment: Mapping[str, str]) -> str:
    """The escape sequence of a notification; a bell where the terminal knows none.

    OSC 99 in kitty; 777 in foot, urxvt, Ghostty, WezTerm and those of GNOME; else 9. Inside tmux it is passed
    through to the terminal around. A text that begins with a number and a semicolon would be progress for
    some terminals, hence the name in front.
    """
    sequence = _sequence(clean_line(text, LONGEST).replace(";", ","), environment)
    if "TMUX" in environment and sequence != BELL:
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}\x1b\\"
    return sequence


def _sequence(text: str, environment: Mapping[str, str]) -> str:
    terminal, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if "kitty" in terminal or any(name in environment for name in _KITTY):
        return f"\x1b]99;;paper-tui: {text}\x1b\\"
    is_gnome = any(name in environment for name in _GNOME) or program in ("ghostty", "WezTerm")
    if is_gnome or terminal.startswith(("foot", "rxvt", "xterm-ghostty")):
        return f"\x1b]777;notify;paper-tui;{text}\x1b\\"
    if (
        any(name in environment for name in _SILENT)
        or terminal in ("linux", "dumb", "")
        or (program == "Apple_Terminal")
    ):
        return BELL
    return f"\x1b]9;paper-tui: {text}\x1b\\"

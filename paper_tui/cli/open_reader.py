"""Start of the reader, which needs a terminal."""

from __future__ import annotations

import argparse
import os
import sys

from paper_tui.cli.exit_codes import USAGE
from paper_tui.cli.output import print_message
from paper_tui.settings import NOW_VARIABLE, Settings, environment

NO_TERMINAL = """\
paper-tui: the reader needs a terminal for input and output ({why}).
Without a terminal, use commands, for example: paper-tui list, paper-tui --help"""


def open_reader(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command takes options
    """Open the reader and return its exit code, or print why not and return 2."""
    why = why_no_terminal("input", "output", "error output")
    if why:
        print_message(NO_TERMINAL.format(why=why))
        return USAGE
    from paper_tui.tui import read

    return read(settings, may_tour=NOW_VARIABLE not in environment())  # a set clock is a script's


def why_no_terminal(*needed: str) -> str:
    """Reason why the reader cannot run here; empty if it can."""
    streams = {"input": 0, "output": 1, "error output": 2}
    piped = [name for name in needed if not os.isatty(streams[name])]
    if piped:
        return f"not a terminal: standard {' and '.join(piped)}"
    kind = environment().get("TERM", "")
    if kind in ("", "dumb") and sys.platform != "win32":
        return f"TERM is {kind or 'not set'}"
    return ""

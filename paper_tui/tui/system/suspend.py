"""Lends the terminal to a program that draws in it, such as an editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App, SuspendNotSupported

from paper_tui.tui.system.subprocess_runner import Ended, run_in_terminal


def lend_terminal(app: App[Any], command: Sequence[str]) -> Ended:
    """Run a program that has the terminal to itself until it ends.

    Any is Textual's: an app may be of any result.
    """
    try:
        with app.suspend():
            return run_in_terminal(command)
    except SuspendNotSupported:
        return Ended(problem="this terminal cannot be lent to another program")

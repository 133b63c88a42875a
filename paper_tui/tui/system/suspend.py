"""Suspend the reader while another program, such as an editor, uses the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import App, SuspendNotSupported

from paper_tui.tui.system.subprocess_runner import Ended, run_in_terminal


def lend_terminal(app: App[Any], command: Sequence[str], variables: Mapping[str, str] | None = None) -> Ended:
    """Run a program that uses the terminal until it ends.

    Any is Textual's: an app may be of any result.
    """
    try:
        with app.suspend():
            return run_in_terminal(command, variables)
    except SuspendNotSupported:
        return Ended(problem="this terminal cannot be lent to another program")

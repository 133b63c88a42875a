"""The exit codes of every command."""

from __future__ import annotations

DONE = 0
NOTHING_FOUND = 1
"""Nothing was found, or some of the input was rejected and the rest was kept."""
USAGE = 2
LIBRARY_ERROR = 3
"""The library cannot be read or written."""
INTERNAL_ERROR = 70
"""A bug in the program: EX_SOFTWARE of sysexits.h."""
INTERRUPTED = 130
"""Ctrl+C: 128 + SIGINT."""
BROKEN_PIPE = 141
"""The reader of standard output is gone: 128 + SIGPIPE, as for ``yes`` and ``cat``."""


class CommandError(Exception):
    """A command failed; the message is for the user."""

    def __init__(self, message: str, code: int = NOTHING_FOUND) -> None:
        super().__init__(message)
        self.code = code


class OutputError(CommandError):
    """Results cannot be written, for example because the disk is full."""

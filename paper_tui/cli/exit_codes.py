"""The exit codes of every command."""

from __future__ import annotations

DONE = 0
NOTHING_FOUND = 1
"""Nothing was found, or some of the input was rejected; what was good is kept."""
USAGE = 2
LIBRARY_ERROR = 3
"""The library cannot be read or written."""
INTERNAL_ERROR = 70
"""The program failed in a way that is its own fault, as sysexits.h numbers it."""
INTERRUPTED = 130
"""As shells report an interrupt from the keyboard."""
BROKEN_PIPE = 141
"""As shells report a program whose reader went away: of ``yes``, ``cat`` and ``git log`` too."""


class CommandError(Exception):
    """A command cannot go on; the message is for the user."""

    def __init__(self, message: str, code: int = NOTHING_FOUND) -> None:
        super().__init__(message)
        self.code = code


class OutputError(CommandError):
    """Results cannot be written: the disk is full, say."""

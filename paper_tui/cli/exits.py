"""The exit codes of every command."""

from __future__ import annotations

DONE = 0
NOTHING_FOUND = 1
"""Nothing was found, or some of the input was rejected; what was good is kept."""
USAGE = 2
LIBRARY_BROKEN = 3
"""The library cannot be read or written."""
INTERRUPTED = 130
"""As shells report an interrupt from the keyboard."""


class CommandError(Exception):
    """A command cannot go on; the message is for the user."""

    def __init__(self, message: str, code: int = NOTHING_FOUND) -> None:
        super().__init__(message)
        self.code = code

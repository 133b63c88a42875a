"""Standard input of a command, read with a limit and with messages for what can go wrong."""

from __future__ import annotations

import sys
from typing import BinaryIO

from paper_tui.cli.exit_codes import CommandError

CHUNK = 2**20


def standard_input() -> BinaryIO:
    """Standard input as bytes.

    Raises:
        CommandError: The process has none.
    """
    if sys.stdin is None:
        raise CommandError("there is no standard input")
    return sys.stdin.buffer


def read_text(limit: int) -> str:
    """Read all of standard input as UTF-8.

    Raises:
        CommandError: It is larger than the limit, is not UTF-8, or cannot be read.
    """
    data = bytearray()
    stream = standard_input()
    try:
        while chunk := stream.read(CHUNK):
            data += chunk
            if len(data) > limit:
                size = f"{limit / 1e6:g} MB"
                raise CommandError(f"standard input is larger than {size}; nothing was changed")
    except OSError as error:
        raise CommandError(f"cannot read standard input: {error.strerror}; nothing was changed") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandError("standard input is not UTF-8 text; nothing was changed") from error

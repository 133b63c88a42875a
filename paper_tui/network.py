"""The one switch of the whole process that forbids network connections; addresses that may be shown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

OFFLINE_VARIABLE = "PAPER_TUI_OFFLINE"
"""An environment variable, so that processes started by this one see it too."""
SERVERS = ("postgresql://", "postgres://")
"""The prefixes of the address of a database."""
_PASSWORD = re.compile(r"(//[^:/@\s]*):\S*@|\b(password)=(?:'[^']*'|[^&\s]+)")


def without_password(text: str) -> str:
    """An address or a message without the passwords in it."""
    return _PASSWORD.sub(lambda found: f"{found[1] or found[2]}{':***@' if found[1] else '=***'}", text)


def is_offline() -> bool:
    """Return whether no connection may be made; to be asked right before one is."""
    return bool(os.environ.get(OFFLINE_VARIABLE))


@contextmanager
def offline(*, wanted: bool) -> Iterator[None]:
    """Forbid connections for a while; does nothing where that is not wanted."""
    before = os.environ.get(OFFLINE_VARIABLE)
    if wanted:
        os.environ[OFFLINE_VARIABLE] = "1"
    try:
        yield
    finally:
        if wanted and before is None:
            del os.environ[OFFLINE_VARIABLE]

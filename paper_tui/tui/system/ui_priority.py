"""The thread that draws goes first: workers stand still while it has something to do.

Python gives threads turns of equal length, so that a picture takes twice as long while a worker computes.
Workers ask now and then whether they were cancelled; here that question waits until the event loop has
nothing left to do but to listen.
"""

from __future__ import annotations

import asyncio
import selectors
import sys
import threading
from collections.abc import Callable

from paper_tui.papers.cancellation import CancelToken

PATIENCE = 0.02
"""Seconds that a worker stands still at most, so that it gets on beside pictures without end."""

_at_rest = threading.Event()
"""Whether the event loop only listens."""
_at_rest.set()


class _Listening(selectors.DefaultSelector):
    """Tells the others while it waits for input."""

    def __init__(self) -> None:
        super().__init__()
        _at_rest.clear()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        _at_rest.set()
        try:
            return super().select(timeout)
        finally:
            _at_rest.clear()

    def close(self) -> None:
        _at_rest.set()
        super().close()


def new_event_loop() -> asyncio.AbstractEventLoop:
    """A loop for which workers make way; on Windows, the usual one."""
    return asyncio.new_event_loop() if sys.platform == "win32" else asyncio.SelectorEventLoop(_Listening())


def make_way() -> None:
    """Stand still while something is being drawn; to be called now and then by what takes long."""
    _at_rest.wait(PATIENCE)


def making_way(cancelled: Callable[[], bool]) -> CancelToken:
    """Return a worker's token: each check first waits until nothing is being drawn."""

    def asked() -> bool:
        make_way()
        return cancelled()

    return CancelToken(asked)

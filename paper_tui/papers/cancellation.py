"""Cooperative cancellation: one token and one exception for all work that takes long."""

from __future__ import annotations

from collections.abc import Callable


def _never() -> bool:
    return False


class Cancelled(Exception):  # noqa: N818 - reports a granted request, not an error
    """The caller no longer wants the result; nothing was changed."""


class CancelToken:
    """A caller's standing request to stop, which the work checks at intervals."""

    __slots__ = ("_requested",)

    def __init__(self, requested: Callable[[], bool] = _never) -> None:
        """Take a function that returns whether to stop; by default work is never cancelled."""
        self._requested = requested

    @property
    def is_cancelled(self) -> bool:
        """True if the work should stop."""
        return self._requested()

    def check(self) -> None:
        """Raise `Cancelled` if the work should stop."""
        if self._requested():
            raise Cancelled


NEVER = CancelToken()
"""The token of work that is never cancelled."""

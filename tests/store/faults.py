"""Makes one call to the system fail, stop short or kill the process."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any  # the arguments of any call of the system

CALLS = (
    "open",
    "write",
    "fsync",
    "fdatasync",
    "replace",
    "rename",
    "link",
    "unlink",
    "mkdir",
    "ftruncate",
)
FAULTS = ("EIO", "ENOSPC", "short", "kill")


class Faults:
    """Counts the calls that change the disk, and does something to one of them."""

    def __init__(self, fault: str = "", at: int = -1) -> None:
        self.calls: list[str] = []
        self._fault = fault
        self._at = at

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def faulty(*args: Any, **kwargs: Any) -> object:  # noqa: ANN401 - passed on as they are
            place = len(self.calls)
            self.calls.append(name)
            return self._strike(name, call, args, kwargs) if place == self._at else call(*args, **kwargs)

        return faulty

    def _strike(
        self, name: str, call: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> object:
        if self._fault == "kill":
            if name == "write":
                call(args[0], bytes(args[1])[: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        if self._fault == "short":
            return call(args[0], bytes(args[1])[:1]) if name == "write" else call(*args, **kwargs)
        raise OSError(getattr(errno, self._fault), os.strerror(getattr(errno, self._fault)))


@contextmanager
def injected(faults: Faults) -> Iterator[Faults]:
    """All calls of the system pass through the faults inside the block."""
    real = {name: getattr(os, name) for name in CALLS}
    for name, call in real.items():
        setattr(os, name, faults.wrap(name, call))
    try:
        yield faults
    finally:
        for name, call in real.items():
            setattr(os, name, call)

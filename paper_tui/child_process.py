"""A child process that answers requests: a file that ends it, or takes too long, costs one answer.

A message is a line of JSON, followed by as many bytes as its member ``bytes`` says.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import IO, Any

from paper_tui.papers.cancellation import NEVER, CancelToken

Message = tuple[dict[str, Any], bytes]
"""The members of a JSON object, and the bytes behind it."""
_PIECE = 1 << 16
_LONGEST_LINE = 1 << 24
_MOST_BYTES = 1 << 28
_SLICE = 0.1


class ChildError(Exception):
    """The process ended, or did not answer in time."""


class Child:
    """Starts the process at the first request, and again after one that ended it. Safe to use from threads.

    Args:
        module: The module that is run and that calls `serve`.
        seconds: How long one answer may take.
        patience: How long a cancelled request is still waited for: a new process takes longer to start.
    """

    def __init__(self, module: str, seconds: float, patience: float = 0.0) -> None:
        self._module = module
        self._seconds = seconds
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self._lock = Lock()

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, request: Mapping[str, object], data: bytes = b"", cancel: CancelToken = NEVER) -> Message:
        """Return the answer to a request.

        Raises:
            ChildError: There is none; the next request starts another process, unless this is closed.
            Cancelled: The caller cancelled.
        """
        with self._lock:
            cancel.check()
            if self._is_closed:
                raise ChildError("the process that reads it was closed")
            process = self._running()
            try:
                _write(_stream(process.stdin), request, data)
                return self._answer(_stream(process.stdout), cancel)
            except (OSError, ValueError):
                raise ChildError("reading it ended the process that reads it") from None
            except BaseException:
                self._end()  # the answer would be taken for that of the next request
                raise

    def close(self) -> None:
        """End the process at once, whatever it does; a request that comes later starts no other one."""
        self._is_closed = True
        process = self._process
        if process is not None:
            process.kill()  # a request that waits for its answer holds the lock until then
        with self._lock:
            self._end()

    def _answer(self, stream: IO[bytes], cancel: CancelToken) -> Message:
        """Read the answer; a process that has ended answers with nothing, which is no JSON."""
        received = bytearray()
        began = time.monotonic()
        with selectors.DefaultSelector() as selector:  # select() refuses descriptors from 1024 on
            selector.register(stream, selectors.EVENT_READ)

            def more() -> None:
                while not selector.select(_SLICE):
                    waited = time.monotonic() - began
                    if waited > self._patience:
                        cancel.check()
                    if waited > self._seconds:
                        raise ChildError(f"it was not read within {self._seconds:.0f} seconds")
                piece = os.read(stream.fileno(), _PIECE)
                if not piece or len(received) > _MOST_BYTES:
                    raise OSError
                received.extend(piece)

            while b"\n" not in received:
                more()
            line, _, rest = bytes(received).partition(b"\n")
            head = json.loads(line)
            received[:] = rest
            while len(received) < int(head.get("bytes", 0)):
                more()
        return head, bytes(received)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def serve(answer: Callable[[dict[str, Any], bytes], Message], memory: int) -> None:
    """Answer requests until standard input ends; called by the child process.

    Args:
        answer: Answers one request.
        memory: Bytes of address space that the process may use, where the system can limit it.
    """
    _limit(memory)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := requests.readline(_LONGEST_LINE):
        head = json.loads(line)
        _write(answers, *answer(head, requests.read(int(head.get("bytes", 0)))))


def _limit(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _write(stream: IO[bytes], head: Mapping[str, object], data: bytes) -> None:
    stream.write(json.dumps({**head, "bytes": len(data)}).encode() + b"\n")
    stream.write(data)
    stream.flush()


def _stream(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError
    return pipe

"""Identify PDFs in a process of its own: a file that ends it costs that file alone.

The process reads a path a line and answers with a JSON object a line; ``python -m paper_tui.pdf.child``.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.pdf.identity import PdfIdentity, identify
from paper_tui.pdf.model import PdfError
from paper_tui.pdf.reading import LARGEST, read_pdf

PAGES = 1
"""Pages that are read: the title page says all that is used."""
SECONDS = 30.0
"""How long one file may take."""
SLICE = 0.1


class PdfReader:
    """A child process that identifies PDFs, begun anew when a file has ended it."""

    def __init__(self, cancel: CancelToken = NEVER) -> None:
        self._cancel = cancel
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> PdfReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def identify(self, path: Path) -> PdfIdentity:
        """Identify the paper in a file.

        Raises:
            PdfError: It cannot be read; the message says why.
            Cancelled: The caller cancelled.
        """
        process = self._running()
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        try:
            process.stdin.write(os.fsencode(path).hex().encode() + b"\n")
            process.stdin.flush()
            record = json.loads(self._answer(process))
        except (OSError, ValueError):
            self._end()
            raise PdfError("reading it ended the reader of PDFs") from None
        if "error" in record:
            raise PdfError(str(record["error"]))
        return PdfIdentity(**record)

    def _answer(self, process: subprocess.Popen[bytes]) -> bytes:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        waited = 0.0
        with selectors.DefaultSelector() as selector:  # select() refuses descriptors from 1024 on
            selector.register(process.stdout, selectors.EVENT_READ)
            while not selector.select(SLICE):
                self._cancel.check()
                waited += SLICE
                if waited >= SECONDS:
                    self._end()
                    raise PdfError(f"it was not read within {SECONDS:.0f} seconds")
        return process.stdout.readline()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "paper_tui.pdf.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
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


def _answers(paths: Iterable[bytes]) -> Iterator[dict[str, object]]:
    for line in paths:
        path = Path(os.fsdecode(bytes.fromhex(line.decode())))
        try:
            with path.open("rb") as file:
                yield asdict(identify(read_pdf(file.read(LARGEST + 1), PAGES), path.name))
        except PdfError as error:
            yield {"error": str(error)}
        except OSError as error:
            yield {"error": (error.strerror or str(error)).lower()}


def main() -> None:
    """Answer until standard input ends."""
    for answer in _answers(sys.stdin.buffer):
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

"""Identify PDFs in a process of its own; ``python -m paper_tui.pdf.child`` is it."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from paper_tui.child_process import Child, ChildError, Message, serve
from paper_tui.files import open_regular
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.pdf.identity import PdfIdentity, identify
from paper_tui.pdf.model import PdfError
from paper_tui.pdf.reading import LARGEST, read_pdf

PAGES = 1
"""Pages that are read: the title page says all that is used."""
SECONDS = 30.0
"""Seconds that one file may take."""
MEMORY = 3 << 30
"""Bytes of address space of the process, in which a file of the largest size has room twice."""


class PdfReader:
    """A child process that identifies PDFs, restarted when a file has ended it."""

    def __init__(self, cancel: CancelToken = NEVER) -> None:
        self._cancel = cancel
        self._child = Child("paper_tui.pdf.child", SECONDS)

    def __enter__(self) -> PdfReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close()

    def identify(self, path: Path) -> PdfIdentity:
        """Identify the paper in a file.

        Raises:
            PdfError: It cannot be read; the message says why.
            Cancelled: The caller cancelled.
        """
        try:
            record, _ = self._child.ask({"path": os.fsencode(path).hex()}, cancel=self._cancel)
        except ChildError as error:
            raise PdfError(str(error)) from None
        if "error" in record:
            raise PdfError(str(record["error"]))
        return PdfIdentity(**record["identity"])


def _answer(request: dict[str, Any], data: bytes) -> Message:  # noqa: ARG001 - requests have no bytes
    path = Path(os.fsdecode(bytes.fromhex(request["path"])))
    try:
        with open_regular(path) as file:
            return {"identity": asdict(identify(read_pdf(file.read(LARGEST + 1), PAGES), path.name))}, b""
    except PdfError as error:
        return {"error": str(error)}, b""
    except OSError as error:
        return {"error": (error.strerror or str(error)).lower()}, b""


if __name__ == "__main__":
    serve(_answer, MEMORY)

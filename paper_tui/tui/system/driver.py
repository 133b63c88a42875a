"""The terminal, which may be closed before the reader is."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver


class Output:
    """Where pictures are written; once the terminal is gone, nowhere."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._is_gone = False

    def write(self, text: str) -> None:
        """Write, if there is somebody to read it."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Hand over what was written."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """The descriptor, by which Textual knows the terminal."""
        return self._file.fileno()

    def _try(self, write: Callable[[], object]) -> None:
        if self._is_gone:
            return
        try:
            write()
        except OSError:
            self._is_gone = True


class HangupSafeDriver(LinuxDriver):
    """Textual's, whose thread that writes ends with the terminal; who draws then waits for it for ever."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if self._file is not None:
            self._file = Output(self._file)  # type: ignore[assignment]  # all that Textual needs of a file

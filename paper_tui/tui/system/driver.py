"""A terminal driver that survives a closed terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver


class Output:
    """Output to the terminal; discarded once the terminal is gone."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._is_gone = False

    def write(self, text: str) -> None:
        """Write, unless the terminal is gone."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Flush, unless the terminal is gone."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._file.fileno()

    def _try(self, write: Callable[[], object]) -> None:
        if self._is_gone:
            return
        try:
            write()
        except OSError:
            self._is_gone = True


class HangupSafeDriver(LinuxDriver):
    """Textual's driver; its writer thread would end with the terminal, and block drawing forever."""

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

"""A terminal driver that survives a closed terminal, and hands on what was typed before it started."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from typing import IO

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from paper_tui.tui.system.terminal_probe import NOT_ASKED, Answer, LateAnswers

LOOK_EVERY = 0.1
"""Seconds between two looks whether the driver is to stop."""


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
    """Textual's driver; its writer thread would end with the terminal, and block drawing forever.

    What the terminal answered before the reader started is in the application's `answer`; its `on_start`
    is called when the terminal is taken over.
    """

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        answer: Answer = getattr(app, "answer", NOT_ASKED)
        self._typed, self._late = answer.typed, LateAnswers() if answer.is_late else None
        self._on_start: Callable[[], object] = getattr(app, "on_start", lambda: None)
        if self._file is not None:
            self._file = Output(self._file)  # type: ignore[assignment]  # all that Textual needs of a file

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._on_start()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it unannotated

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal over again where it was given away, else repaint.

        Textual takes it over in any case: a hangup, which sends SIGHUP and SIGCONT, then leaves its first
        threads behind, and the process does not end.
        """
        if self._must_signal_resume:
            super()._sigcont_application()
        else:
            self.send_message(self.SignalResume())

    def run_input_thread(self) -> None:
        """Parse what is typed, first of all what was typed before; without answers that came too late."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        typed, self._typed = self._typed, b""
        self._process(parser.feed(self._without_answers(decode(typed))) if typed else ())
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                text = self._typed_now(selector, decode)
                if text:
                    self._process(parser.feed(text))
                self._process(parser.tick())

    def _typed_now(self, selector: selectors.BaseSelector, decode: Callable[[bytes], str]) -> str:
        """Return what is typed within a short time; what was held back where nothing is."""
        if not selector.select(LOOK_EVERY):
            return self._late.rest() if self._late else ""
        data = os.read(self.fileno, 4096)
        if not data:  # the end of a pipe, which would be there again at once
            self.exit_event.wait(LOOK_EVERY)
        return self._without_answers(decode(data))

    def _without_answers(self, text: str) -> str:
        return self._late.without(text) if self._late else text

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

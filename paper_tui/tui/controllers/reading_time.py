"""The time that each paper is read, counted only while something happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from paper_tui.papers.paper import PaperKey
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.state.reader_screen import ReaderScreen

LONGEST_PAUSE = timedelta(minutes=2)
"""Time between two keys above which the reader did something else."""
BETWEEN_WRITES = timedelta(minutes=1)


class ReadingTime:
    """Adds the time between two keys to the paper that was shown between them."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context
        self._spent: Counter[PaperKey] = Counter()
        """Milliseconds that are not written yet."""
        self._last: datetime | None = None
        self._written: datetime | None = None

    def follow_input(self, screens: Iterable[object]) -> None:
        """Count the time since the last input; called before the input has its effect.

        Args:
            screens: Those that are open, the top one last.
        """
        now = self._context.settings.clock()
        open_screens = [screen for screen in screens if isinstance(screen, ReaderScreen)]
        shown = open_screens[-1].paper_read if open_screens else None
        if shown and self._last is not None and timedelta(0) < now - self._last <= LONGEST_PAUSE:
            self._spent[shown] += (now - self._last) // timedelta(milliseconds=1)
        self._last = now
        self._written = self._written or now
        if now - self._written >= BETWEEN_WRITES:
            self.write()

    def write(self) -> None:
        """Put what was counted into the log, off the UI thread."""
        seconds = {key: spent // 1000 for key, spent in self._spent.items() if spent >= 1000}
        self._written = self._last
        if not seconds:
            return
        for key, spent in seconds.items():
            self._spent[key] -= spent * 1000
        day = self._context.settings.clock().astimezone().date()

        def add() -> None:
            with suppress(OSError):  # a library on a read-only disk stays readable
                self._context.library.reading.add(day, seconds)

        self._context.screen.edits.put(add, lambda _, problem: self._context.report(problem))

"""The reader: screens and panes. Only this package imports Textual."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from paper_tui.settings import environment
from paper_tui.tui.system.gc_tuning import pause_collector

if TYPE_CHECKING:  # these functions put off loading the reader
    from paper_tui.library import Library
    from paper_tui.papers.paper import Paper
    from paper_tui.settings import Settings
    from paper_tui.tui.app import PaperApp
    from paper_tui.tui.system.terminal_probe import TerminalProbe

TURN = 0.001
"""Seconds after which a worker thread yields to the UI thread; Python's default is 0.005."""


def read(settings: Settings, *, may_tour: bool = False) -> int:
    """Open the reader on a library and return the exit code when it is left.

    Errors are raised once the terminal is restored.

    Args:
        settings: Directories, clock and configuration.
        may_tour: Whether to offer the guided tour to a new user.
    """
    favour_ui_thread()
    with probe(settings) as asked:
        from paper_tui.tui.app import PaperApp

        app = PaperApp(
            partial(open_library, settings),
            settings,
            may_tour=may_tour,
            answer=asked.answer(),
            on_start=asked.release,
        )
        try:
            return _run(app)
        finally:
            if app.library is not None:
                app.library.close()


def probe(settings: Settings) -> TerminalProbe:
    """Ask the terminal what it can draw, while the reader is being loaded."""
    from paper_tui.tui.system.terminal_probe import TerminalProbe, may_ask

    surroundings = environment()
    return TerminalProbe(surroundings, wanted=may_ask(settings.config.images, surroundings))


def open_library(settings: Settings) -> Library:
    """Open the library; called in a worker, behind the first frame."""
    from paper_tui.library import Library

    library = Library.open(settings.library, settings.clock)
    library.configure(settings.config)
    return library


def favour_ui_thread() -> None:
    """Favour the UI thread: no garbage collection during the start, short turns for workers."""
    pause_collector()
    sys.setswitchinterval(TURN)


def choose(library: Library, settings: Settings, query: str) -> Sequence[Paper]:
    """Open the reader to choose from what a query finds.

    Returns:
        The papers chosen; none when it was left without a choice.
    """
    with probe(settings) as asked:
        from paper_tui.tui.app import PaperApp

        app = PaperApp(
            lambda: library,
            settings,
            picking=True,
            query=query,
            answer=asked.answer(),
            on_start=asked.release,
        )
        _run(app)
        return app.picked


def _run(app: PaperApp) -> int:
    """Run the reader to its end and return the exit code."""
    asyncio.run(app.run_async())
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0

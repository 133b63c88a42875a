"""The reader: screens and panes. Only what stands under this package imports Textual."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loading the reader is what these functions put off
    from paper_tui.library import Library
    from paper_tui.papers.paper import Paper
    from paper_tui.settings import Settings
    from paper_tui.tui.app import PaperApp

TURN = 0.001
"""Seconds that a worker runs before the thread that draws gets its turn; Python's own 0.005 is felt."""


def read(settings: Settings, *, may_tour: bool = False) -> int:
    """Open the reader on a library and return the exit code when it is left.

    What keeps the library from being opened, and what the program did not expect, is raised once the
    terminal is the user's again.

    Args:
        settings: What the run goes by.
        may_tour: Whether a newcomer may be shown around.
    """
    hurry()
    from paper_tui.tui.app import PaperApp

    app = PaperApp(partial(open_library, settings), settings, may_tour=may_tour)
    try:
        return _run(app)
    finally:
        if app.library is not None:
            app.library.close()


def open_library(settings: Settings) -> Library:
    """The library that is to be read; to be called in a worker, behind the first picture."""
    from paper_tui.library import Library
    from paper_tui.tui.system.ui_priority import make_way

    library = Library.open(settings.library, settings.clock, pause=make_way)
    library.configure(settings.config)
    return library


def hurry() -> None:
    """Let the interpreter serve who draws: no looks for garbage at the start, short turns for the others."""
    gc.disable()  # `PaperApp` looks for garbage in quiet moments once there is a list
    sys.setswitchinterval(TURN)


def choose(library: Library, settings: Settings, query: str) -> Sequence[Paper]:
    """Open the reader to choose from what a query finds; the papers chosen, none when it was left without."""
    from paper_tui.tui.app import PaperApp

    app = PaperApp(lambda: library, settings, picking=True, query=query)
    _run(app)
    return app.picked


def _run(app: PaperApp) -> int:
    """Run the reader to its end and return the exit code."""
    from paper_tui.tui.system.ui_priority import new_event_loop

    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(app.run_async())
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0

"""From arguments to a command and from its outcome to an exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from paper_tui.cli.arguments import parse
from paper_tui.cli.exits import INTERRUPTED, LIBRARY_BROKEN, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import tell
from paper_tui.settings import SettingsError, environment, settings_from


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every failure is a message, never a traceback."""
    options = parse(arguments)
    try:
        settings = settings_from(environment(), options.library)
        code: int = options.command(options, settings)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _leave_closed_pipe()
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt:
        tell("Interrupted. What was saved before is kept.")
        return INTERRUPTED
    except SettingsError as error:
        tell(f"paper-tui: {error}")
        return USAGE
    except CommandError as error:
        tell(f"paper-tui: {error}")
        return error.code
    except Exception as error:
        known = _known(error)
        if known is None:
            raise
        tell(f"paper-tui: {error}")
        return known
    return code


def _known(error: Exception) -> int | None:
    """The exit code of a failure that a layer below words for users, or None for any other.

    The layers are imported only once something went wrong, so that ``--help`` stays quick.
    """
    from paper_tui.library import KeyNotFoundError
    from paper_tui.search import QueryError
    from paper_tui.sources import SourceError
    from paper_tui.store import StoreError

    if isinstance(error, StoreError):
        return LIBRARY_BROKEN
    if isinstance(error, QueryError):
        return USAGE
    return NOTHING_FOUND if isinstance(error, KeyNotFoundError | SourceError) else None


def _leave_closed_pipe() -> None:
    """Keep Python from complaining, while it ends, of the pipe that its reader closed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())

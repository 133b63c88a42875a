"""Entry point: parse, run one command, map exceptions to messages and exit codes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from paper_tui.cli.arguments import parse
from paper_tui.cli.exit_codes import (
    BROKEN_PIPE,
    INTERNAL_ERROR,
    INTERRUPTED,
    LIBRARY_ERROR,
    NOTHING_FOUND,
    USAGE,
    CommandError,
    OutputError,
)
from paper_tui.cli.output import discard_output, flush_output, print_message
from paper_tui.network import offline
from paper_tui.settings import SettingsError, environment, settings_from

COMPLETE = "__complete"
"""First argument with which a completion script asks for candidates."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every failure is a message, never a traceback."""
    try:
        if list(arguments[:1]) == [COMPLETE]:
            return _complete(arguments[1:])
        return _run_command(_parsed(arguments))
    except BrokenPipeError:
        discard_output()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        print_message("Interrupted. What was saved before is kept.")
        return INTERRUPTED
    except OutputError:  # not even its message could be written
        discard_output()
        return NOTHING_FOUND


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    try:
        return parse(arguments)
    except SystemExit:
        flush_output()
        raise


def _complete(arguments: Sequence[str]) -> int:
    """Print completion candidates; a failure prints none, since a shell has no room for messages."""
    from paper_tui.cli.completion import complete

    try:
        return complete(arguments)
    except BrokenPipeError:
        raise
    except Exception:  # noqa: BLE001 - the command itself will report it when it runs
        return NOTHING_FOUND


def _run_command(options: argparse.Namespace) -> int:
    try:
        settings = settings_from(environment(), options.library, options.config)
        with offline(wanted=options.offline):
            code: int = options.command(options, settings)
        flush_output()
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the last handler: no traceback reaches the user
        return _report_error(error, options.name)
    return code


def _report_error(error: Exception, command: str) -> int:
    """Print what failed and what to do, and return the exit code."""
    from paper_tui.papers.text import clean_line

    code = _code(error)
    if code == INTERNAL_ERROR:
        from paper_tui.cli.crash import write_report

        path = write_report(error, command)
        where = f"; details in {clean_line(str(path))}" if path else ""
        print_message(f"paper-tui: unexpected {type(error).__name__}: {clean_line(str(error), 200)}")
        print_message(f"What was saved before is kept. This is a bug; please report it{where}")
        return code
    print_message(f"paper-tui: {error}")
    if hasattr(error, "pointer"):  # a query, which is short enough to be shown
        print_message(error.pointer())
    hint = getattr(error, "hint", "")
    if hint:
        print_message(hint)
    if isinstance(error, OutputError):
        discard_output()
    return code


def _code(error: Exception) -> int:
    """The exit code of an exception: `INTERNAL_ERROR` if its message is not meant for users.

    Exception classes are imported here, so that ``--help`` does not load their packages.
    """
    if isinstance(error, CommandError):
        return error.code
    if isinstance(error, SettingsError):
        return USAGE
    from paper_tui.library import KeyNotFoundError
    from paper_tui.search import QueryError
    from paper_tui.sources import SourceError
    from paper_tui.store import StoreError

    if isinstance(error, StoreError):
        return LIBRARY_ERROR
    if isinstance(error, QueryError):
        return USAGE
    return NOTHING_FOUND if isinstance(error, KeyNotFoundError | SourceError) else INTERNAL_ERROR

"""The pick command: choose papers in the reader, as fzf does for lines."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from paper_tui.cli.command_context import open_library, query_text
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.open_reader import why_no_terminal
from paper_tui.cli.output import entry_json, print_message, write_json, write_line
from paper_tui.cli.print_papers import print_export
from paper_tui.library import Library
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.settings import Settings

TERMINAL = "/dev/tty"
STREAMS = (0, 1)
"""Standard input and output."""


def pick(options: argparse.Namespace, settings: Settings) -> int:
    """Open the reader on standard input or on a query, and print the chosen papers.

    Both standard input and standard output may be pipes; the reader opens the terminal itself.
    """
    with _library_to_pick_from(settings) as library:
        papers = _choose(library, settings, query_text(options, settings))
        entries = [Entry(paper, library.shelf.get(paper.key)) for paper in papers]
        if options.format and entries:
            return print_export(library, entries, options.format, [])
        for entry in entries:
            if options.json:
                write_json(entry_json(entry))
            else:
                write_line(entry.paper.key)
        return DONE if entries else NOTHING_FOUND


def _choose(library: Library, settings: Settings, query: str) -> Sequence[Paper]:
    from paper_tui.tui import choose

    with _terminal():
        why = why_no_terminal("input", "output", "error output")
        if why:
            raise CommandError(f"pick needs a terminal ({why})", USAGE)
        return choose(library, settings, query)


@contextmanager
def _library_to_pick_from(settings: Settings) -> Iterator[Library]:
    """The papers to choose from: those on standard input if it is a pipe, else the library."""
    if sys.stdin is None or sys.stdin.isatty():
        with open_library(settings) as library:
            yield library
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(replace(settings, library=Path(folder) / "offered")) as library,
    ):
        library.place = "standard input"
        library.rules.active = ()  # rules are for the library, not for a pipe
        report = library.imports.read(sys.stdin.buffer, library.place)
        for reject in report.rejects:
            print_message(f"  line {reject.line}: {reject.reason}")
        yield library


@contextmanager
def _terminal() -> Iterator[None]:
    """Use the terminal as standard input and output, wherever those are redirected.

    The reader takes the size of the screen from standard output, so that must not be a pipe meanwhile.
    """
    try:
        terminal = os.open(TERMINAL, os.O_RDWR)
    except OSError as error:
        raise CommandError("pick needs a terminal, and there is none", USAGE) from error
    kept = [os.dup(stream) for stream in STREAMS]
    try:
        for stream in STREAMS:
            os.dup2(terminal, stream)
        yield
    finally:
        for stream, original in zip(STREAMS, kept, strict=True):
            os.dup2(original, stream)
            os.close(original)
        os.close(terminal)

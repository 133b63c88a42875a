"""Parse the command line; commands are declared in `commands.py`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from paper_tui import __version__
from paper_tui.cli.command_builder import add_location_options, lazy_command
from paper_tui.cli.commands import COMMANDS, add_commands
from paper_tui.cli.parser import Parser, unescape_dashes

EPILOG = """\
examples:
  paper-tui                              open the reader; press ? for all keys
  paper-tui import page.txt              add the papers of a saved Daily Papers page
  paper-tui fetch daily                  add today's Daily Papers
  paper-tui list difusion --limit 5      find papers; typos are forgiven
  paper-tui list is:bookmarked --json    one JSON object per line, for jq
  paper-tui COMMAND --help               help for one command, with examples
  paper-tui man                          the manual

KEY    identifies one paper: an arXiv id, a DOI, a URL, or any part of its key
       that occurs in no other key. paper-tui list prints keys.
QUERY  words (typos are forgiven) and conditions such as tag:vision,
       state:later, year:>=2023, -survey or is:bookmarked.

The library is one folder; paper-tui config show prints its path. Changes are
saved at once; paper-tui undo undoes the last one.

exit codes: 0 success, 1 nothing found or some input rejected, 2 usage error,
            3 the library cannot be read or written
"""
LISTS = ("words", "files", "keys", "sources")
"""Positional arguments that hold any number of words."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse a command line; exit with 2 and a usage message when it is invalid.

    Arguments that begin with one hyphen, such as ``-survey`` in a query or ``-old`` among tags, are words;
    words and options may be in any order.
    """
    if arguments[:1] and arguments[0] == "help":  # as many programs have it
        arguments = [*arguments[1:2], "--help"]
    parser = build_parser(_command_of(arguments))
    options, left = parser.parse_known_args(arguments)
    holder = next((name for name in LISTS if hasattr(options, name)), None)
    if left and (holder is None or any(word.startswith("-") for word in left)):
        parser.commands.get(options.name, parser).reject(left)
    if holder:
        setattr(options, holder, [*getattr(options, holder), *left])
    for name, value in vars(options).items():
        if isinstance(value, str):
            setattr(options, name, unescape_dashes(value))
        elif isinstance(value, list):
            setattr(options, name, [unescape_dashes(word) for word in value])
    return options


def _command_of(arguments: Sequence[str]) -> str:
    """The command that a command line begins with, after options for the place; empty where there is none."""
    words = iter(arguments)
    for word in words:
        if word in ("--library", "--config"):
            next(words, "")
        elif not word.startswith("--"):
            return word if word in COMMANDS else ""
    return ""


def build_parser(only: str = "") -> Parser:
    """Build the parser of the whole command line, or of `only` one command."""
    parser = Parser(
        prog="paper-tui",
        description="A keyboard-driven reader for research papers. Without a command, it opens the reader.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"paper-tui {__version__}")
    add_location_options(parser, default=None)
    parser.set_defaults(command=lazy_command("open_reader", "open_reader"), name="")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    add_commands(commands, only)
    parser.commands = commands.choices
    return parser

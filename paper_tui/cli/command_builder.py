"""Declaration of a command, and the arguments that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from textwrap import fill, indent
from typing import TypeAlias

from paper_tui.cli.parser import Parser
from paper_tui.network import OFFLINE_VARIABLE
from paper_tui.settings import CONFIG_VARIABLE, LIBRARY_VARIABLE, Settings

Command = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - it has no public name

HELP_WIDTH = 78
"""Columns of a paragraph of help."""
COLUMNS = ("title", "authors", "date", "year", "key", "citation", "votes", "state", "tags", "venue", "source")
"""Names of the columns of `table`, here because declarations must not load rich."""
DEFAULT_COLUMNS = "title,date,key"
KEY = "an arXiv id, a DOI, a URL, or any part of its key that occurs in no other key"


class LazyChoices(Iterable[str]):
    """Choices of an argument, computed when first needed: listing formats would import all of them."""

    def __init__(self, find: Callable[[], Iterable[str]]) -> None:
        self._find = find

    def __iter__(self) -> Iterator[str]:
        return iter(self._find())

    def __contains__(self, name: object) -> bool:
        return name in tuple(self)


def _inputs() -> Iterable[str]:
    from paper_tui.sources import known_formats

    return (each.name for each in known_formats())


def _exports() -> Iterable[str]:
    from paper_tui.exports import FORMATS

    return FORMATS


def _exports_and_notes() -> Iterable[str]:
    from paper_tui.cli import obsidian

    return (*_exports(), obsidian.FORMAT)


def _states() -> Iterable[str]:
    from paper_tui.papers.shelf import State

    return (state.value for state in State)


INPUTS, EXPORTS, EXPORTS_AND_NOTES, STATES = map(
    LazyChoices, (_inputs, _exports, _exports_and_notes, _states)
)


def add_command(
    commands: Commands, name: str, purpose: str, runs: str, examples: Iterable[str], about: str = ""
) -> Parser:
    """Declare a command.

    Args:
        commands: The commands declared so far.
        name: Its name.
        purpose: One line without a full stop.
        runs: The module of `cli` and the function in it that runs the command, separated by a blank.
        examples: Command lines, each followed by two blanks and a comment; a test parses them.
        about: A further paragraph of the help.
    """
    parser = commands.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}."
        + (f"\n\n{fill(about, HELP_WIDTH)}" if about else ""),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"examples:\n{indent(chr(10).join(examples), '  ')}",
    )
    parser.purpose = purpose
    parser.set_defaults(command=lazy_command(*runs.split()), name=name)
    add_location_options(parser, default=argparse.SUPPRESS)
    return parser


def lazy_command(module: str, function: str) -> Command:
    """Return a command whose module is imported when it runs."""

    def command(options: argparse.Namespace, settings: Settings) -> int:
        run: Command = getattr(import_module(f"paper_tui.cli.{module}"), function)
        return run(options, settings)

    return command


def add_location_options(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Add the options for the library's folder and the configuration file."""
    folder = f"folder of the library; default: ${LIBRARY_VARIABLE}, else your data folder"
    file = f"configuration file; default: ${CONFIG_VARIABLE}, else in your configuration folder"
    parser.add_argument("--library", metavar="DIR", default=default, help=folder)
    parser.add_argument("--config", metavar="FILE", default=default, help=file)
    offline = f"make no network connection; also by ${OFFLINE_VARIABLE}=1"
    parser.add_argument("--offline", action="store_true", default=default or False, help=offline)


def add_query(parser: argparse.ArgumentParser) -> None:
    """Add a query."""
    words = "words (typos are forgiven) and conditions such as tag:vision year:2023; default: all papers"
    parser.add_argument("words", nargs="*", metavar="QUERY", help=words)
    saved = "name of a saved search; words narrow it down further"
    parser.add_argument("--saved", metavar="SEARCH", help=saved)


def add_key(parser: argparse.ArgumentParser) -> None:
    """Add the key of one paper."""
    parser.add_argument("key", metavar="KEY", help=f"the paper: {KEY}")


def add_keys(parser: argparse.ArgumentParser) -> None:
    """Add the keys of one or more papers."""
    parser.add_argument("keys", nargs="+", metavar="KEY", help=f"the papers, each by {KEY}")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add --format for the export formats."""
    parser.add_argument("--format", metavar="FORMAT", choices=EXPORTS, help="output format: %(choices)s")


def columns(text: str) -> tuple[str, ...]:
    """Parse names of `COLUMNS` with commas between."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or not set(names) <= set(COLUMNS):
        raise argparse.ArgumentTypeError(f"columns are {', '.join(COLUMNS)}, with commas between")
    return names


def count(text: str) -> int:
    """Parse a whole number from 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("must be a whole number, 0 or more")
    return int(text)


def width(text: str) -> int:
    """Columns of a line, from 20."""
    if not text.isdecimal() or not 20 <= int(text) <= 1_000:
        raise argparse.ArgumentTypeError("must be a whole number from 20 to 1,000")
    return int(text)
